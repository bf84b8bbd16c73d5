"""The rows of the JSON of ``indicators``: format 1. The published schema is made from these classes."""

from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from barnevern_tilsyn.indicators import Step
from barnevern_tilsyn.indicators.figure import Aspect, Origin, Unit
from barnevern_tilsyn.law import Certainty
from barnevern_tilsyn.reports.wire import Notice, Reject, Tool, Unreadable

__all__ = [
    "FORMAT",
    "Band",
    "Clustering",
    "Days",
    "Interval",
    "Kind",
    "Kinds",
    "Number",
    "Official",
    "Part",
    "Period",
    "Reading",
    "Report",
    "Set",
    "Share",
    "Source",
    "Value",
]

FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_Format = Literal[1]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every key is there in every row; what does not apply is null."""


class Interval(_Row, frozen=True, kw_only=True):
    """From a share to a share."""

    low: _Share
    high: _Share


class Share(_Row, frozen=True, kw_only=True, tag_field="kind", tag="share"):
    """So many of so many: yes and no are known; review and unknown are not; running and unplaced are in no share."""

    yes: _Count
    no: _Count
    review: _Count
    unknown: _Count
    running: _Count
    unplaced: _Count
    share: _Share | None
    interval: Interval | None
    bounds: Interval | None


class Band(_Row, frozen=True, kw_only=True):
    """How many took from the first to the last day; the last band has no last day."""

    first: _Count
    last: _Count | None
    count: _Count


class Days(_Row, frozen=True, kw_only=True, tag_field="kind", tag="days"):
    """How days are spread."""

    of: _Count
    unknown: _Count
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    tenth: float | None
    ninetieth: float | None
    longest: _Count | None
    bands: tuple[Band, ...]


class Clustering(_Row, frozen=True, kw_only=True, tag_field="kind", tag="clustering"):
    """How many of those done in time were done on the last days, and how many an even spread would give."""

    last_days: _Count
    of: _Count
    last: _Count
    share: _Share | None
    expected: float
    even_share: _Share | None
    unknown: _Count


class Kind(_Row, frozen=True, kw_only=True):
    """How many of a kind."""

    code: str
    name: str
    count: _Count


class Kinds(_Row, frozen=True, kw_only=True, tag_field="kind", tag="kinds"):
    """How many of each kind; the same one may be of several. Never: kinds of which none was seen."""

    of: _Count
    kinds: tuple[Kind, ...]
    never: tuple[str, ...]
    unknown: _Count
    unplaced: _Count


class Number(_Row, frozen=True, kw_only=True, tag_field="kind", tag="number"):
    """How many."""

    count: _Count
    unknown: _Count


Reading = Share | Days | Clustering | Kinds | Number


class Part(_Row, frozen=True, kw_only=True):
    """What a figure came to in a part of the period."""

    first: date
    last: date
    reading: Reading


class Source(_Row, frozen=True, kw_only=True):
    """Where a definition is known from."""

    url: str
    note: str


class Official(_Row, frozen=True, kw_only=True):
    """The authority's figure that this is, or is like; whether its definition was read, not only its name."""

    name: str
    owner: str
    definition_read: bool
    difference: str | None
    sources: tuple[Source, ...]


class Value(_Row, frozen=True, kw_only=True):
    """A figure: its definition, and what it came to; null where it cannot be computed."""

    id: str
    name: str
    origin: Origin
    aspect: Aspect
    unit: Unit
    certainty: Certainty
    numerator: str
    denominator: str | None
    official: Official | None
    duties: tuple[str, ...]
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    not_computed: str | None
    not_carried: tuple[str, ...]
    whole: Reading | None
    series: tuple[Part, ...]


class Period(_Row, frozen=True, kw_only=True):
    """The period, and the step of the series."""

    first: date
    last: date
    step: Step | None


class Set(_Row, frozen=True, kw_only=True):
    """The catalogue that the figures are of."""

    id: str
    version: str


class Report(_Row, frozen=True, kw_only=True):
    """The JSON of ``barnevern-tilsyn indicators --output-format json``."""

    format: _Format
    tool: Tool
    figures: Set
    period: Period
    as_of: date | None
    cases: _Count
    values: tuple[Value, ...]
    rejects: tuple[Reject, ...]
    unreadable: tuple[Unreadable, ...]
    notices: tuple[Notice, ...]
