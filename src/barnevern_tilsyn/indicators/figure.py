"""A steering figure: what is counted, out of what, whose definition it is, and how it is made of a record.

Figures are data out of a file (``data/figures/*.toml``, or a user's own). Few official definitions could be read: each
figure says whether it is official, only known by name, or ours.
"""

from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.engine.own_file import SourceNote, Texts
from barnevern_tilsyn.law import Certainty

__all__ = [
    "Aftercare",
    "Ages",
    "Aspect",
    "Catalogue",
    "Children",
    "DatedBy",
    "Evaluations",
    "Figure",
    "Handling",
    "Having",
    "How",
    "LastDays",
    "Official",
    "Origin",
    "Outcomes",
    "Part",
    "Per",
    "Plans",
    "Reporters",
    "Review",
    "Unit",
    "Visits",
]


class Origin(StrEnum):
    """Whose a definition is."""

    OFFICIAL = "official"
    """An authority's definition, which was read and is followed."""
    LISTED = "listed"
    """An authority's figure whose name was read, and whose definition was not, or that no case record can give."""
    OURS = "ours"
    """Our own. It never has an official figure's name."""


class Aspect(StrEnum):
    """What of the service a figure is about. One on deadlines alone tells little: others must stand beside it."""

    DEADLINE = "deadline"
    PARTICIPATION = "participation"
    THOROUGHNESS = "thoroughness"
    FOLLOW_UP = "follow-up"
    VOLUME = "volume"


class Unit(StrEnum):
    """What is counted."""

    REPORT = "report"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    CHILD = "child"
    MEASURE = "measure"
    VISIT = "visit"
    YOUNG_PERSON = "young-person"


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
    """Visits made, of those required in each completed year of a placement.

    ``a_year``: how many, unless a reduced number is registered. That is valid from ``reduced_after_months`` after
    the child moved in, and where ``reduced_from_age`` is given, from that age. Years are counted that ended before the
    child was ``until_age``; of those that began before ``since`` it cannot be told.
    """

    part: Part
    categories: tuple[str, ...]
    a_year: int
    reduced_after_months: int
    until_age: int
    since: date
    reduced_from_age: int | None = None


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
    """Young people who came of ``age`` in the period and had a measure in the year before: offered before that day."""

    age: int


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


@attrs.frozen(weakref_slot=False, kw_only=True)
class Official:
    """An authority's figure: the one that this is, or that it is like.

    ``read``: whether its definition was read, not only its name. ``difference``: how ours differs, as far as known.
    """

    name: Texts
    owner: str
    read: bool
    sources: tuple[SourceNote, ...]
    difference: Texts | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Figure:
    """A figure. One of the ways to make it is given, or ``not_computed``: why a case record cannot give it.

    ``duties``: keys of ``law/krav.toml`` that it is about, ``facts``: paths in the model that it is made of.
    ``population``: figures with the same name count the same things.
    """

    id: str
    origin: Origin
    aspect: Aspect
    unit: Unit
    certainty: Certainty
    name: Texts
    numerator: Texts
    denominator: Texts | None = None
    official: Official | None = None
    population: str = ""
    duties: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    outcomes: Outcomes | None = None
    handling: Handling | None = None
    ages: Ages | None = None
    last_days: LastDays | None = None
    visits: Visits | None = None
    plans: Plans | None = None
    evaluations: Evaluations | None = None
    aftercare: Aftercare | None = None
    children: Children | None = None
    reporters: Reporters | None = None
    not_computed: Texts | None = None

    def ways(self) -> tuple[How, ...]:
        """The ways given; exactly one in a figure that can be computed."""
        found: tuple[How | None, ...] = (
            *(self.outcomes, self.handling, self.ages, self.last_days, self.visits),
            *(self.plans, self.evaluations, self.aftercare, self.children, self.reporters),
        )
        return tuple(way for way in found if way is not None)

    @property
    def how(self) -> How | None:
        """The way it is made; None where it cannot be."""
        return next(iter(self.ways()), None)

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that it is made of."""
        match self.how:
            case Outcomes(rules=rules):
                return rules
            case Handling(rule=rule) | Ages(rule=rule) | LastDays(rule=rule):
                return (rule,)
            case _:
                return ()

    @property
    def is_share(self) -> bool:
        """Whether it is so many of so many."""
        return isinstance(self.how, Outcomes | Visits | Plans | Evaluations | Aftercare)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Catalogue:
    """Figures in one version: ours, or those of a user's file."""

    id: str
    version: str
    figures: tuple[Figure, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of all rules that figures are made of, each once."""
        return tuple(dict.fromkeys(code for figure in self.figures for code in figure.rules))
