"""What must hold of the rules on what the register lacks, whatever the case."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.generator import generate
from tests.records import judge, removals, row_guards, sak
from tests.rich import rich_cases
from tests.scale import scaled

FINAL = {Outcome.BREACH, Outcome.MET}
AS_OF = st.dates(date(2022, 10, 1), date(2027, 6, 1))
RICH = [rule for rule in builtin("lov") if any(".tillegg." in path for path in rule.rests_on)]


def _last_late_act(case: Sak) -> date:
    """The last day of what counts although it came late: an act, or what was written later."""
    acts: list[Any] = [row.start_dato for row in case.vedtak or ()]
    acts += [row.start_dato for row in case.oversendelser_fylkesnemnd or ()]
    acts += [status.endret_dato for row in case.vedtak or () for status in row.statuser or ()]
    acts += [u.utvidet_frist.start_dato for u in case.undersokelser or () if u.utvidet_frist]
    written: list[Any] = [m.tillegg.begrunnelse for m in case.meldinger or () if m.tillegg]
    of_investigations = [u.tillegg for u in case.undersokelser or () if u.tillegg]
    written += [row for t in of_investigations for row in (t.medvirkning, t.medvirkning_unnlatt)]
    acts += [row.dato for row in written if row]
    person = case.tillegg.tillitsperson if case.tillegg else None
    acts += [person.informert] if person else []
    return max((day for day in acts if day), default=date.min)


@settings(max_examples=scaled(100))
@given(rich_cases(), AS_OF, st.integers(1, 400))
def test_breach_and_met_are_final_under_a_later_as_of(case: Sak, as_of: date, days: int) -> None:
    as_of = max(as_of, _last_late_act(case))
    before, after = judge(case, as_of), judge(case, as_of + timedelta(days=days))
    for key, result in before.items():
        if result.outcome in FINAL:
            assert after[key].outcome is result.outcome, key


@settings(max_examples=scaled(100))
@given(st.one_of(rich_cases(), rich_cases(untold=2)), AS_OF, st.data())
def test_a_fact_removed_leaves_an_outcome_or_opens_it_and_is_named(case: Sak, as_of: date, data: st.DataObject) -> None:
    before = judge(case, as_of)
    facts = [(path, without) for path, without in removals(case) if "tillegg" in path or "edvirkning" in path]
    for path, without in data.draw(st.lists(st.sampled_from(facts), min_size=1, max_size=8)):
        for key, result in judge(without(), as_of).items():
            was = before[key].outcome
            if result.outcome is not was:
                assert result.outcome is Outcome.OPEN, (path, key, result.outcome, was)
                assert row_guards(result.missing, path), (path, key, result.missing)


@settings(max_examples=scaled(60))
@given(rich_cases(untold=2), AS_OF)
def test_no_rule_crashes_and_every_answer_can_be_written(case: Sak, as_of: date) -> None:
    found = judge(case, as_of)
    assert not [(key, r.message) for key, r in found.items() if r.outcome is Outcome.ERROR]
    for finding in findings_of(list(found.values())):
        assert all(finding.message(lang).endswith(".") for lang in ("nb", "nn", "en"))


@pytest.mark.parametrize("rule", RICH, ids=lambda rule: rule.code)
def test_without_what_it_rests_on_a_rule_is_open_or_not_applicable(rule: object) -> None:
    bare = sak(tillegg={}, meldinger=[{"id": "m", "tillegg": {}}], undersokelser=[{"id": "u", "tillegg": {}}])
    full = sak(tillegg={})
    for case in (bare, full):
        outcomes = {result.outcome for result in Run([rule], as_of=date(2026, 10, 1)).see(case)}  # type: ignore[list-item]
        assert outcomes <= {Outcome.OPEN, Outcome.NOT_APPLICABLE}


def _generated(count: int, seed: int) -> list[Sak]:
    return [sak for case in generate(count, seed=seed) for sak in read(case.xml)]


def test_rules_on_what_the_register_lacks_are_not_run_on_the_register() -> None:
    run = Run(builtin("lov"))
    codes = {result.rule.code for case in _generated(30, seed=5) for result in run.see(case)}
    assert not codes & {rule.code for rule in RICH}
    assert set(run.undecidable()) == {rule.code for rule in RICH}


def test_a_null_tillegg_tells_nothing() -> None:
    case = sak(tillegg=None)
    case = attrs.evolve(case, meldinger=tuple(attrs.evolve(row, tillegg=None) for row in case.meldinger or ()))
    assert {r.outcome for r in Run(RICH).see(case)} <= {Outcome.OPEN, Outcome.NOT_APPLICABLE}
