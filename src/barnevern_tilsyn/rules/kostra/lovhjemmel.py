"""KOSTRA-LOVHJEMMEL: what measures rest on, care orders above all."""

from typing import Final

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Tiltak
from barnevern_tilsyn.rules.kostra.care_order import BASIS, ENDED, LIFTED, ended_without_cause, is_care_order
from barnevern_tilsyn.rules.kostra.numbers import AGE_NEEDS, age_of, age_unknown
from barnevern_tilsyn.rules.kostra.program import kostra_control

_FILE: Final = "lovhjemmel"
_CHAPTER: Final = f"{BASIS}.kapittel"
_SECTION: Final = f"{BASIS}.paragraf"
_ZERO: Final = "0"
_CHILD_UNTIL: Final = 18


@kostra_control(
    code="KOSTRA-LOVHJEMMEL_02",
    name="kostra-care-order-ended-without-cause-never-run",
    theme="missing-part",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=(ENDED, BASIS, LIFTED),
    file=_FILE,
    on_request=True,
)
def ended_without_cause_once(tiltak: Tiltak, _ctx: IndividContext) -> Assessment | None:
    """Given a care order with an end, when no cause of its lifting is recorded, then the control fires."""
    return ended_without_cause(tiltak)


@kostra_control(
    code="KOSTRA-LOVHJEMMEL_03",
    name="kostra-care-order-over-18",
    theme="age",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=(*AGE_NEEDS, BASIS),
    file=_FILE,
)
def care_order_over_18(tiltak: Tiltak, ctx: IndividContext) -> Assessment | None:
    """Given a care order, when the person turns more than 18 in the year reported, then the control fires."""
    care_order = is_care_order(tiltak)
    if care_order is False:
        return None
    age = ctx.once(age_of, ctx.individ)
    if age is None:
        return age_unknown(ctx)
    if age <= _CHILD_UNTIL:
        return None
    return fires("over-18", args=(("age", age), ("year", str(ctx.reporting.year)))) if care_order else undecided(BASIS)


@kostra_control(
    code="KOSTRA-LOVHJEMMEL_04",
    name="kostra-legal-basis-zero",
    theme="legal-basis",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=(_CHAPTER, _SECTION),
    file=_FILE,
)
def basis_is_zero(tiltak: Tiltak, _ctx: IndividContext) -> Assessment | None:
    """Given the basis of a measure, when its chapter or its section is 0, then the control fires."""
    basis = tiltak.lovhjemmel
    if not basis:
        return None if basis is None else undecided(BASIS)
    chapter, section = basis.kapittel, basis.paragraf
    if chapter == _ZERO or section == _ZERO:
        return fires("zero", at=basis)
    unread = [path for path, value in ((_CHAPTER, chapter), (_SECTION, section)) if value is NOT_REPORTED]
    return undecided(*unread) if unread else None
