"""Dates in the wrong order: the controls 2a to 2j of each object, one function over a pair of dates."""

from datetime import date
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.register.facts import Found, fact_at, unknown_of
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr

__all__ = ["dates_in_order"]

_SITUATION: Final = "out-of-order"


def dates_in_order(
    *,
    code: str,
    name: str,
    applies_to: type,
    earlier: str,
    later: str,
    file: str,
    each: str = "",
    given: str = "",
    severity: Severity = Severity.ERROR,
    valid_from: date | None = SINCE_2013,
    softened_when_migrated: bool = False,
) -> Rule:
    """The control that fires where the date at ``earlier`` is after the one at ``later``; equal days are in order.

    ``each``: the list of the element's parts that the paths beginning with it are about. ``given``: a fact that must
    be there too.
    """
    kind = applies_to.__name__
    within = f"{kind}.{each}" if each else kind

    def judge(element: Any, ctx: Context) -> Assessment | None:
        condition = fact_at(given, element, ctx) if given else None
        if condition and not condition.value:
            return unknown_of(condition)
        unknown: Assessment | None = None
        wrong: list[tuple[Any, date, date]] = []
        for part in _parts(element, each):
            first, last = (_date(path, within, element, part, ctx) for path in (earlier, later))
            if not first.value or not last.value:
                unknown = unknown or unknown_of(first, last)
            elif first.value > last.value:
                wrong.append((part, first.value, last.value))
        return _fault(wrong) if wrong else unknown

    def _fault(wrong: list[tuple[Any, date, date]]) -> Assessment:
        part, first, last = wrong[0]
        days = (pair for _, one, other in wrong for pair in ((earlier, one), (later, other)))
        return fires(
            _SITUATION,
            facts=tuple(dict.fromkeys(days)),
            args=(("first", first), ("last", last), *((("count", len(wrong)),) if each else ())),
            at=part if each else None,
        )

    judge.__doc__ = f"""Given {earlier} and {later}, when the first is after the second, then the control fires."""
    return nbr(
        code=code,
        name=name,
        theme="date-order",
        applies_to=applies_to,
        severity=severity,
        needs=tuple(dict.fromkeys((earlier, later, *((given,) if given else ())))),
        file=file,
        valid_from=valid_from,
        softened_when_migrated=softened_when_migrated,
    )(judge)


def _parts(element: Any, each: str) -> tuple[Any, ...]:
    """The parts that the control is about: the element itself, those of a list, or one that nothing is known of."""
    if not each:
        return (element,)
    parts = getattr(element, each)
    return (NOT_REPORTED,) if parts is NOT_REPORTED else parts or ()


def _date(path: str, within: str, element: Any, part: Any, ctx: Context) -> Found:
    if not path.startswith(f"{within}."):
        return fact_at(path, element, ctx)
    return Found(missing=within) if part is NOT_REPORTED else fact_at(path, part, ctx, within)
