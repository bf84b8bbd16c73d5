"""The numbers of the law: deadlines as dated entries, each with its provision, source, certainty and readings.

The numbers stand in ``parameters/*.toml``; rules name a key and never hold a number.
"""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias, cast

import attrs

from barnevern_tilsyn.law.certainty import Certainty, certainty_from
from barnevern_tilsyn.law.data import Table, load, named, names, owner
from barnevern_tilsyn.law.hjemmel import Hjemmel, hjemmel_from
from barnevern_tilsyn.law.maneder import add_months

__all__ = ["Derogation", "Entry", "Parameter", "Reading", "Step", "all_parameters", "parameter", "parameters_of"]

Reading: TypeAlias = Literal["certain", "unsettled", "none"]
"""Whether a reading of a deadline holds: then it moves ``nominal``; may hold: then ``latest``; does not hold."""

_READINGS: Final = ("certain", "unsettled", "none")
_UNITS: Final = ("days", "weeks", "months")


@attrs.frozen(weakref_slot=False)
class Step:
    """One step of a count: so many ``days``, ``weeks`` or ``months``."""

    count: int
    unit: Literal["days", "weeks", "months"]

    def after(self, day: date) -> date:
        """The day this step leads to; the start day is day 0. Never past the last day the calendar holds."""
        try:
            if self.unit == "months":
                return add_months(day, self.count)
            return day + timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
        except (OverflowError, ValueError):
            return date.max


@attrs.frozen(weakref_slot=False, kw_only=True)
class Derogation:
    """A window in which a regulation lets a deadline be longer (bvl § 2-7): ``steps`` instead of the entry's own.

    It applies to a deadline whose nominal last day lies from ``from_`` to ``until``, both included.
    """

    from_: date
    until: date
    steps: tuple[Step, ...]
    hjemmel: Hjemmel
    source: str

    def covers(self, day: date) -> bool:
        """Whether the day lies in the window."""
        return self.from_ <= day <= self.until


@attrs.frozen(weakref_slot=False, kw_only=True)
class Entry:
    """A deadline as it stood in a period, chosen by the nominal last day.

    ``steps`` in the order the law states them; ``extended_steps`` empty where the law knows no extension. ``start``
    says in words what the law counts from. ``rollover``: the last day moves off a Saturday, Sunday or red day;
    ``inner_rollover``: so does the end of an inner step; ``start_point``: the last step counts from the conclusion.
    """

    in_force: date
    until: date | None
    start: str
    steps: tuple[Step, ...]
    extended_steps: tuple[Step, ...]
    hjemler: tuple[Hjemmel, ...]
    source: str
    certainty: Certainty
    rollover: Reading
    inner_rollover: Reading
    start_point: Reading
    derogations: tuple[Derogation, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Parameter:
    """A number of the law: its key, what it is, and its entries in order of time."""

    key: str
    title_nb: str
    title_nn: str
    title_en: str
    entries: tuple[Entry, ...]


def _steps(table: Table, key: str) -> tuple[Step, ...]:
    steps = []
    for step in table.tables(key):
        step.only(*_UNITS)
        if len(step.values) != 1:
            raise step.fault(key, "one unit a step")
        unit = next(iter(step.values))
        steps.append(Step(step.number(unit), cast('Literal["days", "weeks", "months"]', unit)))
    return tuple(steps)


def _reading(table: Table, key: str) -> Reading:
    return cast("Reading", table.choice(key, _READINGS))


def _derogation(row: Table) -> Derogation:
    row.only("from", "until", "steps", "hjemmel", "source")
    return Derogation(
        from_=row.day("from"),
        until=row.day("until"),
        steps=_steps(row, "steps"),
        hjemmel=hjemmel_from(row.table("hjemmel")),
        source=row.text("source"),
    )


def _entry(row: Table) -> Entry:
    row.only(
        *("from", "until", "start", "steps", "extended_steps", "hjemler", "source", "certainty"),
        *("rollover", "inner_rollover", "start_point", "derogations", "note"),
    )
    steps = _steps(row, "steps")
    if not steps:
        raise row.fault("steps", "at least one step")
    return Entry(
        in_force=row.day("from"),
        until=row.day_or_none("until"),
        start=row.text("start"),
        steps=steps,
        extended_steps=_steps(row, "extended_steps"),
        hjemler=tuple(hjemmel_from(hjemmel) for hjemmel in row.tables("hjemler")),
        source=row.text("source"),
        certainty=certainty_from(row),
        rollover=_reading(row, "rollover"),
        inner_rollover=_reading(row, "inner_rollover"),
        start_point=_reading(row, "start_point"),
        derogations=tuple(_derogation(derogation) for derogation in row.tables("derogations")),
    )


def read_parameter(row: Table) -> Parameter:
    """A parameter out of a data file. Raises ``LawDataError`` naming file and key."""
    row.only("key", "title", "entry")
    title = row.table("title")
    entries = tuple(_entry(entry) for entry in row.tables("entry"))
    if not entries:
        raise row.fault("entry", "at least one entry")
    for earlier, later in pairwise(entries):
        if earlier.until is None or earlier.until >= later.in_force:
            raise row.fault("entry", "entries in order of time, not overlapping")
    return Parameter(
        key=named(row.package, row.text("key")),
        title_nb=title.text("nb"),
        title_nn=title.text("nn"),
        title_en=title.text("en"),
        entries=entries,
    )


@cache
def parameters_of(package: str) -> dict[str, Parameter]:
    """The parameters of a package's data, by key. Raises ``LawDataError``."""
    found: dict[str, Parameter] = {}
    for name in names("parameters", package):
        for row in load(name, package).tables("parameter"):
            read = read_parameter(row)
            if read.key in found:
                raise row.fault("key", "each key once")
            found[read.key] = read
    return found


def parameter(key: str) -> Parameter:
    """The parameter with this key; of another package's data with its name: ``package:key``. Raises ``KeyError``."""
    return parameters_of(owner(key)[0])[key]


def all_parameters() -> tuple[Parameter, ...]:
    """All parameters, in the order of the data files."""
    return tuple(parameters_of("").values())
