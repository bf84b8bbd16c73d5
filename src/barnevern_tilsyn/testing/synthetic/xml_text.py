"""A ``CaseSpec`` as a register document: version 4.0.1, or an older one of what that can carry.

String templates: every value comes from the generator and needs no escaping.
"""

from collections.abc import Iterable
from datetime import date, datetime

import attrs

from barnevern_tilsyn.testing.synthetic.oracle_days import OSLO
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

__all__ = ["xml_text"]


@attrs.frozen
class _Form:
    """What an older version writes otherwise."""

    identity_on_case: bool = False
    zoned: bool = True
    flat_visits: bool = False
    coded_demands: bool = True
    letters: bool = True
    ledd_required: bool = False


def _form(version: str) -> _Form:
    return _Form(
        identity_on_case=version < "2",
        zoned=version >= "2",
        flat_visits=version < "3",
        coded_demands=version >= "2.1",
        letters=version >= "1.2",
        ledd_required=version < "1.2",
    )


def _optional(name: str, value: object) -> str:
    return f' {name}="{value}"' if value else ""


def _void(er_slettet: bool) -> str:
    return ' ErSlettet="true"' if er_slettet else ""


def _kode(element: str, kode: Kode, indent: str) -> str:
    return f'{indent}<{element} Kode="{kode.kode}"{_optional("Presisering", kode.presisering)}/>\n'


def _koder(element: str, koder: Iterable[Kode]) -> str:
    return "".join([_kode(element, kode, "      ") for kode in koder])


def _end(day: date | None) -> str:
    return f'      <Konklusjon SluttDato="{day}"/>\n' if day else ""


def _hjemmel(h: Hjemmel, form: _Form) -> str:
    ledd = f"<Ledd>{h.ledd}</Ledd>" if h.ledd or form.ledd_required else ""
    bokstav = f"<Bokstav>{h.bokstav}</Bokstav>" if h.bokstav and form.letters else ""
    return (
        f"      <Lovhjemmel><Lov>{h.lov}</Lov><Kapittel>{h.kapittel}</Kapittel>"
        f"<Paragraf>{h.paragraf}</Paragraf>{ledd}{bokstav}</Lovhjemmel>\n"
    )


def _open(element: str, id: str, migrert_id: str, start: date, more: str, children: str) -> str:
    head = f'    <{element} Id="{id}"{_optional("MigrertId", migrert_id)} StartDato="{start}"{more}'
    return f"{head}>\n{children}    </{element}>\n" if children else f"{head}/>\n"


def _personalia(p: Personalia) -> str:
    return f'    <Personalia Id="{p.id}" StartDato="{p.start_dato}"{_identity(p)}/>\n'


def _identity(p: Personalia) -> str:
    return f' Fodselsnummer="{p.fodselsnummer}" Fodseldato="{p.fodseldato}" Kjonn="{p.kjonn}"'


def _melding(m: Melding) -> str:
    children = _koder("Melder", m.melder) + _koder("Saksinnhold", m.saksinnhold)
    if m.slutt_dato:
        void = _void(m.konklusjon_slettet)
        children += f'      <Konklusjon SluttDato="{m.slutt_dato}" Kode="{m.kode}"{void}/>\n'
    return _open("Melding", m.id, m.migrert_id, m.start_dato, _void(m.er_slettet), children)


def _undersokelse(u: Undersokelse) -> str:
    children = _koder("Vedtaksgrunnlag", u.grunnlag)
    if u.medvirkning:
        day, kode = u.medvirkning
        children += (
            f"      <BarnetsMedvirkning><StartDato>{day}</StartDato>"
            f"<MedvirkningType>{kode}</MedvirkningType></BarnetsMedvirkning>\n"
        )
    if u.utvidet_frist:
        innvilget = _optional("Innvilget", u.utvidet_frist.innvilget)
        children += f'      <UtvidetFrist StartDato="{u.utvidet_frist.start_dato}"{innvilget}/>\n'
    if u.slutt_dato and u.kode:
        presisering = _optional("Presisering", u.kode.presisering)
        children += f'      <Konklusjon SluttDato="{u.slutt_dato}" Kode="{u.kode.kode}"{presisering}/>\n'
    return _open("Undersokelse", u.id, u.migrert_id, u.start_dato, _void(u.er_slettet), children)


def _plan(p: Plan) -> str:
    children = "".join([f'      <Evaluering UtfortDato="{day}"/>\n' for day in p.evalueringer]) + _end(p.slutt_dato)
    return _open("Plan", p.id, p.migrert_id, p.start_dato, f' Plantype="{p.plantype}"{_void(p.er_slettet)}', children)


def _besok(element: str, besok: Besok | None, start: date, kommunenummer: str) -> str:
    if besok is None:
        return ""
    lines = [f'        <Hyppighet Id="{besok.hyppighet_id}" StartDato="{start}" Kode="4"/>\n']
    if besok.ansvarlig_id:
        who = f'Id="{besok.ansvarlig_id}" StartDato="{start}" Kommunenummer="{kommunenummer}"'
        lines.insert(0, f"        <Ansvarlig {who}/>\n")
    lines += [f'        <Utfort Id="{id}" UtfortDato="{day}"/>\n' for id, day in besok.utforte]
    return f"      <{element}>\n{''.join(lines)}      </{element}>\n"


def _flat_visits(besok: Besok | None) -> str:
    done = besok.utforte if besok else ()
    return "".join([f'      <Oppfolging Id="{id}" UtfortDato="{day}"/>\n' for id, day in done])


