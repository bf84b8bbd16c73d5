"""Rich records for tests of decisions and of steps of an investigation: drawn at random, or as the law wants them."""

from datetime import date, timedelta
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec
from hypothesis import strategies as st

from barnevern_tilsyn.engine.context import extracted_on
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    Sak,
    SakTillegg,
    Tiltak,
    TiltakTillegg,
    Undersokelse,
    UndersokelseTillegg,
    Vedtak,
    VedtakTillegg,
)
from tests.records import cases

DAY = timedelta(days=1)
PARENTS = ("f1", "f2")
PARTIES = (*PARENTS, "sak")
BASES = (("3", "1"), ("3", "1"), ("2", "5"), ("4", "2"), ("6", "2"))
STEPS = (
    *("frist", "sakkyndigrapporter", "medisinsk_undersokelse", "innhentinger", "vurderinger", "samlet_vurdering"),
    *("ny_undersokelse", "henleggelsesvedtak", "melding_til_ny_kommune", "hjemmebesok"),
)


@attrs.frozen
class Drawn:
    """Draws a part of the model out of its types: days around one, a party's id where an id is wanted."""

    draw: st.DrawFn
    untold: int

    def part(self, kind: type, since: date, *names: str) -> Any:
        hints = get_type_hints(kind)
        wanted = names or [name for name in hints if not name.startswith("_")]
        return msgspec.convert({k: v for k in wanted if (v := self._fact(hints[k], since)) is not NOT_REPORTED}, kind)

    def _fact(self, hint: Any, since: date) -> Any:
        if self.draw(st.integers(0, 9)) < self.untold:
            return NOT_REPORTED
        return None if self.draw(st.integers(0, 4)) == 0 else self._value(hint, since)

    def _value(self, hint: Any, since: date) -> Any:
        options = [one for one in get_args(hint) if one not in (type(None), msgspec.UnsetType)]
        inner = options[0] if get_origin(hint) in (Union, UnionType) else hint
        if get_origin(inner) is tuple:
            return [self._value(get_args(inner)[0], since) for _ in range(self.draw(st.integers(0, 2)))]
        if get_origin(inner) is Literal:
            return self.draw(st.sampled_from(get_args(inner)))
        if inner is date:
            return since + self.draw(st.integers(-8, 200)) * DAY
        if inner is bool:
            return self.draw(st.booleans())
        if inner is str:
            return self.draw(st.sampled_from(PARTIES))
        hints = get_type_hints(inner)
        told = {k: self._fact(hint, since) for k, hint in hints.items() if not k.startswith("_")}
        return {name: value for name, value in told.items() if value is not NOT_REPORTED}


@st.composite
def decided_cases(draw: st.DrawFn, untold: int = 0) -> Sak:
    """Whole cases with facts beyond the register on decisions, parents, measures and investigations."""
    case = draw(cases())
    drawn = Drawn(draw, untold)
    anchor = next((row.start_dato for row in case.meldinger or () if row.start_dato), date(2026, 3, 2))

    def decision(row: Vedtak) -> Vedtak:
        chapter, section = draw(st.sampled_from(BASES))
        since = row.start_dato or anchor
        ended = draw(st.sampled_from([None, None, since + 90 * DAY]))
        return attrs.evolve(
            row,
            lovhjemmel=attrs.evolve(row.lovhjemmel, kapittel=chapter, paragraf=section) if row.lovhjemmel else None,
            konklusjon=msgspec.convert({"slutt_dato": ended}, VedtakEnd) if ended else None,
            tillegg=drawn.part(VedtakTillegg, since),
        )

    def investigation(row: Undersokelse) -> Undersokelse:
        konklusjon = row.konklusjon
        if konklusjon and draw(st.booleans()):
            konklusjon = attrs.evolve(konklusjon, kode=draw(st.sampled_from(["3", "4", "9"])))
        found = drawn.part(UndersokelseTillegg, row.start_dato or anchor, *STEPS)
        return attrs.evolve(row, konklusjon=konklusjon, tillegg=found)

    told = drawn.part(SakTillegg, anchor, "journalnotater", "medvirkning_i_stand", "innsynsnektelser")
    parents = [{"id": id, **_parent(draw, anchor, untold)} for id in PARENTS[: draw(st.integers(0, 2))]]
    if draw(st.integers(0, 9)) >= untold:
        told = attrs.evolve(told, foreldre=msgspec.convert({"foreldre": parents}, SakTillegg).foreldre)
    stay = {"lov": "BVL2021", "kapittel": "2", "paragraf": draw(st.sampled_from(["3", "3", "5"]))}
    begun = anchor + draw(st.integers(0, 40)) * DAY
    left = draw(st.sampled_from([None, begun + 91 * DAY, begun + 93 * DAY]))
    measure = {"id": "t", "start_dato": begun, "lovhjemmel": stay, "konklusjon": left and {"slutt_dato": left}}
    return attrs.evolve(
        case,
        slutt_dato=draw(st.sampled_from([None, anchor + 150 * DAY])),
        vedtak=tuple(decision(row) for row in case.vedtak or ()),
        undersokelser=tuple(investigation(row) for row in case.undersokelser or ()),
        tiltak=(attrs.evolve(msgspec.convert(measure, Tiltak), tillegg=drawn.part(TiltakTillegg, begun, "samtykker")),),
        personalia=tuple(
            attrs.evolve(row, fodseldato=draw(st.sampled_from([date(2008, 5, 5), date(2015, 5, 5), date(2023, 1, 1)])))
            for row in case.personalia or ()
        ),
        tillegg=told,
    )


