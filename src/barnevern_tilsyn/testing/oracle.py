"""The oracle: what the law rules should say of a synthetic case, written naively.

An independent check: it knows nothing of the library's law, engine or rules, looks everything up anew for each
question, and counts with dateutil. Sources: barnevernsloven (2021) §§ 2-1, 2-2, 2-5, 8-2; barnevernloven (1992) §§ 4-2,
6-9; the regulation on children's participation (2023) § 6. Every fact of the case must be dated on or before the day
the case is judged on.

Left out on purpose: elements that are void (``ErSlettet`` or named by a ``Slettet``) have no truth.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.synthetic.oracle_days import (
    Limits,
    limits,
    months,
    oslo_day,
    week,
    week_limits,
    working_day,
)
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Melding, Oversendelse, Tiltak, Undersokelse, Vedtak

__all__ = ["RULES", "Truth", "judge", "planned_at_once"]

NEW_ACT = date(2023, 1, 1)
OLD_ACT_EMERGENCY = {"6", "9", "25", "29"}

PARTICIPATION_CODES = date(2026, 1, 1)

EMERGENCY_BY_NAME = {"2", "4", "5", "6"}
"""The sections of chapter 4 that call the decision an emergency decision (*akuttvedtak*)."""

RULES = ("AKU001", "MED002", "MEL001", "UND001", "UND002", "UND003", "UND004")


@attrs.frozen
class Truth:
    """What rule ``rule`` should say of one element.

    ``outcome``: ``breach``, ``review``, ``met``, ``running``, ``open`` or ``not_applicable``; ``fault`` of a control.
    """

    rule: str
    element_type: str
    element_id: str
    outcome: str


def judge(case: CaseSpec, as_of: date) -> tuple[Truth, ...]:
    """The truth for every report, investigation and decision of the case that is not void."""
    case = without_void(case)
    if case.er_slettet:
        return ()
    truths = []
    for m in case.meldinger:
        truths += [
            Truth("MEL001", "Melding", m.id, mel001(case, m, as_of)),
            Truth("UND002", "Melding", m.id, und002(case, m, as_of)),
        ]
    for u in case.undersokelser:
        truths += [
            Truth("UND001", "Undersokelse", u.id, und001(case, u, as_of)),
            Truth("UND003", "Undersokelse", u.id, und003(case, u)),
            Truth("UND004", "Undersokelse", u.id, und004(case, u)),
            Truth("MED002", "Undersokelse", u.id, med002(u)),
        ]
    truths += [Truth("AKU001", "Vedtak", v.id, aku001(case, v, as_of)) for v in case.vedtak]
    return tuple(truths)


def without_void(case: CaseSpec) -> CaseSpec:
    """The case without deleted elements, conclusions and relations."""
    gone = {(s.type, s.id) for s in case.slettede}
    return attrs.evolve(
        case,
        meldinger=tuple(
            attrs.evolve(m, slutt_dato=None, kode="") if m.konklusjon_slettet else m
            for m in case.meldinger
            if not m.er_slettet and ("Melding", m.id) not in gone
        ),
        undersokelser=tuple(u for u in case.undersokelser if not u.er_slettet and ("Undersokelse", u.id) not in gone),
        planer=tuple(p for p in case.planer if not p.er_slettet and ("Plan", p.id) not in gone),
        tiltak=tuple(t for t in case.tiltak if not t.er_slettet and ("Tiltak", t.id) not in gone),
        vedtak=tuple(v for v in case.vedtak if not v.er_slettet and ("Vedtak", v.id) not in gone),
        oversendelser=tuple(
            o for o in case.oversendelser if not o.er_slettet and ("OversendelseFylkesnemnd", o.id) not in gone
        ),
        relasjoner=tuple(r for r in case.relasjoner if not r.er_slettet and ("Relasjon", r.id) not in gone),
    )


def mel001(case: CaseSpec, m: Melding, as_of: date) -> str:
    """M-1, M-2: reviewed within a week."""
    return capped(case, m.start_dato, m.migrert_id, in_time(case, week_limits(m.start_dato), m.slutt_dato, as_of))


def und001(case: CaseSpec, u: Undersokelse, as_of: date) -> str:
    """I-2, I-3: finished three months after the week, six in all when extended."""
    if case.avgiver.kommunenummer.startswith("21"):
        return "not_applicable"
    reports = starting_reports(case, u)
    received = sorted(m.start_dato for m in reports)
    time_limit = investigation_limits(u, reports)
    act = act_day(case, u)
    outcome = in_time(case, time_limit, act or u.slutt_dato, as_of)
    if outcome == "met" and u.slutt_dato is not None and u.slutt_dato > time_limit.nominal:
        outcome = "review"
    dismissed = u.kode is not None and u.kode.kode not in ("1", "2")
    if outcome == "met" and dismissed and any(v.start_dato > time_limit.nominal for v in linked_decisions(case, u)):
        outcome = "review"
    return capped(case, received[0], u.migrert_id, outcome)


def investigation_limits(u: Undersokelse, reports: list[Melding]) -> Limits:
    """The extension and the old Act's start point, as the rulings have them."""
    first, last = min(m.start_dato for m in reports), max(m.start_dato for m in reports)
    three, six = limits(first, last, 3), limits(first, last, 6)
    extension = u.utvidet_frist
    count, result = 3, three
    if extension and extension.innvilget == "1" and extension.start_dato <= three.nominal:
        count, result = 6, six
    elif extension and extension.innvilget != "2":
        count, result = 6, Limits(three.nominal, six.latest)
    if result.nominal < NEW_ACT:
        late = [m.slutt_dato for m in reports if m.slutt_dato and m.slutt_dato > week(m.start_dato)]
        other = [working_day(months(day, count)) for day in late]
        result = Limits(result.nominal, max([result.latest, *other]))
    return result


