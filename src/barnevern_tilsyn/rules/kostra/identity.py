"""KOSTRA-INDIVID_03, 11, 12, 19: the numbers that a child is known by."""

from typing import Final

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.law.identity import is_valid_dufnummer
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.rules.kostra.numbers import NUMBER, has_check_digits, is_provisional
from barnevern_tilsyn.rules.kostra.program import kostra_control

_FILE: Final = "individ"
_DUF: Final = "Individ.dufnummer"
_NO_NUMBER: Final = "missing"
_INVALID: Final = "number-invalid"
_DUF_INVALID: Final = "duf-invalid"


@kostra_control(
    code="KOSTRA-INDIVID_03",
    name="kostra-child-not-identified",
    theme="identity",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=(NUMBER, _DUF),
    file=_FILE,
)
def not_identified(individ: Individ, ctx: IndividContext) -> Assessment | None:
    """Given a child, when it has neither a national identity number, valid or provisional, nor, having none, a valid
    DUF number, then the control fires.
    """
    number = individ.fodselsnummer
    if number is NOT_REPORTED:
        return undecided(NUMBER)
    if number is not None:
        return None if _is_accepted(ctx, individ) else fires(_INVALID)
    duf = individ.dufnummer
    if duf is NOT_REPORTED:
        return undecided(_DUF)
    if duf is None:
        return fires("no-number")
    return None if is_valid_dufnummer(duf) else fires(_DUF_INVALID)


@kostra_control(
    code="KOSTRA-INDIVID_11",
    name="kostra-national-id-incomplete",
    theme="identity",
    applies_to=Individ,
    severity=Severity.WARNING,
    needs=(NUMBER,),
    file=_FILE,
)
def incomplete(individ: Individ, ctx: IndividContext) -> Assessment | None:
    """Given a child, when its national identity number is missing or its check digits are wrong, then the control
    fires.
    """
    if individ.fodselsnummer is NOT_REPORTED:
        return undecided(NUMBER)
    if ctx.once(has_check_digits, individ):
        return None
    return fires("check-digits" if individ.fodselsnummer else _NO_NUMBER)


@kostra_control(
    code="KOSTRA-INDIVID_12",
    name="kostra-identity-number-invalid",
    theme="identity",
    applies_to=Individ,
    severity=Severity.WARNING,
    needs=(NUMBER,),
    file=_FILE,
)
def neither_valid_nor_provisional(individ: Individ, ctx: IndividContext) -> Assessment | None:
    """Given a child, when its national identity number is missing, or neither valid nor provisional, then the control
    fires.
    """
    if individ.fodselsnummer is NOT_REPORTED:
        return undecided(NUMBER)
    if _is_accepted(ctx, individ):
        return None
    return fires(_NO_NUMBER if individ.fodselsnummer is None else _INVALID)


@kostra_control(
    code="KOSTRA-INDIVID_19",
    name="kostra-duf-number-invalid",
    theme="identity",
    applies_to=Individ,
    severity=Severity.WARNING,
    needs=(_DUF,),
    file=_FILE,
)
def duf_invalid(individ: Individ, _ctx: IndividContext) -> Assessment | None:
    """Given a child with a DUF number, when that is not valid, then the control fires."""
    duf = individ.dufnummer
    if duf is None:
        return None
    if duf is NOT_REPORTED:
        return undecided(_DUF)
    return None if is_valid_dufnummer(duf) else fires(_DUF_INVALID)


def _is_accepted(ctx: IndividContext, individ: Individ) -> bool:
    return ctx.once(has_check_digits, individ) or is_provisional(individ.fodselsnummer or "")
