"""The legal basis that a measure, a decision or an application is registered with."""

from datetime import date
from typing import Any, Final

from barnevern_tilsyn.codes import gruppe, lookup
from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Lovhjemmel, Tiltak
from barnevern_tilsyn.rules.register.specification import SINCE_2022, nbr, written

__all__ = ["act_of_the_day", "is_care_order", "section_of"]

_FOLLOWED: Final = ("BVL", "BVL2021")
"""The Acts that follow each other: what was decided on a day rests on the one in force."""
_READ_WITH: Final = "BVL 4-8"
_CARE_ORDER: Final = "BVL 4-12"


def section_of(basis: Lovhjemmel) -> tuple[Any, Any, Any]:
    """Act, chapter and section."""
    return basis.lov, basis.kapittel, basis.paragraf


def is_care_order(tiltak: Tiltak, ctx: Context) -> bool | None:
    """Whether a measure is a care order by the specification's definition; ``None``: its basis is not known.

    Its own basis decides; the further ones count only for § 4-8 of the old Act, read with § 4-12.
    """
    basis = tiltak.lovhjemmel
    if not basis or NOT_REPORTED in section_of(basis):
        return None
    section = f"{basis.lov} {basis.kapittel}-{basis.paragraf}"
    orders = gruppe("lovhjemmel.omsorgsovertakelse").codes
    ledd = written(basis.ledd, ctx)
    if section in orders or any(f"{section}/{one}" in orders for one in ledd or ()):
        return True
    if section != _READ_WITH:
        return False
    read_with = written(tiltak.jmfr_lovhjemler, ctx)
    others = [(one.kapittel, one.paragraf) for one in read_with or ()]
    if any(f"BVL {chapter}-{section}" == _CARE_ORDER for chapter, section in others):
        return True
    unknown = NOT_REPORTED in (ledd, read_with) or any(NOT_REPORTED in other for other in others)
    return None if unknown else False


def act_of_the_day(*, code: str, name: str, applies_to: type, file: str) -> Rule:
    """The control that fires where an element rests on the Act that was not in force on its day."""
    kind = applies_to.__name__
    day_path, act_path = f"{kind}.start_dato", f"{kind}.lovhjemmel.lov"

    def judge(element: Any, _ctx: Context) -> Assessment | None:
        day: Any = element.start_dato
        basis: Any = element.lovhjemmel
        lov = basis.lov if basis else basis
        if day is NOT_REPORTED or lov is NOT_REPORTED:
            return undecided(day_path if day is NOT_REPORTED else act_path)
        if not day or lov not in _FOLLOWED or _in_force(lov, day):
            return None
        situation = "not-yet" if lov == "BVL2021" else "no-longer"
        return fires(situation, facts=((day_path, day), (act_path, lov)), args=(("day", day),), at=basis)

    judge.__doc__ = (
        f"Given {kind}, when it is dated before 1 January 2023 and rests on the Act of 2021, or later and rests on "
        "the Act of 1992, then the control fires."
    )
    return nbr(
        code=code,
        name=name,
        theme="legal-basis",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(day_path, act_path),
        file=file,
        valid_from=SINCE_2022,
    )(judge)


def _in_force(lov: str, day: date) -> bool:
    """Whether the day is on the Act's side of the change; before the old Act there is nothing to tell."""
    act = lookup("lov", lov)
    if act is None:
        return False
    return day >= act.valid_from if lov == "BVL2021" and act.valid_from else act.valid_to is None or day <= act.valid_to
