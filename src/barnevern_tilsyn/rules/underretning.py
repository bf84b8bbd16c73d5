"""VED, PAR: the parties are notified of a decision (*underretning*), a child of fifteen as much as its parents."""

from typing import Final

from barnevern_tilsyn.engine import (
    Assessment,
    Cap,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    Truth,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL1992, BVL2021, FVL1967, version_on, versions
from barnevern_tilsyn.law.alder import age_limit, reached_age
from barnevern_tilsyn.model import NOT_REPORTED, Underretning, Vedtak
from barnevern_tilsyn.rules.basis import is_of_group
from barnevern_tilsyn.rules.begrunnelse import REASONED, reasons_standing
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.standing import asked
from barnevern_tilsyn.rules.told import Entries, entries, holds, told
from barnevern_tilsyn.rules.vedtaket import (
    DECIDED,
    MADE_BY,
    PERIOD_NEEDS,
    by_service,
    day_unknown,
    holds_unless,
    over,
    told_in_its_time,
)

__all__ = ["child_notified", "is_for", "parties_notified"]

NOTICES: Final = "Vedtak.tillegg.underretninger"
_PARTY = f"{NOTICES}.part"
_APPEAL = f"{NOTICES}.klagerett"
_OMITTED = "Vedtak.tillegg.underretning_unnlatt"
_ABLE = "Sak.tillegg.medvirkning_i_stand.i_stand"
_GROUPS: Final = BVL2021("12-3", ledd=1, punktum=2)


def is_for(value: object, party: str, path: str) -> Condition:
    """Whether something is for a party: a parent by id, or the child by that of the case."""
    if value is NOT_REPORTED:
        return unknown(path)
    return condition(isinstance(value, str) and value.lower() == party.lower())


@rule(
    code="VED003",
    name="vedtak-notified",
    theme="party-not-notified",
    applies_to=Vedtak,
    duties=("V-8",),
    hjemmel=(FVL1967("27", ledd=1), FVL1967("27", ledd=3)),
    strength=Strength.HARD,
    needs=(
        *(DECIDED, NOTICES, f"{NOTICES}.dato", _APPEAL, _OMITTED, MADE_BY, *PERIOD_NEEDS),
        *("Vedtak.tillegg.skriftlig", REASONED),
    ),
    rests_on=(NOTICES,),
)
def parties_notified(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision by the service that lapsed or whose case is closed, when no party was notified of it and no
    exception let the service leave that out, then the duty to notify is broken.
    """
    decided = vedtak.start_dato
    if not decided:
        return day_unknown(ctx)
    notices: Entries[Underretning] = entries(ctx, vedtak, "underretninger")
    first = notices.first(decided)
    standing, why, missing = told_in_its_time(first, decided, over(ctx, vedtak))
    if standing is Standing.FULFILLED:
        standing, why, missing = _appeal_explained(notices)
    outer = reasons_standing(ctx, vedtak)
    omitted = ~holds(told(vedtak, "underretning_unnlatt"), _OMITTED, "notice-left-out")
    exceptions = ((omitted, "notice-left-out"),) if first.strict is None and not first.missing else ()
    applies, exempt = holds_unless(
        standing,
        missing,
        (by_service(vedtak), "not-by-service"),
        exceptions=((_with_reasons(outer), "reasons-judged"), *exceptions),
    )
    return Assessment(
        standing=standing,
        law_day=decided,
        situation=_situation(standing, why),
        applies=applies,
        exempt=exempt,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        event=first,
        facts=lambda: (
            FactUsed(DECIDED, decided),
            *((FactUsed(f"{NOTICES}.dato", first.strict),) if first.strict else ()),
        ),
        used=(vedtak,),
        args=(("day", decided),),
    )


def _appeal_explained(notices: Entries[Underretning]) -> tuple[Standing, str, tuple[str, ...]]:
    explained = notices.any(lambda row: holds(row.klagerett, _APPEAL))
    if explained.truth is Truth.UNKNOWN:
        return Standing.UNKNOWN, "", explained.missing
    return (
        (Standing.FULFILLED, "", ()) if explained.truth is Truth.YES else (Standing.DOUBTFUL, "appeal-unexplained", ())
    )


def _with_reasons(outer: tuple[Standing, str, tuple[str, ...]]) -> Condition:
    """Without reasons only these are judged."""
    standing, _, missing = outer
    if standing is Standing.UNKNOWN:
        return unknown(*missing, question="with-reasons")
    return condition(standing is not Standing.BROKEN, question="with-reasons")


def _situation(standing: Standing, why: str) -> str:
    if standing is Standing.FULFILLED:
        return "notified"
    if standing is Standing.UNKNOWN:
        return "unknown"
    if standing is Standing.BROKEN:
        return "not-notified"
    return {"told-after-end": "notified-late", "appeal-unexplained": "notified-in-part"}.get(why, "notice-in-doubt")


@rule(
    code="PAR002",
    name="barn-notified-as-party",
    theme="party-not-notified",
    applies_to=Vedtak,
    duties=("V-3",),
    hjemmel=(
        BVL2021("12-3", ledd=1, punktum=1),
        BVL2021("12-3", ledd=1, punktum=2),
        BVL1992("6-3", ledd=2),
    ),
    strength=Strength.HARD,
    needs=(
        *(DECIDED, "Vedtak.lovhjemmel", NOTICES, f"{NOTICES}.dato", _PARTY, _OMITTED, MADE_BY, *PERIOD_NEEDS),
        *(*BIRTH_NEEDS, _ABLE),
    ),
    rests_on=(NOTICES,),
)
def child_notified(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision on a child of fifteen or more that lapsed or whose case is closed, when the child was not
    notified of it, then a party was left out.
    """
    decided = vedtak.start_dato
    if not decided:
        return day_unknown(ctx)
    notices: Entries[Underretning] = entries(ctx, vedtak, "underretninger")
    first = notices.first(decided, lambda row: is_for(row.part, ctx.sak.id, _PARTY))
    standing, why, missing = told_in_its_time(first, decided, over(ctx, vedtak))
    grown = _has_reached_fifteen(vedtak, ctx)
    omitted = ~holds(told(vedtak, "underretning_unnlatt"), _OMITTED, "notice-left-out")
    exceptions = ((omitted, "notice-left-out"),) if first.strict is None and not first.missing else ()
    applies, exempt = holds_unless(
        standing,
        missing,
        (grown | _always_party(vedtak), "child-no-party"),
        (by_service(vedtak), "not-by-service"),
        exceptions=((_understands(ctx), "does-not-understand"), *exceptions),
    )
    return Assessment(
        standing=standing,
        law_day=decided,
        situation=_situation(standing, why),
        applies=applies,
        exempt=exempt,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        caps=lambda: (Cap(asked(~grown, "under-fifteen"), "party-under-fifteen"),),
        event=first,
        facts=lambda: (
            FactUsed(DECIDED, decided),
            *((FactUsed(f"{NOTICES}.dato", first.strict),) if first.strict else ()),
        ),
        used=(vedtak,),
        args=(("day", decided),),
    )


def _has_reached_fifteen(vedtak: Vedtak, ctx: Context) -> Condition:
    if ctx.fodseldato is None or not vedtak.start_dato:
        return unknown(*BIRTH_NEEDS, question="fifteen")
    return condition(reached_age(ctx.fodseldato, age_limit("bvl.12-3.part"), vedtak.start_dato), question="fifteen")


def _always_party(vedtak: Vedtak) -> Condition:
    """Whether a decision is one of those in which a child of any age is a party, as far as its legal basis tells.

    LOV-2026-06-19-35 widened the group from children with behavioural problems to those who put their development at
    risk, so that decisions on assistance may count from then on.
    """
    groups = ["lovhjemmel.barnet_alltid_part"]
    if vedtak.start_dato and version_on(_GROUPS, vedtak.start_dato) == versions(_GROUPS)[-1]:
        groups.append("lovhjemmel.barnet_kan_vare_part")
    found = [is_of_group(vedtak, group) for group in groups]
    if None in found:
        return unknown("Vedtak.lovhjemmel", question="always-party")
    return condition(any(found), question="always-party")


def _understands(ctx: Context) -> Condition:
    """Whether the child understands what the case is about: it does unless found unable to form views."""
    found = told(ctx.sak, "medvirkning_i_stand")
    unable = bool(found) and found.i_stand is False
    return condition(not unable, *((FactUsed(_ABLE, value=False),) if unable else ()), question="able")
