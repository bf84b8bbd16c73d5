"""A form out of a file that somebody has filled in, whatever kind it is of: JSON or a workbook."""

from collections.abc import Mapping
from typing import Final

from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.form_json import read_form_json
from barnevern_tilsyn.programmes.programme import Programme

__all__ = ["is_workbook", "read_form"]

_WORKBOOKS: Final = (b"PK", b"\xd0\xcf\x11\xe0")
"""How a workbook begins: of today, and of before 2007 or with a password."""


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook, by what is in it."""
    return content.startswith(_WORKBOOKS)


def read_form(name: str, content: bytes, programmes: Mapping[str, Programme]) -> Form:
    """The form in a file, of one of these programmes, by their ids.

    Raises ``FormError`` with all its faults, ``name`` being what the file is called in it, and ``ModuleNotFoundError``
    for a workbook without the extra ``xlsx``.
    """
    if not is_workbook(content):
        return read_form_json(name, content, programmes)
    from barnevern_tilsyn.reports.form_xlsx_reading import read_form_xlsx  # noqa: PLC0415 - most forms are JSON

    return read_form_xlsx(name, content, programmes)
