"""What must hold of all rules of the law on whole cases, with and without something to find."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Outcome, Result, Run
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.blanking import lists_of_case
from barnevern_tilsyn.testing.rich import RichCase, planted_codes
from barnevern_tilsyn.testing.strategies import cases_with, lawful_cases, partial_cases, rich_cases
from barnevern_tilsyn.testing.thinning import facts_in, thinned
from tests.scale import scaled

LOV = Run(builtin("lov"))
FINAL = {Outcome.BREACH, Outcome.MET}
CASES = st.one_of(lawful_cases(), st.sampled_from(planted_codes()).flatmap(cases_with))
RICH = st.one_of(rich_cases(), st.sampled_from(planted_codes()).flatmap(rich_cases))

SAYS_SOMETHING_BY_ITS_ABSENCE = {
    "Undersokelse.utvidet_frist.innvilget",  # undecided (rulings: extension)
    # without it the child's age decides (rulings: P-5)
    *("Sak.tillegg", "Sak.tillegg.medvirkning_i_stand", "Sak.tillegg.medvirkning_i_stand.i_stand"),
}

Key = tuple[str, str]


def judged(case: Sak) -> dict[Key, Result]:
    return {(result.rule.code, result.element.id): result for result in LOV.see(case)}


def without_one(case: Sak, place: int) -> Sak:
    places = iter(range(len(facts_in(case))))
    return thinned(case, lambda _: next(places) == place)


def guards(missing: tuple[str, ...], path: str) -> bool:
    """Whether an answer names the fact, one it stands in, or one that it guards."""
    names = {path, lists_of_case().get(path.removeprefix("Sak."), path)}
    return any(f"{one}.".startswith(f"{two}.") for name in names for fact in missing for one, two in both(name, fact))


def both(one: str, two: str) -> Iterator[tuple[str, str]]:
    yield one, two
    yield two, one


@settings(max_examples=scaled(120))
@given(CASES, st.data())
def test_without_one_fact_an_outcome_stays_or_opens_and_names_it(case: Sak, data: st.DataObject) -> None:
    before = judged(case)
    facts = facts_in(case)
    places = st.integers(0, len(facts) - 1).filter(lambda place: facts[place] not in SAYS_SOMETHING_BY_ITS_ABSENCE)
    for place in data.draw(st.lists(places, min_size=4, max_size=12, unique=True)):
        for key, result in judged(without_one(case, place)).items():
            was = before[key].outcome if key in before else None
            if result.outcome is not was:
                assert result.outcome is Outcome.OPEN, (facts[place], key, was, result.outcome)
                assert guards(result.missing, facts[place]), (facts[place], key, result.missing)


@settings(max_examples=scaled(120))
@given(st.data())
def test_no_fact_that_is_added_opens_what_was_final_and_none_that_is_missing_is_a_breach(data: st.DataObject) -> None:
    case = data.draw(CASES)
    whole, partial = judged(case), judged(data.draw(partial_cases(st.just(case))))
    for key, result in partial.items():
        if result.outcome in FINAL:
            assert whole[key].outcome is not Outcome.OPEN, key
        if result.outcome is Outcome.BREACH:
            assert whole[key].outcome is Outcome.BREACH, key


@settings(max_examples=scaled(60))
@given(RICH)
def test_case_json_and_register_xml_with_facts_laid_over_give_the_same_findings(rich: RichCase) -> None:
    of_json = bt.check_files([bt.write_json(rich.sak())], show=bt.Outcome)
    of_xml = bt.check_files([rich.xml()], version="4.0.1", overlay=[rich.overlay()], show=bt.Outcome)
    assert (of_json.summary.cases_checked, of_xml.summary.cases_checked) == (1, 1)
    assert of_xml.rejects == ()
    assert of_json.findings == of_xml.findings
    assert of_json.summary.outcomes == of_xml.summary.outcomes


def test_only_what_can_be_planted_is_taken() -> None:
    with pytest.raises(ValueError, match="UND001"):
        cases_with("UND999")
