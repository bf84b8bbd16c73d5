"""``convert``: from XML to JSON and back, what is lost on the way, and nothing half written."""

import json
import os
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.testing.generator import generate, write
from tests.formats.kostra_files import child, municipality
from tests.formats.samples import document
from tests.json_schemas import validator
from tests.scale import scaled

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples" / "demo"
CASE = validator("case")
LIKE_A_CASE = {"id": "KANARIFUGLEN", "avsluttet": "KANARIFUGL"}


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["convert", *(str(arg) for arg in args)], input=stdin)


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery")
    write(generate(scaled(30), seed=71, plant=("MEL001", "UND001")), folder)
    return folder


@pytest.mark.parametrize("name", ["pipe.jsonl", "pipe.json"])
def test_a_pipe_is_written_to_and_stays_a_pipe(delivery: Path, tmp_path: Path, name: str) -> None:
    pipe, source = tmp_path / name, next(iter(sorted(delivery.glob("*.xml"))))
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run(source, pipe).exit_code == 0
    assert pipe.is_fifo()
    assert json.loads(os.read(reader, 60_000).splitlines()[0])["id"]
    os.close(reader)


def test_xml_to_json_to_xml_is_the_same(delivery: Path, tmp_path: Path) -> None:
    lines, folder = tmp_path / "saker.jsonl", tmp_path / "xml"
    assert run(delivery, lines).exit_code == 0
    rows = lines.read_bytes().splitlines()
    assert len(rows) == len(list(delivery.glob("*.xml")))
    for row in rows:
        CASE.validate(json.loads(row))
    assert run(lines, folder).exit_code == 0
    assert {f"{sak.id}.xml" for sak in bt.read(delivery)} == {file.name for file in folder.iterdir()}
    assert sorted(bt.read(folder), key=lambda sak: sak.id) == sorted(bt.read(delivery), key=lambda sak: sak.id)
    assert run(folder, tmp_path / "again.jsonl").exit_code == 0
    assert sorted((tmp_path / "again.jsonl").read_bytes().splitlines()) == sorted(rows)


def test_one_case_each_way(tmp_path: Path) -> None:
    source = tmp_path / "a.xml"
    source.write_bytes(document())
    assert run(source, tmp_path / "b.json").exit_code == 0
    assert run(tmp_path / "b.json", tmp_path / "c.xml").exit_code == 0
    assert (tmp_path / "c.xml").read_bytes() == document()
    assert run("-", tmp_path / "d.json", stdin=document()).exit_code == 0
    assert (tmp_path / "d.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.xml", "b.json", "c.xml", "d.json"]


def test_standard_output_holds_the_cases_and_nothing_else() -> None:
    result = run(DEMO, "-")
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 12
    assert "skrevet: 12" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_lost_is_told_once_a_kind(tmp_path: Path, lang: str) -> None:
    source = tmp_path / "gammel.jsonl"
    row = json.loads(bt.write_json(next(bt.read(document()))))
    other = {**row, "id": row["id"][:-1] + "7", "er_slettet": None}
    odd = [{**row, "er_slettet": None, "tillegg": {"foreldre": []}}, other]
    source.write_text("\n".join(map(json.dumps, odd)), encoding="utf-8")
    result = run(source, tmp_path / "ut", "--lang", lang)
    assert result.exit_code == 0
    told = [line for line in result.stdout.splitlines() if line.startswith("  er_slettet: ")]
    assert len(told) == 1
    assert "2" in told[0]
    assert f"{source}:1" in told[0]
    assert sum(line.startswith("  tillegg: ") for line in result.stdout.splitlines()) == 1


def test_the_losses_of_an_old_version_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(document("2.1.1"))
    result = run(tmp_path / "a.xml", tmp_path / "a.json", "--output-format", "json")
    report = json.loads(result.stdout)
    assert {row["code"] for row in report["lost"]} == {"write.source"}
    assert {row["file"] for row in report["lost"]} == {str(tmp_path / "a.xml")}


