"""Every id that a rule can give has a text, and every text has its id."""

import re
from pathlib import Path

import pytest

import barnevern_tilsyn.findings
import barnevern_tilsyn.law.frist
import barnevern_tilsyn.rules
from barnevern_tilsyn.engine import Outcome, Rule, Run
from barnevern_tilsyn.engine.texts import catalogue
from barnevern_tilsyn.findings import findings_of, rule_texts
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.generator import generate

COMMON = catalogue("barnevern_tilsyn.findings", "texts/nb.toml")
PACKAGE = Path(barnevern_tilsyn.findings.__file__).parents[1]
SOURCES = "".join(
    path.read_text(encoding="utf-8") for room in ("engine", "rules", "law") for path in (PACKAGE / room).glob("*.py")
)


@pytest.mark.parametrize("id", sorted(COMMON["reasons"]))
def test_no_reason_is_left_over(id: str) -> None:
    assert f'"{id}"' in SOURCES or id in ("soft-duty", "derived-duty")


def test_every_outcome_has_a_word() -> None:
    assert set(COMMON["outcomes"]) == {outcome.value for outcome in Outcome}


@pytest.mark.parametrize("path", sorted({path for rule in builtin("lov") for path in rule.needs}))
def test_every_fact_that_a_rule_reads_has_words(path: str) -> None:
    assert path in COMMON["facts"]


@pytest.mark.parametrize("rule", list(builtin("lov")), ids=lambda rule: rule.code)
def test_every_situation_of_a_rule_has_a_sentence_and_no_sentence_is_left_over(rule: Rule) -> None:
    messages = rule_texts(rule.texts, rule.code, "nb")["messages"]
    assert all(f'"{id}"' in SOURCES or id.endswith(("-past-six-months", "-without-act")) for id in messages)
    known = {"start", "nominal", "latest", "event", "over", "registered", "day", "ended"}
    assert all(set(re.findall(r"{(\w+)}", text)) <= known for text in messages.values())


def test_every_finding_on_generated_cases_can_be_written() -> None:
    run = Run(builtin("lov"))
    for case in generate(400, seed=5, plant=("MEL001", "UND001", "UND002", "UND003", "UND004")):
        for sak in read(case.xml):
            for finding in findings_of(run.see(sak)):
                assert finding.message().endswith(".")
                own = rule_texts(finding.texts, finding.rule, "nb").get("reasons", {})
                assert not set(finding.reasons) - set(COMMON["reasons"]) - set(own)
                assert not set(finding.missing) - set(COMMON["facts"])