def und002(case: CaseSpec, m: Melding, as_of: date) -> str:
    """I-2: the report went to investigation, and there is none."""
    if m.kode != "2" or case.avgiver.kommunenummer.startswith("21"):
        return "not_applicable"
    ids = linked(case, "Melding", m.id, "Undersokelse")
    if any(u.id in ids for u in case.undersokelser):
        return "met"
    time_limit = limits(m.start_dato, m.start_dato, 3)
    for u in case.undersokelser:
        if m.start_dato <= u.start_dato <= time_limit.latest and not reports_linked_to(case, u):
            return "met"
    # No deadline of its own: a person is asked to look once even the latest day has passed.
    outcome = in_time(case, time_limit, None, as_of)
    return {"breach": "review", "review": "running"}.get(outcome, outcome)


def und003(case: CaseSpec, u: Undersokelse) -> str:
    """I-7: a plan for the investigation, dated from the first report to the closing day."""
    if u.start_dato < NEW_ACT:
        return "not_applicable"
    reports = starting_reports(case, u)
    first = min(m.start_dato for m in reports)
    last = u.slutt_dato or date.max
    emergencies = [v.start_dato for v in case.vedtak if is_emergency(v)]
    for p in case.planer:
        accepted = p.plantype == "7" or (p.plantype == "8" and any(day <= p.start_dato for day in emergencies))
        if accepted and first <= p.start_dato <= last:
            return "met"
    return capped(case, first, u.migrert_id, "breach" if u.slutt_dato else "review")


def und004(case: CaseSpec, u: Undersokelse) -> str:
    """C-1: closed by the act that its conclusion names."""
    if u.slutt_dato is None or u.kode is None:
        return "not_applicable"
    if u.slutt_dato < NEW_ACT and case.avgiver.kommunenummer.startswith("21"):
        return "not_applicable"  # the whole of the old Act's § 6-9 was set aside there
    first = min(m.start_dato for m in starting_reports(case, u))
    act = act_day(case, u)
    if act is not None:
        return "met" if act <= u.slutt_dato else "review"
    if u.kode.kode not in ("1", "2"):
        days = [v.start_dato for v in linked_decisions(case, u)]
        if not days:
            return "open"
        return "met" if min(days) <= u.slutt_dato else "review"
    sent = [o.start_dato for o in case.oversendelser] if u.kode.kode == "2" else []
    acts = sent + [v.start_dato for v in case.vedtak]
    if not case.relasjoner or any(day >= first for day in acts):
        return "review"
    return capped(case, first, u.migrert_id, "breach")


def med002(u: Undersokelse) -> str:
    """P-5: the register's code of the child's participation. The duty to document is of 2024, the codes of 2026."""
    if u.slutt_dato is None or u.slutt_dato < PARTICIPATION_CODES:
        return "not_applicable"
    if u.medvirkning is None:
        return "open"
    return "review" if u.medvirkning[1] == "2.1" else "met"


def aku001(case: CaseSpec, v: Vedtak, as_of: date) -> str:
    """I-12: a plan after an emergency decision while that counts; six weeks and a week are practice, not law."""
    if not is_emergency(v) or v.start_dato < NEW_ACT:
        return "not_applicable"
    end = min((day for day in (v.slutt_dato, case.slutt_dato, measures_end(case, v)) if day), default=None)
    six_weeks = v.start_dato + relativedelta(weeks=6)
    plans = [p.start_dato for p in case.planer if p.plantype == "8"]
    made = [day for day in plans if v.start_dato <= day <= (end or date.max)]
    if made:
        return "met" if min(made) <= six_weeks else "review"
    if end is None:
        extracted = oslo_day(case.dato_uttrekk)
        if min(extracted, as_of) <= six_weeks:
            return "running" if as_of <= six_weeks else "open"
        return "review"
    instead = [p for p in case.planer if p.plantype == "4" and v.start_dato <= p.start_dato <= end]
    instead += [
        p for p in case.planer if p.plantype == "8" and p.start_dato < v.start_dato <= (p.slutt_dato or date.max)
    ]
    turned_down = any(code == "4" and day <= end for _, day, code in v.statuser)
    by_name = v.hjemmel.lov == "BVL2021" and v.hjemmel.paragraf in EMERGENCY_BY_NAME
    soon = end <= v.start_dato + relativedelta(weeks=1)
    migrated = v.migrert_id or any(t.migrert_id for t in measures_of(case, v))
    return "review" if instead or turned_down or soon or migrated or not by_name else "breach"


