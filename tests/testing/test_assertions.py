"""Assertions: what fails, what passes, and what a failure says."""

from datetime import date
from pathlib import Path

import pytest

import barnevern_tilsyn as bt
from barnevern_tilsyn.testing import assert_no_breach, assert_no_breach_in_files
from tests.records import sak, undersokelse

DEMO = Path(__file__).parents[2] / "examples" / "demo"
LATE = {"undersokelser": [undersokelse(slutt=date(2026, 8, 3))]}


def failure(case: bt.Sak, **options: object) -> str:
    with pytest.raises(AssertionError) as failed:
        assert_no_breach(case, **options)  # type: ignore[arg-type]
    return str(failed.value)


def test_a_case_without_a_breach_passes() -> None:
    assert_no_breach(sak())


def test_a_breach_is_told_as_a_person_reads_it() -> None:
    told = failure(sak(**LATE), lang="en")
    assert "POTENTIAL BREACH  UND001 Time limit of the investigation" in told
    assert "The investigation was closed on 3 August 2026." in told
    assert told.endswith("Only the supervisory authority concludes.")
    assert "MULIG LOVBRUDD  UND001" in failure(sak(**LATE))


def test_no_personal_value_and_no_colour_is_in_the_message() -> None:
    told = failure(
        sak(
            **LATE,
            journalnummer="KANARI-1",
            personalia=[{"id": "p", "start_dato": date(2020, 1, 1), "fodselsnummer": "05851599999"}],
        ),
        fail_on=("breach", "open"),
    )
    assert "KANARI" not in told
    assert "0585" not in told
    assert "\x1b" not in told


def test_the_day_of_judgement_and_the_rule_sets_are_those_asked_for() -> None:
    case = sak(undersokelser=[undersokelse(slutt=None)])
    assert_no_breach(case, as_of=date(2026, 5, 1))
    assert "UND001" in failure(case)
    assert_no_breach(case, rulesets=["data"])
    assert_no_breach(case, rules=bt.choose_rules(["lov"], select=["MEL001"]))


def test_what_fails_is_chosen_as_on_the_command_line() -> None:
    open_case = sak(personalia=[{"id": "p", "start_dato": date(2020, 1, 1)}], **LATE)
    assert_no_breach(open_case)
    assert "fødselsdato" in failure(open_case, fail_on="open").lower()
    assert_no_breach(sak(**LATE), fail_on="never")
    with pytest.raises(ValueError, match="fault:error"):
        assert_no_breach(sak(), fail_on="breech")


def test_files_are_pointed_at() -> None:
    assert_no_breach_in_files(DEMO / "00001.xml", fail_on="breach")
    with pytest.raises(AssertionError, match="UND001"):
        assert_no_breach_in_files([DEMO / "00001.xml", DEMO / "00005.xml"])


def test_what_cannot_be_read_fails_too(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"broken\.xml:7"):
        assert_no_breach_in_files(DEMO / "broken.xml")
    (tmp_path / "notes.xml").write_text("<a/>", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"notes\.xml"):
        assert_no_breach_in_files(str(tmp_path))


def test_a_delivery_without_cases_is_no_pass() -> None:
    with pytest.raises(AssertionError, match="0"):
        assert_no_breach_in_files([])


def test_facts_are_laid_over(tmp_path: Path) -> None:
    document, facts = tmp_path / "case.xml", tmp_path / "facts.jsonl"
    document.write_bytes((DEMO / "00001.xml").read_bytes())
    facts.write_text('{"sak": "x", "type": "Sak", "id": "x", "tillegg": {}}\n', encoding="utf-8")
    with pytest.raises(AssertionError, match=r"facts\.jsonl"):
        assert_no_breach_in_files(document, overlay=facts)
