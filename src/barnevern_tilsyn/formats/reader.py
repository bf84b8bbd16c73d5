"""The reader's face: sources in, cases out, in a fixed order, each case once."""

from collections.abc import Callable, Iterator
from typing import Final

from barnevern_tilsyn.formats.deliveries import Deliveries
from barnevern_tilsyn.formats.errors import RecordError
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.members import Document
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.formats.sources import Prepared, Sources, documents_of, prepared
from barnevern_tilsyn.formats.versions import newest_first
from barnevern_tilsyn.model import Notice, Reject, Sak, Superseded, Unreadable

__all__ = ["documents", "read"]

_DEFAULT_LIMITS: Final = Limits()


def documents(
    sources: Sources, *, version: str | None = None, limits: Limits = _DEFAULT_LIMITS
) -> Iterator[Sak | Reject | Unreadable | Superseded | Notice]:
    """Read case documents: every document gives a case, or says why not; a run never stops at a bad one.

    ``sources`` is one or many of: a path to a file, folder or zip or tar archive, a glob, ``-`` for standard
    input, an open binary stream, bytes. Arguments are read in the order given, folders and archives sorted by
    name.

    ``version`` pins the register version (``"4.0.1"``); a document then fits it or is rejected. Otherwise it must
    fit one of the known versions.

    Of several deliveries of one case (``Sak/@Id``) only the latest by ``DatoUttrekk`` is a ``Sak``; the others
    are ``Superseded``, whether valid or not. A latest delivery that is rejected does not bring an older one back:
    the older one is known to be out of date.

    Raises ``ValueError`` for an unknown ``version``.
    """
    if version is not None and version not in newest_first():
        raise ValueError("unknown register version; known are " + ", ".join(newest_first()))
    return _documents(sources, version, limits)


def _documents(
    sources: Sources, version: str | None, limits: Limits
) -> Iterator[Sak | Reject | Unreadable | Superseded | Notice]:
    ready = prepared(sources, limits)
    try:
        deliveries = _noted(ready, limits)
        for item in _every(ready, limits):
            if isinstance(item, Unreadable):
                yield item
                continue
            superseded, notice = deliveries.judge(item)
            if notice is not None:
                yield notice
            yield superseded or read_document(item.fil, item.data, version, limits)
    finally:
        for source in ready:
            source.close()


def _noted(sources: list[Prepared], limits: Limits) -> Deliveries:
    """The first pass, left out where there is one document only."""
    deliveries = Deliveries()
    if len(sources) > 1 or not all(source.single for source in sources):
        for item in _every(sources, limits):
            if isinstance(item, Document):
                deliveries.note(item.data)
        deliveries.close()
    return deliveries


def _every(sources: list[Prepared], limits: Limits) -> Iterator[Document | Unreadable]:
    for source in sources:
        yield from documents_of(source, limits)


def read(
    source: Sources,
    *,
    version: str | None = None,
    on_reject: Callable[[Reject | Unreadable], object] | None = None,
    limits: Limits = _DEFAULT_LIMITS,
) -> Iterator[Sak]:
    """Read cases: the latest delivery of each. Sources, ``version`` and ``limits`` as for ``documents``.

    Raises ``RecordError`` for a document that cannot be judged, unless ``on_reject`` is given: it is then called
    with the ``Reject`` or ``Unreadable`` and the reading goes on.
    """
    for item in documents(source, version=version, limits=limits):
        if isinstance(item, Sak):
            yield item
        elif isinstance(item, Reject | Unreadable):
            if on_reject is None:
                raise RecordError(item)
            on_reject(item)
