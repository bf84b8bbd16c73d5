"""Rule cases kept as data: small records with a fixed day and the outcome they must give."""

import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
import msgspec

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine import Outcome, Result, Rule, Run, Severity
from barnevern_tilsyn.engine.individ import INDIVID_TYPES
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.model.kostra import Individ, Skjema
from barnevern_tilsyn.rules.case_records import to_children, to_sak, to_skjema

__all__ = ["RuleCase", "RuleCaseError", "cases_of"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class RuleCase:
    """Records, the day they are judged, and the outcomes that a rule must give on them, in their order.

    ``title`` by language. ``records``: a case; or children of a KOSTRA file, with the form that it is delivered with,
    judged at the end of the year. ``reasons``, ``missing`` and ``severity`` (of a control's fault) are checked where
    given.
    """

    title: dict[str, str]
    as_of: date | None
    records: tuple[Sak | Individ, ...]
    skjema: Skjema
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    severity: Severity | None = None

    def judge(self, rule: Rule, records: Iterable[Sak | Individ] | None = None) -> list[Result]:
        """What a rule says of the records, or of others in their place."""
        run = Run([rule], as_of=self.as_of, skjema=self.skjema)
        results: list[Result] = []
        for record in self.records if records is None else records:
            results += run.see_individ(record) if isinstance(record, Individ) else run.see(record)
        return results + run.finish()


class RuleCaseError(ValueError):
    """The cases of a rule cannot be read. Says which file, which case and what is wrong."""


def cases_of(rule: Rule) -> tuple[RuleCase, ...]:
    """The cases of a rule, out of ``cases/{code}.toml`` beside its texts; none where there is no such file.

    Where several rules share a file of texts, they share ``cases/{file}.toml`` too, with a table each. A case's ``sak``
    replaces keys of the ``base``: the rule's, else the file's. What did not happen is written ``false``, for TOML has
    no null: ``konklusjon = false``. Of a control on KOSTRA files the ``individ``, or each of its ``individer``, takes
    the place of the ``sak``, and what is not there is not in the file. Raises ``RuleCaseError``.
    """
    if not rule.package:
        return ()
    shared = rule.texts[2] if isinstance(rule.texts, tuple) and len(rule.texts) == 3 else ""
    name = f"cases/{shared or rule.code}.toml"
    file = files(rule.package).joinpath(name)
    if not file.is_file():
        return ()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if shared:
            data = {"base": data.get("base", {}), **data.get(rule.code, {"case": []})}
        rows = list(enumerate(data["case"], start=1))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleCaseError(f"{name}: {type(error).__name__}: {error}") from None
    of_kostra = rule.applies_to in INDIVID_TYPES
    return tuple(_case(data.get("base", {}), row, f"{name}: case {number}", of_kostra) for number, row in rows)


def _case(base: dict[str, Any], row: dict[str, Any], where: str, of_kostra: bool) -> RuleCase:
    own = row.get("individer", [row.get("individ", {})]) if of_kostra else [row.get("sak", {})]
    try:
        records = [{**base, **record} for record in own]
        return RuleCase(
            title=dict(row["title"]),
            as_of=None if of_kostra else row["as_of"],
            records=to_children(records) if of_kostra else tuple(map(to_sak, records)),
            skjema=to_skjema(row.get("skjema", {})),
            outcomes=tuple(Outcome(outcome) for outcome in row["outcomes"]),
            reasons=tuple(row["reasons"]) if "reasons" in row else None,
            missing=tuple(row["missing"]) if "missing" in row else None,
            severity=Severity(row["severity"]) if "severity" in row else None,
        )
    except KeyError as error:
        raise RuleCaseError(f"{where}: there is no {error}") from None
    except (AttributeError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise RuleCaseError(f"{where}: {error}") from None
