"""Where a case came from, and what could not be read."""

from datetime import date

import attrs

__all__ = ["Fault", "Kilde", "Message", "Notice", "Reject", "RejectedFacts", "Superseded", "Unreadable"]

Argument = str | int | float | date | tuple[str, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Kilde:
    """The source of a case: not compared, not in case JSON.

    ``fil`` names the file (``archive.zip!member.xml`` inside an archive, ``-`` for standard input),
    ``format`` is ``register``, ``kostra``, ``json`` or empty, ``versjoner`` are the register versions that the document
    may be.
    """

    fil: str = ""
    format: str = ""
    versjoner: tuple[str, ...] = ()
    ukodet: frozenset[tuple[str, str]] = frozenset()
    """Elements of the case, by path, and codes that the source may lack (``("Plan", "7")``): that no such element is
    there says nothing."""


@attrs.frozen(weakref_slot=False)
class Message:
    """A text to be rendered late, in the reader's language: its id in the catalogue and its typed arguments.

    Arguments never hold a value out of a case record.
    """

    id: str
    args: tuple[tuple[str, Argument], ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Fault:
    """One fault of a document: where, and what was expected. Never the value that stood there.

    ``linje`` is 1-based, 0 where the fault has no line; ``path`` is of the form ``Barnevern/Sak/Melding/@Id``, in case
    JSON ``$.meldinger[0].id``.
    """

    linje: int
    path: str
    expected: Message


@attrs.frozen(weakref_slot=False, kw_only=True)
class Reject:
    """A document of a known kind that cannot be judged, with all its faults in document order.

    ``format`` as of ``Kilde``. Of a KOSTRA file it may be one child, or what stands around the children.
    """

    fil: str
    faults: tuple[Fault, ...]
    format: str = "register"


@attrs.frozen(weakref_slot=False, kw_only=True)
class RejectedFacts(Reject):
    """A line of facts to be laid over a case that cannot be used. It is no document, and no case is lost with it."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Unreadable:
    """A file that is no case document at all, or cannot be opened."""

    fil: str
    reason: Message


@attrs.frozen(weakref_slot=False, kw_only=True)
class Superseded:
    """An older delivery of a case of which a later one was read."""

    fil: str
    sak_id: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class Notice:
    """Something the reader wants known, without consequence for the judgement."""

    fil: str
    sak_id: str
    reason: Message
