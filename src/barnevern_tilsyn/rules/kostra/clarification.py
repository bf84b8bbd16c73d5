"""Codes for something else that say nothing without a clarification (*presisering*)."""

from collections.abc import Callable
from typing import Any

from barnevern_tilsyn.engine import Assessment, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.kostra.program import called, kostra_control

__all__ = ["needs_clarification"]


def needs_clarification(
    *,
    code: str,
    name: str,
    applies_to: type,
    path: str,
    file: str,
    codes: frozenset[str],
    field: str = "kode",
    part: Callable[[Any], Any] = lambda element: element,
) -> Rule:
    """The control that what has one of the ``codes`` in its ``field`` has a clarification too.

    ``path`` leads to what has the code: the element, or the ``part`` of it.
    """
    code_path, clarification_path = f"{path}.{field}", f"{path}.presisering"

    def judge(element: Any, _ctx: IndividContext) -> Assessment | None:
        coded = part(element)
        if not coded:
            return None if coded is None else undecided(path)
        value = getattr(coded, field)
        if value not in codes and value is not NOT_REPORTED:
            return None
        clarification = coded.presisering
        if clarification:
            return None
        if value is NOT_REPORTED or clarification is NOT_REPORTED:
            facts = ((code_path, value), (clarification_path, clarification))
            return undecided(*(path for path, found in facts if found is NOT_REPORTED))
        return fires("missing", facts=((code_path, value),), args=(("code", value),), at=coded)

    listed = ", ".join(sorted(codes, key=lambda one: [int(digits) for digits in one.split(".")]))
    judge.__doc__ = (
        f"Given {called(applies_to)} with one of the codes {listed}, when there is no clarification, then the control "
        "fires."
    )
    return kostra_control(
        code=code,
        name=name,
        theme="missing-clarification",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(code_path, clarification_path),
        file=file,
    )(judge)
