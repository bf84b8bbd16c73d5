"""Forms to what they come to: nothing is lost, their order does not matter, and no comment on a case gets out."""

from collections import Counter
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.programmes.collected import Flag
from barnevern_tilsyn.programmes.collected_json import collected_json
from barnevern_tilsyn.programmes.collecting import Collection, Reason, collect
from barnevern_tilsyn.programmes.form import Form, FormKind, OfProgramme
from barnevern_tilsyn.programmes.programme import Counts, Failing, Origin
from barnevern_tilsyn.programmes.sample import Sample
from barnevern_tilsyn.programmes.shares import Share
from tests.programmes.rounds import FIRST, SECOND, answering, filled, own_form, rounds, sample_of

Round = tuple[Sample, list[tuple[str, Form]]]


def named(forms: list[Form]) -> list[tuple[str, Form]]:
    return [(f"{number:02}.json", form) for number, form in enumerate(forms)]


def collected(found: Round) -> Collection:
    return collect(found[1], found[0], FIRST)


@given(rounds())
def test_every_form_is_counted_once_or_told(found: Round) -> None:
    sample, forms = found
    done = collected(found)
    cases = [form for _, form in forms if form.kind is FormKind.CASE]
    assert done.left_out == ()
    assert done.collected.forms == len(cases)
    assert done.collected.without_form == len(done.without_form) == len(sample.cases) - len(cases)
    for one in done.collected.questions:
        given_ = Counter(form.answer(one.question).value for form in cases)
        assert {answer.id: answer.forms for answer in one.answers if answer.forms} == {
            value: count for value, count in given_.items() if value is not None
        }
        assert one.not_answered == given_[None]
        assert one.share == Share(given_["ja"], given_["ja"] + given_["delvis"] + given_["nei"])


@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_the_forms_does_not_matter(found: Round, dice: Random) -> None:
    sample, forms = found
    shuffled = [*forms, *forms[:1]]
    before = collect(shuffled, sample, FIRST)
    dice.shuffle(shuffled)
    assert collect(shuffled, sample, FIRST) == before


@given(rounds())
def test_the_parts_of_a_round_add_up_to_the_whole(found: Round) -> None:
    sample, forms = found
    parts = [collect(part, sample, FIRST).collected for part in (forms[::2], forms[1::2])]
    whole = collected(found).collected
    assert sum(part.forms for part in parts) == whole.forms
    for one, *both in zip(whole.questions, *(part.questions for part in parts), strict=True):
        assert one.share == both[0].share + both[1].share
        assert one.not_answered == sum(part.not_answered for part in both)


@given(rounds(), st.sampled_from(["M1", "B2", "V2"]))
def test_a_no_that_becomes_a_yes_never_lowers_the_share(found: Round, id: str) -> None:
    sample, forms = found
    better = [(name, answering(form, id, "ja")) for name, form in forms]
    before = next(one for one in collected(found).collected.questions if one.question == id)
    after = next(one for one in collect(better, sample, FIRST).collected.questions if one.question == id)
    assert after.share.value == 1.0
    assert (before.share.value or 0) <= after.share.value
    assert after.flags(FIRST.failing) == ()


SAMPLE = sample_of(4)
YES = filled(SAMPLE, 0, {"M1": "ja"})


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (attrs.evolve(YES, programme=OfProgramme(id=SECOND.id, version="1.0")), Reason.OTHER_PROGRAMME),
        (attrs.evolve(YES, programme=OfProgramme(id=FIRST.id, version="0.9")), Reason.OTHER_VERSION),
        (attrs.evolve(YES, sample="s2"), Reason.OTHER_SAMPLE),
        (filled(sample_of(5), 4, {}), Reason.NOT_DRAWN),
        (YES, Reason.TWICE),
    ],
)
def test_what_does_not_belong_is_left_out_and_told(other: Form, reason: Reason) -> None:
    done = collect(named([YES, other]), SAMPLE, FIRST)
    assert [(one.name, one.reason) for one in done.left_out] == [("01.json", reason)]
    assert done.collected.left_out == {reason.value: 1}
    assert done.collected.forms == 1
    assert [subject.case for subject in done.without_form] == [subject.case for subject in SAMPLE.cases[1:]]


