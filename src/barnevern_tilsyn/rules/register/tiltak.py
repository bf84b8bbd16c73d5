"""Tiltak: a measure, its days, what it rests on, where it comes from. See ``omsorgstiltak`` for care and placement."""

from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Tiltak, Vedtak
from barnevern_tilsyn.rules.register.acts import section_of
from barnevern_tilsyn.rules.register.clarification import clarified
from barnevern_tilsyn.rules.register.duplicates import no_duplicates
from barnevern_tilsyn.rules.register.facts import lacking
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.relations import joined
from barnevern_tilsyn.rules.register.specification import SINCE_2013, SINCE_2022, nbr, written

__all__ = [
    "basis_of_the_decision",
    "before_the_case_ended",
    "category_clarified",
    "from_a_decision",
    "lifting_clarified",
    "no_zero_in_the_basis",
    "said_once",
    "starts_before_it_ends",
    "within_the_case",
]

_FILE: Final = "tiltak"
_STARTED: Final = "Tiltak.start_dato"
_ENDED: Final = "Tiltak.konklusjon.slutt_dato"
_BASIS: Final = "Tiltak.lovhjemmel"
_NUMBERS: Final = ("kapittel", "paragraf", "ledd", "punktum")

starts_before_it_ends: Rule = dates_in_order(
    code="NBR-TILTAK-2A",
    name="register-measure-starts-after-end",
    applies_to=Tiltak,
    earlier=_STARTED,
    later=_ENDED,
    file=_FILE,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-TILTAK-2C",
    name="register-measure-ends-after-case-end",
    applies_to=Tiltak,
    earlier=_ENDED,
    later="Sak.slutt_dato",
    file=_FILE,
    softened_when_migrated=True,
)
within_the_case: Rule = dates_in_order(
    code="NBR-TILTAK-2E",
    name="register-measure-starts-before-case-start",
    applies_to=Tiltak,
    earlier="Sak.start_dato",
    later=_STARTED,
    file=_FILE,
    softened_when_migrated=True,
)
category_clarified: Rule = clarified(
    code="NBR-TILTAK-7",
    name="register-category-without-clarification",
    applies_to=Tiltak,
    part="kategori",
    codes="tiltak-kategori",
    file=_FILE,
)
lifting_clarified: Rule = clarified(
    code="NBR-TILTAK-8",
    name="register-lifting-without-clarification",
    applies_to=Tiltak,
    part="opphevelse",
    codes="tiltak-opphevelse",
    file=_FILE,
)


@nbr(
    code="NBR-TILTAK-14",
    name="register-legal-basis-zero",
    theme="legal-basis",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=tuple(f"{_BASIS}.{name}" for name in _NUMBERS),
    file=_FILE,
    valid_from=SINCE_2013,
)
def no_zero_in_the_basis(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given a measure, when the chapter, section, paragraph (*ledd*) or sentence (*punktum*) of its legal basis is the
    number 0, then the control fires.
    """
    basis = tiltak.lovhjemmel
    if not basis:
        return undecided(_BASIS) if basis is NOT_REPORTED else None
    values = {f"{_BASIS}.{name}": written(getattr(basis, name), ctx) for name in _NUMBERS}
    zeros = tuple(path for path, value in values.items() if _has_zero(value))
    if zeros:
        return fires("zero", facts=((zeros[0], "0"),), at=basis)
    return lacking(*(path for path, value in values.items() if value is NOT_REPORTED))


def _has_zero(value: Any) -> bool:
    numbers = value if isinstance(value, tuple) else (value,)
    return any(isinstance(number, str) and number.strip("0") == "" != number for number in numbers)


said_once: Rule = no_duplicates(
    code="NBR-TILTAK-19",
    name="register-measure-twice",
    applies_to=Tiltak,
    rows=lambda ctx: ctx.whole.tiltak,
    file=_FILE,
    severity=Severity.WARNING,
    valid_from=SINCE_2022,
)


@nbr(
    code="NBR-TILTAK-20",
    name="register-measure-without-decision",
    theme="relation",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=("Sak.relasjoner", "Sak.vedtak"),
    file=_FILE,
    valid_from=SINCE_2022,
)
def from_a_decision(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given a measure, when no relation leads to it from a decision of the case, then the control fires."""
    decisions = joined(tiltak, Vedtak, ctx, into=True)
    if decisions.elements:
        return None
    return lacking(*decisions.missing) or fires("no-relation")


@nbr(
    code="NBR-TILTAK-21",
    name="register-measure-on-another-basis",
    theme="legal-basis",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=("Sak.relasjoner", "Sak.vedtak", _BASIS, "Vedtak.lovhjemmel"),
    file=_FILE,
    valid_from=SINCE_2022,
)
def basis_of_the_decision(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given a measure and a relation to it from a decision, when the Act, chapter or section of the decision differs
    from the measure's, then the control fires.
    """
    decisions, missing, _ = joined(tiltak, Vedtak, ctx, into=True)
    own = section_of(tiltak.lovhjemmel) if tiltak.lovhjemmel else (NOT_REPORTED,) * 3
    others = [section_of(row.lovhjemmel) if row.lovhjemmel else (NOT_REPORTED,) * 3 for row in decisions]
    differing = [other for other in others if any(_differ(a, b) for a, b in zip(own, other, strict=True))]
    if differing:
        return fires("another-basis", args=(("count", len(differing)),), at=tiltak.lovhjemmel or None)
    own_unknown = _BASIS if others and NOT_REPORTED in own else ""
    other_unknown = "Vedtak.lovhjemmel" if any(NOT_REPORTED in other for other in others) else ""
    return lacking(*missing, own_unknown, other_unknown)


def _differ(one: Any, other: Any) -> bool:
    """Whether two values are known and not the same."""
    return NOT_REPORTED not in (one, other) and one != other
