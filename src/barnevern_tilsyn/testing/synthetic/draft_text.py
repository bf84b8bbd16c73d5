"""A ``CaseSpec`` as a document of the coming version 5, by the draft 5.1.0.

String templates, as in ``xml_text``. What the draft has no place for is left out: clarifications, plan evaluations.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from barnevern_tilsyn.testing.synthetic.spec import (
    Besok,
    CaseSpec,
    Ettervern,
    Flytting,
    Hjemmel,
    Kode,
    Krav,
    Melding,
    Oversendelse,
    Personalia,
    Plan,
    Relasjon,
    Slettet,
    Tiltak,
    Undersokelse,
    Vedtak,
)

__all__ = ["as_drafted", "draft_text"]

_PRIVATE = ("1", "2", "3", "4", "23")
_NOT_LISTED = ("24", "25")
"""Reporters that the draft names in its documentation, not in its list."""
_LISTED = "10"
_WITHIN = ("7", "8")
_TYPES = {"Melding": "Henvendelse", "Plan": "PlanForTiltak"}


def _text(name: str, value: object) -> str:
    return f"<{name}>{value}</{name}>" if value else ""


def _void(er_slettet: bool) -> str:
    return _text("ErSlettet", "true" if er_slettet else "")


def _element(name: str, *parts: str) -> str:
    inner = "".join(part for part in parts if part)
    return f"    <{name}>{inner}</{name}>\n"


def _codes(name: str, koder: Iterable[Kode]) -> str:
    return "".join(_text(name, kode.kode) for kode in koder)


def _start(id: str, migrert_id: str, start: date, er_slettet: bool, day: str = "StartDato") -> str:
    return f"{_text('Id', id)}{_text('MigrertId', migrert_id)}{_text(day, start)}{_void(er_slettet)}"


def _hjemmel(h: Hjemmel) -> str:
    inner = f"{_text('Lov', h.lov)}{_text('Kapittel', h.kapittel)}{_text('Paragraf', h.paragraf)}"
    return f"<Lovhjemmel>{inner}{_text('Ledd', h.ledd)}{_text('Bokstav', h.bokstav)}</Lovhjemmel>"


def _personalia(p: Personalia) -> str:
    unborn = p.kjonn == "0"
    return _element(
        "Personalia",
        _text("Id", p.id),
        _text("StartDato", p.start_dato),
        _text("Fodselsnummer", p.fodselsnummer),
        _text("Ufodt", "true" if unborn else ""),
        _text("Fodselsdato", p.fodseldato),
        "" if unborn else _text("Kjonn", p.kjonn),
    )


def _melder(kode: Kode) -> str:
    name = "PrivatMelder" if kode.kode in _PRIVATE else "OffentligMelder"
    return f"<Melder>{_text(name, kode.kode)}</Melder>"


def _melding(m: Melding) -> str:
    konklusjon = ""
    if m.slutt_dato:
        void = _void(m.konklusjon_slettet)
        konklusjon = f"<Konklusjon>{_text('Sluttdato', m.slutt_dato)}{_text('Kode', m.kode)}{void}</Konklusjon>"
    melder = "".join(_melder(kode) for kode in m.melder)
    start = _start(m.id, m.migrert_id, m.start_dato, m.er_slettet)
    return _element("Henvendelse", start, _text("Kode", "2"), melder, _codes("Saksinnhold", m.saksinnhold), konklusjon)


def _undersokelse(u: Undersokelse, plan: Plan | None) -> str:
    parts = [_start(u.id, u.migrert_id, u.start_dato, u.er_slettet), _codes("Vedtaksgrunnlag", u.grunnlag)]
    if u.medvirkning:
        day, kode = u.medvirkning
        parts.append(f"<BarnetsMedvirkning>{_text('StartDato', day)}{_text('Kode', kode)}</BarnetsMedvirkning>")
    if u.utvidet_frist:
        granted = {"1": "true", "2": "false"}.get(u.utvidet_frist.innvilget, "")
        asked = _text("StartDato", u.utvidet_frist.start_dato)
        parts.append(f"<UtvidetFrist>{asked}{_text('Innvilget', granted)}</UtvidetFrist>")
    if u.slutt_dato and u.kode:
        parts.append(f"<Konklusjon>{_text('SluttDato', u.slutt_dato)}{_text('Kode', u.kode.kode)}</Konklusjon>")
    if plan:
        parts.append(f"<Plan>{_text('StartDato', plan.start_dato)}{_text('Kode', plan.plantype)}</Plan>")
    return _element("Undersokelse", *parts)


def _plan(p: Plan) -> str:
    start = _start(p.id, p.migrert_id, p.start_dato, p.er_slettet)
    return _element("PlanForTiltak", start, _text("SluttDato", p.slutt_dato), _text("Kode", p.plantype))


def _visits(besok: Besok) -> str:
    return "".join(_text("UtfortDato", day) for _, day in besok.utforte)


def _tilsyn(besok: Besok | None, start: date, kommunenummer: str) -> str:
    if besok is None:
        return ""
    who = f"<Ansvarlig>{_text('StartDato', start)}{_text('Kommunenummer', kommunenummer)}</Ansvarlig>"
    often = f"<Hyppighet>{_text('StartDato', start)}{_text('Kode', '4')}</Hyppighet>"
    return f"<Tilsyn>{who}{often}{_visits(besok)}</Tilsyn>"


def _oppfolging(besok: Besok | None, start: date) -> str:
    if besok is None:
        return ""
    often = f"{_text('HyppighetTidsenhet', '3')}{_text('HyppighetAntall', '4')}"
    hyppighet = f"<Hyppighet>{_text('Id', besok.hyppighet_id)}{_text('Dato', start)}{often}</Hyppighet>"
    return f"<Oppfolging>{hyppighet}{_visits(besok)}</Oppfolging>"


def _tiltak(t: Tiltak, kommunenummer: str) -> str:
    konklusjon = ""
    if t.slutt_dato:
        why = _text("Opphevelse", t.opphevelse.kode) if t.opphevelse else _text("AvslutningAvTiltak", "8")
        konklusjon = f"<Konklusjon>{_text('SluttDato', t.slutt_dato)}{why}</Konklusjon>"
    return _element(
        "Tiltak",
        _start(t.id, t.migrert_id, t.start_dato, t.er_slettet),
        _hjemmel(t.hjemmel),
        _text("Kode", t.kategori.kode),
        _codes("Tiltaksgrunnlag", t.grunnlag),
        _tilsyn(t.tilsyn, t.start_dato, kommunenummer),
        _oppfolging(t.oppfolging, t.start_dato),
        konklusjon,
    )


def _krav(k: Krav) -> str:
    konklusjon, sent = (k.kode.kode, k.slutt_dato) if k.slutt_dato and k.kode else ("", None)
    end = f"{_text('Konklusjon', konklusjon)}{_text('DatoOversendtFylkesnemnd', sent)}"
    return f"<Krav>{_text('Id', k.id)}{_text('DatoKravMottatt', k.start_dato)}{end}</Krav>"


def _vedtak(v: Vedtak) -> str:
    statuser = [
        f"<Status>{_text('Id', id)}{_text('EndretDato', day)}{_text('Kode', kode)}</Status>"
        for id, day, kode in v.statuser
    ]
    start = _start(v.id, v.migrert_id, v.start_dato, v.er_slettet)
    return _element("Vedtak", start, _hjemmel(v.hjemmel), *map(_krav, v.krav), *statuser)


def _ettervern(e: Ettervern) -> str:
    end = f"{_text('SluttDato', e.slutt_dato)}{_text('Kode', e.kode)}"
    konklusjon = f"<Konklusjon>{end}</Konklusjon>" if e.slutt_dato else ""
    return _element("Ettervern", _text("Id", e.id), _text("TilbudSendtDato", e.tilbud_sendt_dato), konklusjon)


def _oversendelse(o: Oversendelse) -> str:
    start = _start(o.id, o.migrert_id, o.start_dato, o.er_slettet, "DatoOversendtFylkesnemnd")
    return _element("OversendelseFylkesnemnd", start, _hjemmel(o.hjemmel))


def _flytting(f: Flytting) -> str:
    why = f"{_text('ArsakFra', f.arsak_fra.kode)}{_text('FlyttingTil', f.flytting_til.kode)}"
    return _element("Flytting", _text("Id", f.id), _text("FlyttetDato", f.slutt_dato), why)


def _relasjon(r: Relasjon) -> str:
    fra = f"{_text('FraId', r.fra_id)}{_text('FraKode', _TYPES.get(r.fra_type, r.fra_type))}"
    til = f"{_text('TilId', r.til_id)}{_text('TilKode', _TYPES.get(r.til_type, r.til_type))}"
    return _element("Relasjon", _text("Id", r.id), fra, til, _void(r.er_slettet))


def _slettet(s: Slettet) -> str:
    kode = _TYPES.get(s.type, s.type)
    return _element("Slettet", _text("Id", s.id), _text("Kode", kode), _text("SlettetDato", s.slutt_dato))


def _plans_within(case: CaseSpec) -> dict[str, Plan]:
    """By investigation: the plan for it, the first from its start on; deleted ones do not exist in the draft."""
    gone = {row.id for row in case.slettede if row.type == "Plan"}
    free = [p for p in case.planer if p.plantype in _WITHIN and not p.er_slettet and p.id not in gone]
    found: dict[str, Plan] = {}
    for u in case.undersokelser:
        plan = next((p for p in free if p not in found.values() and p.slutt_dato == u.slutt_dato), None)
        if plan is not None:
            found[u.id] = plan
    return found


def as_drafted(case: CaseSpec) -> CaseSpec:
    """The case in the codes that the draft lists."""
    return attrs.evolve(
        case, meldinger=tuple(attrs.evolve(m, melder=tuple(_listed(kode) for kode in m.melder)) for m in case.meldinger)
    )


def _listed(kode: Kode) -> Kode:
    return Kode(_LISTED) if kode.kode in _NOT_LISTED else kode


def draft_text(case: CaseSpec) -> bytes:
    """The case as UTF-8 XML of the draft, elements in its order."""
    a = case.avgiver
    within = _plans_within(case)
    avgiver = (
        f"{_text('Organisasjonsnummer', a.organisasjonsnummer)}{_text('Kommunenummer', a.kommunenummer)}"
        f"{_text('Kommunenavn', a.kommunenavn)}{_text('Bydelsnummer', a.bydelsnummer)}"
        f"{_text('Bydelsnavn', a.bydelsnavn)}"
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<BarnevernregisterInnrapportering>\n',
        f"  {_text('Id', case.leveranse_id)}{_text('DatoUttrekk', case.dato_uttrekk)}",
        f"{_text('ForrigeId', case.forrige_id)}\n",
        f"  <Fagsystem>{_text('Leverandor', 'Testleverandøren')}{_text('Navn', 'Testfag')}{_text('Versjon', '1.0')}",
        "</Fagsystem>\n",
        f"  <Avgiver>{avgiver}</Avgiver>\n  <Sak>\n",
        f"    {_text('id', case.id)}{_text('MigrertId', case.migrert_id)}{_text('StartDato', case.start_dato)}",
        f"{_text('SluttDato', case.slutt_dato)}{_text('Journalnummer', case.journalnummer)}",
        f"{_text('Avsluttet', 'true' if case.slutt_dato else '')}{_void(case.er_slettet)}\n",
    ]
    parts += [_personalia(p) for p in case.personalia]
    parts += [_melding(m) for m in case.meldinger]
    parts += [_undersokelse(u, within.get(u.id)) for u in case.undersokelser]
    parts += [_plan(p) for p in case.planer if p.plantype not in _WITHIN]
    parts += [_tiltak(t, a.kommunenummer) for t in case.tiltak]
    parts += [_vedtak(v) for v in case.vedtak]
    parts += [_ettervern(e) for e in case.ettervern]
    parts += [_oversendelse(o) for o in case.oversendelser]
    parts += [_flytting(f) for f in case.flyttinger]
    parts += [_relasjon(r) for r in case.relasjoner]
    parts += [_slettet(s) for s in case.slettede if s.type != "Plan"]
    parts.append("  </Sak>\n</BarnevernregisterInnrapportering>\n")
    return "".join(parts).encode()