def test_of_two_forms_on_a_case_that_differ_neither_is_counted() -> None:
    done = collect(named([YES, filled(SAMPLE, 0, {"M1": "nei"}), filled(SAMPLE, 1, {})]), SAMPLE, FIRST)
    assert [(one.name, one.reason) for one in done.left_out] == [
        ("00.json", Reason.CONTRADICTED),
        ("01.json", Reason.CONTRADICTED),
    ]
    assert done.collected.forms == 1


def test_two_forms_of_the_service_that_differ_in_reasons_only_contradict_each_other() -> None:
    two = [own_form(SAMPLE, {"child": "svikt"}, {}), own_form(SAMPLE, {"child": "svikt"}, {}, reasons="Andre grunner.")]
    done = collect(named(two), SAMPLE, FIRST)
    assert {one.reason for one in done.left_out} == {Reason.CONTRADICTED}
    assert all(section.value is None for section in done.collected.sections)


def test_files_that_could_not_be_read_are_counted() -> None:
    assert collect([], SAMPLE, FIRST, unreadable=2).collected.left_out == {"unreadable": 2}


def test_what_the_service_says_itself_comes_with_its_reasons_and_no_comment_on_a_case_does() -> None:
    forms = [filled(SAMPLE, 0, {"M1": "ja"}), own_form(SAMPLE, {"child": "svikt"}, {"L1": "delvis"})]
    done = collect(named(forms), SAMPLE, FIRST).collected
    child = next(section for section in done.sections if section.theme == "child")
    assert (child.value, child.counts, child.reasons) == ("svikt", Counts.NO, "Vi har sett på sakene.")
    assert [section.value for section in done.sections if section.theme != "child"] == [None] * 7
    assert (done.management[0].value, done.management[0].counts) == ("delvis", Counts.PARTLY)
    written = collected_json(done).decode()
    assert "Vi har sett" in written
    assert "Bare i skjemaet" not in written
    assert not any(subject.case in written for subject in SAMPLE.cases)


def test_changed_from_what_the_record_proposed_is_counted() -> None:
    def answered(number: int, value: str | None, proposed: str | None) -> Form:
        form = filled(SAMPLE, number, {"M1": value})
        changed = [attrs.evolve(one, proposed=proposed) if one.question == "M1" else one for one in form.answers]
        return attrs.evolve(form, answers=tuple(changed))

    forms = [answered(0, "ja", "ja"), answered(1, "nei", "ja"), answered(2, None, "ja"), answered(3, "ja", None)]
    first = collect(named(forms), SAMPLE, FIRST).collected.questions[0]
    assert (first.proposed, first.changed, first.not_answered) == (3, 1, 1)


@pytest.mark.parametrize(
    ("yes", "no", "flags"),
    [(10, 0, ()), (9, 1, (Flag.SERIOUS,)), (8, 2, (Flag.SERIOUS,)), (7, 3, (Flag.SHARE, Flag.SERIOUS)), (0, 0, ())],
)
def test_a_serious_question_is_to_be_discussed_at_the_first_no(yes: int, no: int, flags: tuple[Flag, ...]) -> None:
    sample = sample_of(12)
    values = ["ja"] * yes + ["nei"] * no
    forms = [filled(sample, number, {"M1": value, "M3": value}) for number, value in enumerate(values)]
    found = collect(named(forms), sample, FIRST).collected
    assert found.questions[0].serious
    assert found.questions[0].flags(found.failing) == flags
    assert found.questions[2].flags(found.failing) == tuple(flag for flag in flags if flag is Flag.SHARE)
    own = Failing(origin=Origin.OWN, share_below=0.0, any_serious=False)
    assert collect(named(forms), sample, FIRST, failing=own).collected.flagged() == {}


def test_partly_is_no_yes_and_no_no() -> None:
    sample = sample_of(10)
    forms = [filled(sample, number, {"M1": "delvis" if number < 2 else "ja"}) for number in range(10)]
    first = collect(named(forms), sample, FIRST).collected.questions[0]
    assert (first.share.k, first.share.n, first.serious) == (8, 10, True)
    assert first.flags(FIRST.failing) == ()


def test_a_sample_of_another_programme_is_no_sample_of_this_one() -> None:
    with pytest.raises(ValueError, match="another programme"):
        collect([], SAMPLE, SECOND)


def test_an_answer_that_the_programme_does_not_know_is_not_lost() -> None:
    with pytest.raises(ValueError, match="does not know"):
        collect(named([filled(SAMPLE, 0, {"M1": "kanskje"})]), SAMPLE, FIRST)
