"""MED: what must be documented of the child's participation (*medvirkning*) in an investigation."""

from datetime import date
from functools import lru_cache
from typing import Any

from barnevern_tilsyn.codes import gruppe, kodeliste
from barnevern_tilsyn.engine import (
    NO,
    Assessment,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    Truth,
    rule,
    unknown,
)
from barnevern_tilsyn.law import MEDVIRKNING2023
from barnevern_tilsyn.model import NOT_REPORTED, Medvirkning, Undersokelse
from barnevern_tilsyn.rules.barnet import CHILD_NEEDS, child_of, ended_on, judged
from barnevern_tilsyn.rules.closing import Course
from barnevern_tilsyn.rules.samtale import (
    DOCUMENTED,
    OMITTED,
    TALKS,
    documented,
    justified_omission,
    omissions,
    talks_of,
)
from barnevern_tilsyn.rules.told import Entries, holds
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS, caps_of

__all__ = ["given_the_chance", "participation_documented"]

_CODES = "barnets-medvirkning"
_REGISTERED = "Undersokelse.barnets_medvirkning"
_CODE = f"{_REGISTERED}.medvirkning_type"
_DAY = f"{_REGISTERED}.start_dato"

_NO_CODE, _NO_DAY = unknown(_CODE), unknown(_DAY)

_ITEMS = {
    "informert": "information-not-documented",
    "tema": "topics-not-documented",
    "uttalelse": "words-not-documented",
    "bekreftet": "agreement-not-documented",
    "vektlagt": "weight-not-documented",
}
"""What § 6 first ledd wants documented, and the reason to tell where it is not."""


def _item(row: Medvirkning, name: str) -> Condition:
    return holds(getattr(row, name), f"{DOCUMENTED}.{name}")


def _is_complete(row: Medvirkning) -> Condition:
    first, *others = (_item(row, name) for name in _ITEMS)
    for other in others:
        first &= other
    return first


@rule(
    code="MED001",
    name="medvirkning-documented",
    theme="participation-undocumented",
    applies_to=Undersokelse,
    duties=("P-5",),
    hjemmel=(MEDVIRKNING2023("6", ledd=1), MEDVIRKNING2023("6", ledd=2)),
    strength=Strength.HARD,
    needs=(DOCUMENTED, OMITTED, TALKS, _DAY, _CODE, *REPORT_NEEDS, *CHILD_NEEDS),
    rests_on=(DOCUMENTED, OMITTED),
)
def participation_documented(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation closed from 2024 and a child able to form views, when neither its participation nor a
    justified reason why it did not take part is recorded, then the duty to document is broken.
    """
    end = ctx.once(ended_on, undersokelse).strict
    complete = documented(ctx, undersokelse).until(end).any(_is_complete)
    found = judged(undersokelse, ctx, complete | justified_omission(ctx, undersokelse))
    if found.standing is not Standing.BROKEN or end is None:
        return found
    child = ctx.once(child_of, undersokelse)
    course = ctx.once(Course, undersokelse)
    return _closed_without(undersokelse, ctx, found).but(
        caps=lambda: (*caps_of(course, ctx), *child.caps),
        used=(undersokelse, *course.reports.elements),
    )


def _closed_without(undersokelse: Undersokelse, ctx: Context, found: Assessment) -> Assessment:
    """Nothing complete and no justified omission by the closing: what there is instead."""
    end = found.law_day
    documents = documented(ctx, undersokelse)
    in_time = documents.until(end).rows
    if in_time:
        lacking = [reason for name, reason in _ITEMS.items() if _item(in_time[0], name).truth is not Truth.YES]
        return _doubtful(found, "incomplete", *lacking)
    if documents.rows or _after(omissions(ctx, undersokelse), end):
        return _doubtful(found, "documented-later", "documented-after-closing")
    talks = talks_of(ctx, undersokelse).any()
    if talks.truth is Truth.UNKNOWN:
        return _unknown(found, *talks.missing)
    if talks.truth is Truth.YES:
        return _doubtful(found, "incomplete", "talk-not-documented")
    return _by_code(_registered(ctx, undersokelse), found) if _has_codes(end) else found


def _after(found: Entries[Any], day: date) -> bool:
    return len(found.until(day).rows) < len(found.rows)


def _doubtful(found: Assessment, situation: str, *reasons: str) -> Assessment:
    return found.but(standing=Standing.DOUBTFUL, situation=situation, reasons=(*found.reasons, *reasons))


def _unknown(found: Assessment, *missing: str) -> Assessment:
    return found.but(standing=Standing.UNKNOWN, situation="unknown", missing=missing)


def _by_code(registered: Condition, found: Assessment) -> Assessment:
    """With nothing else recorded the register's code may still show that the child took part, or did not want to."""
    code = registered.used[0].value if registered.used else None
    if registered.truth is Truth.UNKNOWN:
        return _unknown(found, *registered.missing)
    if code in gruppe("medvirkning.gitt"):
        return _doubtful(found, "incomplete", "code-not-documented")
    if code in gruppe("medvirkning.onsket_ikke"):
        return found.but(standing=Standing.FULFILLED, situation="done")
    if code in gruppe("medvirkning.ikke_anledning"):
        return found.but(applies=NO, exempt="register-code-judged")
    return found


@lru_cache(maxsize=8_192)
def _has_codes(day: date) -> bool:
    """Whether the register has codes for the child's participation on a day."""
    return any(kodeliste(_CODES).on(day))


def _registered(ctx: Context, undersokelse: Undersokelse) -> Condition:
    """Whether a code for the child's participation is registered; the code is among the facts used."""
    row = undersokelse.barnets_medvirkning
    if row is None:
        return NO
    if row is NOT_REPORTED or row.medvirkning_type not in kodeliste(_CODES):
        return _NO_CODE
    if not row.start_dato or not ctx.seen(row.start_dato):
        return _NO_DAY
    return Condition(Truth.YES, (FactUsed(_CODE, row.medvirkning_type), FactUsed(_DAY, row.start_dato)))


@rule(
    code="MED002",
    name="medvirkning-chance-given",
    theme="participation-undocumented",
    applies_to=Undersokelse,
    duties=("P-5",),
    hjemmel=(MEDVIRKNING2023("6", ledd=2),),
    strength=Strength.SOFT,
    needs=(_CODE, _DAY, "Undersokelse.konklusjon.slutt_dato"),
)
def given_the_chance(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation closed from 2026, when the register's code says that the child was not given the chance
    to take part, then a person must judge whether that was justified and documented.
    """
    end = ctx.once(ended_on, undersokelse)
    day = end.strict or ctx.as_of
    registered = _registered(ctx, undersokelse)
    applies, exempt = registered, "no-participation-code"
    if end.missing:
        applies = unknown(*end.missing)
    elif end.strict is None:
        applies, exempt = NO, "not-closed"
    elif not _has_codes(day):
        applies, exempt = NO, "before-participation-codes"
    refused = any(fact.value in gruppe("medvirkning.ikke_anledning") for fact in registered.used)
    return Assessment(
        standing=Standing.BROKEN if refused else Standing.FULFILLED,
        law_day=day,
        situation="unknown" if applies.truth is Truth.UNKNOWN else "not-given" if refused else "given",
        applies=applies,
        exempt=exempt,
        facts=lambda: (FactUsed("Undersokelse.konklusjon.slutt_dato", end.strict), *registered.used),
        used=(undersokelse,),
        args=(("day", day),),
    )
