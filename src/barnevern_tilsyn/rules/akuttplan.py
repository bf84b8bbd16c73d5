"""AKU: the plan after an emergency decision (*plan etter akuttvedtak*)."""

from datetime import date
from typing import Final

import attrs

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Assessment, Context, Dated, Event, FactUsed, Standing, Strength, Truth, rule
from barnevern_tilsyn.law import BVL2021, Frist, version_on
from barnevern_tilsyn.model import NOT_REPORTED, Plan, Sak, Vedtak
from barnevern_tilsyn.rules.emergency import EMERGENCY_NEEDS, emergency_caps, emergency_ended, emergency_made
from barnevern_tilsyn.rules.vedtaket import DECIDED, holds_unless

__all__ = ["planned_after_emergency"]

_DUTY: Final = BVL2021("8-2", ledd=3, punktum=1)
_TYPE: Final = "Plan.plantype"
_START: Final = "Plan.start_dato"
_END: Final = "Plan.konklusjon"
_ENDED: Final = f"{_END}.slutt_dato"


@rule(
    code="AKU001",
    name="akuttvedtak-plan",
    theme="no-plan-after-emergency",
    applies_to=Vedtak,
    duties=("I-12",),
    hjemmel=(_DUTY,),
    strength=Strength.HARD,
    needs=(DECIDED, *EMERGENCY_NEEDS, _TYPE, _START, _END, _ENDED),
)
def planned_after_emergency(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given an emergency decision from 2023 that has lapsed, or whose measure has ended, when no plan after it was made
    by then, then the duty to plan is broken.
    """
    decided, emergency = vedtak.start_dato, emergency_made(vedtak)
    if not decided or not version_on(_DUTY, decided) or emergency.truth is not Truth.YES:
        missing = () if decided else (DECIDED,)
        applies, exempt = holds_unless(Standing.UNKNOWN, missing, (emergency, "no-emergency"))
        return Assessment(
            standing=Standing.UNKNOWN,
            law_day=decided or ctx.as_of,
            situation="unknown",
            applies=applies,
            exempt=exempt,
            missing=missing,
        )
    ended = emergency_ended(vedtak, decided, ctx)
    stand = _stand(decided, ended, ctx)
    plan = stand.plan
    return Assessment(
        standing=stand.standing,
        law_day=decided,
        situation=_situation(stand),
        applies=emergency,
        reasons=(stand.why,) if stand.standing is Standing.DOUBTFUL else (),
        missing=stand.missing,
        caps=lambda: emergency_caps(vedtak, decided, ended, ctx),
        frist=stand.frist,
        event=Event.on((plan.start_dato or None) if plan else None),
        facts=lambda: (
            FactUsed(DECIDED, decided),
            *((FactUsed(_TYPE, plan.plantype), FactUsed(_START, plan.start_dato)) if plan else ()),
        ),
        used=(vedtak, *ctx.sammenheng.measures_of(vedtak)),
        args=(("day", decided), *((("ended", ended.strict),) if ended.strict else ())),
    )


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Stand:
    """How the duty stands: why a person must judge, or what is missing; the plan seen, and the day practice sets."""

    standing: Standing
    why: str = ""
    missing: tuple[str, ...] = ()
    plan: Plan | None = None
    frist: Frist | None = None


def _situation(stand: _Stand) -> str:
    match stand.standing:
        case Standing.FULFILLED:
            return "planned"
        case Standing.UNKNOWN:
            return "plan-unknown"
        case Standing.BROKEN:
            return "ended-without-plan"
        case _:
            return "plan-doubtful" if stand.plan else "no-plan-yet"


def _stand(decided: date, ended: Event, ctx: Context) -> _Stand:
    """Whether a plan was made while the decision counted. The Act sets no day; practice does, for a person to judge."""
    if ctx.sak.planer is NOT_REPORTED:
        return _Stand(standing=Standing.UNKNOWN, missing=("Sak.planer",))
    frist, plans = ctx.frist("bvl.8-2.plan", decided), ctx.once(_plans, ctx.sak)
    first, unsure = plans.ours.first(decided), (*ended.missing, *ended.earlier)
    made = first.start_dato if first else None
    if made and made <= (ended.strict or date.max):
        if unsure and made > decided:
            return _Stand(standing=Standing.UNKNOWN, missing=unsure)
        if made <= frist.nominal:
            return _Stand(standing=Standing.FULFILLED, plan=first)
    missing = _missing(plans, decided, ctx)
    if missing:
        return _Stand(standing=Standing.UNKNOWN, missing=missing)
    if made and made <= (ended.strict or date.max):
        return _Stand(standing=Standing.DOUBTFUL, why="practice", plan=first, frist=frist)
    without = _unplanned(ended, frist, ctx)
    if without.standing not in (Standing.BROKEN, Standing.DOUBTFUL):
        return without
    return _with_another(plans, decided, ended) or without


def _unplanned(ended: Event, frist: Frist, ctx: Context) -> _Stand:
    if ended.strict:
        return _Stand(standing=Standing.BROKEN)
    if ended.missing:
        return _Stand(standing=Standing.UNKNOWN, missing=ended.missing)
    clock = ctx.within(frist, Event(), fact=_START)
    if clock.standing is Standing.BROKEN:
        return _Stand(standing=Standing.DOUBTFUL, why="practice", frist=frist)
    return _Stand(standing=clock.standing, missing=clock.missing, frist=frist)


@attrs.define(weakref_slot=False, eq=False)
class _Plans:
    """The plans of a case that may be the one after an emergency decision, or stand for it."""

    ours: Dated[Plan]
    care: Dated[Plan]
    untyped: tuple[Plan, ...]


def _plans(ctx: Context, _: Sak) -> _Plans:
    plans = ctx.sammenheng.planer
    ours, care = gruppe("plantype.akutt").codes, gruppe("plantype.omsorg").codes
    return _Plans(
        Dated(row for row in plans if row.plantype in ours),
        Dated(row for row in plans if row.plantype in care),
        tuple(row for row in plans if row.plantype is NOT_REPORTED),
    )


def _missing(plans: _Plans, decided: date, ctx: Context) -> tuple[str, ...]:
    """The facts without which it is not known that there is no such plan."""
    if not ctx.coded("Plan", gruppe("plantype.akutt").codes):
        return (_TYPE,)
    if any(not row.start_dato or row.start_dato >= decided or _over(row, decided) is not True for row in plans.untyped):
        return (_TYPE,)
    if plans.ours.undated or plans.care.undated:
        return (_START,)
    unended = [row.konklusjon for row in _before(plans, decided) if _over(row, decided) is None]
    return (_END if NOT_REPORTED in unended else _ENDED,) if unended else ()


def _with_another(plans: _Plans, decided: date, ended: Event) -> _Stand | None:
    """Another plan that may stand for the one that is not there: after an earlier emergency, or for the care."""
    earlier = next((row for row in _before(plans, decided) if _over(row, decided) is False), None)
    if earlier:
        return _Stand(standing=Standing.DOUBTFUL, why="earlier-plan", plan=earlier)
    care = plans.care.first(decided, ended.strict or date.max)
    if care is None:
        return None
    if ended.earlier and care.start_dato != decided:
        return _Stand(standing=Standing.UNKNOWN, missing=ended.earlier)
    return _Stand(standing=Standing.DOUBTFUL, why="care-plan-instead", plan=care)


def _before(plans: _Plans, day: date) -> list[Plan]:
    return [row for row in plans.ours.between(date.min, day) if row.start_dato != day]


def _over(plan: Plan, day: date) -> bool | None:
    """Whether a plan had ended before a day; ``None``: it is not known."""
    konklusjon = plan.konklusjon
    if konklusjon is NOT_REPORTED or (konklusjon and konklusjon.slutt_dato is NOT_REPORTED):
        return None
    return bool(konklusjon and konklusjon.slutt_dato and konklusjon.slutt_dato < day)
