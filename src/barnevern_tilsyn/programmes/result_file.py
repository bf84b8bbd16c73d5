"""The result of a service out of a file: of an audit, or of a self-check as it was collected."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from barnevern_tilsyn.engine.own_file import FileFault
from barnevern_tilsyn.engine.strict import Found
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.audit import DOCUMENT as AUDIT
from barnevern_tilsyn.programmes.audit import read_audit
from barnevern_tilsyn.programmes.collected import Collected
from barnevern_tilsyn.programmes.collected_json import CollectedError, read_collected
from barnevern_tilsyn.programmes.programme import Counts, Programme
from barnevern_tilsyn.programmes.service_result import ServiceResult, of_audit, of_collected

__all__ = ["read_result"]

_TEXTS: Final = ("barnevern_tilsyn.programmes", "texts")


class _Head(msgspec.Struct):
    document: str = ""


def read_result(name: str, content: bytes, programmes: Mapping[str, Programme]) -> ServiceResult:
    """The result of a service, by one of these programmes where it is of an audit.

    Raises ``FileError`` with all that is wrong with the file; ``name`` is what it is called in it.
    """
    if _document(content) == AUDIT:
        audit = read_audit(name, content, programmes)
        return of_audit(audit, programmes[audit.programme.id])
    collected = read_collected(name, content)
    programme = programmes.get(collected.programme.id)
    if programme and programme.version == collected.programme.version:
        faults = tuple(FileFault(place, reason, _TEXTS) for place, reason in _other_than(programme, collected))
        if faults:
            raise CollectedError(name, faults)
    return of_collected(collected, programme)


def _other_than(programme: Programme, collected: Collected) -> Iterator[Found]:
    """What is not as the programme says: a question more or less, a judgement."""
    there, wanted = {one.question for one in collected.questions}, {one.id for one in programme.questions}
    for id in sorted(wanted - there):
        yield "questions", Message("lacks", (("id", id),))
    if there - wanted:
        yield "questions", Message("no-such-question")
    yield from _judged_otherwise(collected, programme)


def _judged_otherwise(collected: Collected, programme: Programme) -> Iterator[Found]:
    """The sections whose judgement the programme does not know, or that does not count as they say."""
    known = programme.answer_set(programme.judgement).values if programme.judgement else ()
    counts: dict[str | None, Counts | None] = {answer.id: answer.counts for answer in known}
    counts[None] = None
    for at, one in enumerate(collected.sections):
        if one.value not in counts:
            yield f"sections[{at}].value", Message("no-such-value", (("names", tuple(answer.id for answer in known)),))
        elif one.counts is not counts[one.value]:
            yield f"sections[{at}].counts", Message("does-not-follow")


def _document(content: bytes) -> str:
    try:
        return msgspec.json.decode(content, type=_Head).document
    except (msgspec.DecodeError, RecursionError):
        return ""
