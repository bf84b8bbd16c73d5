"""The coverage: each duty once, in the state that its outcomes give, with the facts that are missing."""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.law import all_krav
from barnevern_tilsyn.model import NOT_REPORTED, Kilde, Reject, Sak
from barnevern_tilsyn.reports.coverage import Coverage, Covered, State, coverage
from barnevern_tilsyn.reports.coverage_json import as_json
from barnevern_tilsyn.reports.coverage_text import as_text, coverage_texts
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners.judging import judged
from tests.records import EXTRACTED, cases, melding, sak

RULES = builtin("lov")


def covered(*read: Any, as_of: date = EXTRACTED) -> Coverage:
    run = Run(RULES, as_of=as_of)
    return coverage(judged(read, run), run, RULES, Names())


def duty(found: Coverage, key: str) -> Covered:
    (row,) = (row for row in found.duties if row.krav.key == key)
    return row


def of_register(case: Sak) -> Sak:
    return attrs.evolve(case, kilde=Kilde(format="register"))


@given(st.lists(cases(), max_size=3))
def test_every_duty_once_with_all_its_outcomes(several: list[Sak]) -> None:
    found = covered(*several)
    assert [row.krav.key for row in found.duties] == [krav.key for krav in all_krav() if krav.kind == "duty"]
    results = [result for case in several for result in Run(RULES, as_of=EXTRACTED).see(case)]
    for row in found.duties:
        mine = [result for result in results if row.krav.key in result.rule.duties]
        assert sum(row.outcomes.values()) == len(mine)
        assert set(row.missing) == {
            path for result in mine if result.outcome is Outcome.OPEN for path in result.missing
        }
        assert all(count <= len(several) for count in row.missing.values())
        assert list(row.missing.values()) == sorted(row.missing.values(), reverse=True)
        if row.state is State.DECIDED:
            assert row.outcomes.get(Outcome.MET) or row.outcomes.get(Outcome.BREACH)
        assert bool(row.rules) is (row.state is not State.NO_RULE)


class TestStates:
    def test_decided(self) -> None:
        assert duty(covered(sak()), "M-1").state is State.DECIDED

    def test_open_names_the_fact_and_the_number_of_cases(self) -> None:
        unknown = sak(
            meldinger=[{"id": n, "start_dato": date(2026, 3, 2)} for n in "ab"], undersokelser=[], relasjoner=[]
        )
        row = duty(covered(unknown, unknown), "M-1")
        assert (row.state, row.outcomes[Outcome.OPEN]) == (State.OPEN, 4)
        assert row.missing == {"Melding.konklusjon": 2}

    def test_running(self) -> None:
        case = sak(meldinger=[melding(slutt=None)], undersokelser=[], relasjoner=[])
        assert duty(covered(case, as_of=date(2026, 3, 3)), "M-1").state is State.RUNNING

    def test_judgement(self) -> None:
        case = sak(meldinger=[melding(start=date(2026, 3, 26), slutt=date(2026, 4, 7))])
        assert duty(covered(case), "M-1").state is State.JUDGEMENT

    def test_unseen(self) -> None:
        row = duty(covered(sak(meldinger=[], undersokelser=[], relasjoner=[])), "M-1")
        assert (row.state, sum(row.outcomes.values())) == (State.UNSEEN, 0)

    def test_no_rule(self) -> None:
        assert duty(covered(sak()), "H-1").state is State.NO_RULE

    def test_format(self) -> None:
        rule = attrs.evolve(
            RULES.get("MEL001"),
            needs=(*RULES.get("MEL001").needs, "Melding.tillegg.muntlig"),
            rests_on=("Melding.tillegg.muntlig",),
        )
        rules = type(RULES)([rule])
        run = Run(rules)
        found = coverage(judged([of_register(sak())], run), run, rules, Names())
        assert (duty(found, "M-1").state, duty(found, "M-1").undecidable) == (
            State.FORMAT,
            ("Melding.tillegg.muntlig",),
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_and_json(lang: str) -> None:
    found = covered(sak(), Reject(fil="b.xml", faults=()))
    text = "\n".join(as_text(found, lang=lang))
    assert coverage_texts(lang)["states"]["decided"] in text
    data = json.loads(as_json(found, version="1", lang=lang))
    assert data["summary"]["cases"] == 1
    assert data["summary"]["duties_with_rule"] == len(found.with_rule)
    assert data["summary"]["duties_decided"] == sum(row["state"] == "decided" for row in data["duties"])
    assert all(bool(row["rules"]) is (row["no_rule"] is None) for row in data["duties"])


def test_every_state_and_reason_has_words() -> None:
    for lang in LANGUAGES:
        assert {state.value for state in State} == set(coverage_texts(lang)["states"])
        assert {krav.no_rule or "not-yet" for krav in all_krav()} <= set(coverage_texts(lang)["no-rule"])


def test_nothing_known_decides_nothing() -> None:
    empty = Sak(id="s", leveranse=NOT_REPORTED)
    assert not covered(empty).decidable
