"""Text, JSON, the list of rules and the rules' pages."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import click
import pytest

from barnevern_tilsyn.engine import Registry
from barnevern_tilsyn.engine.texts import LANGUAGES, format_date
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.formats import printable
from barnevern_tilsyn.model import Fault, Kilde, Message, Notice, Reject, Unreadable
from barnevern_tilsyn.reports.json import as_json
from barnevern_tilsyn.reports.rule_list import as_json as rules_json
from barnevern_tilsyn.reports.rule_list import as_text as rules_text
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.reports.text import as_text
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, check_files
from barnevern_tilsyn.testing.generator import generate, write

REJECT = Reject(fil="a\nb.xml", faults=(Fault(linje=3, path="Barnevern/Sak", expected=Message("value.date")),))


@pytest.fixture
def report(tmp_path: Path) -> Report:
    write(generate(20, seed=3, plant={"MEL001": 0.3, "UND001": 0.3}), tmp_path)
    return check_files([tmp_path / "*.xml"])


def _text(report: Report) -> str:
    return click.unstyle("\n".join(as_text(report)))


def test_text_groups_by_case_and_puts_the_gravest_first(report: Report) -> None:
    text = _text(report)
    assert len([line for line in text.split("\n") if line.startswith("Sak ")]) == len({f.case for f in report.findings})
    for block in text.split("\n\n"):
        labels = [line.strip().split("  ")[0] for line in block.split("\n") if line.startswith(("  MULIG", "  MÅ "))]
        assert labels == sorted(labels, key=["MULIG LOVBRUDD", "MÅ VURDERES"].index)
    assert "bvl. § 2-2 andre ledd (i kraft 1. januar 2023)" in text
    assert "dager over fristen" in text
    assert "kontrollert: 20," in text


def test_a_rule_that_says_something_of_some_cases_is_not_said_to_say_nothing(report: Report) -> None:
    here = (("MEL001", ("Melding.start_dato",)), ("DOK001", ("Undersokelse.tillegg.vurderinger",)))
    summary = attrs.evolve(report.summary, cannot_be_decided_here=here)
    assert (summary.silent, summary.partly_silent) == (("DOK001",), ("MEL001",))
    text = " ".join(_text(attrs.evolve(report, summary=summary)).split())
    assert "sier ingenting her, for formatet kan ikke bære faktaene bak: DOK001." in text
    assert "sier ingenting om noen av sakene, for formatet de står i, kan ikke bære faktaene bak: MEL001." in text


def test_text_without_findings_and_with_all_that_went_wrong(report: Report) -> None:
    whole = Reject(fil="whole.xml", faults=(Fault(linje=0, path="Barnevern", expected=Message("xml.encoding")),))
    bad = attrs.evolve(
        report,
        findings=(),
        rejects=(REJECT, whole),
        unreadable=(Unreadable(fil="x.pdf", reason=Message("file.empty")),),
        notices=(Notice(fil="c.xml", sak_id="", reason=Message("delivery.chain_broken")),),
    )
    text = _text(bad)
    assert "Ingen funn" in text
    assert "a\\nb.xml:3: Barnevern/Sak: " in text
    assert "whole.xml: Barnevern: " in text
    assert "x.pdf: " in text
    assert "c.xml: " in text


def test_json_has_the_shape_that_is_promised(report: Report) -> None:
    data: dict[str, Any] = json.loads(as_json(attrs.evolve(report, rejects=(REJECT,)), version="1"))
    assert (data["format"], data["tool"]) == (1, {"name": "barnevern-tilsyn", "version": "1"})
    assert data["rejects"] == [
        {
            "file": "a\\nb.xml",
            "line": 3,
            "path": "Barnevern/Sak",
            "code": "value.date",
            "expected": data["rejects"][0]["expected"],
        }
    ]
    assert set(data["summary"]) == {
        *("cases_read", "cases_checked", "cases_superseded", "cases_rejected", "facts_rejected"),
        "files_unreadable",
        *("outcomes", "by_rule", "cannot_be_decided_here", "balance"),
    }
    for row in data["findings"]:
        assert {
            *("rule", "rule_version", "name", "ruleset", "theme", "duties", "outcome", "strength", "certainty"),
            *("severity", "case", "element", "source", "as_of", "deadline", "facts", "missing", "provisions"),
            *("message", "fingerprint"),
        } <= set(row)
        date.fromisoformat(row["as_of"])
        if row["deadline"]:
            keys = {"start", "nominal", "latest", "reasons", "event", "days_over"}
            assert set(row["deadline"]) == keys
        assert row["source"]["line"] > 0
        assert set(row["provisions"][0]) == {"act", "paragraph", "ledd", "punktum", "in_force"}


def test_json_is_the_same_twice(report: Report) -> None:
    assert as_json(report, version="1") == as_json(report, version="1")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a.xml", "a.xml"), ("æ ø.xml", "æ ø.xml"), ("a\nb", "a\\nb"), ("a\x1b[31m", "a\\x1b[31m"), ("\udcff", "\\udcff")],
)
def test_file_names_are_printed_on_one_line(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_the_catalogue() -> None:
    rows = json.loads(rules_json(builtin()))["rules"]
    assert [row["code"] for row in rows] == [rule.code for rule in builtin()]
    for row in rows:
        assert row["lawyer_review"] is None
        assert (row["strength"] is None) is (row["severity"] is not None)
        assert row["needs"] or row["applies_to"] == "Reject"
        assert row["provisions"] or row["severity"]
        assert row["demand"]
    lines = [line for line in rules_text(builtin()).splitlines() if not line.startswith(" ")]
    assert [line.split()[0] for line in lines] == [row["code"] for row in rows]
    assert [line.split()[2] for line in lines] == [row["severity"] or row["strength"] for row in rows]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_catalogue_says_of_a_control_what_it_demands_since_when_and_what_it_reads(lang: str) -> None:
    said = rules_text(builtin("register"), lang)
    blocks = {block.split()[0]: " ".join(block.split()) for block in re.split(r"\n(?! )", said) if block}
    for rule in builtin("register"):
        block = blocks[rule.code]
        assert rule_texts(rule.texts, rule.code, lang)["page"]["duty"] in block
        assert all(path in block for path in rule.needs)
        for day in filter(None, (rule.valid_from, rule.valid_to)):
            assert format_date(day, lang) in block
    assert rules_text(Registry([]), lang) == ""


@pytest.mark.parametrize("rule", list(builtin("lov")), ids=lambda rule: rule.code)
def test_a_rules_page(rule: Any) -> None:
    page = markdown(rule)
    headings = [line for line in page.split("\n") if line.startswith("## ")]
    assert len(headings) == 13
    assert all(hjemmel.cite("nb") in page for hjemmel in rule.hjemmel)
    assert re.search(r"fra \d+\. \w+ \d{4}", page)
    assert all(path in page for path in rule.needs)
    assert "\n\n\n" not in page


def test_a_source_without_a_line_or_an_id(report: Report) -> None:
    first = report.findings[0]
    nowhere = attrs.evolve(first.source, line=None)
    bare = attrs.evolve(first, case=None, case_line=None, element_id=None, source=nowhere)
    text = _text(attrs.evolve(report, findings=(bare,)))
    assert "Sak uten UUID" in text
    assert f"{first.element_type} uten UUID" in text
    assert Kilde().fil == ""


def test_cases_without_an_id_are_told_apart_by_their_lines(report: Report) -> None:
    first = report.findings[0]
    here, there = (attrs.evolve(first, case=None, case_line=line, element_id=None) for line in (5, 90))
    document = attrs.evolve(here, case_line=None, element_type="Dokument")
    text = _text(attrs.evolve(report, findings=(here, here, there, document)))
    headings = [line.partition("  ")[0] for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings[:3] == ["Sak på linje 5", "Sak på linje 90", "Dokument"]
    assert "uten UUID" not in text
