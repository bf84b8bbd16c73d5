"""A child of a KOSTRA file as a case: what the file does not tell stays unknown."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.context import extracted_on
from barnevern_tilsyn.engine.needs import carried
from barnevern_tilsyn.formats.absence import NO, rows
from barnevern_tilsyn.formats.kostra_basis import lovhjemmel_of
from barnevern_tilsyn.formats.kostra_case import case_of
from barnevern_tilsyn.formats.structure import Attribute, structure
from barnevern_tilsyn.law.identity import check_digits
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    Avgiver,
    Kilde,
    Lovhjemmel,
    MeldingKonklusjon,
    Personalia,
    Relasjon,
    UndersokelseKonklusjon,
    kostra,
)
from barnevern_tilsyn.model.fakta import Element, register_name
from tests.formats.kostra_files import child, municipality, read_all
from tests.formats.mutations import mutated
from tests.scale import scaled

YEAR = 2025
AVGIVER = kostra.Avgiver(organisasjonsnummer="999999999", versjon=YEAR, kommunenummer="0301", kommunenavn="By")


def individ(**facts: Any) -> kostra.Individ:
    """A child whose case began in the year, with nothing in it unless it is said."""
    nothing = {
        field.name: () if "tuple" in str(field.type) else None
        for field in attrs.fields(kostra.Individ)
        if register_name(field)
    }
    told = {"id": "i", "start_dato": date(YEAR, 2, 1), "avslutta_3112": "2", "avgiver": AVGIVER, "linje": 7}
    return kostra.Individ(**{**nothing, **told, **facts})


def report(start: date = date(YEAR, 2, 1), **facts: Any) -> kostra.Melding:
    told = {"id": "m", "slutt_dato": None, "konklusjon": None, "meldere": (), "saksinnhold": (), "undersokelse": None}
    return kostra.Melding(start_dato=start, **{**told, **facts})


def investigation(start: date = date(YEAR, 2, 8), **facts: Any) -> kostra.Undersokelse:
    told = {"id": "u", "slutt_dato": None, "konklusjon": None, "presisering": None, "vedtaksgrunnlag": ()}
    return kostra.Undersokelse(start_dato=start, **{**told, **facts})


def plan(start: date = date(YEAR, 3, 1), **facts: Any) -> kostra.Plan:
    return kostra.Plan(
        **{"id": "p", "start_dato": start, "slutt_dato": None, "evaluert_dato": None, "plantype": "1", **facts}
    )


def test_the_last_day_of_the_year_is_the_day_of_knowledge() -> None:
    case = case_of(individ())
    assert extracted_on(case) == date(YEAR, 12, 31)
    assert case._linje == 7
    assert case.leveranse
    assert case.leveranse.avgiver == Avgiver(
        organisasjonsnummer="999999999",
        kommunenummer="0301",
        kommunenavn="By",
        bydelsnummer=None,
        bydelsnavn=None,
    )
    assert extracted_on(case_of(individ(avgiver=None))) is None


def test_what_the_file_cannot_carry_is_unknown() -> None:
    case = case_of(individ(meldinger=(report(undersokelse=investigation()),), planer=(plan(),)))
    for name in ("vedtak", "ettervern", "oversendelser_fylkesnemnd", "slettede", "er_slettet", "migrert_id", "tillegg"):
        assert getattr(case, name) is NOT_REPORTED, name
    assert case.undersokelser
    for name in ("utvidet_frist", "barnets_medvirkning"):
        assert getattr(case.undersokelser[0], name) is NOT_REPORTED, name


def test_an_investigation_is_joined_to_the_report_that_it_stands_in() -> None:
    first = report(id="a", undersokelse=investigation(id="u"))
    case = case_of(individ(meldinger=(first, report(id="b"), report(id="c", undersokelse=investigation(id="U")))))
    assert case.undersokelser
    assert [row.id for row in case.undersokelser] == ["u", "U#1"]
    assert case.relasjoner == (
        Relasjon(id="u", fra_type="Melding", fra_id="a", til_type="Undersokelse", til_id="u"),
        Relasjon(id="U#1", fra_type="Melding", fra_id="c", til_type="Undersokelse", til_id="U#1"),
    )


@given(st.lists(st.text("aA#01", min_size=1, max_size=3), max_size=12))
def test_ids_of_a_kind_are_different_whatever_the_file_has(given: list[str]) -> None:
    case = case_of(individ(planer=tuple(plan(id=id) for id in given)))
    made = [row.id for row in case.planer or ()]
    assert len({id.lower() for id in made}) == len(given)
    assert all(id.startswith(old) for id, old in zip(made, given, strict=True))


def test_no_end_is_no_conclusion_and_an_end_without_a_code_is_an_unknown_one() -> None:
    def concluded(row: kostra.Melding) -> Any:
        (melding,) = case_of(individ(meldinger=(row,))).meldinger or ()
        return melding.konklusjon

    day = date(YEAR, 2, 5)
    assert concluded(report()) is None
    assert concluded(report(slutt_dato=day)) == MeldingKonklusjon(slutt_dato=day)
    assert concluded(report(konklusjon="1")) == MeldingKonklusjon(kode="1")
    assert concluded(report(undersokelse=investigation())) == MeldingKonklusjon(kode="2")
    assert concluded(report(konklusjon="4", undersokelse=investigation())) == MeldingKonklusjon(kode="4")
    assert concluded(report(slutt_dato=day, konklusjon="2")) == MeldingKonklusjon(slutt_dato=day, kode="2")
    (row,) = case_of(individ(meldinger=(report(undersokelse=investigation(slutt_dato=day)),))).undersokelser or ()
    assert row.konklusjon == UndersokelseKonklusjon(slutt_dato=day, presisering=None)
    (row,) = case_of(individ(meldinger=(report(undersokelse=investigation()),))).undersokelser or ()
    assert row.konklusjon is None


def test_a_closed_child_without_a_day_has_an_unknown_end() -> None:
    assert case_of(individ(avslutta_3112="2")).slutt_dato is None
    assert case_of(individ(avslutta_3112="2")).avsluttet is False
    assert case_of(individ(avslutta_3112="1")).slutt_dato is NOT_REPORTED
    closed = case_of(individ(avslutta_3112="1", slutt_dato=date(YEAR, 6, 1)))
    assert (closed.avsluttet, closed.slutt_dato) == (True, date(YEAR, 6, 1))


KINDS = ("meldinger", "undersokelser", "planer", "tiltak", "flyttinger", "relasjoner")


def test_nothing_in_a_case_of_this_year_is_nothing() -> None:
    case = case_of(individ())
    assert [getattr(case, kind) for kind in KINDS] == [()] * 6
    assert case._kilde.ukodet == frozenset()


@pytest.mark.parametrize(
    "facts",
    [
        {"start_dato": date(YEAR - 1, 12, 31)},
        {"start_dato": None},
        {"avgiver": None},
        {"avgiver": attrs.evolve(AVGIVER, versjon=None)},
    ],
)
def test_nothing_in_an_older_case_may_have_ended_before_the_year(facts: dict[str, Any]) -> None:
    case = case_of(individ(**facts))
    assert [getattr(case, kind) for kind in KINDS] == [NOT_REPORTED] * 6


def test_beside_older_elements_a_missing_plan_says_nothing() -> None:
    old = report(date(YEAR - 1, 12, 1), undersokelse=investigation())
    assert case_of(individ(meldinger=(report(),), planer=(plan(),)))._kilde.ukodet == frozenset()
    case = case_of(individ(meldinger=(old,), planer=(plan(),)))
    assert {("Plan", "7"), ("Plan", "1"), ("Tiltak", "1.1")} <= case._kilde.ukodet
    assert case.planer
    # A plan of an earlier year changes nothing for what began in this one.
    assert not case_of(individ(planer=(plan(date(YEAR - 1, 5, 1)),)))._kilde.ukodet


def test_of_evaluations_only_that_there_was_none_is_known() -> None:
    (none, some) = case_of(individ(planer=(plan(), plan(id="q", evaluert_dato=date(YEAR, 9, 1))))).planer or ()
    assert none.evalueringer == ()
    assert some.evalueringer is NOT_REPORTED


def number(date_digits: str, odd: int) -> str:
    """A right number of somebody born on the day after 1999, with an odd or an even individual number."""
    made = (f"{date_digits}{individual}" for individual in range(998 + odd, 500, -2))
    return next(nine + check_digits(nine) for nine in made if check_digits(nine))


def personalia(fodselsnummer: str | None) -> Personalia:
    (row,) = case_of(individ(fodselsnummer=fodselsnummer)).personalia or ()
    return row


@pytest.mark.parametrize(
    ("fodselsnummer", "born", "kjonn"),
    [
        (number("018515", 1), date(2015, 5, 1), "1"),
        (number("418515", 0), date(2015, 5, 1), "2"),
        ("01851599999", date(2015, 5, 1), "0"),
        ("01850700100", date(2007, 5, 1), "1"),
        ("01852600100", NOT_REPORTED, NOT_REPORTED),
        (number("018515", 1)[:-1] + "x", NOT_REPORTED, NOT_REPORTED),
        ("99999999999", NOT_REPORTED, NOT_REPORTED),
        (None, NOT_REPORTED, NOT_REPORTED),
    ],
)
def test_birth_and_sex_are_what_a_right_number_tells(fodselsnummer: str | None, born: object, kjonn: object) -> None:
    row = personalia(fodselsnummer)
    assert (row.fodseldato, row.fodselsnummer) == (born, fodselsnummer or NOT_REPORTED)
    assert row.kjonn == kjonn or (born is not NOT_REPORTED and row.kjonn is NOT_REPORTED)


@pytest.mark.parametrize(
    ("written", "act"),
    [
        ("BVL", "BVL"),
        (" bvl 1992 ", "BVL"),
        ("BVL2021", "BVL2021"),
        ("Bvl 2021", "BVL2021"),
        ("LOV-1992-07-17-100", "BVL"),
        ("LOV-2021-06-18-97", "BVL2021"),
        ("BL1981", "BL1981"),
        ("Barnevernloven", NOT_REPORTED),
        ("Lov om barneverntjenester", NOT_REPORTED),
        ("BVL 2022", NOT_REPORTED),
    ],
)
def test_only_a_certain_act_is_one(written: str, act: Any) -> None:
    basis = kostra.Lovhjemmel(lov=written, kapittel="04", paragraf=" 12A", ledd="", bokstav="A", punktum="x", linje=3)
    found = lovhjemmel_of(basis)
    assert found == Lovhjemmel(lov=act, kapittel="4", paragraf="12a", bokstav=("a",))
    assert found._linje == 3


@given(st.text(max_size=5), st.text(max_size=5))
def test_parts_of_a_basis_are_as_the_register_writes_them_or_unknown(section: str, part: str) -> None:
    found = lovhjemmel_of(kostra.Lovhjemmel(lov="BVL", kapittel=section, paragraf=section, ledd=part, punktum=part))
    assert found.kapittel is NOT_REPORTED or (found.kapittel or "0")[0] in "123456789"
    assert found.ledd is NOT_REPORTED or (len(found.ledd or ()) == 1 and int((found.ledd or ("0",))[0]) > 0)


def test_every_optional_path_has_a_row_in_the_table() -> None:
    known = {row.path for row in rows()}
    optional = {
        path
        for path, part in structure("kostra").paths().items()
        if path.startswith("Barnevern/Individ/")
        and (not part.required if isinstance(part, Attribute) else part.least == 0)
    }
    assert optional <= known
    assert {path for path in known if path.startswith("Barnevern/Individ/")} == optional


def test_every_row_is_followed() -> None:
    """Each fact that the case has of an optional path is unknown, or known not to be, as its row says."""
    (least,) = read_all(municipality(child(1, full=False)))
    assert isinstance(least, kostra.Individ)
    case = case_of(least)
    meaning = {row.path.removeprefix("Barnevern/Individ/"): row.meaning for row in rows()}
    assert (case.personalia or ())[0].dufnummer is NOT_REPORTED
    assert meaning["@DUFnummer"] != NO
    basis = kostra.Lovhjemmel(lov="BVL", kapittel="4", paragraf="12", ledd=None, bokstav=None, punktum=None)
    tiltak = kostra.Tiltak(
        id="t",
        start_dato=date(YEAR, 3, 1),
        slutt_dato=None,
        lovhjemmel=basis,
        jmfr_lovhjemler=(),
        kategori=kostra.Kategori(kode="1.1", presisering=None),
        tiltaksgrunnlag=(),
        opphevelse=None,
    )
    (row,) = case_of(individ(tiltak=(tiltak,))).tiltak or ()
    assert (row.konklusjon, row.opphevelse, row.jmfr_lovhjemler) == (None, None, ())
    assert (row.tiltaksgrunnlag, row.tilsyn, row.oppfolging) == (NOT_REPORTED,) * 3
    assert row.kategori
    assert row.kategori.presisering is None
    (melding,) = case_of(individ(meldinger=(report(),))).meldinger or ()
    assert (melding.meldere, melding.saksinnhold) == (NOT_REPORTED, NOT_REPORTED)


def _paths(element: Any) -> Iterator[tuple[str, str]]:
    for field in attrs.fields(type(element)):
        held = getattr(element, field.name)
        if field.name.startswith("_") or held is NOT_REPORTED:
            continue
        yield type(element).__name__, field.name
        for inner in held if isinstance(held, tuple) else (held,):
            if isinstance(inner, Element):
                yield from _paths(inner)


def test_what_a_rule_can_rest_on_is_what_a_case_can_have() -> None:
    """Every fact that some case has, and no other, is one that a KOSTRA file can carry."""
    children = [item for item in read_all(municipality(child(1))) if isinstance(item, kostra.Individ)]
    cases = [case_of(attrs.evolve(item, fodselsnummer=number("018515", 1), kilde=item._kilde)) for item in children]
    cases += [case_of(individ(planer=(plan(),)))]
    seen = {path for case in cases for path in _paths(case)}
    for kind in {type(element) for case in cases for element in _all(case)}:
        for field in attrs.fields(kind):
            if not field.name.startswith("_"):
                path = f"{kind.__name__}.{field.name}"
                assert carried(path, "kostra") == ((kind.__name__, field.name) in seen), path
    for path in ("Vedtak.start_dato", "Undersokelse.utvidet_frist.innvilget", "Sak.vedtak.krav"):
        assert not carried(path, "kostra")
    assert carried("Sak.leveranse.avgiver.kommunenummer", "kostra")
    assert carried("Individ.meldinger.konklusjon", "kostra")


def _all(element: Any) -> Iterator[Any]:
    yield element
    for field in attrs.fields(type(element)):
        held = getattr(element, field.name)
        for inner in held if isinstance(held, tuple) else (held,):
            if isinstance(inner, Element):
                yield from _all(inner)


def test_every_child_that_can_be_read_is_a_case() -> None:
    made = 0
    for data in mutated("kostra", scaled(500)):
        for item in read_all(data):
            if isinstance(item, kostra.Individ):
                case = case_of(item)
                made += 1
                assert (case.id, case._kilde.fil, case._kilde.format) == (item.id, "a.xml", "kostra")
                assert len(case.planer or ()) == len(item.planer or ())
    assert made


def test_the_source_goes_with_the_case() -> None:
    assert case_of(individ(kilde=Kilde(fil="x.xml", format="kostra")))._kilde == Kilde(fil="x.xml", format="kostra")
