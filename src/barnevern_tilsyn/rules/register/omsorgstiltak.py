"""Tiltak: what its category and the child's age demand, placements and care orders among them."""

from datetime import date
from typing import Final, NamedTuple

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import Sak, Tiltak
from barnevern_tilsyn.rules.register.acts import is_care_order
from barnevern_tilsyn.rules.register.child import age
from barnevern_tilsyn.rules.register.facts import Found, fact_at, lacking
from barnevern_tilsyn.rules.register.missing_part import ended_without
from barnevern_tilsyn.rules.register.parametre import number
from barnevern_tilsyn.rules.register.specification import SINCE_2013, SINCE_2023, nbr

__all__ = [
    "after_school_age",
    "kindergarten_age",
    "lifted_for_a_cause",
    "no_care_order_at_18",
    "one_placement_at_a_time",
    "other_foster_home",
    "other_institution",
]

_FILE: Final = "tiltak"
_STARTED: Final = "Tiltak.start_dato"
_ENDED: Final = "Tiltak.konklusjon.slutt_dato"
_CATEGORY: Final = "Tiltak.kategori.kode"
_BASIS: Final = "Tiltak.lovhjemmel"
_READ_WITH: Final = "Tiltak.jmfr_lovhjemler"
_LIFTED: Final = "Tiltak.opphevelse"
_BORN: Final = "Personalia.fodseldato"


def _in_category(tiltak: Tiltak, group: str, ctx: Context) -> Found:
    """The category's code where it is of a group, else nothing."""
    kode = fact_at(_CATEGORY, tiltak, ctx)
    return kode if kode.missing or kode.value in gruppe(group) else Found()


def _too_old(code: str, name: str, group: str, limit: str) -> Rule:
    """The control that fires where the child is older than a limit and the measure of a category."""

    def judge(tiltak: Tiltak, ctx: Context) -> Assessment | None:
        kode = _in_category(tiltak, group, ctx)
        years, missing = age(ctx)
        if not any(kode) or (years is not None and years <= number(limit)):
            return None
        if unknown := lacking(kode.missing, *missing):
            return unknown
        return None if years is None else fires("too-old", facts=((_CATEGORY, kode.value),), args=(("age", years),))

    judge.__doc__ = (
        f"Given a measure and a birth date, when the child is more than {number(limit)} years old and the category of "
        f"the measure is {', '.join(sorted(gruppe(group).codes))}, then the control fires."
    )
    return nbr(
        code=code,
        name=name,
        theme="age",
        applies_to=Tiltak,
        severity=Severity.WARNING,
        needs=(_CATEGORY, _BORN),
        file=_FILE,
        valid_from=SINCE_2013,
    )(judge)


kindergarten_age: Rule = _too_old(
    "NBR-TILTAK-5", "register-kindergarten-after-seven", "tiltak.barnehage", "alder.barnehage"
)
after_school_age: Rule = _too_old("NBR-TILTAK-6", "register-after-school-after-eleven", "tiltak.sfo", "alder.sfo")


class _Overlap(NamedTuple):
    """The days that a placement shares with one that began before it."""

    first: date
    last: date
    days: int


class _Span(NamedTuple):
    """The days of a placement, to the extraction where it has not ended."""

    first: date
    end: date
    row: Tiltak


class _Placements(NamedTuple):
    """The overlaps that are too long, all that is or may be a placement, and what is not reported of these."""

    overlaps: dict[int, _Overlap]
    candidates: set[int]
    missing: tuple[str, ...]


