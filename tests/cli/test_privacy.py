"""Marked values in every personal or free field: none of them reaches an output, a log or a traceback."""

import json
import logging
import re
import traceback
import zipfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.reports.form_writers import FORM_FORMATS
from barnevern_tilsyn.testing.generator import generate
from tests.formats import samples
from tests.formats_of_check import ON_SCREEN
from tests.records import melding, sak

CANARY = "KANARIFUGL"
PERSONAL = {
    "Journalnummer": f"{CANARY}-journal",
    "MigrertId": f"{CANARY}-migrert",
    "Presisering": f"{CANARY} fritekst om barnet",
    "FraId": f"{CANARY}-fra",
}
NUMBER = "05851599999"
BORN = "2015-05-05"
KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0" * 2


def _marked() -> list[bytes]:
    """Valid deliveries with a marked value wherever the schema lets free text stand, and a number to look for."""
    documents = []
    for case in generate(60, seed=9, plant=("MEL001", "UND001", "UND003", "UND004", "UND002")):
        root = etree.fromstring(case.xml)
        for element in root.iter():
            for name, text in PERSONAL.items():
                if name in element.attrib and not (name == "FraId" and element.get("FraType") == "Melding"):
                    element.set(name, text)
            if element.tag == "Personalia":
                element.set("Fodselsnummer", NUMBER)
                element.set("Fodseldato", BORN)
            if element.tag in ("Melder", "Saksinnhold", "Vedtaksgrunnlag"):
                element.set("Presisering", PERSONAL["Presisering"])
        documents.append(etree.tostring(root))
    return documents


