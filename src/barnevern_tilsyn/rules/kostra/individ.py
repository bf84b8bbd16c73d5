"""KOSTRA-INDIVID: the child itself, its dates, and what it has at all."""

from datetime import date
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED, Reject
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.rules.kostra.all_dates import DATE_PATHS, dates_of
from barnevern_tilsyn.rules.kostra.dates import CLOSED_YES, starts_after_end
from barnevern_tilsyn.rules.kostra.numbers import AGE_NEEDS, age_of, age_unknown
from barnevern_tilsyn.rules.kostra.program import CHILD_END, CLOSED, YEAR, kostra_control, not_read
from barnevern_tilsyn.rules.kostra.rejects import INDIVID, fault_in, is_missing

_FILE: Final = "individ"
_CONTENT: Final = ("Individ.meldinger", "Individ.planer", "Individ.tiltak")
_REGION: Final = "Individ.avgiver.kommunenummer"
_OSLO: Final = "0301"
_FIRST_DAY: Final = date(1998, 1, 1)
_LAST_DAY: Final = date(2049, 12, 31)
_CHILD_UNTIL: Final = 18
_CLIENT_UNTIL: Final = 25


@kostra_control(
    code="KOSTRA-INDIVID_00",
    name="kostra-child-none",
    theme="structure",
    applies_to=Reject,
    severity=Severity.ERROR,
    needs=(),
    file=_FILE,
)
def none(reject: Reject) -> Assessment | None:
    """Given a file, when it has no child, then the control fires."""
    fault = is_missing(reject, INDIVID)
    return fires("none", at=fault) if fault else None


@kostra_control(
    code="KOSTRA-INDIVID_01",
    name="kostra-child-invalid",
    theme="structure",
    applies_to=Reject,
    severity=Severity.ERROR,
    needs=(),
    file=_FILE,
)
def invalid(reject: Reject) -> Assessment | None:
    """Given a child, when it does not follow the schema, then the control fires."""
    fault = fault_in(reject, INDIVID)
    return fires("invalid", at=fault) if fault else None


individ_starts_after_end = starts_after_end(
    code="KOSTRA-INDIVID_02A", name="kostra-child-start-after-end", applies_to=Individ, path="Individ", file=_FILE
)


@kostra_control(
    code="KOSTRA-INDIVID_01A",
    name="kostra-date-out-of-range",
    theme="date-range",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=DATE_PATHS,
    file=_FILE,
)
def date_out_of_range(individ: Individ, _ctx: IndividContext) -> Assessment | None:
    """Given a child, when a date of it or of what it has is before 1998 or after 2049, then the control fires."""
    wrong: list[tuple[str, Any, date]] = []
    unread: list[str] = []
    for path, element, day in dates_of(individ):
        if day is NOT_REPORTED:
            unread.append(path)
        elif day < _FIRST_DAY or day > _LAST_DAY:
            wrong.append((path, element, day))
    if not wrong:
        return undecided(*unread) if unread else None
    _, element, day = wrong[0]
    return fires(
        "out-of-range" if len(wrong) == 1 else "several-out-of-range",
        facts=tuple((path, day) for path, _, day in wrong),
        args=(("day", day), ("count", len(wrong) - 1), ("first", _FIRST_DAY), ("last", _LAST_DAY)),
        at=element,
    )


@kostra_control(
    code="KOSTRA-INDIVID_02B",
    name="kostra-child-ended-before-year",
    theme="date-range",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=(CHILD_END, YEAR),
    file=_FILE,
)
def ended_before_year(individ: Individ, ctx: IndividContext) -> Assessment | None:
    """Given a child with an end, when it is before 31 December of the year before the one reported, then the control
    fires.
    """
    end = individ.slutt_dato
    if end is None:
        return None
    last_day = ctx.reporting.last_day
    if not end or not last_day:
        return not_read((CHILD_END, end), (YEAR, last_day or NOT_REPORTED))
    counted = last_day.replace(year=max(last_day.year - 1, date.min.year))
    if end >= counted:
        return None
    return fires("ended-earlier", facts=((CHILD_END, end),), args=(("until", end), ("day", counted)))


