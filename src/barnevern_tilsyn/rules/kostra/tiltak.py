"""KOSTRA-TILTAK: measures and placements."""

from datetime import date
from typing import Final

from barnevern_tilsyn.engine import Assessment, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Tiltak
from barnevern_tilsyn.rules.kostra.care_order import BASIS, ENDED, LIFTED, ended_without_cause
from barnevern_tilsyn.rules.kostra.clarification import needs_clarification
from barnevern_tilsyn.rules.kostra.dates import (
    ended_in_another_year,
    ends_after_child,
    open_in_closed_child,
    starts_after_end,
    starts_before_child,
)
from barnevern_tilsyn.rules.kostra.numbers import AGE_NEEDS, age_of, age_unknown
from barnevern_tilsyn.rules.kostra.placements import LEAST_DAYS, may_be_placement, overlaps
from barnevern_tilsyn.rules.kostra.program import YEAR, kostra_control

_FILE: Final = "tiltak"
_PATH: Final = "Individ.tiltak"
_STARTED: Final = f"{_PATH}.start_dato"
_CATEGORY: Final = f"{_PATH}.kategori.kode"
_READ_WITH: Final = f"{_PATH}.jmfr_lovhjemler"
_ACT_1992: Final = "BVL"
_ACTS: Final = (_ACT_1992, "BVL2021")
_ACT_2021_FROM: Final = date(2023, 1, 1)

start_after_end = starts_after_end(
    code="KOSTRA-TILTAK_02A", name="kostra-measure-start-after-end", applies_to=Tiltak, path=_PATH, file=_FILE
)
other_year = ended_in_another_year(
    code="KOSTRA-TILTAK_02B", name="kostra-measure-ended-in-other-year", applies_to=Tiltak, path=_PATH, file=_FILE
)
after_child = ends_after_child(
    code="KOSTRA-TILTAK_02C", name="kostra-measure-end-after-child", applies_to=Tiltak, path=_PATH, file=_FILE
)
open_at_year_end = open_in_closed_child(
    code="KOSTRA-TILTAK_02D", name="kostra-measure-open-in-closed-child", applies_to=Tiltak, path=_PATH, file=_FILE
)
before_child = starts_before_child(
    code="KOSTRA-TILTAK_02E",
    name="kostra-measure-start-before-child",
    applies_to=Tiltak,
    path=_PATH,
    file=_FILE,
    field="start_dato",
)
category_unclear = needs_clarification(
    code="KOSTRA-TILTAK_07",
    name="kostra-category-without-clarification",
    applies_to=Tiltak,
    path=f"{_PATH}.kategori",
    file=_FILE,
    codes=frozenset({"1.99", "2.99", "3.7", "3.99", "4.99", "5.99", "6.99", "7.99", "8.99"}),
    part=lambda tiltak: tiltak.kategori,
)
lifting_unclear = needs_clarification(
    code="KOSTRA-TILTAK_08",
    name="kostra-lifting-without-clarification",
    applies_to=Tiltak,
    path=LIFTED,
    file=_FILE,
    codes=frozenset({"4"}),
    part=lambda tiltak: tiltak.opphevelse,
)


@kostra_control(
    code="KOSTRA-TILTAK_04",
    name="kostra-care-order-ended-without-cause",
    theme="missing-part",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=(ENDED, BASIS, LIFTED),
    file=_FILE,
)
def care_order_ended_without_cause(tiltak: Tiltak, _ctx: IndividContext) -> Assessment | None:
    """Given a care order with an end, when no cause of its lifting is recorded, then the control fires."""
    return ended_without_cause(tiltak)


def _too_old(code: str, name: str, category: str, place: str, from_age: int) -> Rule:
    """The control that a measure of a ``category`` is for children under an age."""

    def judge(tiltak: Tiltak, ctx: IndividContext) -> Assessment | None:
        kind = tiltak.kategori.kode if tiltak.kategori else tiltak.kategori
        if kind != category and kind is not NOT_REPORTED:
            return None
        age = ctx.once(age_of, ctx.individ)
        if age is None:
            return age_unknown(ctx)
        if age < from_age:
            return None
        if kind is NOT_REPORTED:
            return undecided(_CATEGORY)
        return fires("too-old", facts=((_CATEGORY, category),), args=(("age", age), ("year", str(ctx.reporting.year))))

    judge.__doc__ = (
        f"Given a measure in {place} ({category}), when the child turns {from_age} or more in the year reported, then "
        "the control fires."
    )
    return kostra_control(
        code=code,
        name=name,
        theme="age",
        applies_to=Tiltak,
        severity=Severity.WARNING,
        needs=(*AGE_NEEDS, _CATEGORY),
        file=_FILE,
    )(judge)


too_old_for_kindergarten = _too_old("KOSTRA-TILTAK_05", "kostra-too-old-for-kindergarten", "4.1", "kindergarten", 7)
too_old_for_after_school = _too_old(
    "KOSTRA-TILTAK_06", "kostra-too-old-for-after-school-care", "4.2", "after-school care", 11
)


@kostra_control(
    code="KOSTRA-TILTAK_09",
    name="kostra-placements-overlap",
    theme="overlap",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=(_CATEGORY, _STARTED, ENDED, YEAR),
    file=_FILE,
)
def placements_overlap(tiltak: Tiltak, ctx: IndividContext) -> Assessment | None:
    """Given a placement, when it lasts for 90 days or more at the same time as one that stands after it in the file,
    then the control fires.
    """
    if not may_be_placement(tiltak):
        return None
    found = ctx.once(overlaps, ctx.individ)
    if id(tiltak) not in found.too_long:
        return undecided(*found.missing) if found.missing else None
    return fires(
        "overlap",
        facts=((_STARTED, tiltak.start_dato), *(((ENDED, tiltak.slutt_dato),) if tiltak.slutt_dato else ())),
        args=(("limit", LEAST_DAYS),),
    )


@kostra_control(
    code="KOSTRA-TILTAK_24",
    name="kostra-measure-of-wrong-act-never-run",
    theme="legal-basis",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=(_STARTED, BASIS, _READ_WITH),
    file=_FILE,
    on_request=True,
)
def of_wrong_act(tiltak: Tiltak, _ctx: IndividContext) -> Assessment | None:
    """Given a measure from before 2023, when it rests on another Act than that of 1992; or one from 2023 on, when
    its basis, or all that is read with it, is of neither Act, then the control fires.
    """
    start, basis, read_with = tiltak.start_dato, tiltak.lovhjemmel, tiltak.jmfr_lovhjemler
    facts = ((_STARTED, start), (BASIS, basis.lov if basis else basis), (_READ_WITH, read_with))
    unread = [path for path, value in facts if value is NOT_REPORTED]
    if unread or not start or not basis:
        return undecided(*unread) if unread else None
    acts = [other.lov for other in read_with or ()]
    if start < _ACT_2021_FROM:
        wrong = any(act != _ACT_1992 for act in (basis.lov, *acts))
    else:
        wrong = basis.lov not in _ACTS or all(act not in _ACTS for act in acts)
    if not wrong:
        return None
    if NOT_REPORTED in acts:
        return undecided(_READ_WITH)
    situation = "before-2023" if start < _ACT_2021_FROM else "from-2023"
    return fires(situation, facts=((_STARTED, start),), args=(("start", start),), at=basis)
