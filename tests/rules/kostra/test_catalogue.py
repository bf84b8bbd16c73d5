"""The 63 ids of the program: how many of each kind, how severe, and what is said of each."""

from collections import Counter

from barnevern_tilsyn.engine import Severity
from barnevern_tilsyn.engine.rule_texts import rule_texts
from barnevern_tilsyn.model import Reject
from barnevern_tilsyn.model.kostra import Avgiver
from barnevern_tilsyn.rules import builtin

KOSTRA = builtin("kostra")


def test_the_program_has_63_ids() -> None:
    assert len(KOSTRA) == 63
    by_reader = [rule for rule in KOSTRA if rule.applies_to is Reject or rule.start]
    never = [rule for rule in KOSTRA if rule.on_request]
    assert (len(by_reader), len(never)) == (6, 2)
    executed = [rule for rule in KOSTRA if rule not in by_reader and rule not in never]
    assert Counter(rule.applies_to is Avgiver for rule in executed) == {True: 4, False: 51}


def test_nine_of_those_it_runs_are_warnings() -> None:
    warnings = {rule.code for rule in KOSTRA if rule.severity is Severity.WARNING and not rule.on_request}
    assert warnings == {
        f"KOSTRA-{id}"
        for id in (
            *("INDIVID_11", "INDIVID_12", "INDIVID_19", "MELDING_03", "UNDERSOKELSE_08"),
            *("TILTAK_04", "TILTAK_05", "TILTAK_06", "TILTAK_09"),
        )
    }
    assert {rule.severity for rule in KOSTRA} == {Severity.WARNING, Severity.ERROR}


def test_every_page_says_whether_text_and_program_differ() -> None:
    for rule in KOSTRA:
        page = rule_texts(rule.texts, rule.code, "nb")["page"]
        assert set(page) == {"duty", "why", "remedy", "limits"}, rule.code
        assert rule.formats == ("kostra",)


def test_the_two_that_never_run_say_so_in_their_title() -> None:
    titles = {rule.code: rule_texts(rule.texts, rule.code, "nb")["title"] for rule in KOSTRA}
    assert {code for code, title in titles.items() if "kjøres aldri" in title} == {
        rule.code for rule in KOSTRA if rule.on_request
    }
