"""The reader's face: sources in, cases out, in a fixed order, each case once."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from barnevern_tilsyn.formats.deliveries import Deliveries
from barnevern_tilsyn.formats.errors import RecordError
from barnevern_tilsyn.formats.items import Document, Item, Long
from barnevern_tilsyn.formats.json_lines import is_json_lines, lines_of
from barnevern_tilsyn.formats.limits import CHUNK, Limits
from barnevern_tilsyn.formats.members import OverLimit
from barnevern_tilsyn.formats.pieces import is_kostra
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.formats.sniff import HEAD, archive_kind, looks_like_json
from barnevern_tilsyn.formats.sources import IN_MEMORY, Prepared, Source, Sources, documents_of, listed, prepared
from barnevern_tilsyn.formats.versions import DRAFT, pinnable
from barnevern_tilsyn.model import Message, Notice, Reject, Sak, Superseded, Unreadable
from barnevern_tilsyn.model.kostra import Individ

if TYPE_CHECKING:
    from barnevern_tilsyn.formats.draft import Draft
    from barnevern_tilsyn.formats.own_schema import OwnSchema

__all__ = ["documents", "read"]

_DEFAULT_LIMITS: Final = Limits()

Read = Sak | Individ | Reject | Unreadable | Superseded | Notice
"""What comes of documents."""


Xsd = str | os.PathLike[str]


class _How(msgspec.Struct, frozen=True):
    """What was asked for, and what it takes."""

    version: str | None
    limits: Limits
    lenient: bool
    schema: "OwnSchema | None"
    draft: "Draft | None"


def documents(
    sources: Sources,
    *,
    version: str | None = None,
    limits: Limits = _DEFAULT_LIMITS,
    lenient: bool = False,
    xsd: Xsd | None = None,
) -> Iterator[Read]:
    """Read case documents, of register XML and case JSON: each gives a case, or says why not; none stops the run.

    A KOSTRA file gives an ``Individ`` for each child, or says why not, and is never held whole.

    ``sources`` is one or many of: a path to a file, folder or zip or tar archive, a document compressed by gzip,
    bzip2 or xz, a glob, ``-`` for standard input, an open binary stream, bytes. Arguments are read in the order
    given, folders and archives sorted by name. In folders and archives a file is read that is XML or an archive by
    its name or its first bytes, or a case as JSON by its first bytes; the others are counted, and told in one
    ``Notice`` for each folder or archive. JSON holds one case, or one on each line (JSON Lines).

    ``version`` pins the register version (``"4.0.1"``); a document of XML then fits it or is rejected. Otherwise it
    must fit one of the known versions. ``"5.1.0"`` is experimental: drafts of the coming version, which are rejected
    otherwise. What of them has no place in a case is told in notices at the end. ``lenient``: unknown and repeated
    keys of JSON are told in a ``Notice``; else they are faults. ``xsd``: a file with a schema, an official one say,
    that each document of register XML must be valid against, too.

    Of several deliveries of one case (``Sak/@Id``) only the latest by ``DatoUttrekk`` is a ``Sak``; the others
    are ``Superseded``, whether valid or not. A latest delivery that is rejected does not bring an older one back,
    for that is known to be out of date: so where its case and moment can be read. Where only its case can, the
    older one is a ``Sak`` with a ``Notice``; where not even that, nothing tells that it belonged to the case.

    Raises ``ValueError`` for an unknown ``version``, ``SchemaFileError`` for an ``xsd`` that cannot be used, and
    ``TypeError`` for a source of another kind, among them the text of a document, and a stream that gives text.
    """
    if version is not None and version not in pinnable():
        raise ValueError("unknown register version; known are " + ", ".join(pinnable()))
    if isinstance(sources, bytes) and version != DRAFT and _is_single(sources):
        return _judged(Document(IN_MEMORY, sources), _How(version, limits, lenient, _schema(xsd), None))
    draft, deliveries = _for_the_draft(limits) if version == DRAFT else (None, Deliveries())
    return _documents(listed(sources), _How(version, limits, lenient, _schema(xsd), draft), deliveries)


def _documents(sources: list[Source], how: _How, deliveries: Deliveries) -> Iterator[Read]:
    limits = how.limits
    ready = prepared(sources, limits)
    try:
        _note(ready, limits, deliveries)
        for item in _every(ready, limits):
            if isinstance(item, Long):
                if how.schema is not None:
                    yield Notice(fil=item.fil, sak_id="", reason=Message("xsd.not_for_kostra"))
                yield from _children(item, limits)
                continue
            if not isinstance(item, Document):
                yield item
                continue
            place = deliveries.place(item)
            if place.chain is not None:
                yield place.chain
            if place.superseded is not None:
                yield place.superseded
                continue
            for result in _judged(item, how):
                if place.doubt is not None and isinstance(result, Sak):
                    yield place.doubt
                yield result
        if how.draft is not None:
            yield from how.draft.told()
    finally:
        for source in ready:
            source.close()


def _is_single(data: bytes) -> bool:
    head = data[:HEAD]
    if looks_like_json(head):
        return b"\n" not in data or not is_json_lines("", data)
    return not (archive_kind(head) or is_kostra(data[:CHUNK]))


def _judged(document: Document, how: _How) -> Iterator[Sak | Reject | Unreadable | Notice]:
    """What comes of one document; at most one case."""
    if document.linje or looks_like_json(document.data[:HEAD]):
        from barnevern_tilsyn.formats.case_json import read_case  # noqa: PLC0415 - most runs read no JSON

        return read_case(document.fil, document.data, how.limits, line=document.linje, lenient=how.lenient)
    return iter((_of_xml(document.fil, document.data, how),))


def _of_xml(fil: str, data: bytes, how: _How) -> Sak | Reject | Unreadable:
    read = how.draft.read(fil, data) if how.draft else read_document(fil, data, how.version, how.limits)
    if how.schema is not None and isinstance(read, Sak):
        faults = how.schema.faults(data, how.limits)
        return Reject(fil=fil, faults=faults) if faults else read
    return read


def _schema(xsd: Xsd | None) -> "OwnSchema | None":
    if xsd is None:
        return None
    from barnevern_tilsyn.formats.own_schema import OwnSchema  # noqa: PLC0415 - most runs have none

    return OwnSchema(xsd)


def _children(file: Long, limits: Limits) -> Iterator[Individ | Reject | Unreadable]:
    from barnevern_tilsyn.formats.kostra import read_kostra  # noqa: PLC0415 - most runs read no KOSTRA file

    return read_kostra(file.fil, _within_limits(file), limits)


def _within_limits(file: Long) -> Iterator[bytes | Unreadable]:
    try:
        yield from file.pieces
    except OverLimit as beyond:
        yield Unreadable(fil=file.fil, reason=beyond.message)


def _for_the_draft(limits: Limits) -> tuple["Draft", Deliveries]:
    # Not many ask for it: the others do not load it.
    from barnevern_tilsyn.formats.draft import Draft  # noqa: PLC0415
    from barnevern_tilsyn.formats.draft_heads import draft_head_of  # noqa: PLC0415

    return Draft(limits), Deliveries(draft_head_of)


def _note(sources: list[Prepared], limits: Limits, deliveries: Deliveries) -> None:
    """The first pass, left out where there is one document only."""
    if len(sources) > 1 or not all(source.single for source in sources):
        for item in _every(sources, limits):
            if isinstance(item, Document):
                deliveries.note(item.data)
        deliveries.close()


def _every(sources: list[Prepared], limits: Limits) -> Iterator[Item]:
    for source in sources:
        for item in documents_of(source, limits):
            if isinstance(item, Long) and item.is_json:
                yield from lines_of(item.fil, _within_limits(item), limits)
            else:
                yield item


def read(
    source: Sources,
    *,
    version: str | None = None,
    on_reject: Callable[[Reject | Unreadable], object] | None = None,
    limits: Limits = _DEFAULT_LIMITS,
    lenient: bool = False,
    xsd: Xsd | None = None,
) -> Iterator[Sak]:
    """Read cases: the latest delivery of each. Sources and the rest as for ``documents``.

    A child in a KOSTRA file is a case, as far as the file can tell.

    Raises ``RecordError`` for a document that cannot be judged, unless ``on_reject`` is given: it is then called
    with the ``Reject`` or ``Unreadable`` and the reading goes on. Raises ``ValueError``,
    ``SchemaFileError`` and ``TypeError`` as ``documents`` does.
    """
    return _cases(documents(source, version=version, limits=limits, lenient=lenient, xsd=xsd), on_reject)


def _cases(
    items: Iterator[Read],
    on_reject: Callable[[Reject | Unreadable], object] | None,
) -> Iterator[Sak]:
    for item in items:
        if isinstance(item, Sak):
            yield item
        elif isinstance(item, Individ):
            from barnevern_tilsyn.formats.kostra_case import case_of  # noqa: PLC0415 - as above

            yield case_of(item)
        elif isinstance(item, Reject | Unreadable):
            if on_reject is None:
                raise RecordError(item)
            on_reject(item)
