"""Cases as JSON in a run: the same findings as of register XML, and a day of judgement that may be missing."""

import json
from datetime import date
from pathlib import Path

import attrs

import barnevern_tilsyn as bt
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.records import melding, sak
from tests.scale import scaled

ALL = frozenset(bt.Outcome)
RULES = bt.choose_rules(("lov",), select=("MEL001",))


def test_the_findings_are_those_of_register_xml() -> None:
    """Facts beyond the register may be told in JSON: rules that lack them say nothing of the register's cases."""
    for made in generate(scaled(60), seed=61, plant=tuple(PLANTS)):
        (of_xml,) = bt.read(made.xml)
        (twin,) = bt.read(bt.write_json(of_xml))
        assert attrs.evolve(twin, kilde=of_xml._kilde) == of_xml
        one, other = (list(bt.check(case, show=ALL)) for case in (of_xml, twin))
        codes = {finding.rule for finding in one}
        assert [finding for finding in other if finding.rule in codes] == one


def lines(*cases: object) -> bytes:
    return b"\n".join(json.dumps(case).encode() for case in cases)


DATED = json.loads(bt.write_json(sak(meldinger=[melding(slutt=None)])))
"""A report that nobody has reviewed."""
UNDATED = {**DATED, "id": "u", "leveranse": {"avgiver": DATED["leveranse"]["avgiver"]}}


def test_a_case_without_a_day_is_told_and_the_run_goes_on() -> None:
    report = bt.check_files([lines(UNDATED, DATED)], rules=RULES)
    (reject,) = report.rejects
    assert [(fault.linje, fault.path, fault.expected.id) for fault in reject.faults] == [
        (1, "$.leveranse.dato_uttrekk", "case.no_as_of")
    ]
    assert (report.summary.cases_read, report.summary.cases_checked, report.summary.cases_rejected) == (2, 1, 1)
    assert [finding.source.line for finding in report.findings] == [2]
    assert len(bt.check_files([lines(UNDATED, DATED)], rules=RULES, as_of=date(2026, 10, 1)).findings) == 2


def test_findings_name_the_line_of_the_case(tmp_path: Path) -> None:
    file = tmp_path / "saker.jsonl"
    file.write_bytes(b"\n" + lines(DATED, {**DATED, "id": "e"}))
    report = bt.check_files([file], rules=RULES)
    assert [(f.source.file, f.source.line) for f in report.findings] == [(str(file), 2), (str(file), 3)]


def test_lenient() -> None:
    data = lines({**DATED, "ukjent": 1})
    assert len(bt.check_files([data], rules=RULES).rejects) == 1
    report = bt.check_files([data], rules=RULES, lenient=True)
    assert (len(report.rejects), len(report.findings)) == (0, 1)
    assert [notice.reason.id for notice in report.notices] == ["json.passed_over"]


def test_an_invalid_register_document_is_only_a_register_document() -> None:
    data = lines({**DATED, "avsluttet": "ja"})
    assert bt.check_files([data], rulesets=["register"]).findings == ()
