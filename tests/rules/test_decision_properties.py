"""What must hold of the rules on decisions and on the steps of an investigation, whatever the case."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Result, Rule, Run
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.generator import generate
from tests.records import removals, row_guards
from tests.rich_decisions import decided_cases, lawful
from tests.scale import scaled

FINAL = {Outcome.BREACH, Outcome.MET}
AS_OF = st.dates(date(2022, 10, 1), date(2027, 6, 1))
CODES = (
    *("DOK002", "PAR001", "PAR002", "PAR003", "PAR004", "TIL001", "UND005", "UND006", "UND007", "UND008", "UND009"),
    *("UND010", "UND011", "UND012", "VED001", "VED002", "VED003", "VED004", "VED005", "VED006", "VED007", "VED008"),
)
RULES: list[Rule] = [rule for rule in builtin("lov") if rule.code in CODES]


def judge(case: Sak, as_of: date) -> dict[tuple[str, str], Result]:
    return {(result.rule.code, result.element.id): result for result in Run(RULES, as_of=as_of).see(case)}


def _days(part: Any) -> list[date]:
    """All days in a part of the model."""
    if isinstance(part, tuple):
        return [day for row in part for day in _days(row)]
    if attrs.has(type(part)):
        return [day for field in attrs.fields(type(part)) for day in _days(getattr(part, field.name))]
    return [part] if isinstance(part, date) else []


def _last_late_act(case: Sak) -> date:
    """The last day of what counts although it came late: an act, or word of a decision that no longer counts."""
    told = [(row.tillegg.underretninger, row.tillegg.informert_foreldre) for row in case.vedtak or () if row.tillegg]
    acts = [row.tillegg.henleggelsesvedtak for row in case.undersokelser or () if row.tillegg]
    extended = [row.utvidet_frist for row in case.undersokelser or ()]
    rows = (case.vedtak, case.oversendelser_fylkesnemnd)
    return max(_days((tuple(told), tuple(acts), tuple(extended), rows)), default=date.min)


@settings(max_examples=scaled(100))
@given(decided_cases(), AS_OF, st.integers(1, 400))
def test_breach_and_met_are_final_under_a_later_as_of(case: Sak, as_of: date, days: int) -> None:
    as_of = max(as_of, _last_late_act(case))
    before, after = judge(case, as_of), judge(case, as_of + timedelta(days=days))
    for key, result in before.items():
        if result.outcome in FINAL:
            assert after[key].outcome is result.outcome, key


@settings(max_examples=scaled(120))
@given(st.one_of(decided_cases(), decided_cases(untold=2)), AS_OF, st.data())
def test_a_fact_removed_leaves_an_outcome_or_opens_it_and_is_named(case: Sak, as_of: date, data: st.DataObject) -> None:
    before = judge(case, as_of)
    for path, without in data.draw(st.lists(st.sampled_from(list(removals(case))), min_size=1, max_size=12)):
        for key, result in judge(without(), as_of).items():
            # one that was dated later was not seen at all
            was = before[key].outcome if key in before else result.outcome
            if result.outcome is not was:
                assert result.outcome is Outcome.OPEN, (path, key, result.outcome, was)
                assert row_guards(result.missing, path), (path, key, result.missing)


@settings(max_examples=scaled(60))
@given(decided_cases(untold=2), AS_OF)
def test_no_rule_crashes_and_every_answer_can_be_written(case: Sak, as_of: date) -> None:
    found = judge(case, as_of)
    assert not [(key, r.message) for key, r in found.items() if r.outcome is Outcome.ERROR]
    for finding in findings_of(list(found.values())):
        assert all(finding.message(lang).endswith(".") for lang in ("nb", "nn", "en"))


def _generated(count: int, seed: int) -> list[Sak]:
    return [sak for case in generate(count, seed=seed) for sak in read(case.xml)]


def test_lawful_cases_give_no_breach() -> None:
    run, seen = Run(RULES), Counter[tuple[str, Outcome]]()
    for case in _generated(scaled(300), seed=31):
        for result in run.see(lawful(case)):
            seen[result.rule.code, result.outcome] += 1
            assert result.outcome is not Outcome.BREACH, result.rule.code
    assert {code for code, outcome in seen if outcome is Outcome.MET} >= set(CODES) - {
        "PAR004",
        "TIL001",
        "VED007",
        "UND010",
    }


Change = Callable[[Sak], Sak]


def _each(elements: str, change: Callable[[Any], dict[str, Any]]) -> Change:
    """Other facts in the ``tillegg`` of each element of a kind."""

    def changed(row: Any) -> Any:
        return attrs.evolve(row, tillegg=attrs.evolve(row.tillegg, **change(row.tillegg)))

    def change_all(case: Any) -> Any:
        return attrs.evolve(case, **{elements: tuple(changed(row) for row in getattr(case, elements) or ())})

    return change_all


def _decisions(**facts: Any) -> Change:
    return _each("vedtak", lambda _: facts)


def _content(**items: bool) -> Change:
    return _each("vedtak", lambda told: {"innhold": attrs.evolve(told.innhold, **items)})


def _unassessed(told: Any) -> dict[str, Any]:
    return {"sakkyndigrapporter": tuple(attrs.evolve(r, kommisjon_vurdert=None) for r in told.sakkyndigrapporter)}


def _undecided(told: Any) -> dict[str, Any]:
    return {"medisinsk_undersokelse": attrs.evolve(told.medisinsk_undersokelse, ledervedtak=False)}


def _closed(change: Change) -> Change:
    """The change in a case that is closed on the last day known: what was to be told in its time is too late then."""
    return lambda case: attrs.evolve(change(case), slutt_dato=max(_days(case.vedtak), default=None))


PLANTS: dict[str, Change] = {
    "UND006": _each("undersokelser", _unassessed),
    "UND007": _each("undersokelser", _undecided),
    "VED001": _each("undersokelser", lambda _: {"henleggelsesvedtak": None}),
    "VED002": _decisions(begrunnelse_dato=None),
    "VED004": _content(vektlegging=False),
    "VED005": _content(barnets_beste=False),
    "VED006": _content(familietilknytning=False),
    "VED003": _closed(_decisions(underretninger=())),
    "VED008": _closed(_decisions(underretninger=(), informert_foreldre=())),
}
ALONGSIDE = {"VED003": {"PAR002"}, "VED008": {"PAR002", "VED003"}}
"""A child of fifteen is a party too; and who gives no word at all notifies nobody."""


@pytest.mark.parametrize("code", sorted(PLANTS))
def test_a_breach_is_found_and_no_other(code: str) -> None:
    run, found = Run(RULES), 0
    for case in _generated(scaled(500), seed=32):
        breaches = {r.rule.code for r in run.see(PLANTS[code](lawful(case))) if r.outcome is Outcome.BREACH}
        assert breaches - ALONGSIDE.get(code, set()) <= {code}, breaches
        found += code in breaches
    assert found >= scaled(20)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_rests_on_is_not_in_the_register(rule: Rule) -> None:
    assert rule.rests_on
    assert not rule.is_for("register")
    assert not rule.is_for("kostra")
    assert rule.is_for("")


def test_unknown_parts_of_a_decision_accuse_nobody() -> None:
    for case in _generated(scaled(40), seed=33):
        bare = _decisions(**dict.fromkeys(("innhold", "underretninger", "skriftlig"), NOT_REPORTED))(lawful(case))
        codes = {"VED002", "VED003", "VED004", "VED005", "VED006", "VED007", "PAR002"}
        outcomes = {r.outcome for r in Run(RULES).see(bare) if r.rule.code in codes}
        assert outcomes <= {Outcome.OPEN, Outcome.NOT_APPLICABLE}
