"""A form as JSON: written the same way every time, read back strictly, for people and programs have filled it in."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, Literal

import attrs

from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.engine.own_json import document_json, read_document
from barnevern_tilsyn.formats.json_schema import schema_of
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.form_checking import faults_of
from barnevern_tilsyn.programmes.programme import Programme

__all__ = ["DOCUMENT", "FORMAT", "FormError", "form_json", "form_schema", "read_form_json"]

DOCUMENT: Final = "selfcheck-form"
FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


class FormError(FileError):
    """A file with a form that cannot be used. Never says what stands there."""


def form_json(form: Form) -> bytes:
    """A form as indented JSON."""
    return document_json(form, DOCUMENT, FORMAT)


def read_form_json(name: str, content: bytes, programmes: Mapping[str, Programme]) -> Form:
    """The form in a JSON document, of one of these programmes, by their ids.

    Raises ``FormError`` with all its faults; ``name`` is what the file is called in it.
    """
    return read_document(
        name,
        content,
        Form,
        document=DOCUMENT,
        format=FORMAT,
        check=partial(faults_of, programmes=programmes),
        error=FormError,
        texts=("barnevern_tilsyn.programmes", "texts"),
    )


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Document(Form):
    """A form of a self-check, empty or filled in."""

    format: Literal[1]
    document: Literal["selfcheck-form"]


def form_schema() -> dict[str, Any]:
    """The JSON Schema of a form."""
    description = "A form of a self-check: what selfcheck form writes, and collect reads when it is filled in."
    return schema_of(_Document, name=f"{DOCUMENT}-{FORMAT}", description=description)
