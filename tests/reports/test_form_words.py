"""What forms of every kind say of provisions, facts and outcomes."""

import attrs
import pytest

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.needs import registered_as
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.form import Answer, Hint, RecordFact, Subject
from barnevern_tilsyn.reports.form_words import about_case, cited, fact_words, record_lines
from tests.programmes.forms import BLANK, BLANK_SERVICE, CASE, PROGRAMME


def test_a_provision_is_cited_in_the_language() -> None:
    assert [cited(PROGRAMME.question("U5").provisions[0], lang) for lang in ("nb", "en")] == [
        "bvl. § 2-2 andre ledd",
        "Child Welfare Act § 2-2 second paragraph",
    ]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (RecordFact(path="Melding.start_dato", known=True, values=("2025-03-01",)), "1 March 2025"),
        (RecordFact(path="Melding.start_dato", known=True), "none recorded"),
        (RecordFact(path="Melding.start_dato", known=False), "the record does not tell"),
        (
            RecordFact(path="Undersokelse.tillegg.samtaler.alene", known=False, values=("true", "false")),
            "yes and no; the record does not tell all",
        ),
        (RecordFact(path="Melding.meldere.kode", known=True, values=("1", "99")), "Barnet selv (1) and 99"),
        (RecordFact(path="Undersokelse.tillegg.samtale_unnlatt.grunn", known=True, values=("ikke_i_stand",)),
         "ikke_i_stand"),
    ],
)  # fmt: skip
def test_a_fact_is_told_as_a_day_a_code_or_what_is_not_known(fact: RecordFact, said: str) -> None:
    name, values = fact_words(fact, "en")
    assert values == said
    assert fact.path not in name


def test_a_rule_and_a_fact_are_a_line_each() -> None:
    answer = Answer(
        question="M1",
        evidence=(Hint(rule="MEL001", outcome=Outcome.BREACH, text="For sent."),),
        facts=(RecordFact(path="Melding.start_dato", known=True, values=("2025-03-01",)),),
    )
    assert list(record_lines(answer, "nb")) == [
        "Mulig lovbrudd (MEL001): For sent.",
        "Dagen meldingen ble mottatt: 1. mars 2025",
    ]


def test_what_a_form_is_about() -> None:
    assert dict(about_case(BLANK, PROGRAMME, "en"))["Outcome"] == "Measures decided"
    subject = Subject(case=CASE, may_be=("henlagt", "tiltak"))
    unsure = attrs.evolve(BLANK, subject=subject)
    assert dict(about_case(unsure, PROGRAMME, "en"))["Outcome"] == "Dismissed / Measures decided (not known which)"
    assert list(dict(about_case(BLANK_SERVICE, PROGRAMME, "nb"))) == ["Utvalg", "Skjemaets versjon"]


def test_every_provision_of_ours_can_be_cited() -> None:
    for programme in builtin().values():
        for question in (*programme.questions, *programme.management):
            assert all(cited(provision, "nn") for provision in question.provisions)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("Melding.meldere.kode", "/Barnevern/Sak/Melding/Melder/@Kode"),
        ("Sak.start_dato", "/Barnevern/Sak/@StartDato"),
        ("Undersokelse.tillegg.samtaler", ""),
    ],
)
def test_where_a_fact_stands_in_the_register(path: str, place: str) -> None:
    assert registered_as(path) == place
