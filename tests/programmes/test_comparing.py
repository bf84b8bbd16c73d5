"""Rounds against each other: only what maps is compared, and what is not like with like says so."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.programmes.collected import Collected
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.comparing import compare
from barnevern_tilsyn.programmes.comparison import Compared, Comparison, Doubt
from barnevern_tilsyn.programmes.form import Form, OfProgramme
from barnevern_tilsyn.programmes.improvement import ImprovementGoal, ImprovementPlan, Measured
from barnevern_tilsyn.programmes.programme import Counts, Programme
from barnevern_tilsyn.programmes.sample import DrawingRule, Held, Sample
from barnevern_tilsyn.programmes.shares import Share
from tests.programmes.rounds import FIRST, SECOND, filled, own_form, rounds, sample_of

Round = tuple[Sample, list[tuple[str, Form]]]
LATER = date(2025, 6, 1)


def round_of(
    yes: int,
    no: int,
    *,
    programme: Programme = FIRST,
    id: str = "s1",
    as_of: date = date(2024, 11, 1),
    question: str = "B2",
) -> Collected:
    """A round with so many yes and no to a question, and yes to all others."""
    sample = sample_of(yes + no, programme=programme, id=id, as_of=as_of)
    rest = {one.id: "ja" for one in programme.questions}
    values = ["ja"] * yes + ["nei"] * no
    forms = [
        (f"{number}.json", filled(sample, number, rest | {question: value}, programme=programme))
        for number, value in enumerate(values)
    ]
    return collect(forms, sample, programme).collected


def second(yes: int, no: int, **more: str) -> Collected:
    return round_of(yes, no, programme=SECOND, id="s2", as_of=LATER, **more)


def row(comparison: Comparison, question: str = "B2") -> Compared:
    return next(one for one in comparison.compared if one.question == question)


both = st.tuples(rounds(), rounds(programme=SECOND, id="s2", as_of=LATER))


@given(both)
def test_n_and_k_and_every_question_are_always_there(found: tuple[Round, Round]) -> None:
    one, two = (
        collect(forms, sample, programme).collected
        for (sample, forms), programme in zip(found, (FIRST, SECOND), strict=True)
    )
    done = compare([one, two])
    assert [compared.question for compared in done.compared] == [question.id for question in FIRST.questions]
    assert [(alone.round, alone.counts.question) for alone in done.not_mapped] == [(1, "S2")]
    for compared, before, after in zip(done.compared, one.questions, two.questions, strict=False):
        assert compared.counts == (before, after)
        assert (compared.difference.before, compared.difference.after) == (before.share, after.share)
        assert (Doubt.NONE_APPLICABLE in compared.doubts) == (not before.share.n or not after.share.n)
        assert (Doubt.NOT_ANSWERED in compared.doubts) == bool(before.not_answered + after.not_answered)
        assert compared.chart is None


def test_the_difference_has_an_interval_and_ten_cases_prove_little() -> None:
    done = compare([round_of(6, 4), second(8, 2)])
    difference = row(done).difference
    assert (difference.before, difference.after) == (Share(6, 10), Share(8, 10))
    assert difference.tells_of_change is False
    assert row(done).doubts == done.doubts == ()


def test_a_question_maps_through_its_own_mapping_only() -> None:
    moved = attrs.evolve(
        SECOND,
        questions=tuple(
            attrs.evolve(one, same_as={"B2": "B4", "B4": None}.get(one.id, one.same_as)) for one in SECOND.questions
        ),
    )
    done = compare([round_of(3, 7, question="B4"), round_of(9, 1, programme=moved, id="s2", as_of=LATER)])
    assert row(done).difference.before == Share(3, 10)
    assert {(alone.round, alone.counts.question) for alone in done.not_mapped} == {(0, "B2"), (1, "B4"), (1, "S2")}


def test_two_questions_that_one_became_are_each_compared_with_it() -> None:
    split = attrs.evolve(
        SECOND,
        questions=tuple(attrs.evolve(one, same_as="B2" if one.id == "B4" else one.same_as) for one in SECOND.questions),
    )
    done = compare([round_of(3, 7), round_of(9, 1, programme=split, id="s2", as_of=LATER)])
    assert row(done).difference.before == row(done, "B4").difference.before == Share(3, 10)


def test_three_rounds_map_through_the_one_between_and_make_a_chart() -> None:
    third = round_of(9, 1, programme=SECOND, id="s3", as_of=date(2026, 1, 1))
    done = compare([round_of(3, 7), second(6, 4), third])
    chart = row(done).chart
    assert chart
    assert [(point.k, point.n, point.sample) for point in chart.points] == [(3, 10, "s1"), (6, 10, "s2"), (9, 10, "s3")]
    assert row(done).difference.before == Share(3, 10)
    new = row(done, "S2")
    assert new.counts[0] is None
    assert new.chart is None
    assert done.not_mapped == ()


def test_a_question_left_out_of_a_round_of_the_same_programme_is_compared_across_it() -> None:
    without = attrs.evolve(FIRST, questions=tuple(one for one in FIRST.questions if one.id != "B2"))
    between = round_of(5, 5, programme=without, id="s2", question="B4")
    done = compare([round_of(3, 7), between, round_of(9, 1, id="s3")])
    assert [counts and counts.share.k for counts in row(done).counts] == [3, None, 9]


def like(other: Collected, **changes: object) -> Collected:
    return attrs.evolve(other, **changes)  # type: ignore[arg-type]


AFTER = second(8, 2)
AGAIN = round_of(8, 2, id="s2", as_of=LATER)


@pytest.mark.parametrize(
    ("after", "doubts"),
    [
        (like(AFTER, drawn=attrs.evolve(AFTER.drawn, sample="s1")), {Doubt.SAME_SAMPLE}),
        (like(AFTER, drawn=attrs.evolve(AFTER.drawn, as_of=date(2024, 1, 1))), {Doubt.BACKWARDS}),
        (
            like(AFTER, drawn=attrs.evolve(AFTER.drawn, rules={DrawingRule.RANDOM: Held.IMPOSSIBLE})),
            {Doubt.DRAWN_OTHERWISE},
        ),
        (like(AFTER, drawn=attrs.evolve(AFTER.drawn, cases=12)), {Doubt.FORMS_MISSING}),
        (like(AFTER, municipalities={"1103": 10}), {Doubt.OTHER_SERVICE}),
        (like(AFTER, municipalities={}), set()),
        (like(AFTER, outcomes={"tiltak": 10}), {Doubt.OTHER_OUTCOMES}),
        (like(AFTER, follows=None), {Doubt.NOT_FOLLOWING}),
    ],
)
def test_rounds_that_are_not_alike_say_so(after: Collected, doubts: set[Doubt]) -> None:
    assert set(compare([round_of(6, 4), after]).doubts) == doubts


def test_rounds_of_unrelated_programmes_have_nothing_in_common() -> None:
    done = compare([round_of(6, 4), like(AFTER, follows=None)])
    assert done.compared == ()
    assert len(done.not_mapped) == len(FIRST.questions) + len(SECOND.questions)


def test_a_question_asked_otherwise_says_so() -> None:
    newer = like(AGAIN, programme=OfProgramme(id=FIRST.id, version="1.1"))
    assert Doubt.OTHER_VERSION in row(compare([round_of(6, 4), newer])).doubts
    other = attrs.evolve(AGAIN.questions[0].answers[1], counts=Counts.APART)
    answers = (AGAIN.questions[0].answers[0], other, *AGAIN.questions[0].answers[2:])
    changed = like(AGAIN, questions=(attrs.evolve(AGAIN.questions[0], answers=answers), *AGAIN.questions[1:]))
    done = compare([round_of(6, 4), changed])
    assert row(done, "M1").doubts == (Doubt.OTHER_ANSWERS,)
    assert row(done).doubts == ()


def test_what_balances_the_deadlines_is_always_shown_beside_them() -> None:
    done = compare([round_of(6, 4), AFTER])
    assert done.deadlines == ("M1", "M3", "U5", "U6", "K4")
    assert done.beside == ("B2", "B4", "V2")


def test_judgements_and_management_answers_stand_side_by_side() -> None:
    sample = sample_of(1)
    own = collect([("s", own_form(sample, {"child": "svikt"}, {"L1": "nei"}))], sample, FIRST).collected
    done = compare([own, AFTER])
    child = next(one for one in done.sections if one.theme == "child")
    assert [result and result.value for result in child.results] == ["svikt", None]
    assert [answer and answer.value for answer in done.management[0].answers] == ["nei", None]


PLAN = ImprovementPlan(
    programme=FIRST.id,
    goals=(ImprovementGoal(question="B2", baseline=0.3, target=0.8, due=date(2025, 5, 1)),),
    measurements=(
        Measured(question="B2", date=date(2025, 1, 1), k=2, n=5),
        Measured(question="B2", date=date(2025, 9, 1), k=9, n=10),
        Measured(question="X9", date=date(2025, 1, 1), k=2, n=5),
    ),
)


def test_a_goal_is_held_against_what_was_measured_first_and_last() -> None:
    done = compare([round_of(3, 7), AFTER], PLAN)
    (goal,) = done.goals
    assert goal.first
    assert goal.last
    assert (goal.first.share, goal.last.share, goal.last.date) == (Share(3, 10), Share(9, 10), date(2025, 9, 1))
    assert (goal.reached, goal.sure) == (True, False)
    assert done.unknown == ("X9",)
    chart = row(done).chart
    assert chart
    assert len(chart.points) == 4


def test_a_goal_on_a_question_of_the_later_programme_or_one_that_no_one_answered() -> None:
    only = ImprovementPlan(programme=SECOND.id, goals=(attrs.evolve(PLAN.goals[0], question="S2"),))
    none = second(0, 2, question="S2")
    goal = compare([round_of(3, 7), none], only).goals[0]
    assert (goal.question, goal.first, goal.reached, goal.sure) == ("S2", goal.last, False, True)
    apart = [attrs.evolve(answer, forms=0, counts=Counts.APART) for answer in AFTER.questions[-1].answers]
    empty = like(AFTER, questions=(*AFTER.questions[:-1], attrs.evolve(AFTER.questions[-1], answers=tuple(apart))))
    goal = compare([round_of(3, 7), empty], only).goals[0]
    assert (goal.last, goal.reached, goal.sure) == (None, None, None)


def test_one_round_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="two rounds"):
        compare([AFTER])