@nbr(
    code="NBR-TILTAK-9",
    name="register-placements-overlap",
    theme="overlap",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=(_CATEGORY, _STARTED, _ENDED),
    file=_FILE,
    valid_from=SINCE_2013,
)
def one_placement_at_a_time(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given two or more placements, one without an end counted to the day of extraction, when two of them overlap by
    more than 90 days, then the control fires.
    """
    found = ctx.once(_placements, ctx.sak)
    overlap = found.overlaps.get(id(tiltak))
    if overlap is None:
        return lacking(*found.missing) if id(tiltak) in found.candidates else None
    args = (("first", overlap.first), ("last", overlap.last), ("days", overlap.days))
    facts = ((_STARTED, overlap.first),)
    return fires("overlap", facts=facts, args=(*args, ("limit", number("tiltak.overlapp"))))


def _placements(ctx: Context, _sak: Sak) -> _Placements:
    """The longest overlap of each placement with one that began before it, where it is too long."""
    spans, candidates, missing = [], set(), set()
    for row in ctx.whole.tiltak:
        kode = _in_category(row, "tiltak.plassering_register", ctx)
        if not any(kode):
            continue
        started, ended = fact_at(_STARTED, row, ctx), fact_at(_ENDED, row, ctx)
        candidates.add(id(row))
        unknown = {path for path in (kode.missing, started.missing, ended.missing) if path}
        missing |= unknown
        if started.value and not unknown:
            spans.append(_Span(started.value, ended.value or ctx.extracted, row))
    overlaps: dict[int, _Overlap] = {}
    reach = date.min
    for first, end, row in sorted(spans, key=lambda span: (span.first, span.row.id.lower())):
        last = min(reach, end)
        if (last - first).days > number("tiltak.overlapp"):
            overlaps[id(row)] = _Overlap(first, last, (last - first).days)
        reach = max(reach, end)
    return _Placements(overlaps, candidates, tuple(sorted(missing)) if len(candidates) > 1 else ())


@nbr(
    code="NBR-TILTAK-12",
    name="register-care-order-lifted-without-cause",
    theme="missing-part",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=(_BASIS, _READ_WITH, _CATEGORY, _ENDED, _LIFTED),
    file=_FILE,
    valid_from=SINCE_2013,
)
def lifted_for_a_cause(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given a care order that is a placement and has an end, when the cause of its lifting is missing, then the control
    fires.
    """
    ended, kode = fact_at(_ENDED, tiltak, ctx), _in_category(tiltak, "tiltak.plassering_register", ctx)
    care_order = is_care_order(tiltak, ctx)
    if care_order is False or not any(kode) or not any(ended):
        return None
    unsure = ended.missing or kode.missing or ("" if care_order else _BASIS)
    return ended_without(Found(ended.value, unsure), tiltak, _LIFTED, ctx)


@nbr(
    code="NBR-TILTAK-13",
    name="register-care-order-at-18",
    theme="age",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=(_BASIS, _READ_WITH, _ENDED, _BORN),
    file=_FILE,
    valid_from=SINCE_2013,
)
def no_care_order_at_18(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given a care order and a birth date, when the child is 18 or older at the extraction and the measure has no end,
    then the control fires.
    """
    ended, care_order = fact_at(_ENDED, tiltak, ctx), is_care_order(tiltak, ctx)
    years, missing = age(ctx)
    if ended.value or care_order is False or (years is not None and years < number("alder.myndig")):
        return None
    if unknown := lacking(ended.missing, "" if care_order else _BASIS, *missing):
        return unknown
    return None if years is None else fires("too-old", args=(("age", years),))


def _used_at_all(code: str, name: str, group: str, what: str) -> Rule:
    """The control that fires wherever a category is used, for somebody to look whether it is the right one."""

    def judge(tiltak: Tiltak, ctx: Context) -> Assessment | None:
        kode = _in_category(tiltak, group, ctx)
        if unknown := lacking(kode.missing):
            return unknown
        return fires("used", facts=((_CATEGORY, kode.value),)) if kode.value else None

    judge.__doc__ = f"Given a measure, when its category is {what}, then the control fires."
    return nbr(
        code=code,
        name=name,
        theme="code-to-be-checked",
        applies_to=Tiltak,
        severity=Severity.WARNING,
        needs=(_CATEGORY,),
        file=_FILE,
        valid_from=SINCE_2023,
    )(judge)


other_institution: Rule = _used_at_all(
    "NBR-TILTAK-22", "register-other-institution", "tiltak.annen_institusjon", "1.99, another institution"
)
other_foster_home: Rule = _used_at_all(
    "NBR-TILTAK-23", "register-other-foster-home", "tiltak.annet_fosterhjem", "2.99, another foster home"
)