def _spoilt(document: bytes) -> list[bytes]:
    """The document with the canary in the place of each kind of value, so that most of them are refused."""
    spoilt = []
    for place in range(0, 40, 3):
        root = etree.fromstring(document)
        elements = list(root.iter())
        element = elements[place % len(elements)]
        for name in element.attrib:
            element.set(name, CANARY)
        element.set(CANARY, CANARY)
        element.append(etree.Element(CANARY))
        element.text = CANARY
        spoilt.append(etree.tostring(root))
    return [
        *spoilt,
        document[: len(document) // 2],
        document.replace(b"<Barnevern", f"<!--{CANARY}--><Barnevern".encode()),
    ]


def _clean(text: str) -> None:
    assert CANARY not in text
    assert NUMBER not in text
    assert BORN not in text
    assert "5. mai 2015" not in text


@pytest.mark.parametrize("rulesets", ["lov", "lov,data,register"])
@pytest.mark.parametrize("output_format", ON_SCREEN)
def test_nothing_personal_in_any_output(
    tmp_path: Path, output_format: str, rulesets: str, caplog: pytest.LogCaptureFixture
) -> None:
    documents = _marked()
    for n, document in enumerate(documents):
        (tmp_path / f"{n:03}.xml").write_bytes(document)
    for n, document in enumerate(_spoilt(documents[0])):
        (tmp_path / f"spoilt-{n:03}.xml").write_bytes(document)
    with caplog.at_level(logging.DEBUG):
        args = ["check", str(tmp_path), "--output-format", output_format, "--ruleset", rulesets]
        show = "breach,review,open,running,met,not_applicable,fault,error"
        result = CliRunner().invoke(cli, [*args, "--show", show])
    assert result.exit_code in (1, 2)
    assert "UND001" in result.output
    assert ("DAT030" in result.output) is ("data" in rulesets)
    _clean(result.output)
    _clean(caplog.text)


def test_nothing_personal_in_a_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for n, document in enumerate([*_marked(), *_spoilt(_marked()[0])]):
        (folder / f"{n:03}.xml").write_bytes(document)
    book = tmp_path / "funn.xlsx"
    args = ["check", str(folder), "--ruleset", "lov,data,register", "--show", "all"]
    assert CliRunner().invoke(cli, [*args, "--output-format", "xlsx", "--output", str(book)]).exit_code in (1, 2)
    with ZipFile(book) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "UND001" in text
    _clean(text)


def _others(lines: list[bytes], number: int) -> list[bytes]:
    """The same in other cases: the last digit of the id is another."""
    ids = [json.loads(line)["id"].encode() for line in lines]
    return [line.replace(id, id[:-2] + b"%02x" % number) for line, id in zip(lines, ids, strict=True)]


def _marked_in_turn(case: str) -> list[str]:
    """The case as many times as it has strings, each time with a marked value for the next, and another id."""
    strings = list(re.finditer(r'(?<=:)"[^"]*"', case))
    id = json.loads(case)["id"]
    return [
        f'{case[: at.start()]}"{CANARY}"{case[at.end() :]}'.replace(f'"{id}"', f'"{id[:-3]}{number:03x}"')
        for number, at in enumerate(strings)
    ]


@pytest.mark.parametrize("output_format", ON_SCREEN)
def test_no_text_where_case_json_should_have_a_code(tmp_path: Path, output_format: str) -> None:
    (case,) = bt.read(samples.document("4.0.1"))
    lines = _marked_in_turn(bt.write_json(case).decode())
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    args = ["check", str(tmp_path), "--output-format", output_format, "--ruleset", "lov,data,register", "--show", "all"]
    result = CliRunner().invoke(cli, args)
    assert "NBR-SAK-22" in result.output
    _clean(result.output)


@pytest.mark.parametrize("output_format", ON_SCREEN)
def test_nothing_personal_of_case_json_in_any_output(tmp_path: Path, output_format: str) -> None:
    """Nor of facts that are laid over cases."""
    lines = [bt.write_json(case) for document in _marked()[:20] for case in bt.read(document)]
    marked = rb'"\1":"%s"' % CANARY.encode()
    spoilt = [re.sub(rb'"(start_dato|kode|slutt_dato)":"[^"]*"', marked, line) for line in _others(lines, 1)]
    strange = [line.replace(b'"start_dato"', b'"%s"' % CANARY.encode(), 1) for line in _others(lines, 2)]
    facts = [{"sak": json.loads(line)["id"], "type": "Melding", "id": CANARY, "tillegg": {}} for line in lines]
    facts += [{CANARY: CANARY}, {"sak": CANARY, "type": CANARY, "id": NUMBER, "tillegg": BORN}]
    (tmp_path / "saker.jsonl").write_bytes(b"\n".join([*lines, *spoilt, *strange, b'{"id": "' + CANARY.encode()]))
    (tmp_path / "fakta.jsonl").write_text("\n".join(map(json.dumps, facts)))
    args = ["check", str(tmp_path / "saker.jsonl"), "--with", str(tmp_path / "fakta.jsonl"), "--show", "all"]
    for more in ([], ["--lenient"]):
        result = CliRunner().invoke(cli, [*args, *more, "--output-format", output_format])
        assert result.exit_code == 1
        assert "UND001" in result.output
        _clean(result.output)


def _keyed(folder: Path, command: str) -> dict[str, Result]:
    """The output in every format of a command over a folder and a path that is not there, with a key."""
    key = folder.parent / f"{CANARY}-key"
    key.write_text(KEY)
    paths = [str(folder), str(folder / f"{CANARY}-missing.xml")]
    show = ["--show", "all"] if command == "check" else []
    args = [command, *paths, "--pseudonym-key-file", str(key), *show, "--output-format"]
    formats = ON_SCREEN if command == "check" else ("text", "json")
    return {output_format: CliRunner().invoke(cli, [*args, output_format]) for output_format in formats}


@pytest.mark.parametrize("command", ["check", "deadlines"])
def test_with_a_key_no_id_and_no_file_name_either(tmp_path: Path, command: str) -> None:
    """Rejects, unreadable files, superseded deliveries and notices too."""
    documents = _marked()
    folder = tmp_path / CANARY / f"{CANARY}-folder"
    folder.mkdir(parents=True)
    for n, document in enumerate((*documents[:20], *_spoilt(documents[0]))):
        (folder / f"{CANARY}-{n:03}.xml").write_bytes(document)
    (folder / f"{CANARY}.txt").touch()
    (folder / f"{CANARY}-empty.xml").touch()
    (folder / f"{CANARY}-link").symlink_to(folder, target_is_directory=True)
    (folder / f"{CANARY}-newer.xml").write_bytes(re.sub(rb'DatoUttrekk="[^"]*"', b'DatoUttrekk="x"', documents[1]))
    with zipfile.ZipFile(folder / f"{CANARY}.zip", "w") as archive:
        archive.writestr(f"{CANARY}-member.xml", documents[21])
        archive.writestr(f"{CANARY}-member.txt", "")
    written = _keyed(folder, command)
    ids = {value.decode() for document in documents for value in re.findall(rb'Id="([^"]{36})"', document)}
    assert len(ids) > 100
    for result in written.values():
        assert result.exit_code == 2
        assert "MEL001" in result.output
        _clean(result.output)
        assert KEY not in result.output
        assert not [id for id in ids if id.lower() in result.output.lower()]
    rows = json.loads(written["json"].stdout)
    codes = {row["code"] for row in rows["notices"]}
    assert {"folder.link", "folder.ignored", "archive.ignored", "delivery.newer_unreadable"} <= codes
    assert {row["code"] for row in rows["unreadable"]} == {"file.empty", "file.missing"}
    assert rows["rejects"]


@pytest.mark.parametrize("output_format", list(FORM_FORMATS))
def test_nothing_personal_in_the_forms_of_a_self_check(tmp_path: Path, output_format: str) -> None:
    folder, sample, out = tmp_path / "export", tmp_path / "sample.json", tmp_path / "forms"
    folder.mkdir()
    for n, document in enumerate(_marked()):
        (folder / f"{n:03}.xml").write_bytes(document)
    args = ["selfcheck", "sample", str(folder), "--seed", "1", "--output-format", "json", "--output", str(sample)]
    assert CliRunner().invoke(cli, args).exit_code == 0
    args = ["selfcheck", "form", str(sample), str(folder), "--output", str(out), "--output-format", output_format]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0
    _clean(result.output)
    for file in out.iterdir():
        content = file.read_bytes()
        if output_format == "xlsx":
            with zipfile.ZipFile(file) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        _clean(file.name + content.decode("utf-8"))


def test_with_a_key_ids_that_are_no_uuids_have_names_and_are_not_shown() -> None:
    case = sak(id=CANARY, meldinger=[melding(f"{CANARY}-m", slutt=None)], relasjoner=[])
    findings = list(bt.check(case, show=frozenset(bt.Outcome), pseudonym_key=KEY.encode()))
    assert findings
    for finding in findings:
        _clean(repr(finding))
        assert None not in (finding.case, finding.element_id, finding.fingerprint)


def test_nothing_personal_in_a_traceback_or_a_repr() -> None:
    documents = _marked()
    for document in (*documents[:3], *_spoilt(documents[0])):
        try:
            for case in bt.read(document):
                _clean(repr(case))
                for finding in bt.check(case, show=frozenset(bt.Outcome)):
                    _clean(repr(finding))
        except bt.RecordError as error:
            _clean("".join(traceback.format_exception(error)))
