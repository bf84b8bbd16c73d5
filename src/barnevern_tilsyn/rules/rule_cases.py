"""Rule cases kept as data: small records with a fixed day and the outcome they must give."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

import attrs
import msgspec

from barnevern_tilsyn.engine import Outcome, Rule
from barnevern_tilsyn.model import Sak

__all__ = ["RuleCase", "cases_of"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class RuleCase:
    """A record, the day it is judged, and the outcomes that a rule must give on it, sorted.

    ``title`` by language. ``reasons`` and ``missing`` are checked where given.
    """

    title: dict[str, str]
    as_of: date
    sak: Sak
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None


def cases_of(rule: Rule) -> Iterator[RuleCase]:
    """The cases of a rule, out of ``cases/{code}.toml`` beside its texts; none where there is no such file.

    A case's ``sak`` replaces keys of the file's ``base``. Raises ``msgspec.ValidationError`` for a record that does
    not fit the model.
    """
    if not rule.package:
        return
    file = resources.files(rule.package).joinpath(f"cases/{rule.code}.toml")
    if not file.is_file():
        return
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    for row in data["case"]:
        yield _case(data["base"], row)


def _case(base: dict[str, Any], row: dict[str, Any]) -> RuleCase:
    return RuleCase(
        title=row["title"],
        as_of=row["as_of"],
        sak=msgspec.convert({**base, **row.get("sak", {})}, Sak),
        outcomes=tuple(Outcome(outcome) for outcome in row["outcomes"]),
        reasons=tuple(row["reasons"]) if "reasons" in row else None,
        missing=tuple(row["missing"]) if "missing" in row else None,
    )
