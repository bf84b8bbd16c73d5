"""The ways a figure can be made of a record: a share of what rules come to, days, visits, plans, and so on."""

from enum import StrEnum

import attrs

__all__ = [
    "Aftercare",
    "Ages",
    "Children",
    "DatedBy",
    "Evaluations",
    "Handling",
    "Having",
    "How",
    "LastDays",
    "Outcomes",
    "Part",
    "Per",
    "Plans",
    "Reporters",
    "Review",
    "Visits",
]


class DatedBy(StrEnum):
    """The day by which an element belongs to a period."""

    START = "start"
    """The element's own: receipt of a report, start of an investigation, day of a decision."""
    CLOSED = "closed"
    """The day it was concluded; what is open belongs to no period yet."""
    LAST_DAY = "last-day"
    """The last day of the time limit, by the strict count: what is overdue and open is counted too."""


class Review(StrEnum):
    """What an outcome that a person must judge counts as."""

    APART = "apart"
    """As what cannot be told: neither done nor not."""
    NO = "no"
    """As not shown by the record: the figure is on what the record shows."""


class Part(StrEnum):
    """Whose visits to a foster home."""

    FOLLOW_UP = "oppfolging"
    SUPERVISION = "tilsyn"


class Per(StrEnum):
    """What a plan must cover."""

    MEASURE = "measure"
    CHILD = "child"


class Having(StrEnum):
    """What a child has."""

    INVESTIGATION = "investigation"
    """An investigation that runs on a day of the period."""
    MEASURE = "measure"
    """A measure that runs when the period ends."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Outcomes:
    """A share out of what rules come to; of several rules on an element, all must be met.

    ``rules``: their codes. ``review``: what an outcome to be judged counts as.
    """

    rules: tuple[str, ...]
    dated_by: DatedBy
    review: Review = Review.APART


@attrs.frozen(weakref_slot=False, kw_only=True)
class Handling:
    """Days from the day that a time limit is counted from until it was done, of what was done in the period.

    ``bands``: the last day of each band that the days are counted in; the last band is without end.
    """

    rule: str
    bands: tuple[int, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Ages:
    """Days that have run for what is not done at the end of the period. ``bands`` as of ``Handling``."""

    rule: str
    bands: tuple[int, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class LastDays:
    """How much of what was done in time was done on the last ``days`` days of the time limit."""

    rule: str
    days: int


@attrs.frozen(weakref_slot=False, kw_only=True)
class Visits:
    """Visits made, of those required in each completed year of a placement until the child is 18.

    ``required``: how many the law requires, a key of ``law/parameters/besok.toml``; of years before it is known it
    cannot be told. ``categories``: of measures that are foster homes.
    """

    part: Part
    required: str
    categories: tuple[str, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Plans:
    """Measures that run when the period ends, or children with one, that have a plan in force on that day.

    ``measures``: a group of legal bases in ``codes/grupper.toml``; none: all measures. ``plans``: types of plans.
    """

    plans: tuple[str, ...]
    per: Per
    measures: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Evaluations:
    """Children with a measure that has run for ``months`` when the period ends, and a plan evaluated within them."""

    months: int
    measures: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class Aftercare:
    """Young people who came of age in the period and had a measure in the year before: offered before that day.

    ``age``: an age limit, a key of ``law/parameters/alder.toml``.
    """

    age: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class Children:
    """How many children have something."""

    having: Having


@attrs.frozen(weakref_slot=False, kw_only=True)
class Reporters:
    """Reports received in the period, by who reported. A report by several is counted at each."""

    never: tuple[str, ...]
    """Groups of reporters of whom it is said if none of a kind reported."""


How = Outcomes | Handling | Ages | LastDays | Visits | Plans | Evaluations | Aftercare | Children | Reporters
