"""Programmes out of files: ours are whole, and each fault of another's is told with its place."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import Programme, ProgrammeError, builtin, load
from barnevern_tilsyn.programmes.programme import Counts, EvidenceKind, Kind, Origin

OURS = list(builtin().values())
BASE = """
id = "own"
version = "1.0"
kind = "self-check"
origin = "reconstruction"
authority = "Kommunen"
name.nb = "Egen"
about.nb = "Om"
period = { since = 2024-01-01 }
sources = []

[[answer_sets]]
id = "ja-nei"
values = [
  { id = "ja", counts = "yes", name.nb = "Ja" },
  { id = "nei", counts = "no", name.nb = "Nei" },
]

[[themes]]
id = "tema"
name.nb = "Tema"

[[questions]]
id = "S1"
theme = "tema"
answers = "ja-nei"
text.nb = "Spørsmål?"
"""


def refused(folder: Path, text: str) -> dict[str, str]:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeError) as error:
        load(file)
    for lang in LANGUAGES:
        assert all(sentence.startswith("own.toml: ") for sentence in error.value.sentences(lang))
    return {fault.place: fault.reason.id for fault in error.value.faults}


class TestOurs:
    @pytest.mark.parametrize("programme", OURS, ids=lambda programme: programme.id)
    def test_it_has_all_texts_in_three_languages(self, programme: Programme) -> None:
        told = [programme.name, programme.about, *(theme.name for theme in programme.themes)]
        told += [one.text for one in (*programme.questions, *programme.management)]
        told += [value.name for answers in programme.answer_sets for value in answers.values]
        told += [one.evidence.person for one in programme.questions if one.evidence and one.evidence.person]
        told += [group.name for group in programme.sampling.outcomes] if programme.sampling else []
        for texts in told:
            assert texts.nb
            assert texts.nn
            assert texts.en

    @pytest.mark.parametrize("programme", OURS, ids=lambda programme: programme.id)
    def test_it_says_where_it_is_from_and_what_is_ours(self, programme: Programme) -> None:
        assert all(source.url.startswith("http") for source in programme.sources)
        assert programme.sources
        assert "våre" in programme.about.nb or "vår rekonstruksjon" in programme.about.nb
        assert all(question.provisions for question in programme.questions)

    def test_what_is_there(self) -> None:
        kinds = {programme.id: programme.kind for programme in OURS}
        assert kinds["egenkontroll-2024-1"] is kinds["egenkontroll-2024-2"] is Kind.SELF_CHECK
        assert kinds["undersokelser-2020-revisjon"] is Kind.AUDIT
        assert kinds["undersokelser-2020-egenvurdering"] is Kind.SELF_ASSESSMENT
        assert {"undersokelser-2011", "meldinger-2015", "fosterhjem-2013", "fosterhjem-2022"} < kinds.keys()
        assert {"nav-2022", "samarbeid-2008"} < kinds.keys()

    def test_the_rules_for_drawing_are_the_authority_s_the_limit_is_ours(self) -> None:
        programme = builtin()["egenkontroll-2024-1"]
        assert programme.sampling
        assert programme.failing
        assert (programme.sampling.origin, programme.sampling.cases) == (Origin.AUTHORITY, 10)
        assert len(programme.sampling.outcomes) == 4
        assert programme.failing.origin is Origin.RECONSTRUCTION

    def test_a_form_is_judged_section_by_section_and_the_record_can_propose_its_answers(self) -> None:
        filled_in = [programme for programme in OURS if programme.kind in (Kind.SELF_CHECK, Kind.SELF_ASSESSMENT)]
        assert len(filled_in) == 4
        for programme in filled_in:
            assert programme.judgement
            assert programme.judgement.origin is Origin.RECONSTRUCTION
            assert {value.counts for value in programme.answer_set(programme.judgement).values} == {
                Counts.YES,
                Counts.NO,
                Counts.APART,
            }
            for question in programme.questions:
                answers = programme.answer_set(question)
                assert answers.proposed
                assert answers.value(str(answers.proposed.met)).counts is Counts.YES
                assert answers.value(str(answers.proposed.breach)).counts is Counts.NO
                assert answers.value(str(answers.proposed.not_applicable)).counts is Counts.APART

    def test_the_second_round_can_be_compared_with_the_first(self) -> None:
        first, second = builtin()["egenkontroll-2024-1"], builtin()["egenkontroll-2024-2"]
        assert second.follows == first.id
        mapped = [question.same_as for question in second.questions if question.same_as]
        assert mapped == [question.id for question in first.questions]
        assert [question.id for question in second.questions if not question.same_as] == ["S2"]

    def test_what_only_a_person_can_answer_has_no_evidence(self) -> None:
        for programme in OURS:
            for question in programme.questions:
                if question.evidence and question.evidence.kind is EvidenceKind.PERSON:
                    assert question.evidence.duties == question.evidence.facts == ()


def test_a_programme_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(BASE, encoding="utf-8")
    programme = load(tmp_path / "own.toml")
    assert (programme.id, programme.question("S1").text.say("nn")) == ("own", "Spørsmål?")
    assert programme.answer_set(programme.question("S1")).id == "ja-nei"
    assert programme.origin_of(programme.question("S1")) is Origin.RECONSTRUCTION


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ('kind = "self-check"', 'kind = "check"', "kind", "not-a-choice"),
        ('version = "1.0"', "version = 1", "version", "expected-str"),
        ('version = "1.0"\n', "", "version", "missing"),
        ('version = "1.0"', 'version = "1.0"\nmore = 1', "more", "unknown-key"),
        ("since = 2024-01-01", 'since = "2024"', "period.since", "expected-date"),
        ("since = 2024-01-01", "since = 2024-01-02, until = 2024-01-01", "period.until", "before-start"),
        ('text.nb = "Spørsmål?"', "text.nb = 3", "questions[0].text.nb", "expected-str"),
        ('text.nb = "Spørsmål?"', 'text.nb = "x"\nserious = "ja"', "questions[0].serious", "expected-bool"),
        ('theme = "tema"', 'theme = "annet"', "questions[0].theme", "no-such-theme"),
        ('answers = "ja-nei"', 'answers = "annet"', "questions[0].answers", "no-such-answers"),
        ('answers = "ja-nei"\n', "", "questions[0].answers", "missing"),
        ('counts = "no"', 'counts = "yes"', "answer_sets[0].values", "no-yes-or-no"),
        ('{ id = "nei"', '{ id = "ja"', "answer_sets[0].values", "twice"),
        ('name.nb = "Nei"', 'name.nb = "JA"', "answer_sets[0].values", "twice"),
        (
            "[[themes]]",
            '[judgement]\norigin = "authority"\nanswers = "annet"\ntext.nb = "?"\n\n[[themes]]',
            "judgement.answers",
            "no-such-answers",
        ),
        (
            "[[themes]]",
            '[answer_sets.proposed]\nmet = "ja"\nbreach = "nein"\n\n[[themes]]',
            "answer_sets[0].proposed.breach",
            "no-such-answer",
        ),
        ("values = [", 'values = ""\nx = [', "answer_sets[0].values", "expected-list"),
        ("period = { since = 2024-01-01 }", "period = []", "period", "expected-table"),
        ('id = "S1"', 'id = "S1"\nsame_as = "S0"', "questions[0].same_as", "follows-none"),
        (
            'id = "S1"',
            'id = "S1"\nprovisions = [{ lov = "x", paragraf = "1" }]',
            "questions[0].provisions[0]",
            "no-such-provision",
        ),
        (
            'id = "S1"',
            'id = "S1"\nevidence = { kind = "record", duties = ["Z-9"] }',
            "questions[0].evidence.duties[0]",
            "no-such-duty",
        ),
        (
            'id = "S1"',
            'id = "S1"\nevidence = { kind = "record", facts = ["Melding.x"] }',
            "questions[0].evidence.facts[0]",
            "no-such-fact",
        ),
        (
            'id = "S1"',
            'id = "S1"\nevidence = { kind = "person", duties = ["M-1"] }',
            "questions[0].evidence.kind",
            "person-only",
        ),
    ],
)
def test_each_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str, reason: str) -> None:
    assert old in BASE
    assert refused(tmp_path, BASE.replace(old, new))[place] == reason


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ('provisions = [{ lov = "x", paragraf = "1" }]', "provisions[0]", "no-such-provision"),
        ('evidence = { kind = "record", duties = ["Z-9"] }', "evidence.duties[0]", "no-such-duty"),
        ('evidence = { kind = "record", facts = ["Melding.x"] }', "evidence.facts[0]", "no-such-fact"),
        ('evidence = { kind = "person", duties = ["M-1"] }', "evidence.kind", "person-only"),
        ('evidence = { kind = "maybe" }', "evidence.kind", "not-a-choice"),
    ],
)
def test_what_a_question_names_must_be_there(tmp_path: Path, line: str, place: str, reason: str) -> None:
    assert refused(tmp_path, f"{BASE}{line}\n") == {f"questions[0].{place}": reason}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = BASE.replace('version = "1.0"', "version = 1").replace('text.nb = "Spørsmål?"', "text = []")
    assert len(refused(tmp_path, text)) == 2


def test_sampling_and_failing_are_held_to_their_ranges(tmp_path: Path) -> None:
    more = """
