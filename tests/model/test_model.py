"""The model: frozen, slotted, silent on what is personal, and with the names that are promised."""

from collections.abc import Iterator
from datetime import date
from typing import Any, get_type_hints

import attrs
import msgspec
import pytest

from barnevern_tilsyn import model
from barnevern_tilsyn.model import NOT_REPORTED, Kilde, Melding, Personalia, Sak, kostra
from barnevern_tilsyn.model.fakta import register_name

CLASSES = [
    cls
    for name in model.__all__
    if isinstance(cls := getattr(model, name), type) and attrs.has(cls) and "_linje" in attrs.fields_dict(cls)
]
KOSTRA_CLASSES = [getattr(kostra, name) for name in kostra.__all__ if name != "Skjema"]
PERSONAL = {
    *("migrert_id", "fodselsnummer", "fodseldato", "kjonn", "dufnummer", "journalnummer", "presisering", "fra_id"),
    "saksbehandler",
}


def _names(cls: type) -> set[str]:
    return {field.name for field in attrs.fields(cls) if not field.name.startswith("_")}


@pytest.mark.parametrize("cls", [*CLASSES, *KOSTRA_CLASSES], ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_an_element_is_frozen_slotted_and_says_nothing_personal(cls: type) -> None:
    fields = attrs.fields(cls)
    required = {field.name: "KANARIFUGL" for field in fields if field.default is attrs.NOTHING}
    element: Any = cls(**required, linje=7)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        element._linje = 8
    assert not hasattr(element, "__dict__")
    assert element == cls(**required, linje=9)
    assert "KANARIFUGL" not in repr(element)
    assert {field.name for field in fields if field.name in PERSONAL and field.repr} == set()
    assert all(getattr(element, name) is NOT_REPORTED for name in _names(cls) - set(required))
    hints = get_type_hints(cls)
    assert all(NOT_REPORTED.__class__ in _parts(hints[name]) for name in _names(cls) - set(required))


def test_the_elements_of_a_kostra_file_have_the_names_of_its_schema() -> None:
    for cls in KOSTRA_CLASSES:
        unnamed = {f.name for f in attrs.fields(cls) if f.name[0] != "_" and not register_name(f)}
        assert unnamed == ({"avgiver"} if cls is kostra.Individ else set())
    assert repr(kostra.Lovhjemmel(lov="free text", kapittel="5", bokstav="a")) == "Lovhjemmel()"


def _parts(hint: Any) -> tuple[Any, ...]:
    return getattr(hint, "__args__", (hint,))


def test_the_register_carries_everything_but_what_the_law_needs_beyond_it() -> None:
    beyond = {cls for cls in CLASSES if not any(register_name(f) for f in attrs.fields(cls) if f.name[0] != "_")}
    assert {cls.__name__ for cls in beyond if cls.__name__.endswith("Tillegg")} == {
        *("SakTillegg", "MeldingTillegg", "UndersokelseTillegg", "PlanTillegg", "EvalueringTillegg"),
        *("TiltakTillegg", "BesokTillegg", "VedtakTillegg", "EttervernTillegg"),
    }
    for cls in set(CLASSES) - beyond:
        assert {f.name for f in attrs.fields(cls) if f.name[0] != "_" and not register_name(f)} <= {
            "tillegg",
            "leveranse",
            "ukodet",
        }


TILLEGG = {
    "SakTillegg": "foreldre tillitsperson journalnotater kontaktpersoner medvirkning_i_stand innsynsnektelser",
    "MeldingTillegg": "hastevurdering vurdering begrunnelse apenbart_grunnlos muntlig tilbakemeldinger "
    "tilbakemelding_unnlatt",
    "UndersokelseTillegg": "frist samtaler samtale_unnlatt hjemmebesok medvirkning medvirkning_unnlatt innhentinger "
    "sakkyndigrapporter vurderinger samlet_vurdering medisinsk_undersokelse ny_undersokelse henleggelsesvedtak "
    "melding_til_ny_kommune",
    "VedtakTillegg": "innhold begrunnelse_dato begrunnelse_unnlatt skriftlig forhandsvarsler varsel_unnlatt "
    "underretninger underretning_unnlatt informert_foreldre fattet_av",
    "TiltakTillegg": "samtykker flyttet_inn godkjent avtale redusert_oppfolging redusert_tilsyn behovsvurderinger",
    "PlanTillegg": "mal innhold varighet_til barnet_medvirket",
    "EvalueringTillegg": "barnet_hort virkning_vurdert",
    "BesokTillegg": "samtale_alene notat rapport videresendt",
    "EttervernTillegg": "kontaktet vurdert avslag",
    "Forelder": "id foreldreansvar partsvurdering informert_unnlatt",
    "Samtale": "dato alene informert gjengivelse_bekreftet hort_om_konklusjon",
    "Medvirkning": "informert tema uttalelse bekreftet vektlagt dato",
    "Innhenting": "dato samtykke palegg hjemmel parter_informert",
    "Sakkyndigrapport": "mottatt kommisjon_vurdert lagt_til_grunn",
    "Vedtaksinnhold": "faktum barnevernfaglig_vurdering barnets_mening vektlegging barnets_beste familietilknytning",
    "Forhandsvarsel": "part dato frist besvart",
    "RedusertTilsyn": "dato vurdert samtykke omsorgskommune_enig",
    "RedusertOppfolging": "dato vurdert barnet_hort fosterforeldre_hort",
    "Tilbakemelding": "dato trinn opplyst_om_undersokelse oppfolging_beskrevet",
}


@pytest.mark.parametrize("name", sorted(TILLEGG))
def test_what_the_law_needs_beyond_the_register_has_the_names_of_the_case_json(name: str) -> None:
    assert _names(getattr(model, name)) == set(TILLEGG[name].split())


def _everything(value: Any) -> Iterator[Any]:
    yield value
    for part in value if isinstance(value, tuple) else ():
        yield from _everything(part)


def test_three_kinds_of_nothing_survive_json() -> None:
    case = Sak(
        id="sak", slutt_dato=None, meldinger=(Melding(id="m", start_dato=date(2026, 3, 2), meldere=(), linje=4),)
    )
    encoded = msgspec.json.encode(case)
    assert b"_linje" not in encoded
    assert b"_kilde" not in encoded
    assert b"planer" not in encoded
    again = msgspec.json.decode(encoded, type=Sak)
    assert again == case
    assert (again.slutt_dato, again.planer) == (None, NOT_REPORTED)
    assert all(value is not NOT_REPORTED for value in _everything(again.meldinger))


def test_the_source_is_no_part_of_a_case() -> None:
    assert Sak(id="sak", kilde=Kilde(fil="a.xml", format="register")) == Sak(id="sak")
    assert "a.xml" not in repr(Sak(id="sak", kilde=Kilde(fil="a.xml")))


def test_identity_is_not_shown() -> None:
    child = Personalia(id="p", fodselsnummer="05851599999", fodseldato=date(2015, 5, 5), kjonn="1")
    assert repr(child) == "Personalia(start_dato=UNSET, er_slettet=UNSET)"
