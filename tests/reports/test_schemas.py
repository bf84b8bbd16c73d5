"""What ``check`` writes is what its schemas say, and nothing else is."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.model import Message, Notice, Sak
from barnevern_tilsyn.reports import json as json_format
from barnevern_tilsyn.reports import jsonl
from barnevern_tilsyn.reports.schemas import SCHEMAS, schema_text
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, check, check_files, check_stream
from barnevern_tilsyn.testing.generator import generate, write
from tests.json_schemas import objects, reach, validator, with_key, with_stranger, without
from tests.records import cases, sak

FINDINGS = validator("findings")
LINE = validator("findings-line")
SETTING = Setting("1", "nb", builtin("lov"), lambda _run: 0)
COUNTED = ("outcomes", "by_rule")
"""What has keys of its own in every run."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(12, seed=5, plant=("MEL001", "UND001", "UND003", "UND004")), out)
    (out / "broken.xml").write_text("<Barnevern><Sak>", encoding="utf-8")
    (out / "page.xml").write_text("<html></html>", encoding="utf-8")
    report = check_files([out], show=frozenset(bt.Outcome))
    summary = attrs.evolve(report.summary, cannot_be_decided_here=(("UND001", ("Melding.start_dato",)),))
    notice = Notice(fil="", sak_id="", reason=Message("delivery.chain_broken"))
    return attrs.evolve(report, summary=summary, notices=(*report.notices, notice))


@pytest.fixture(scope="module")
def document(report: Report) -> Any:
    return _json(report)


@pytest.fixture(scope="module")
def short(report: Report) -> Any:
    """The JSON with one breach and one open finding: every object that there is, few times."""
    by_outcome = {finding.outcome: finding for finding in report.findings}
    return _json(attrs.evolve(report, findings=(by_outcome[bt.Outcome.BREACH], by_outcome[bt.Outcome.OPEN])))


@pytest.fixture(scope="module")
def rows(report: Report) -> list[Any]:
    """One line of each type, as long as there are."""
    by_type = {row["type"]: row for row in _lines(report)}
    assert set(by_type) == {"finding", "reject", "unreadable", "notice", "summary"}
    return list(by_type.values())


def _json(report: Report) -> Any:
    return json.loads("\n".join(json_format.lines(report, SETTING)))


def _lines(report: Report) -> list[Any]:
    return [json.loads(line) for line in jsonl.lines(report, SETTING)]


def test_what_is_written_is_valid(report: Report, document: Any) -> None:
    FINDINGS.validate(document)
    for row in _lines(report):
        LINE.validate(row)


@given(cases(), st.sampled_from(["UND001", "MEL001"]))
def test_what_is_written_of_any_case_is_valid(case: Sak, code: str) -> None:
    report = _report_of(check(case, show=frozenset(bt.Outcome)), code)
    FINDINGS.validate(_json(report))
    for row in _lines(report):
        LINE.validate(row)


def _report_of(findings: Iterable[bt.Finding], code: str) -> Report:
    empty = check_files([])
    summary = attrs.evolve(empty.summary, by_rule={code: {"met": 1}}, outcomes={"met": 1})
    return attrs.evolve(empty, findings=tuple(findings), summary=summary)


def test_unknown_keys_are_refused_everywhere(short: Any, rows: list[Any]) -> None:
    assert [at for at in objects(short) if FINDINGS.is_valid(with_stranger(short, at))] == []
    for row in rows:
        assert [at for at in objects(row) if LINE.is_valid(with_stranger(row, at))] == []


def test_every_key_is_required(short: Any, rows: list[Any]) -> None:
    for at in objects(short):
        if not set(COUNTED) & set(at):
            for key in reach(short, at):
                assert not FINDINGS.is_valid(without(short, at, key)), (at, key)
    for row in rows:
        for key in row:
            assert not LINE.is_valid(without(row, (), key)), (row["type"], key)


def test_a_line_has_the_type_that_it_says(rows: list[Any]) -> None:
    for row in rows:
        others = {other["type"] for other in rows} - {row["type"]} | {"case"}
        assert [name for name in others if LINE.is_valid({**row, "type": name})] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("summary", "cases_read"), -1),
        (("summary", "cases_read"), "1"),
        (("summary", "outcomes"), {"guilty": 1}),
        (("rejects", 0, "line"), 0),
        (("findings", 0, "outcome"), "guilty"),
        (("findings", 0, "as_of"), "20261001"),
        (("findings", 0, "as_of"), "2026-02-30"),
        (("findings", 0, "as_of"), "2026-10-01T00:00:00"),
        (("findings", 0, "rule"), None),
        (("findings", 0, "duties"), "I-2"),
        (("findings", 0, "strength"), "weak"),
        (("findings", 0, "certainty"), "sure"),
    ],
)
def test_wrong_values_are_refused(document: Any, path: tuple[Any, ...], value: Any) -> None:
    *at, key = path
    assert not FINDINGS.is_valid(with_key(document, at, key, value))


def test_lines_hold_the_rows_of_the_json_and_the_summary_comes_last(report: Report, document: Any) -> None:
    rows = _lines(report)
    arrays = {"finding": "findings", "reject": "rejects", "unreadable": "unreadable", "notice": "notices"}
    for kind, array in arrays.items():
        own = [{k: v for k, v in row.items() if k not in ("type", "format")} for row in rows if row["type"] == kind]
        assert own == document[array]
    *before, last = rows
    assert {**last, "type": None} == {**document["summary"], "tool": document["tool"], "format": 1, "type": None}
    assert last["type"] == "summary"
    assert "summary" not in {row["type"] for row in before}


def test_lines_come_while_the_run_goes_on(tmp_path: Path) -> None:
    write(generate(6, seed=1, plant={"MEL001": 1.0}), tmp_path)
    stream = check_stream([tmp_path / "*.xml"])
    lines = jsonl.lines(stream, SETTING)
    assert json.loads(next(lines))["type"] == "finding"
    assert stream.summary.cases_checked == 1
    assert json.loads(list(lines)[-1])["cases_checked"] == 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_in_the_language_asked_for(lang: str) -> None:
    report = _report_of(check(sak(), show=frozenset(bt.Outcome)), "UND001")
    first = next(jsonl.lines(report, SETTING._replace(lang=lang)))
    assert json.loads(first)["message"] == report.findings[0].message(lang)


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_schema_is_the_same_text_twice_and_has_a_name(name: str) -> None:
    assert schema_text(name) == schema_text(name)
    schema = json.loads(schema_text(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith(f"urn:barnevern-tilsyn:schema:{name}")
    assert schema["title"]
    assert schema["description"]
    assert all(definition.get("description") for definition in schema["$defs"].values())
