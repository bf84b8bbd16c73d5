"""What must hold of the rules whatever the case."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import attrs
import hypothesis.strategies as st
from hypothesis import assume, example, given, settings

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.model import Sak
from tests.records import cases, judge, melding, outcomes, removals, row_guards, sak, undersokelse
from tests.scale import scaled

FINAL = {Outcome.BREACH, Outcome.MET}
AS_OF = st.dates(date(2022, 10, 1), date(2027, 6, 1))


def _later_acts_count(case: Sak, since: date) -> bool:
    """Whether something is dated after a day that a ruling lets count later: an extension, a decision, a dispatch."""
    days = [u.utvidet_frist.start_dato for u in case.undersokelser or () if u.utvidet_frist]
    days += [row.start_dato for row in case.vedtak or ()]
    days += [row.start_dato for row in case.oversendelser_fylkesnemnd or ()]
    days += [status.endret_dato for row in case.vedtak or () for status in row.statuser or ()]
    return any(day and day > since for day in days)


_CLOSED_BY_WHAT_IS_UNKNOWN = sak(
    leveranse={"dato_uttrekk": datetime(2023, 1, 5, tzinfo=UTC)},
    meldinger=[],
    relasjoner=[],
    undersokelser=[undersokelse(start=date(2023, 1, 4), slutt=date(2023, 1, 5), kode="2")],
    planer=[{"id": "plan", "start_dato": date(2023, 1, 4), "plantype": "7"}],
    oversendelser_fylkesnemnd=[{"id": "o", "start_dato": date(2021, 11, 23)}],
)


@settings(max_examples=scaled(600))
@given(cases(), AS_OF, st.integers(1, 400))
@example(_CLOSED_BY_WHAT_IS_UNKNOWN, date(2023, 1, 4), 1)
def test_breach_and_met_are_final_under_a_later_as_of(case: Sak, as_of: date, days: int) -> None:
    assume(not _later_acts_count(case, as_of))
    before, after = outcomes(case, as_of), outcomes(case, as_of + timedelta(days=days))
    for key, outcome in before.items():
        if outcome in FINAL:
            assert after[key] == outcome, key


@settings(max_examples=scaled(150))
@given(cases(), AS_OF, st.data())
def test_a_fact_removed_leaves_an_outcome_or_opens_it_and_is_named(case: Sak, as_of: date, data: st.DataObject) -> None:
    before = judge(case, as_of)
    facts = list(removals(case))
    for path, without in data.draw(st.lists(st.sampled_from(facts), min_size=1, max_size=8)):
        after = judge(without(), as_of)
        for key, result in after.items():
            if key not in before:  # not seen for its date: without it the element comes into sight
                assert result.outcome not in FINAL
                continue
            was = before[key].outcome
            if result.outcome is was:
                continue
            assert result.outcome is Outcome.OPEN, (path, key, result.outcome, was)
            assert row_guards(result.missing, path), (path, key, result.missing)


@settings(max_examples=scaled(150))
@given(cases(), AS_OF)
def test_nothing_reported_gives_neither_breach_nor_met(case: Sak, as_of: date) -> None:
    bare = sak(
        meldinger=[{"id": row.id} for row in case.meldinger or ()],
        undersokelser=[{"id": row.id} for row in case.undersokelser or ()],
        personalia=[{"id": "p"}],
        relasjoner=[],
    )
    assert not FINAL & {result.outcome for result in judge(bare, as_of).values()}


@settings(max_examples=scaled(200))
@given(cases(), AS_OF, st.randoms(use_true_random=False))
def test_the_order_of_elements_does_not_matter(case: Sak, as_of: date, random: Random) -> None:
    lists = {f.name: getattr(case, f.name) for f in attrs.fields(Sak) if isinstance(getattr(case, f.name), tuple)}
    changes: dict[str, Any] = {name: tuple(random.sample(rows, len(rows))) for name, rows in lists.items()}
    other = attrs.evolve(case, **changes)
    assert [(k, r.outcome, r.reasons, r.missing, r.frist) for k, r in judge(case, as_of).items()] == [
        (k, r.outcome, r.reasons, r.missing, r.frist) for k, r in judge(other, as_of).items()
    ]


@settings(max_examples=scaled(400))
@given(cases(), AS_OF, st.booleans())
@example(sak(personalia=[{"id": "p", "fodseldato": date.max}]), date(2026, 10, 1), False)
@example(sak(personalia=[{"id": "p", "fodseldato": date.min}]), date(2026, 10, 1), False)
@example(sak(meldinger=[melding(start=date(1980, 1, 1))]), date(2026, 10, 1), False)
@example(sak(meldinger=[melding(slutt=date.max)]), date(2026, 10, 1), False)
@example(sak(), date(1990, 1, 1), False)
@example(sak(meldinger=[melding(start=date(202, 1, 5), slutt=date(202, 1, 6))]), date(2026, 10, 1), False)
def test_no_rule_crashes(case: Sak, as_of: date, unchanged: bool) -> None:
    found = judge(case, as_of, assume_unchanged=unchanged)
    assert not [(key, r.message) for key, r in found.items() if r.outcome is Outcome.ERROR]
    assert all(finding.message() for finding in findings_of(list(found.values())))


@settings(max_examples=scaled(300))
@given(cases(), AS_OF)
def test_unchanged_after_the_extraction_only_decides_more(case: Sak, as_of: date) -> None:
    """Taking it that nothing happened after the extraction never changes an answer that was final without it."""
    plain, unchanged = judge(case, as_of), judge(case, as_of, assume_unchanged=True)
    for key, result in plain.items():
        if result.outcome in FINAL:
            assert unchanged[key].outcome is result.outcome
