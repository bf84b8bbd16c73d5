"""The facts beside a case as a service keeps them that does what the law wants, drawn with what the law leaves open."""

from datetime import date
from random import Random
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.oracle import act_day, is_emergency
from barnevern_tilsyn.testing.rich.lawful_reports import report_facts, with_reporter
from barnevern_tilsyn.testing.rich.rich_case import Facts, RichCase
from barnevern_tilsyn.testing.synthetic.dice import Dice, days
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Hjemmel, Kode, Plan, Tiltak, Undersokelse, Vedtak

__all__ = ["STAY", "born_on", "lay_over"]

_NEW_ACT = date(2023, 1, 1)
STAY: Final = Hjemmel("BVL2021", "2", "3")
"""The basis of an assessment stay in a centre for parents and children."""
_PARTICIPATION_CODES = date(2026, 1, 1)
_MOVED = ("5", "7", "8", "9")
_DOCUMENTED = ("informert", "tema", "uttalelse", "bekreftet", "vektlagt")
_TALKED = ("alene", "informert", "gjengivelse_bekreftet", "hort_om_konklusjon")
_CONTENTS = (
    *("faktum", "barnevernfaglig_vurdering", "barnets_mening", "vektlegging", "barnets_beste", "familietilknytning"),
)


def lay_over(case: CaseSpec, rng: Random) -> RichCase:
    """The case with lawful facts beside every element, and with the codes that a whole record has."""
    case = attrs.evolve(case, meldinger=tuple(with_reporter(m, rng) for m in case.meldinger))
    case = attrs.evolve(case, undersokelser=tuple(_with_code(u) for u in case.undersokelser))
    dice = Dice(rng, RichCase(case).known)
    case = _with_stay(case, dice)
    rich = RichCase(case)
    parents = [dice.id() for _ in range(rng.choice((1, 2, 2)))]
    rich.of(case).update(_case_facts(case, dice, parents))
    for m in case.meldinger:
        rich.of(m).update(report_facts(rich.alive, m, dice))
    for u in case.undersokelser:
        rich.of(u).update(_investigation_facts(case, u, dice))
    for v in case.vedtak:
        rich.of(v).update(_decision_facts(case, v, parents))
    for t in case.tiltak:
        rich.of(t).update(
            samtykker=[{"part": parents[0], "dato": t.start_dato, "trukket": None}] if _consented(t) else []
        )
    for p in case.planer:
        rich.of(p).update(_plan_facts(p))
    return rich


def born_on(case: CaseSpec) -> date:
    """The day the child was born, or is due."""
    return max(case.personalia, key=lambda row: row.start_dato).fodseldato


def _with_code(u: Undersokelse) -> Undersokelse:
    """From 2026 the register has a code for the child's participation: a whole record tells it."""
    if u.medvirkning is None and u.slutt_dato and u.slutt_dato >= _PARTICIPATION_CODES:
        return attrs.evolve(u, medvirkning=(max(u.start_dato, _PARTICIPATION_CODES), "1.1"))
    return u


def _case_facts(case: CaseSpec, dice: Dice, parents: list[str]) -> Facts:
    first = case.start_dato
    wish = dice.chance(0.4)
    visits = [{"dato": u.slutt_dato or dice.known, "tema": "hjemmebesok"} for u in case.undersokelser]
    return {
        "foreldre": [
            {"id": id, "foreldreansvar": True, "partsvurdering": first, "informert_unnlatt": False} for id in parents
        ],
        "tillitsperson": {"informert": first, "onsket": wish, "oppnevnt": dice.known if wish else None},
        "journalnotater": [{"dato": first, "tema": dice.rng.choice(("vurdering", "annet"))}, *visits],
        "kontaktpersoner": [{"fra": first, "til": None}],
        "innsynsnektelser": [
            {"dato": u.start_dato, "grunn": "undersokelse"} for u in case.undersokelser[:1] if dice.chance(0.2)
        ],
        **({"medvirkning_i_stand": {"vurdert": first, "i_stand": True}} if dice.chance(0.3) else {}),
    }


