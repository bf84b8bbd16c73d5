"""What stands beside the deadlines: counted from the outcomes, and never taken for known where it is not."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.reports.balance import Share, balance
from barnevern_tilsyn.reports.text import summary_text
from barnevern_tilsyn.runners import Summary, check_files

EMPTY = check_files([]).summary


def summary(by_rule: dict[str, dict[str, int]], *, not_carried: tuple[str, ...] = ()) -> Summary:
    here = tuple((code, ("Undersokelse.tillegg.samtaler",)) for code in not_carried)
    return attrs.evolve(EMPTY, by_rule=by_rule, cannot_be_decided_here=here)


def shares(found: Summary) -> dict[str, Share]:
    return {one.key: one for one in balance(found)}


@given(st.dictionaries(st.sampled_from(list(Outcome)), st.integers(1, 50)))
def test_every_outcome_counts_once_or_not_at_all(outcomes: dict[Outcome, int]) -> None:
    found = shares(summary({"MED003": {outcome.value: count for outcome, count in outcomes.items()}}))["child-heard"]
    assert found.shown == outcomes.get(Outcome.MET, 0)
    assert found.not_shown == outcomes.get(Outcome.BREACH, 0) + outcomes.get(Outcome.REVIEW, 0)
    assert found.unknown == outcomes.get(Outcome.OPEN, 0)
    assert not found.not_carried


def test_rules_on_one_thing_are_counted_together() -> None:
    found = shares(summary({"MED002": {"met": 2}, "MED003": {"met": 3, "review": 1}}))
    assert (found["child-heard"].shown, found["child-heard"].of) == (5, 6)


def test_what_no_rule_was_run_on_is_not_told() -> None:
    assert balance(summary({"MEL001": {"met": 3}})) == ()


def test_what_the_format_cannot_carry_is_told_as_that() -> None:
    assert shares(summary({}, not_carried=("MEL003",)))["reasons"].not_carried
    assert not shares(summary({"MEL003": {"open": 1}}, not_carried=("MEL003",)))["reasons"].not_carried


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "by_rule", [{"MED003": {"met": 1, "open": 2}}, {"MED003": {"open": 2}}, {"MEL003": {"met": 1, "breach": 1}}]
)
def test_in_words(lang: str, by_rule: dict[str, Any]) -> None:
    text = "\n".join(summary_text(summary(by_rule, not_carried=("UND009",)), lang))
    assert "{" not in text
    assert len([line for line in text.splitlines() if line.startswith("    ")]) >= 2


def test_the_json_and_the_text_agree() -> None:
    from barnevern_tilsyn.reports.rows import summary_row

    found = summary({"MED003": {"met": 1, "review": 3}})
    (row,) = summary_row(found).balance
    assert (row.key, row.shown, row.not_shown) == ("child-heard", 1, 3)
    assert "1 of 4 (25%)" in "\n".join(summary_text(found, "en")).replace("\N{NO-BREAK SPACE}", "")