def _tiltak(t: Tiltak, kommunenummer: str, form: _Form) -> str:
    follow_up = (
        _flat_visits(t.oppfolging)
        if form.flat_visits
        else _besok("Oppfolging", t.oppfolging, t.start_dato, kommunenummer)
    )
    children = (
        _hjemmel(t.hjemmel, form)
        + _kode("Kategori", t.kategori, "      ")
        + _koder("Tiltaksgrunnlag", t.grunnlag)
        + _besok("Tilsyn", t.tilsyn, t.start_dato, kommunenummer)
        + follow_up
    )
    if t.opphevelse:
        children += _kode("Opphevelse", t.opphevelse, "      ")
    return _open("Tiltak", t.id, t.migrert_id, t.start_dato, _void(t.er_slettet), children + _end(t.slutt_dato))


def _krav(k: Krav, form: _Form) -> str:
    head = f'      <Krav Id="{k.id}" StartDato="{k.start_dato}"'
    if not (k.slutt_dato and k.kode):
        return f"{head}/>\n"
    presisering = _optional("Presisering", k.kode.presisering)
    coded = f' Kode="{k.kode.kode}"{presisering}' if form.coded_demands else ""
    return f'{head}><Konklusjon SluttDato="{k.slutt_dato}"{coded}/></Krav>\n'


def _vedtak(v: Vedtak, form: _Form) -> str:
    statuser = [f'      <Status Id="{id}" EndretDato="{day}" Kode="{kode}"/>\n' for id, day, kode in v.statuser]
    krav = "".join([_krav(k, form) for k in v.krav])
    children = _hjemmel(v.hjemmel, form) + krav + "".join(statuser) + _end(v.slutt_dato)
    return _open("Vedtak", v.id, v.migrert_id, v.start_dato, _void(v.er_slettet), children)


def _ettervern(e: Ettervern) -> str:
    head = f'    <Ettervern Id="{e.id}" TilbudSendtDato="{e.tilbud_sendt_dato}"'
    if not e.slutt_dato:
        return f"{head}/>\n"
    return f'{head}><Konklusjon SluttDato="{e.slutt_dato}" Kode="{e.kode}"/></Ettervern>\n'


def _oversendelse(o: Oversendelse, form: _Form) -> str:
    void = _void(o.er_slettet)
    return _open("OversendelseFylkesnemnd", o.id, o.migrert_id, o.start_dato, void, _hjemmel(o.hjemmel, form))


def _flytting(f: Flytting) -> str:
    children = _kode("ArsakFra", f.arsak_fra, "      ") + _kode("FlyttingTil", f.flytting_til, "      ")
    return f'    <Flytting Id="{f.id}" SluttDato="{f.slutt_dato}">\n{children}    </Flytting>\n'


def _relasjon(r: Relasjon) -> str:
    return (
        f'    <Relasjon Id="{r.id}" FraId="{r.fra_id}" FraType="{r.fra_type}"'
        f' TilId="{r.til_id}" TilType="{r.til_type}"{_void(r.er_slettet)}/>\n'
    )


def _slettet(s: Slettet) -> str:
    return f'    <Slettet Id="{s.id}" Type="{s.type}" SluttDato="{s.slutt_dato}"/>\n'


def _clock(moment: str) -> str:
    """The moment as clocks in Norway show it, without a zone."""
    return datetime.fromisoformat(moment).astimezone(OSLO).replace(tzinfo=None).isoformat()


def xml_text(case: CaseSpec, version: str = "4.0.1") -> bytes:
    """The case as UTF-8 register XML, indented, elements in the schema's order.

    A case for an older version holds only what that can carry: see ``older``.
    """
    a, form = case.avgiver, _form(version)
    uttrekk = case.dato_uttrekk if form.zoned else _clock(case.dato_uttrekk)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Barnevern Id="{case.leveranse_id}" DatoUttrekk="{uttrekk}"'
        f"{_optional('ForrigeId', case.forrige_id)}>\n"
        '  <Fagsystem Leverandor="Testleverandøren" Navn="Testfag" Versjon="1.0"/>\n'
        f'  <Avgiver Organisasjonsnummer="{a.organisasjonsnummer}" Kommunenummer="{a.kommunenummer}"'
        f' Kommunenavn="{a.kommunenavn}"{_optional("Bydelsnummer", a.bydelsnummer)}'
        f"{_optional('Bydelsnavn', a.bydelsnavn)}/>\n"
        f'  <Sak Id="{case.id}"{_optional("MigrertId", case.migrert_id)} StartDato="{case.start_dato}"'
        f"{_optional('SluttDato', case.slutt_dato)}"
        f' Journalnummer="{case.journalnummer}"{_identity(case.personalia[-1]) if form.identity_on_case else ""}'
        f"{_optional('Avsluttet', 'true' if case.slutt_dato else '')}"
        f"{_void(case.er_slettet)}>\n"
    ]
    parts += [] if form.identity_on_case else [_personalia(p) for p in case.personalia]
    parts += [_melding(m) for m in case.meldinger]
    parts += [_undersokelse(u) for u in case.undersokelser]
    parts += [_plan(p) for p in case.planer]
    parts += [_tiltak(t, a.kommunenummer, form) for t in case.tiltak]
    parts += [_vedtak(v, form) for v in case.vedtak]
    parts += [_ettervern(e) for e in case.ettervern]
    parts += [_oversendelse(o, form) for o in case.oversendelser]
    parts += [_flytting(f) for f in case.flyttinger]
    parts += [_relasjon(r) for r in case.relasjoner]
    parts += [_slettet(s) for s in case.slettede]
    parts.append("  </Sak>\n</Barnevern>\n")
    return "".join(parts).encode()