def _investigation_facts(case: CaseSpec, u: Undersokelse, dice: Dice) -> Facts:
    last = u.slutt_dato or dice.known
    closed = min(last, act_day(case, u) or last)
    day = dice.between(u.start_dato, closed)
    done = u.slutt_dato is not None or dice.chance(0.5)
    extended = u.utvidet_frist
    moved = u.kode is not None and u.kode.kode in _MOVED
    return {
        **_participation(case, day, dice, done=done),
        "frist": {"begrunnelse_dato": extended.start_dato, "foreldre_informert": extended.start_dato}
        if extended
        else None,
        "hjemmebesok": [{"dato": day}],
        "innhentinger": [
            {"dato": day, "samtykke": True, "palegg": False, "hjemmel": False, "parter_informert": True},
        ],
        "sakkyndigrapporter": [
            {"mottatt": u.start_dato, "kommisjon_vurdert": u.start_dato, "lagt_til_grunn": dice.chance(0.8)}
            for _ in range(dice.chance(0.2))
        ],
        "vurderinger": [{"dato": day}],
        "samlet_vurdering": {"dato": closed} if u.slutt_dato else None,
        "medisinsk_undersokelse": {"dato": day, "ledervedtak": True} if dice.chance(0.1) else None,
        "ny_undersokelse": {"fastsatt": True, "foreldre_informert": u.slutt_dato}
        if _looked_at_again(case, u, dice)
        else None,
        "henleggelsesvedtak": u.slutt_dato if u.kode and u.kode.kode > "2" else None,
        "melding_til_ny_kommune": last if moved else None,
    }


def _participation(case: CaseSpec, day: date, dice: Dice, *, done: bool) -> Facts:
    """The child is spoken with and heard. It did not want to, or is too small: the reason is recorded."""
    if not done:
        return {"samtaler": [], "samtale_unnlatt": None, "medvirkning": None, "medvirkning_unnlatt": None}
    small = day < born_on(case) + relativedelta(years=4)
    if small or dice.chance(0.15):
        reason = "ikke_i_stand" if small else "onsker_ikke"
        return {
            "samtaler": [],
            "samtale_unnlatt": {"dato": day, "grunn": reason},
            "medvirkning": None,
            "medvirkning_unnlatt": {"dato": day, "grunn": reason, "begrunnet": True},
        }
    return {
        "samtaler": [{"dato": day, **dict.fromkeys(_TALKED, True)}],
        "samtale_unnlatt": None,
        "medvirkning": {"dato": day, **dict.fromkeys(_DOCUMENTED, True)},
        "medvirkning_unnlatt": None,
    }


def _decision_facts(case: CaseSpec, v: Vedtak, parents: list[str]) -> Facts:
    decided = v.start_dato
    by_board = v.hjemmel.kapittel == ("5" if v.hjemmel.lov == "BVL2021" else "4")
    noticed = max(min(case.start_dato, decided), decided - days(14))
    return {
        "innhold": dict.fromkeys(_CONTENTS, True),
        "begrunnelse_dato": decided,
        "begrunnelse_unnlatt": False,
        "skriftlig": True,
        "varsel_unnlatt": False,
        "underretning_unnlatt": False,
        "fattet_av": "leder" if is_emergency(v) else "nemnd" if by_board else "tjenesten",
        "forhandsvarsler": [
            {"part": part, "dato": noticed, "frist": decided, "besvart": decided} for part in (*parents, case.id)
        ],
        "underretninger": [{"part": part, "dato": decided, "klagerett": True} for part in (*parents, case.id)],
        "informert_foreldre": [{"forelder": parent, "dato": decided} for parent in parents],
    }


def _plan_facts(p: Plan) -> Facts:
    return {"mal": True, "innhold": True, "varighet_til": p.slutt_dato, "barnet_medvirket": True}


def _with_stay(case: CaseSpec, dice: Dice) -> CaseSpec:
    """Sometimes an investigation has an assessment stay in a centre for parents and children."""
    fitting = [u for u in case.undersokelser if u.start_dato >= _NEW_ACT and u.start_dato + days(80) <= dice.known]
    if not fitting or not dice.chance(0.2):
        return case
    begun = fitting[0].start_dato
    stay = Tiltak(dice.id(), begun, STAY, Kode("3.8"), slutt_dato=begun + days(80))
    return attrs.evolve(case, tiltak=(*case.tiltak, stay))


def _consented(t: Tiltak) -> bool:
    return t.hjemmel != STAY


def _looked_at_again(case: CaseSpec, u: Undersokelse, dice: Dice) -> bool:
    """Whether a dismissal fixed a new investigation, which then started in time, or whose time is not over."""
    if u.kode is None or u.kode.kode != "4" or u.slutt_dato is None or u.slutt_dato < _NEW_ACT:
        return False
    latest = u.slutt_dato + days(180)
    again = any(u.slutt_dato < other.start_dato <= latest for other in case.undersokelser)
    return again or (dice.known <= latest and dice.chance(0.5))
