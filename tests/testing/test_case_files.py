"""A folder of one's own cases: TOML and JSON, what they expect, and what is wrong with a file."""

import json
from pathlib import Path

import pytest

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import UnknownRuleError
from barnevern_tilsyn.testing import CaseFileError, cases_in

CASES = """
[base]
id = "sak"
leveranse = { dato_uttrekk = 2026-10-01T10:00:00Z, avgiver = { kommunenummer = "9901" } }
personalia = [{ id = "p", start_dato = 2020-01-01, fodseldato = 2015-05-05 }]
undersokelser = []

[[case]]
title = "on the last day"
sak.meldinger = [{ id = "m", start_dato = 2026-03-02, konklusjon = { slutt_dato = 2026-03-09, kode = "10" } }]
expected = { MEL001 = "met", UND002 = ["not_applicable"] }

[[case]]
title = { nb = "ikke avsluttet", en = "not concluded" }
as_of = 2026-03-05
sak.meldinger = [{ id = "m", start_dato = 2026-03-02, konklusjon = false }]
expected = { melding-review-time-limit = "running" }
"""


def write(folder: Path, text: str, name: str = "cases.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, text: str, name: str = "cases.toml") -> list[str]:
    (case,) = cases_in(write(folder, text, name))
    return case.faults()


def as_json(**changes: object) -> str:
    report = {"id": "m", "start_dato": "2026-03-02", "konklusjon": {"slutt_dato": "2026-03-12", "kode": "10"}}
    person = {"id": "p", "start_dato": "2020-01-01", "fodseldato": "2015-05-05"}
    case = {"id": "sak", "meldinger": [report], "personalia": [person], "undersokelser": []}
    return json.dumps({"as_of": "2026-10-01", "sak": case, "expected": {"MEL001": "breach"}, **changes})


def test_cases_are_named_and_give_what_they_say(tmp_path: Path) -> None:
    first, second = cases_in(write(tmp_path, CASES))
    assert [str(first), str(second)] == [
        "cases.toml: case 1 on the last day",
        "cases.toml: case 2 ikke avsluttet",
    ]
    for case in (first, second):
        case.check()
        assert case.faults() == []


def test_json_holds_a_case_too(tmp_path: Path) -> None:
    assert faults(tmp_path, as_json(), "case.json") == []


def test_what_is_otherwise_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, as_json(expected={"MEL001": "met", "UND001": ["met"]}), "case.json")
    assert told == ["MEL001: expected met, got breach", "UND001: expected met, got nothing"]


def test_a_failing_case_names_itself(tmp_path: Path) -> None:
    (case,) = cases_in(write(tmp_path, as_json(expected={"MEL001": "met"}, title="late"), "case.json"))
    with pytest.raises(AssertionError, match=r"case\.json: case 1 late\n  MEL001: expected met, got breach"):
        case.check()


def test_a_breach_that_nobody_expects_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, as_json(expected={}), "case.json") == ["MEL001: expected nothing, got breach"]


def test_only_the_rules_asked_for_are_run(tmp_path: Path) -> None:
    (case,) = cases_in(write(tmp_path, as_json(), "case.json"))
    with pytest.raises(UnknownRuleError):
        case.check(rulesets=["data"])
    case.check(rules=bt.choose_rules(["lov"], select=["MEL001"]))


def test_a_document_can_stand_beside(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    demo = Path(__file__).parents[2] / "examples" / "demo" / "00005.xml"
    (folder / "late.xml").write_bytes(demo.read_bytes())
    write(tmp_path, 'file = "documents/late.xml"\nexpected = { UND001 = "breach" }\n')
    (case,) = cases_in(tmp_path)
    case.check()


def test_folders_are_looked_through_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, as_json(), "case.json")
    assert [case.name for case in cases_in(tmp_path)] == ["a/case.json: case 1", "b/case.json: case 1"]
    assert [case.name for case in cases_in(tmp_path / "a" / "case.json")] == ["case.json: case 1"]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("[", "case.toml", "case.toml: it is no TOML"),
        ("{", "case.json", "case.json: it is no JSON"),
        ("[]", "case.json", "it has to be a table"),
        ('{"case": 1}', "case.json", "case is a list"),
        (as_json(expect={}), "case.json", "only these keys"),
        (as_json(expected={"MEL001": "KANARI"}), "case.json", "expected is a table"),
        (as_json(expected=None), "case.json", "expected is a table"),
        (as_json(as_of="KANARI"), "case.json", "as_of is a date"),
        (as_json(sak="KANARI"), "case.json", "sak is a table"),
        (as_json(sak={"id": "sak", "start_dato": "KANARI"}), "case.json", "start_dato"),
        (as_json(sak={"id": "sak", "name": "KANARI"}), "case.json", "sak.name: the model has no such fact"),
        (as_json(sak={"name": "KANARI"}), "case.json", "the model has no such fact"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_never_what_it_says(
    tmp_path: Path, text: str, name: str, told: str
) -> None:
    with pytest.raises(CaseFileError) as refused:
        cases_in(write(tmp_path, text, name))
    assert told in str(refused.value)
    assert "KANARI" not in str(refused.value)


def test_an_empty_folder_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="no cases"):
        cases_in(tmp_path)
