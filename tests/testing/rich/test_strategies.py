"""The strategies as others use them."""

from hypothesis import find, given, settings
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.testing import assert_no_breach, cases_with, lawful_cases, partial_cases, planted_codes
from tests.scale import scaled


@settings(max_examples=scaled(50))
@given(lawful_cases())
def test_lawful_cases_have_nothing_to_find_to_review_or_open(case: Sak) -> None:
    assert_no_breach(case, fail_on="open")


@settings(max_examples=scaled(50))
@given(st.sampled_from(planted_codes()).flatmap(lambda code: st.tuples(st.just(code), cases_with(code))))
def test_cases_with_a_code_have_that_finding_only(drawn: tuple[str, Sak]) -> None:
    code, case = drawn
    assert [finding.rule for finding in bt.check(case)] == [code]


@settings(max_examples=scaled(50))
@given(partial_cases())
def test_partial_cases_have_no_breach(case: Sak) -> None:
    assert_no_breach(case)


def test_what_fails_shrinks_to_the_simplest_course() -> None:
    case = find(lawful_cases(), lambda case: True, settings=settings(max_examples=20))
    assert [len(rows or ()) for rows in (case.meldinger, case.undersokelser)] == [1, 0]
