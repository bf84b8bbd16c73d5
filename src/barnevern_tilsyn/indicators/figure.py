"""A steering figure: what is counted, out of what, whose definition it is, and how it is made of a record.

Figures are data out of a file (``data/figures/*.toml``, or a user's own). Few official definitions could be read: each
figure says whether it is official, only known by name, or ours.
"""

from enum import StrEnum

import attrs

from barnevern_tilsyn.engine.own_file import SourceNote, Texts
from barnevern_tilsyn.indicators.ways import (
    Aftercare,
    Ages,
    Children,
    Evaluations,
    Handling,
    How,
    LastDays,
    Outcomes,
    Plans,
    Reporters,
    Visits,
)
from barnevern_tilsyn.law import Certainty

__all__ = ["Aspect", "Catalogue", "Figure", "Official", "Origin", "Unit"]


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
