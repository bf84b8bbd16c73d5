"""What stands beside the deadlines: whether the child was heard, the whole was assessed, and reasons were given.

Supervision found that a strong eye on deadlines can cost thoroughness (Helsetilsynet, report 2/2022): a summary must
not show punctuality alone.
"""

import tomllib
from functools import cache
from importlib import resources

import attrs

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.runners import Summary

__all__ = ["Share", "balance"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Share:
    """How often something was done: ``shown`` by the record, ``not_shown`` (known not done, or for review), unknown.

    ``not_carried``: the format of the records has no place for it.
    """

    key: str
    shown: int
    not_shown: int
    unknown: int
    not_carried: bool

    @property
    def of(self) -> int:
        """How many there were of which it can be told."""
        return self.shown + self.not_shown


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resources.files("barnevern_tilsyn.reports").joinpath("balance.toml").read_text(encoding="utf-8")
    return tuple((row["key"], tuple(row["rules"])) for row in tomllib.loads(text)["row"])


def balance(summary: Summary) -> tuple[Share, ...]:
    """The shares that the rules of a run tell; none of what no rule that ran is about."""
    not_carried = {code for code, _ in summary.cannot_be_decided_here}
    found = []
    for key, codes in _rows():
        if not any(code in summary.by_rule or code in not_carried for code in codes):
            continue
        counts = {outcome: _count(summary, codes, outcome) for outcome in Outcome}
        found.append(
            Share(
                key=key,
                shown=counts[Outcome.MET],
                not_shown=counts[Outcome.BREACH] + counts[Outcome.REVIEW],
                unknown=counts[Outcome.OPEN],
                not_carried=not any(code in summary.by_rule for code in codes),
            )
        )
    return tuple(found)


def _count(summary: Summary, codes: tuple[str, ...], outcome: Outcome) -> int:
    return sum(summary.by_rule.get(code, {}).get(outcome.value, 0) for code in codes)