VedtakEnd: Any = next(one for one in get_args(get_type_hints(Vedtak)["konklusjon"]) if attrs.has(one))


def _parent(draw: st.DrawFn, since: date, untold: int) -> dict[str, Any]:
    facts = {
        "foreldreansvar": st.booleans(),
        "partsvurdering": st.sampled_from([None, since, since + 30 * DAY]),
        "informert_unnlatt": st.booleans(),
    }
    return {name: draw(value) for name, value in facts.items() if draw(st.integers(0, 9)) >= untold}


# As the law wants it --------------------------------------------------------------------------------------------


def lawful(case: Sak) -> Sak:
    """The case as a service keeps it that does what the law wants of decisions and steps of an investigation."""
    known = extracted_on(case) or date.max
    parent = {"id": "f1", "foreldreansvar": True, "partsvurdering": case.start_dato, "informert_unnlatt": False}
    told = {"foreldre": [parent], "innsynsnektelser": []}
    notes = [{"dato": known, "tema": "hjemmebesok"}]
    return attrs.evolve(
        case,
        vedtak=tuple(_lawful_decision(row, case.id) for row in case.vedtak or ()),
        undersokelser=tuple(_lawful_investigation(row) for row in case.undersokelser or ()),
        tillegg=msgspec.convert({**told, "journalnotater": notes}, SakTillegg),
    )


def _lawful_decision(row: Vedtak, case: str) -> Vedtak:
    day = row.start_dato
    shows = ("faktum", "barnevernfaglig_vurdering", "barnets_mening", "vektlegging", "barnets_beste")
    told = {
        "innhold": dict.fromkeys((*shows, "familietilknytning"), True),
        "begrunnelse_dato": day,
        "begrunnelse_unnlatt": False,
        "skriftlig": True,
        "forhandsvarsler": [{"part": "f1", "dato": day, "frist": day, "besvart": day}],
        "varsel_unnlatt": False,
        "underretninger": [{"part": party, "dato": day, "klagerett": True} for party in ("f1", case)],
        "underretning_unnlatt": False,
        "informert_foreldre": [{"forelder": "f1", "dato": day}],
        "fattet_av": "tjenesten",
    }
    return attrs.evolve(row, tillegg=msgspec.convert(told, VedtakTillegg))


def _lawful_investigation(row: Undersokelse) -> Undersokelse:
    begun = row.start_dato
    end = row.konklusjon.slutt_dato if row.konklusjon else None
    told = {
        "frist": {"begrunnelse_dato": begun, "foreldre_informert": begun},
        "sakkyndigrapporter": [{"mottatt": begun, "kommisjon_vurdert": begun, "lagt_til_grunn": True}],
        "medisinsk_undersokelse": {"dato": begun, "ledervedtak": True},
        "innhentinger": [{"dato": begun, "samtykke": True}],
        "vurderinger": [{"dato": begun}],
        "samlet_vurdering": {"dato": end or begun},
        "ny_undersokelse": {"fastsatt": bool(end), "foreldre_informert": end},
        "henleggelsesvedtak": end,
        "melding_til_ny_kommune": end,
        "hjemmebesok": [{"dato": begun}],
    }
    return attrs.evolve(row, tillegg=msgspec.convert(told, UndersokelseTillegg))