def planned_at_once(case: CaseSpec, v: Vedtak) -> bool:
    """A plan from the day of the decision was made in time, whenever the decision lapsed."""
    return any(p.plantype == "8" and p.start_dato == v.start_dato for p in without_void(case).planer)


def measures_of(case: CaseSpec, v: Vedtak) -> list[Tiltak]:
    """In either direction of the relation."""
    ids = linked(case, "Vedtak", v.id, "Tiltak")
    return [t for t in case.tiltak if t.id in ids or v.id in linked(case, "Tiltak", t.id, "Vedtak")]


def measures_end(case: CaseSpec, v: Vedtak) -> date | None:
    """The first day on which every measure that had begun by then was over; one that ended before is another's."""
    measures = [t for t in measures_of(case, v) if t.slutt_dato is None or t.slutt_dato >= v.start_dato]
    for day in sorted(t.slutt_dato for t in measures if t.slutt_dato):
        begun = [t for t in measures if t.start_dato <= day]
        if begun and all(t.slutt_dato is not None and t.slutt_dato <= day for t in begun):
            return day
    return None


def in_time(case: CaseSpec, time_limit: Limits, event: date | None, as_of: date) -> str:
    """Without an event, by what is known on the earlier of ``as_of`` and the extraction's day in Oslo."""
    if event is not None:
        return time_limit.judge(event)
    extracted = oslo_day(case.dato_uttrekk)
    if extracted <= time_limit.nominal < as_of:
        return "open"
    return {"met": "running"}.get(outcome := time_limit.judge(min(extracted, as_of)), outcome)


def capped(case: CaseSpec, received: date, migrert_id: str, outcome: str) -> str:
    """Unborn or 18 and over at receipt, or a migrated element: a breach is for a person to judge."""
    born = max(case.personalia, key=lambda p: p.start_dato).fodseldato
    unborn, adult = received < born, received >= born + relativedelta(years=18)
    return "review" if outcome == "breach" and (unborn or adult or migrert_id) else outcome


def linked(case: CaseSpec, fra_type: str, fra_id: str, til_type: str) -> set[str]:
    """Ids that the element's own relations point at."""
    wanted = (fra_type, fra_id, til_type)
    return {r.til_id for r in case.relasjoner if (r.fra_type, r.fra_id, r.til_type) == wanted}


def reports_linked_to(case: CaseSpec, u: Undersokelse) -> list[Melding]:
    return [m for m in case.meldinger if u.id in linked(case, "Melding", m.id, "Undersokelse")]


def starting_reports(case: CaseSpec, u: Undersokelse) -> list[Melding]:
    """Linked reports with code 2 or unconcluded, received by the start; by date where none is linked."""
    candidates = reports_linked_to(case, u)
    if not candidates:
        candidates = [
            m
            for m in case.meldinger
            if m.start_dato >= u.start_dato - timedelta(days=120) and not linked(case, "Melding", m.id, "Undersokelse")
        ]
    return [m for m in candidates if m.kode in ("2", "") and m.start_dato <= u.start_dato]


def linked_decisions(case: CaseSpec, u: Undersokelse) -> list[Vedtak]:
    ids = linked(case, "Undersokelse", u.id, "Vedtak")
    return [v for v in case.vedtak if v.id in ids]


def dispatches(case: CaseSpec, u: Undersokelse) -> Iterator[Oversendelse]:
    """Linked directly or over a decision, in either direction between decision and dispatch."""
    over = {v.id for v in linked_decisions(case, u)}
    for o in case.oversendelser:
        back = linked(case, "OversendelseFylkesnemnd", o.id, "Vedtak")
        ahead = any(o.id in linked(case, "Vedtak", id, "OversendelseFylkesnemnd") for id in over)
        if ahead or over & back or o.id in linked(case, "Undersokelse", u.id, "OversendelseFylkesnemnd"):
            yield o


def act_day(case: CaseSpec, u: Undersokelse) -> date | None:
    """The day of the act that finishes an investigation with code 1 (decision) or 2 (request to the board)."""
    kode = u.kode.kode if u.kode else ""
    if kode == "1":
        return min((v.start_dato for v in linked_decisions(case, u) if not is_emergency(v)), default=None)
    if kode == "2":
        return min((o.start_dato for o in dispatches(case, u)), default=None)
    return None


def is_emergency(v: Vedtak) -> bool:
    """Chapter 4 of the Act of 2021; in the Act of 1992 chapter 4 holds ordinary measures too."""
    if v.hjemmel.lov == "BVL2021":
        return v.hjemmel.kapittel == "4"
    return v.hjemmel.kapittel == "4" and v.hjemmel.paragraf in OLD_ACT_EMERGENCY
