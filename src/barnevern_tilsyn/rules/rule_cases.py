"""Rule cases kept as data: small records with a fixed day and the outcome they must give."""

import tomllib
from datetime import date
from importlib import resources
from typing import Any, get_args, get_type_hints

import attrs
import msgspec

from barnevern_tilsyn.engine import Outcome, Rule, Severity
from barnevern_tilsyn.engine.needs import element_type
from barnevern_tilsyn.model import Sak

__all__ = ["RuleCase", "RuleCaseError", "cases_of"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class RuleCase:
    """A record, the day it is judged, and the outcomes that a rule must give on it, sorted.

    ``title`` by language. ``reasons``, ``missing`` and ``severity`` (of a control's fault) are checked where given.
    """

    title: dict[str, str]
    as_of: date
    sak: Sak
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    severity: Severity | None = None


class RuleCaseError(ValueError):
    """The cases of a rule cannot be read. Says which file, which case and what is wrong."""


def cases_of(rule: Rule) -> tuple[RuleCase, ...]:
    """The cases of a rule, out of ``cases/{code}.toml`` beside its texts; none where there is no such file.

    Where several rules share a file of texts, they share ``cases/{file}.toml`` too, with a table each. A case's ``sak``
    replaces keys of the ``base``: the rule's, else the file's. What did not happen is written ``false``, for TOML has
    no null: ``konklusjon = false``. Raises ``RuleCaseError``.
    """
    if not rule.package:
        return ()
    shared = rule.texts[2] if isinstance(rule.texts, tuple) and len(rule.texts) == 3 else ""
    name = f"cases/{shared or rule.code}.toml"
    file = resources.files(rule.package).joinpath(name)
    if not file.is_file():
        return ()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if shared:
            data = {"base": data.get("base", {}), **data.get(rule.code, {"case": []})}
        rows = list(enumerate(data["case"], start=1))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleCaseError(f"{name}: {type(error).__name__}: {error}") from None
    return tuple(_case(data.get("base", {}), row, f"{name}: case {number}") for number, row in rows)


def _case(base: dict[str, Any], row: dict[str, Any], where: str) -> RuleCase:
    try:
        record = {**base, **row.get("sak", {})}
        return RuleCase(
            title=dict(row["title"]),
            as_of=row["as_of"],
            sak=msgspec.convert(_facts(record, Sak, "sak"), Sak),
            outcomes=tuple(Outcome(outcome) for outcome in row["outcomes"]),
            reasons=tuple(row["reasons"]) if "reasons" in row else None,
            missing=tuple(row["missing"]) if "missing" in row else None,
            severity=Severity(row["severity"]) if "severity" in row else None,
        )
    except KeyError as error:
        raise RuleCaseError(f"{where}: there is no {error}") from None
    except (AttributeError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise RuleCaseError(f"{where}: {error}") from None


def _facts(record: Any, kind: type, path: str) -> Any:
    """The record as the model takes it: ``None`` for a ``false`` that stands for no yes or no.

    Refuses a key that the model does not have: it would be dropped in silence, and the case be another one.
    """
    if isinstance(record, list):
        return [_facts(row, kind, path) for row in record]
    return {key: _fact(value, kind, path, key) for key, value in record.items()} if isinstance(record, dict) else record


def _fact(value: Any, kind: type, path: str, key: str) -> Any:
    if key not in attrs.fields_dict(kind):
        raise ValueError(f"{path}.{key}: the model has no such fact")
    hint = get_type_hints(kind)[key]
    if value is False and bool not in get_args(hint):
        return None
    inner = element_type(hint)
    return value if inner is None else _facts(value, inner, f"{path}.{key}")
