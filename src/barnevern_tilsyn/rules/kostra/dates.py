"""The controls 02A to 02F on the dates of a child and of what it has, each for one kind of element."""

from datetime import date
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED, Fact
from barnevern_tilsyn.rules.kostra.program import CHILD_END, CHILD_START, CLOSED, YEAR, called, kostra_control, not_read

__all__ = [
    "CLOSED_YES",
    "ended_in_another_year",
    "ends_after_child",
    "open_in_closed_child",
    "starts_after_end",
    "starts_before_child",
]

CLOSED_YES: Final = "1"


def starts_after_end(*, code: str, name: str, applies_to: type, path: str, file: str) -> Rule:
    """The control 02A of the elements at ``path``."""
    start_path, end_path = f"{path}.start_dato", f"{path}.slutt_dato"

    def judge(element: Any, _ctx: IndividContext) -> Assessment | None:
        start: Fact[date] = element.start_dato
        end: Fact[date] = element.slutt_dato
        if not start or not end:
            return not_read((start_path, start), (end_path, end)) if end is not None else None
        if start <= end:
            return None
        return fires(
            "start-after-end", facts=((start_path, start), (end_path, end)), args=(("start", start), ("until", end))
        )

    judge.__doc__ = f"Given {called(applies_to)}, when it starts after it ends, then the control fires."
    return kostra_control(
        code=code,
        name=name,
        theme="date-order",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(start_path, end_path),
        file=file,
    )(judge)


def ends_after_child(
    *, code: str, name: str, applies_to: type, path: str, file: str, unless: tuple[str, str] | None = None
) -> Rule:
    """The control 02C of the elements at ``path``. ``unless``: a field and the code in it that makes it silent."""
    end_path = f"{path}.slutt_dato"
    field, excepted = unless or ("", "")

    def judge(element: Any, ctx: IndividContext) -> Assessment | None:
        child_end = ctx.individ.slutt_dato
        end: Fact[date] = element.slutt_dato
        if not child_end or not end:
            return not_read((CHILD_END, child_end), (end_path, end)) if child_end is not None else None
        if end <= child_end:
            return None
        if field:
            found = getattr(element, field)
            if found == excepted:
                return None
            if found is NOT_REPORTED:
                return undecided(f"{path}.{field}")
        return fires(
            "after-child", facts=((end_path, end), (CHILD_END, child_end)), args=(("until", end), ("last", child_end))
        )

    but = f", unless its {field} is {excepted}" if field else ""
    judge.__doc__ = (
        f"Given {called(applies_to)} with an end, when that is after the end of the child{but}, then the control fires."
    )
    return kostra_control(
        code=code,
        name=name,
        theme="date-order",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(end_path, CHILD_END, *((f"{path}.{field}",) if field else ())),
        file=file,
    )(judge)


def open_in_closed_child(*, code: str, name: str, applies_to: type, path: str, file: str) -> Rule:
    """The control 02D of the elements at ``path``."""
    end_path = f"{path}.slutt_dato"

    def judge(element: Any, ctx: IndividContext) -> Assessment | None:
        closed = ctx.individ.avslutta_3112
        if closed != CLOSED_YES:
            return not_read((CLOSED, closed)) if closed is NOT_REPORTED else None
        end: Fact[date] = element.slutt_dato
        if end is None:
            return fires("open")
        if ctx.individ.slutt_dato is None:
            return fires("child-open")
        last_day = ctx.reporting.last_day
        if end and last_day and end > last_day:
            return fires("after-year", facts=((end_path, end),), args=(("until", end), ("year", str(last_day.year))))
        return not_read(
            (end_path, end), (CHILD_END, ctx.individ.slutt_dato), (YEAR, NOT_REPORTED if last_day is None else last_day)
        )

    judge.__doc__ = (
        f"Given a child that is closed at the end of the year, when {called(applies_to)} of it has no end or one after "
        "that, or the child has no end, then the control fires."
    )
    return kostra_control(
        code=code,
        name=name,
        theme="open-in-closed-case",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(CLOSED, end_path, CHILD_END, YEAR),
        file=file,
    )(judge)


def starts_before_child(*, code: str, name: str, applies_to: type, path: str, file: str, field: str) -> Rule:
    """The controls 02E and 02F of the elements at ``path``, by the date in ``field``."""
    start_path = f"{path}.{field}"
    word = "start" if field == "start_dato" else "until"

    def judge(element: Any, ctx: IndividContext) -> Assessment | None:
        child_start = ctx.individ.start_dato
        start: Fact[date] = getattr(element, field)
        if not child_start or not start:
            return not_read((CHILD_START, child_start), (start_path, start))
        if start >= child_start:
            return None
        return fires(
            "before-child",
            facts=((start_path, start), (CHILD_START, child_start)),
            args=((word, start), ("first", child_start)),
        )

    judge.__doc__ = (
        f"Given {called(applies_to)}, when its date is before the start of the child, then the control fires."
    )
    return kostra_control(
        code=code,
        name=name,
        theme="date-order",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(start_path, CHILD_START),
        file=file,
    )(judge)


def ended_in_another_year(*, code: str, name: str, applies_to: type, path: str, file: str) -> Rule:
    """The control 02B of the elements at ``path``."""
    end_path = f"{path}.slutt_dato"

    def judge(element: Any, ctx: IndividContext) -> Assessment | None:
        end: Fact[date] = element.slutt_dato
        if end is None:
            return None
        year = ctx.reporting.year
        if not end or not year:
            return not_read((end_path, end), (YEAR, year or NOT_REPORTED))
        if end.year == year:
            return None
        return fires("other-year", facts=((end_path, end),), args=(("until", end), ("year", str(year))))

    judge.__doc__ = (
        f"Given {called(applies_to)} with an end, when that is not in the year reported, then the control fires."
    )
    return kostra_control(
        code=code,
        name=name,
        theme="date-range",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(end_path, YEAR),
        file=file,
    )(judge)