def test_what_cannot_be_written_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "saker.jsonl"
    good = bt.write_json(next(bt.read(document())))
    bad = json.dumps({"id": "KANARIFUGL", "migrert_id": "KANARIFUGL"}).encode()
    source.write_bytes(b"\n".join((bad, good, json.dumps(LIKE_A_CASE).encode())))
    result = run(source, tmp_path / "ut")
    assert result.exit_code == 1
    assert len(list((tmp_path / "ut").iterdir())) == 1
    assert f"{source}:1: id: " in result.stdout
    assert f"{source}:3: $.avsluttet: " in result.stdout
    assert "KANARIFUGL" not in result.output
    report = json.loads(run(source, tmp_path / "ut", "--output-format", "json").stdout)
    assert report["summary"] == {
        "cases_read": 3, "cases_written": 1, "cases_superseded": 0, "cases_rejected": 2, "facts_rejected": 0,
        "files_unreadable": 0,
    }  # fmt: skip
    assert {(row["line"], row["path"]) for row in report["rejects"]} >= {(1, "id"), (3, "$.avsluttet")}


def test_a_kostra_file_becomes_a_line_for_each_child(tmp_path: Path) -> None:
    source = tmp_path / "kostra.xml"
    children = [child(seed) for seed in range(1, 5)]
    source.write_text(municipality(*children, children[0].replace("StartDato", "Startdato")), encoding="utf-8")
    result = run(source, tmp_path / "saker.jsonl")
    assert (result.exit_code, "skrevet: 4" in result.stdout) == (1, True)
    rows = [json.loads(row) for row in (tmp_path / "saker.jsonl").read_bytes().splitlines()]
    for row in rows:
        CASE.validate(row)
    for again, case in zip(bt.read(tmp_path / "saker.jsonl"), bt.read(source, on_reject=lambda _: None), strict=True):
        assert again._kilde.ukodet == case._kilde.ukodet
        assert again.leveranse
        assert attrs.evolve(again, leveranse=attrs.evolve(again.leveranse, ukodet=NOT_REPORTED)) == case
    assert run(source, tmp_path / "xml").exit_code == 1
    assert list((tmp_path / "xml").iterdir()) == []


def test_only_the_latest_delivery_is_written(tmp_path: Path) -> None:
    result = run(DEMO, tmp_path / "saker.jsonl")
    assert "eldre leveranser: 1" in result.stdout
    assert len((tmp_path / "saker.jsonl").read_bytes().splitlines()) == 12


def test_one_file_takes_one_case_and_is_not_touched_by_more(delivery: Path, tmp_path: Path) -> None:
    target = tmp_path / "sak.json"
    target.write_text("før", encoding="utf-8")
    result = run(delivery, target)
    assert (result.exit_code, target.read_text(encoding="utf-8")) == (2, "før")
    assert ".jsonl" in result.stderr


@pytest.mark.parametrize("target", ["ut.csv", "finnes-ikke/ut.json", "finnes-ikke/ut.jsonl"])
def test_targets_that_cannot_be(target: str, tmp_path: Path) -> None:
    assert run(DEMO, tmp_path / target).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_read_is_replaced(tmp_path: Path) -> None:
    source = tmp_path / "a.xml"
    source.write_bytes(document())
    assert run(source, source).exit_code == 2
    assert run(tmp_path, source).exit_code == 2
    assert run(tmp_path, tmp_path).exit_code == 2
    assert run(source, tmp_path).exit_code == 0
    assert source.read_bytes() == document()


def test_unreadable_input(tmp_path: Path) -> None:
    result = run(tmp_path / "finnes-ikke.xml", tmp_path / "ut.json")
    assert result.exit_code == 2
    assert not (tmp_path / "ut.json").exists()
    assert run(ROOT / "LICENSE", tmp_path / "ut.jsonl").exit_code == 2


def test_lenient(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text('{"id": "a", "ny": 1}', encoding="utf-8")
    assert run(source, tmp_path / "b.json").exit_code == 1
    assert run(source, tmp_path / "b.json", "--lenient").exit_code == 0
    assert json.loads((tmp_path / "b.json").read_bytes()) == {"id": "a"}
