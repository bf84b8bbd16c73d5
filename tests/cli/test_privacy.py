"""Marked values in every personal or free field: none of them reaches an output, a log or a traceback."""

import logging
import traceback
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.reports.writers import FORMATS
from barnevern_tilsyn.testing.generator import generate

CANARY = "KANARIFUGL"
PERSONAL = {
    "Journalnummer": f"{CANARY}-journal",
    "MigrertId": f"{CANARY}-migrert",
    "Presisering": f"{CANARY} fritekst om barnet",
    "FraId": f"{CANARY}-fra",
}
NUMBER = "05851599999"
BORN = "2015-05-05"


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


@pytest.mark.parametrize("output_format", list(FORMATS))
def test_nothing_personal_in_any_output(tmp_path: Path, output_format: str, caplog: pytest.LogCaptureFixture) -> None:
    documents = _marked()
    for n, document in enumerate(documents):
        (tmp_path / f"{n:03}.xml").write_bytes(document)
    for n, document in enumerate(_spoilt(documents[0])):
        (tmp_path / f"spoilt-{n:03}.xml").write_bytes(document)
    with caplog.at_level(logging.DEBUG):
        args = ["check", str(tmp_path), "--output-format", output_format]
        show = "breach,review,open,running,met,not_applicable,fault,error"
        result = CliRunner().invoke(cli, [*args, "--show", show])
    assert result.exit_code in (1, 2)
    assert "UND001" in result.output
    _clean(result.output)
    _clean(caplog.text)


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
