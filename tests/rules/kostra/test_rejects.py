"""What could not be read of a KOSTRA file, as the controls that the program's reader makes."""

from typing import Any

import pytest

from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.model import Fault, Message, Reject
from barnevern_tilsyn.rules import builtin

RULES = builtin("kostra").select(["kostra"])


def told(*faults: tuple[str, str], format: str = "kostra") -> list[tuple[str, str, int | None]]:
    rows = tuple(Fault(linje=line, path=path, expected=Message(id)) for line, (path, id) in enumerate(faults, start=1))
    reject: Any = Reject(fil="a.xml", faults=rows, format=format)
    return [(r.rule.code.removeprefix("KOSTRA-"), r.message.id, r.line) for r in Run(RULES).refuse(reject)]


@pytest.mark.parametrize(
    ("path", "id", "expected"),
    [
        ("Barnevern/Avgiver", "element.missing", [("AVGIVER_00", "none", 1)]),
        ("Barnevern/Avgiver", "element.too_many", [("AVGIVER_00", "several", 1)]),
        ("Barnevern/Avgiver", "element.order", [("AVGIVER_00", "several", 1)]),
        ("Barnevern/Avgiver", "attribute.unknown", [("AVGIVER_00", "none", 1), ("AVGIVER_01", "invalid", 1)]),
        ("Barnevern/Avgiver/@Versjon", "value.gYear", [("AVGIVER_00", "none", 1), ("AVGIVER_01", "invalid", 1)]),
        ("Barnevern/Individ", "element.missing", [("INDIVID_00", "none", 1)]),
        ("Barnevern/Individ", "xml.tags_mismatch", [("INDIVID_01", "invalid", 1)]),
        ("Barnevern/Individ/@Id", "attribute.missing", [("INDIVID_01", "invalid", 1)]),
        ("Barnevern/Individ/Tiltak/Lovhjemmel", "element.missing", [("INDIVID_01", "invalid", 1)]),
        ("Barnevern", "xml.encoding", []),
        ("Barnevern/IndividX", "element.unknown", []),
    ],
)
def test_a_fault_is_told_by_the_part_it_is_in(path: str, id: str, expected: list[tuple[str, str, int]]) -> None:
    assert told((path, id)) == expected


def test_a_control_stands_where_its_own_fault_is() -> None:
    faults = (("Barnevern/Avgiver/@Versjon", "value.gYear"), ("Barnevern/Individ", "element.missing"))
    assert told(*faults)[-1] == ("INDIVID_00", "none", 2)
    assert {code for code, _, _ in told(*faults)} == {"AVGIVER_00", "AVGIVER_01", "INDIVID_00"}


def test_a_document_of_the_register_is_not_theirs() -> None:
    assert told(("Barnevern/Avgiver", "element.missing"), format="register") == []