@kostra_control(
    code="KOSTRA-INDIVID_02D",
    name="kostra-child-closed-without-end",
    theme="open-in-closed-case",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=(CLOSED, CHILD_END),
    file=_FILE,
)
def closed_without_end(individ: Individ, _ctx: IndividContext) -> Assessment | None:
    """Given a child that is closed at the end of the year, when it has no end, then the control fires."""
    end, closed = individ.slutt_dato, individ.avslutta_3112
    if end or (closed is not NOT_REPORTED and closed != CLOSED_YES):
        return None
    if end is NOT_REPORTED or closed is NOT_REPORTED:
        return undecided(*(path for path, value in ((CHILD_END, end), (CLOSED, closed)) if value is NOT_REPORTED))
    return fires("open", facts=((CLOSED, closed),))


@kostra_control(
    code="KOSTRA-INDIVID_06",
    name="kostra-child-without-content",
    theme="missing-part",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=_CONTENT,
    file=_FILE,
)
def without_content(individ: Individ, _ctx: IndividContext) -> Assessment | None:
    """Given a child, when it has no report, no plan and no measure, then the control fires."""
    if individ.meldinger or individ.tiltak or individ.planer:
        return None
    rows = zip(_CONTENT, (individ.meldinger, individ.planer, individ.tiltak), strict=True)
    unread = [path for path, found in rows if found is NOT_REPORTED]
    return undecided(*unread) if unread else fires("nothing")


@kostra_control(
    code="KOSTRA-INDIVID_07",
    name="kostra-child-over-25",
    theme="age",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=AGE_NEEDS,
    file=_FILE,
)
def over_25(individ: Individ, ctx: IndividContext) -> Assessment | None:
    """Given a child whose number tells its year of birth, when it turns more than 25 in the year reported, then the
    control fires.
    """
    age = ctx.once(age_of, individ)
    if age is None:
        return age_unknown(ctx)
    return fires("over-25", args=(("age", age), ("year", str(ctx.reporting.year)))) if age > _CLIENT_UNTIL else None


@kostra_control(
    code="KOSTRA-INDIVID_08",
    name="kostra-child-over-18-without-measure",
    theme="age",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=(*AGE_NEEDS, "Individ.tiltak"),
    file=_FILE,
)
def over_18_without_measure(individ: Individ, ctx: IndividContext) -> Assessment | None:
    """Given a child whose number tells its year of birth, when it turns more than 18 in the year reported and has no
    measure, then the control fires.
    """
    if individ.tiltak:
        return None
    age = ctx.once(age_of, individ)
    if age is None:
        return age_unknown(ctx)
    if age <= _CHILD_UNTIL:
        return None
    if individ.tiltak is NOT_REPORTED:
        return undecided("Individ.tiltak")
    return fires("no-measure", args=(("age", age), ("year", str(ctx.reporting.year))))


def _district(code: str, name: str, field: str, what: str) -> Rule:
    """The control that a child in a file from Oslo has what is in ``field``."""
    path = f"Individ.{field}"

    def judge(individ: Individ, ctx: IndividContext) -> Assessment | None:
        value = getattr(individ, field)
        region = ctx.reporting.region
        if value or (region and not region.startswith(_OSLO)):
            return None
        if not region or value is NOT_REPORTED:
            return undecided(*(() if region else (_REGION,)), *((path,) if value is NOT_REPORTED else ()))
        return fires("missing")

    judge.__doc__ = f"Given a child in a file from Oslo, when it has no {what} of its district, then the control fires."
    return kostra_control(
        code=code,
        name=name,
        theme="reporter-form",
        applies_to=Individ,
        severity=Severity.ERROR,
        needs=(path, _REGION),
        file=_FILE,
    )(judge)


district_number = _district("KOSTRA-INDIVID_09", "kostra-district-number-missing", "bydelsnummer", "number")
district_name = _district("KOSTRA-INDIVID_10", "kostra-district-name-missing", "bydelsnavn", "name")
