"""A demo service: the cases of some municipalities over two years, with better practice in the second.

The register's part of each is a document; of most of them more is known, so that forms are filled in from it.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.rich.courses import COURSES, Course, lawful_course, looked_at_again
from barnevern_tilsyn.testing.rich.planted import broken_case
from barnevern_tilsyn.testing.rich.rich_case import RichCase
from barnevern_tilsyn.testing.synthetic import shapes_investigations as investigations
from barnevern_tilsyn.testing.synthetic import shapes_special as special
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.dice import NoRoom
from barnevern_tilsyn.testing.synthetic.spec import Avgiver
from barnevern_tilsyn.testing.written_versions import NEWEST, day_of, span_of

__all__ = ["ServiceCase", "service", "write_service"]

_MUNICIPALITIES: Final = (AVGIVERE[0], AVGIVERE[1], AVGIVERE[3])
_MUNICIPALITY_WEIGHTS: Final = (6, 3, 1)
_TOLD_MORE: Final = 0.7
"""Share of the cases of which more is known than the register carries."""

_CLOSED: Final[tuple[tuple[Course, int], ...]] = (
    (investigations.investigation_dismissed, 8),
    (investigations.investigation_measures, 6),
    (investigations.investigation_board, 2),
    (investigations.extension_granted, 3),
    (looked_at_again, 3),
)
_OTHER: Final = tuple(course for course in COURSES if course is not special.svalbard)
"""Of these are the cases that nothing is asked of. On Svalbard other law holds, and the service is not there."""
_FAILINGS: Final = {
    "UND001": 4,
    "UND003": 3,
    "MEL001": 2,
    "TBK001": 4,
    "TBK003": 3,
    "MED003": 3,
    "MED004": 3,
    "MED006": 2,
    "MED007": 3,
    "MED008": 4,
    "MEL002": 2,
    "VED003": 2,
}
"""What goes wrong in the service, by the rules that find it, and how often."""


@attrs.frozen
class _Year:
    """A year of the service. ``ago``: how many years before the last day it ended."""

    cases: float
    failing: float
    ago: int


_YEARS: Final = (_Year(cases=0.42, failing=0.7, ago=1), _Year(cases=0.42, failing=0.25, ago=0))
"""Shares of all cases whose investigation was closed in a year, and of those in which something went wrong."""


@attrs.frozen
class ServiceCase:
    """A case of the service.

    ``xml``: the document of the register. ``facts``: lines for ``--with``, nothing where no more is known. ``planted``:
    the rule that finds what went wrong, or nothing.
    """

    sak_id: str
    name: str
    xml: bytes = attrs.field(repr=False)
    facts: bytes = attrs.field(repr=False)
    planted: str = ""


def service(count: int, *, seed: int, as_of: date | None = None) -> Iterator[ServiceCase]:
    """Yields ``count`` cases of a demo service, the same ones for the same arguments.

    Some have an investigation that was closed in the year before ``as_of`` (default: 1 October 2026), as many in the
    year before that; the rest are of all kinds. All were extracted on ``as_of``. Raises ``ValueError`` for an ``as_of``
    beyond ``written_versions.span_of``.
    """
    day = as_of or day_of(NEWEST)
    first, last = span_of(NEWEST)
    if not first <= day <= last:
        raise ValueError(f"as_of must lie from {first} to {last}")
    return _cases(count, Random(seed), day)


def write_service(cases: Iterable[ServiceCase], folder: Path) -> None:
    """Writes the documents into ``cases`` in a folder, ``facts.jsonl`` and what was planted (``truth.json``) beside."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    listed, facts = [], []
    for case in cases:
        (folder / "cases" / f"{case.name}.xml").write_bytes(case.xml)
        facts.append(case.facts)
        listed.append({"file": f"{case.name}.xml", "case": case.sak_id, "planted": case.planted or None})
    (folder / "facts.jsonl").write_bytes(b"".join(facts))
    text = json.dumps({"format": 1, "cases": listed}, indent=1)
    (folder / "truth.json").write_text(f"{text}\n", encoding="utf-8")


def _cases(count: int, rng: Random, day: date) -> Iterator[ServiceCase]:
    for number in range(1, count + 1):
        rich, planted = _drawn(rng, day)
        (place,) = rng.choices(_MUNICIPALITIES, _MUNICIPALITY_WEIGHTS)
        rich.spec = attrs.evolve(rich.spec, avgiver=Avgiver(*place))
        facts = rich.overlay() if rng.random() < _TOLD_MORE else b""
        yield ServiceCase(rich.spec.id, f"{number:05d}", rich.xml(), facts, planted)


def _drawn(rng: Random, day: date) -> tuple[RichCase, str]:
    """A case of one of the years or of another kind, and what went wrong in it."""
    shares = [year.cases for year in _YEARS]
    (year,) = rng.choices((*_YEARS, None), (*shares, 1 - sum(shares)))
    return _in_year(rng, day, year) if year else (lawful_course(rng, day, _OTHER), "")


def _in_year(rng: Random, day: date, year: _Year) -> tuple[RichCase, str]:
    """A case whose last investigation by the end of a year was closed in it, and what went wrong."""
    end = day - relativedelta(years=year.ago)
    code = rng.choices(list(_FAILINGS), list(_FAILINGS.values()))[0] if rng.random() < year.failing else ""
    course = rng.choices([course for course, _ in _CLOSED], [weight for _, weight in _CLOSED])[0]
    while True:
        try:
            rich = broken_case(rng, day, code) if code else lawful_course(rng, day, [course])
        except NoRoom:
            continue
        closed = [u.slutt_dato for u in rich.alive.undersokelser if u.slutt_dato and u.slutt_dato <= end]
        if closed and max(closed) > end - relativedelta(years=1):
            return rich, code
