"""The controls on register documents as they are read: what is not written there is not there."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from click.testing import CliRunner
from lxml import etree

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.model import Fault, Message, Reject, Sak
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.rule_cases import cases_of
from barnevern_tilsyn.runners import check_files
from barnevern_tilsyn.testing.generator import GeneratedCase, generate
from tests.formats_of_check import ON_SCREEN
from tests.register import fired, results
from tests.scale import scaled

UNLINKED = {"relation_missing", "act_not_linked"}
"""Courses that are there to lack a relation."""
APPROXIMATE = {"NBR-MELDING-3", "NBR-UNDERSOKELSE-11"}
"""Where the authority counts otherwise than the law."""
NOTES = {"NBR-SAK-23", "NBR-PERSONALIA-18"}
"""A decision to dismiss has no end, and an unborn child no number."""


def _lawful(count: int, seed: int = 11, as_of: date = date(2026, 10, 1)) -> list[GeneratedCase]:
    return [case for case in generate(count, seed=seed, as_of=as_of) if case.shape not in UNLINKED]


def _read(xml: bytes) -> Sak:
    (sak,) = read(xml)
    return sak


def _without(xml: bytes, path: str) -> bytes:
    root: Any = etree.fromstring(xml)
    for element in root.xpath(path):
        element.getparent().remove(element)
    written: bytes = etree.tostring(root)
    return written


@pytest.mark.parametrize("as_of", [date(2025, 6, 1), date(2026, 10, 1), date(2033, 5, 5)])
def test_lawful_documents_have_no_faults_but_where_the_authority_counts_otherwise(as_of: date) -> None:
    for case in _lawful(scaled(120), as_of=as_of):
        found = fired(_read(case.xml))
        assert {code for code, _, _ in found} <= APPROXIMATE | NOTES, case.shape
        assert not [one for one in found if one[0] in APPROXIMATE and one[2] != "warning"]


def test_nothing_is_open_on_a_register_document() -> None:
    """A document says all that its controls ask for."""
    for case in _lawful(scaled(100)):
        assert not [result.rule.code for result in results(_read(case.xml)) if result.outcome is not Outcome.FAULT]


@pytest.mark.parametrize(
    ("code", "path", "demanding"),
    [
        ("NBR-MELDING-4", "//Melder", "//Melding[Konklusjon]"),
        ("NBR-MELDING-5", "//Melding/Saksinnhold", "//Melding[Konklusjon]"),
        ("NBR-UNDERSOKELSE-7", "//Vedtaksgrunnlag", "//Undersokelse[Konklusjon[@Kode='1' or @Kode='2']]"),
        ("NBR-UNDERSOKELSE-20", "//Relasjon[@FraType='Melding']", "//Undersokelse"),
        ("NBR-UNDERSOKELSE-21", "//Relasjon[@TilType='Vedtak']", "//Undersokelse[Konklusjon[@Kode='1' or @Kode='2']]"),
        ("NBR-TILTAK-20", "//Relasjon[@TilType='Tiltak']", "//Tiltak"),
        (
            "NBR-TILTAK-12",
            "//Opphevelse",
            "//Tiltak[Konklusjon][Kategori/@Kode<3][Lovhjemmel[Kapittel='5' or Paragraf='12']]",
        ),
        ("NBR-PERSONALIA-11", "//Personalia", "//Sak"),
        ("NBR-SAK-21", "//Sak/*[not(self::Personalia)]", "//Sak[not(@SluttDato)]"),
    ],
)
def test_what_is_taken_out_of_a_document_is_missed(code: str, path: str, demanding: str) -> None:
    seen = 0
    for case in _lawful(scaled(80), seed=4):
        root: Any = etree.fromstring(case.xml)
        if any(element.get("ErSlettet") for element in root.iter()) or root.find("Sak/Slettet") is not None:
            continue
        expected = {element.get("Id") for element in root.xpath(demanding)}
        found = fired(_read(_without(case.xml, path)), code)
        assert {id for _, id, _ in found} == expected
        seen += len(found)
    assert seen > 0


def test_a_document_that_does_not_fit_the_schema(tmp_path: Path) -> None:
    right, wrong = (case.xml for case in generate(2, seed=1))
    (tmp_path / "a.xml").write_bytes(right)
    (tmp_path / "b.xml").write_bytes(wrong.replace(b" Journalnummer=", b" Journal="))
    report = check_files([tmp_path], rulesets=["register"])
    faults = [finding for finding in report.findings if finding.rule == "NBR-FILBESKRIVELSE"]
    assert [(f.severity, f.source.file, f.case, f.element_type) for f in faults] == [
        ("fatal", str(tmp_path / "b.xml"), None, "Dokument")
    ]
    assert faults[0].source.line
    assert len({faults[0].message(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_only_register_documents_are_held_to_the_registers_schema() -> None:
    rule = builtin("register").get("NBR-FILBESKRIVELSE")
    assert rule.judge is not None
    fault = Fault(linje=1, path="Barnevern", expected=Message("value.date"))
    assert rule.judge(Reject(fil="a", faults=(fault,))) is not None
    assert rule.judge(Reject(fil="a", faults=(fault,), format="kostra")) is None


def test_of_a_kostra_file_the_controls_say_what_it_can_tell() -> None:
    report = check_files(
        [Path(__file__).parents[3] / "examples" / "kostra.xml"], rulesets=["register"], show=list(Outcome)
    )
    assert not [finding for finding in report.findings if finding.outcome is Outcome.ERROR]
    by_outcome = {outcome: {f.rule for f in report.findings if f.outcome is outcome} for outcome in Outcome}
    assert "NBR-MELDING-3" in by_outcome[Outcome.FAULT]
    assert {"NBR-TILTAK-20", "NBR-TILTAK-21"} <= by_outcome[Outcome.OPEN]
    assert "NBR-FILBESKRIVELSE" not in by_outcome[Outcome.FAULT]


def _faulty(folder: Path) -> Path:
    """Documents with faults of all kinds, one of them not read."""
    for n, case in enumerate(_lawful(20, seed=6)):
        xml = _without(case.xml, "//Relasjon") if n % 3 else _without(case.xml, "//Melder")
        (folder / f"{n:02d}.xml").write_bytes(xml)
    (folder / "broken.xml").write_bytes(b"<Barnevern><Sak/></Barnevern>")
    return folder


@pytest.mark.parametrize("output_format", ON_SCREEN)
@pytest.mark.parametrize("rulesets", ["register", "lov,register"])
def test_every_format_tells_severity_file_line_and_element(tmp_path: Path, output_format: str, rulesets: str) -> None:
    args = ["check", str(_faulty(tmp_path)), "--ruleset", rulesets, "--output-format", output_format]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 1, result.output
    expected = check_files([tmp_path], rulesets=rulesets.split(",")).findings
    faults = [finding for finding in expected if finding.outcome is Outcome.FAULT]
    assert {finding.severity for finding in faults} >= {"fatal", "error", "warning"}
    assert all(finding.source.file and finding.source.line for finding in faults)
    out = click.unstyle(result.output)
    match output_format:
        case "json":
            told = [row for row in json.loads(out)["findings"] if row["outcome"] == "fault"]
            assert [(row["rule"], row["severity"], row["source"]["line"], row["element"]["type"]) for row in told] == [
                (f.rule, f.severity, f.source.line, f.element_type) for f in faults
            ]
        case "jsonl":
            rows = [json.loads(line) for line in out.splitlines()]
            assert Counter(row["severity"] for row in rows if row.get("outcome") == "fault") == Counter(
                f.severity for f in faults
            )
        case "sarif":
            levels = {"fatal": "error", "error": "error", "warning": "warning", "info": "note"}
            told = [row for row in json.loads(out)["runs"][0]["results"] if row["ruleId"].startswith("NBR-")]
            assert Counter((row["ruleId"], row["level"]) for row in told) == Counter(
                (f.rule, levels[str(f.severity)]) for f in faults
            )
            assert all(row["locations"][0]["physicalLocation"]["region"]["startLine"] for row in told)
        case "text":
            words = {"fatal": "alvorlig feil", "error": "feil", "warning": "advarsel", "info": "merknad"}
            for fault in faults:
                assert re.search(rf"\({words[str(fault.severity)]}\)  {fault.rule} ", out)
                assert f"linje {fault.source.line}" in out


@pytest.mark.parametrize(("fail_on", "code"), [("fault:error", 1), ("fault:warning", 1), ("never", 0), ("breach", 0)])
def test_faults_stop_a_run_from_a_severity_on(tmp_path: Path, fail_on: str, code: int) -> None:
    (tmp_path / "a.xml").write_bytes(_without(_lawful(20, seed=6)[2].xml, "//Relasjon|//Melder"))
    args = ["check", str(tmp_path), "--ruleset", "register", "--fail-on", fail_on]
    assert CliRunner().invoke(cli, args).exit_code == code


CASES = [case for rule in builtin("register") for case in cases_of(rule)]
CANARY = "KANARIFUGL"


def _marked(value: Any) -> Any:
    """A case with marked text in each personal field that is text; identity numbers are what they are."""
    if isinstance(value, tuple):
        return tuple(map(_marked, value))
    if not attrs.has(type(value)):
        return value
    changes = {}
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        if field.name in ("migrert_id", "presisering", "journalnummer") and inner:
            changes[field.alias] = CANARY
        else:
            changes[field.alias] = _marked(inner)
    return attrs.evolve(value, **changes)


@pytest.mark.parametrize("case", CASES, ids=[case.title["en"] for case in CASES])
def test_no_finding_of_any_control_tells_who_somebody_is(case: Any) -> None:
    sak = _marked(case.records[0])
    found = list(findings_of(results(sak)))
    told = repr([(f.message(lang), f.facts, f.missing) for f in found for lang in LANGUAGES])
    assert CANARY not in told
    for row in sak.personalia or ():
        assert not row.fodselsnummer or row.fodselsnummer not in told
        assert not row.dufnummer or row.dufnummer not in told
    assert all(fact.path != "Personalia.fodseldato" for f in found for fact in f.facts)
