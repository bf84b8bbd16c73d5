"""Facts left out, each in its place."""

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.testing.thinning import facts_in, thinned
from tests.records import sak, undersokelse


def test_each_fact_is_told_where_it_stands() -> None:
    case = sak(undersokelser=[undersokelse("u"), undersokelse("v", slutt=None)])
    facts = facts_in(case)
    assert facts.count("Undersokelse.konklusjon") == 2
    assert facts.count("Undersokelse.konklusjon.slutt_dato") == 1
    assert {"Sak.meldinger", "Melding.konklusjon.kode", "Sak.leveranse.avgiver.kommunenummer"} <= set(facts)


def test_names_links_and_the_day_of_extraction_are_no_facts() -> None:
    facts = facts_in(sak())
    assert not {path for path in facts if path.rpartition(".")[2] in ("id", "relasjoner", "leveranse", "dato_uttrekk")}


def test_what_is_left_out_is_not_reported_and_the_rest_is_as_before() -> None:
    case = sak()
    thin = thinned(case, lambda path: path in ("Undersokelse.konklusjon.kode", "Sak.meldinger"))
    assert thin.meldinger is NOT_REPORTED
    assert thin.undersokelser
    assert thin.undersokelser[0].konklusjon
    assert thin.undersokelser[0].konklusjon.kode is NOT_REPORTED
    assert thin.undersokelser[0].konklusjon.slutt_dato
    assert thin.planer is case.planer


def test_a_case_of_which_nothing_is_left_out_is_the_same() -> None:
    case = sak()
    assert thinned(case, lambda _: False) is case
