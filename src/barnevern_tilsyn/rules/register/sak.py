"""Sak: the case as a whole."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from barnevern_tilsyn.codes import lookup
from barnevern_tilsyn.engine import Assessment, Context, Rule, Sammenheng, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Sak, Slettet
from barnevern_tilsyn.rules.register.case_dates import DATE_PATHS, dates_of
from barnevern_tilsyn.rules.register.child import age, age_by_number
from barnevern_tilsyn.rules.register.facts import lacking
from barnevern_tilsyn.rules.register.lists import LISTS
from barnevern_tilsyn.rules.register.open_parts import NEEDS, NEEDS_WITH_DECISIONS, OpenParts, open_parts
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.parametre import number
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr

__all__ = [
    "adult_with_measure",
    "closed_as_a_whole",
    "dates_in_range",
    "ended_at_25",
    "not_empty",
    "not_empty_once",
    "removed_element_known",
    "starts_before_it_ends",
]

_FILE: Final = "sak"
_BORN: Final = "Personalia.fodseldato"
_ENDED: Final = "Sak.slutt_dato"

_CONTENT: Final[dict[str, Callable[[Sammenheng], Sequence[Any]]]] = {
    "meldinger": lambda whole: whole.meldinger,
    "undersokelser": lambda whole: whole.undersokelser,
    "vedtak": lambda whole: whole.vedtak,
    "tiltak": lambda whole: whole.tiltak,
    "planer": lambda whole: whole.planer,
    "ettervern": lambda whole: whole.ettervern,
    "oversendelser_fylkesnemnd": lambda whole: whole.oversendelser,
}
_CONTENT_ONCE: Final = ("meldinger", "planer", "tiltak")


@nbr(
    code="NBR-SAK-1",
    name="register-date-out-of-range",
    theme="date-range",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=DATE_PATHS,
    file=_FILE,
    valid_from=SINCE_2013,
)
def dates_in_range(_sak: Sak, ctx: Context) -> Assessment | None:
    """Given a case, when one of its dates is before 1 January of this year minus 26 years or after 31 December of this
    year plus 26 years, then the control fires.
    """
    years = number("sak.ar")
    first, last = date(max(ctx.extracted.year - years, 1), 1, 1), date(min(ctx.extracted.year + years, 9999), 12, 31)
    outside, unknown = [], []
    for found in dates_of(ctx):
        if not found.day:
            unknown.append(found.path)
        elif not first <= found.day <= last:
            outside.append(found)
    if not outside:
        return lacking(*unknown)
    facts = dict.fromkeys((found.path, found.day) for found in outside if not found.personal)
    args = (("count", len(outside)), ("field", outside[0].path), ("from", first), ("until", last))
    return fires("out-of-range", facts=tuple(facts), args=args, at=outside[0].element)


starts_before_it_ends: Rule = dates_in_order(
    code="NBR-SAK-2A",
    name="register-case-starts-after-end",
    applies_to=Sak,
    earlier="Sak.start_dato",
    later=_ENDED,
    file=_FILE,
)


def _empty(ctx: Context, lists: Sequence[str]) -> Assessment | None:
    """Whether an open case has nothing in any of these lists."""
    ended = ctx.sak.slutt_dato
    if ended or any(_CONTENT[name](ctx.whole) for name in lists):
        return None
    unknown = [f"Sak.{name}" for name in lists if getattr(ctx.sak, name) is NOT_REPORTED]
    return lacking(*unknown, _ENDED if ended is NOT_REPORTED else "") or fires("empty")


@nbr(
    code="NBR-SAK-6",
    name="register-case-empty-until-2023",
    theme="missing-part",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=(_ENDED, *(f"Sak.{name}" for name in _CONTENT_ONCE)),
    file=_FILE,
    valid_from=SINCE_2013,
    valid_to=date(2023, 10, 31),
)
def not_empty_once(_sak: Sak, ctx: Context) -> Assessment | None:
    """Given an open case, when it has no report, plan or measure, then the control fires. Withdrawn: control 21 took
    its place.
    """
    return _empty(ctx, _CONTENT_ONCE)


@nbr(
    code="NBR-SAK-7",
    name="register-case-open-at-25",
    theme="age",
    applies_to=Sak,
    severity=Severity.WARNING,
    needs=(_BORN, _ENDED, *NEEDS),
    file=_FILE,
    valid_from=SINCE_2013,
)
def ended_at_25(_sak: Sak, ctx: Context) -> Assessment | None:
    """Given a case with the day of extraction and a birth date, when the child is 25 or older and the case, or anything
    in it but decisions, has no end, then the control fires.
    """
    years, missing = age(ctx)
    if missing or years is None or years < number("alder.avslutning"):
        return lacking(*missing)
    return _still_open(ctx, years)


@nbr(
    code="NBR-SAK-8",
    name="register-case-adult-without-measure",
    theme="age",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=("Personalia.fodselsnummer", _BORN, "Sak.tiltak", _ENDED, *NEEDS),
    file=_FILE,
    valid_from=SINCE_2013,
)
def adult_with_measure(sak: Sak, ctx: Context) -> Assessment | None:
    """Given a case and the age by the national identity number, when the child is 18 or older, there is no measure, and
    the case or anything in it but decisions has no end, then the control fires.
    """
    if ctx.whole.tiltak:
        return None
    years, missing = age_by_number(ctx)
    if missing or years is None or years < number("alder.myndig"):
        return lacking(*missing)
    return undecided("Sak.tiltak") if sak.tiltak is NOT_REPORTED else _still_open(ctx, years)


def _still_open(ctx: Context, years: int) -> Assessment | None:
    """Whether the case, or a part of it, has no end."""
    parts: OpenParts = open_parts(ctx)
    ended = ctx.sak.slutt_dato
    if ended is None:
        return fires("case-open", args=(("age", years),))
    if parts.elements:
        return fires("parts-open", args=(("age", years), ("count", len(parts.elements))), at=parts.elements[0])
    return lacking(*parts.missing, _ENDED if ended is NOT_REPORTED else "")


@nbr(
    code="NBR-SAK-21",
    name="register-case-empty",
    theme="missing-part",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=(_ENDED, *(f"Sak.{name}" for name in _CONTENT)),
    file=_FILE,
    valid_from=SINCE_2013,
)
def not_empty(_sak: Sak, ctx: Context) -> Assessment | None:
    """Given an open case, when it has no report, investigation, decision, measure, plan, aftercare or application to
    the board, then the control fires.
    """
    return _empty(ctx, tuple(_CONTENT))


@nbr(
    code="NBR-SAK-22",
    name="register-deleted-element-unknown",
    theme="relation",
    applies_to=Slettet,
    severity=Severity.WARNING,
    needs=("Slettet.id", "Slettet.type", *(f"Sak.{name}" for name in LISTS.values())),
    file=_FILE,
    valid_from=SINCE_2013,
)
def removed_element_known(slettet: Slettet, ctx: Context) -> Assessment | None:
    """Given a case with a mark that an element was deleted, when the case has no element of that type and id, then the
    control fires.
    """
    kind = slettet.type
    if kind is NOT_REPORTED:
        return undecided("Slettet.type")
    if not kind or (kind, slettet.id.lower()) in ctx.once(_named, ctx.sak):
        return None
    if kind in LISTS and getattr(ctx.sak, LISTS[kind]) is NOT_REPORTED:
        return undecided(f"Sak.{LISTS[kind]}")
    if kind not in LISTS and lookup("begrepstype", kind) is None:
        return fires("no-such-type")
    return fires("not-there", facts=(("Slettet.type", kind),), args=(("kind", kind),))


def _named(_ctx: Context, sak: Sak) -> set[tuple[str, str]]:
    """Type and id of all that the case has, deleted or not; a status counted among the types until version 3."""
    named = {(kind, row.id.lower()) for kind, name in LISTS.items() for row in getattr(sak, name) or ()}
    return named | {("Status", row.id.lower()) for decision in sak.vedtak or () for row in decision.statuser or ()}


@nbr(
    code="NBR-SAK-23",
    name="register-closed-case-open-parts",
    theme="open-in-closed-case",
    applies_to=Sak,
    severity=Severity.INFO,
    needs=(_ENDED, *NEEDS_WITH_DECISIONS),
    file=_FILE,
    valid_from=SINCE_2013,
)
def closed_as_a_whole(sak: Sak, ctx: Context) -> Assessment | None:
    """Given a case with an end, when one or more of its elements have none, then the control fires."""
    ended = sak.slutt_dato
    if not ended:
        return undecided(_ENDED) if ended is NOT_REPORTED else None
    parts = open_parts(ctx, decisions=True)
    if parts.elements:
        args = (("count", len(parts.elements)), ("day", ended))
        return fires("parts-open", facts=((_ENDED, ended),), args=args, at=parts.elements[0])
    return lacking(*parts.missing)
