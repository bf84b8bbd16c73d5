"""A form is read by what is in its file, not by its name."""

import sys

import pytest

from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.form_json import FormError, form_json
from barnevern_tilsyn.reports.form_reading import read_form
from barnevern_tilsyn.reports.form_xlsx import form_xlsx
from tests.programmes.forms import BLANK, PROGRAMME


@pytest.mark.parametrize("content", [form_json(BLANK), form_xlsx(BLANK, PROGRAMME)], ids=["json", "xlsx"])
def test_json_and_workbooks(content: bytes) -> None:
    assert read_form("whatever", content, builtin()) == BLANK


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "no-json"), (b"%PDF-1.7", "no-json"), (b"PK", "broken"), (b"\xd0\xcf\x11\xe0", "old-or-locked")],
)
def test_what_is_neither(content: bytes, reason: str) -> None:
    with pytest.raises(FormError) as error:
        read_form("whatever", content, builtin())
    assert [fault.reason.id for fault in error.value.faults] == [reason]


def test_without_the_extra_json_can_still_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl" or "xlsx" in name]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert read_form("whatever", form_json(BLANK), builtin()) == BLANK
    with pytest.raises(ModuleNotFoundError):
        read_form("whatever", b"PK", builtin())
