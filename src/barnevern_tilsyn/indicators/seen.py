"""A case as figures see it: what the rules came to, and its elements on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from barnevern_tilsyn.engine import Context, Outcome, Result
from barnevern_tilsyn.model import NOT_REPORTED, Fact, Sak

__all__ = ["NO", "REVIEW", "RUNNING", "UNKNOWN", "UNPLACED", "YES", "Dated", "Key", "Seen", "has_run", "runs_on"]

Key = str | int | tuple[int, bool]
"""What is counted: a word for how it stands, a number of days, a code, the length of a time limit."""

YES: Final = "yes"
NO: Final = "no"
REVIEW: Final = "review"
UNKNOWN: Final = "unknown"
RUNNING: Final = "running"
UNPLACED: Final = "unplaced"


class Dated(NamedTuple):
    """So many of a kind on a day; without a day it cannot be told which period they belong to."""

    day: date | None
    key: Key
    number: int = 1


class Seen:
    """One case on the day of judgement. Raises ``MissingAsOfError`` as ``Context``."""

    def __init__(
        self, sak: Sak, results: Iterable[Result], as_of: date | None = None, *, assume_unchanged: bool = False
    ) -> None:
        self.sak = sak
        self.ctx = Context(sak, as_of, assume_unchanged=assume_unchanged)
        self._by_rule: defaultdict[str, list[Result]] = defaultdict(list)
        for result in results:
            self._by_rule[result.rule.code].append(result)

    def results(self, codes: Iterable[str]) -> Iterator[Result]:
        """What rules came to on the elements of the case, where the duty holds."""
        for code in codes:
            for result in self._by_rule.get(code, ()):
                if result.outcome is not Outcome.NOT_APPLICABLE:
                    yield result

    @property
    def known_until(self) -> date:
        """The last day that the record tells of."""
        return self.ctx.known_until


def has_run(row: Any, first: date, last: date, known_until: date) -> bool | None:
    """Whether an element ran on any of these days; None: the record does not tell."""
    start, end = row.start_dato, _end(row)
    if start and start > min(last, known_until):
        return False if last <= known_until else None
    if end and end < first and end <= known_until:
        return False
    if start and start <= last and (start >= first or (end is None and first <= known_until) or (end and end >= first)):
        return True
    return None


def runs_on(row: Any, day: date, known_until: date) -> bool | None:
    """Whether an element runs when a day ends; None: the record does not tell."""
    start, end = row.start_dato, _end(row)
    seen = min(day, known_until)
    if (start and start > seen) or (end and end <= seen):
        return None if start and start > seen and day > known_until else False
    if day > known_until or not start or end is NOT_REPORTED:
        return None
    return True


def _end(row: Any) -> Fact[date]:
    """The day an element was concluded; None: it is not."""
    konklusjon = row.konklusjon
    return (konklusjon.slutt_dato or NOT_REPORTED) if konklusjon else konklusjon