[sampling]
origin = "reconstruction"
cases = 0
closed_within_months = 0
measures_share = 2
every_municipality = true
outcomes = [{ id = "a", name.nb = "A", codes = ["99"] }]

[failing]
origin = "reconstruction"
share_below = 1.5
any_serious = true
"""
    assert refused(tmp_path, BASE + more) == {
        "sampling.cases": "no-count",
        "sampling.closed_within_months": "no-count",
        "sampling.measures_share": "no-share",
        "sampling.outcomes[0].codes": "no-such-code",
        "failing.share_below": "no-share",
    }


@pytest.mark.parametrize(("content", "reason"), [(b"\xff", "not-utf-8"), (b"a = ", "no-toml")])
def test_what_is_no_toml(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(content)
    with pytest.raises(ProgrammeError) as error:
        load(file)
    assert [fault.reason.id for fault in error.value.faults] == [reason]


VALUES: st.SearchStrategy[Any] = st.one_of(st.integers(), st.booleans(), st.text(max_size=5), st.just([]))


@given(st.data())
def test_a_value_of_another_kind_anywhere_is_told_or_fits(data: st.DataObject) -> None:
    from barnevern_tilsyn.programmes.loading import structured

    text = resources.files("barnevern_tilsyn.programmes").joinpath("data/egenkontroll-2024-1.toml").read_text("utf-8")
    table: Any = tomllib.loads(text)
    node = table
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else list(range(len(node)))))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            node[key] = data.draw(VALUES)
            break
        node = inner
    try:
        found: Programme | ProgrammeError = structured("x", table)
    except ProgrammeError as error:
        found = error
    if isinstance(found, ProgrammeError):
        assert found.faults
        assert all(sentence.endswith(".") for sentence in found.sentences("en"))
