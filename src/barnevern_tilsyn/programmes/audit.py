"""The result of an audit: what a county governor concluded on each criterion of a programme."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, Literal

import attrs

from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.engine.own_json import document_json, read_document
from barnevern_tilsyn.formats.json_schema import schema_of
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.programme import Kind, Programme

__all__ = ["DOCUMENT", "FORMAT", "AuditError", "AuditResult", "Conclusion", "audit_json", "audit_schema", "read_audit"]

DOCUMENT: Final = "audit-result"
FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_ID: Final = re.compile(r"[\w./-]{1,100}")
_MUNICIPALITY: Final = re.compile("[0-9]{4}([0-9]{2})?")


class AuditError(FileError):
    """A file with the result of an audit that cannot be used. Never says what stands there."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Conclusion:
    """What was concluded on a criterion: the id of an answer of its set, None where it was not examined."""

    question: str
    value: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class AuditResult:
    """The result of one audit. ``id``: what the authority calls it, so that none is counted twice.

    ``municipalities``: their numbers, with two digits more where it was a district. ``concluded``: the day of the
    report.
    """

    id: str
    programme: OfProgramme
    municipalities: tuple[str, ...]
    concluded: date
    conclusions: tuple[Conclusion, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Document(AuditResult):
    """The result of one audit, as national reads it."""

    format: Literal[1]
    document: Literal["audit-result"]


def audit_json(result: AuditResult) -> bytes:
    """The result of an audit as indented JSON."""
    return document_json(result, DOCUMENT, FORMAT)


def read_audit(name: str, content: bytes, programmes: Mapping[str, Programme]) -> AuditResult:
    """The result of an audit by one of these programmes, by their ids, out of a JSON document.

    Raises ``AuditError`` with all its faults; ``name`` is what the file is called in it.
    """
    return read_document(
        name,
        content,
        AuditResult,
        document=DOCUMENT,
        format=FORMAT,
        check=partial(_faults, programmes=programmes),
        error=AuditError,
        texts=("barnevern_tilsyn.programmes", "texts"),
    )


def audit_schema() -> dict[str, Any]:
    """The JSON Schema of the result of an audit."""
    description = "The result of one audit, criterion by criterion: what selfcheck national reads."
    return schema_of(_Document, name=f"{DOCUMENT}-{FORMAT}", description=description)


def _faults(found: AuditResult, programmes: Mapping[str, Programme]) -> Iterator[tuple[str, Message]]:
    if not _ID.fullmatch(found.id):
        yield "id", Message("no-id")
    for at, number in enumerate(found.municipalities):
        if not _MUNICIPALITY.fullmatch(number):
            yield f"municipalities[{at}]", Message("no-municipality")
    programme = programmes.get(found.programme.id)
    if programme is None:
        yield "programme.id", Message("no-such-programme", (("names", tuple(sorted(programmes))),))
    elif found.programme.version != programme.version:
        yield "programme.version", Message("other-version", (("version", programme.version),))
    elif programme.kind is not Kind.AUDIT:
        yield "programme.id", Message("no-audit")
    else:
        yield from _conclusions(found, programme)


def _conclusions(found: AuditResult, programme: Programme) -> Iterator[tuple[str, Message]]:
    sets = {question.id: programme.answer_set(question) for question in programme.questions}
    seen: set[str] = set()
    for at, one in enumerate(found.conclusions):
        place = f"conclusions[{at}]"
        if one.question not in sets:
            yield f"{place}.question", Message("no-such-question")
            continue
        if one.question in seen:
            yield f"{place}.question", Message("twice-here")
        seen.add(one.question)
        values = tuple(value.id for value in sets[one.question].values)
        if one.value is not None and one.value not in values:
            yield f"{place}.value", Message("no-such-value", (("names", values),))
