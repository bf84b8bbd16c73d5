"""Cases of one format to another: each written, with what is lost, or why it cannot be."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

import attrs

from barnevern_tilsyn.formats.case_writer import write_json
from barnevern_tilsyn.formats.written import Loss, WriteError
from barnevern_tilsyn.model import Fault, Message, Notice, Reject, Sak, Superseded, Unreadable
from barnevern_tilsyn.model.kostra import Individ

__all__ = ["Beside", "Converted", "Form", "as_cases", "converted"]

Form = Literal["xml", "json"]
Beside = Reject | Unreadable | Superseded | Notice

_ITS_SOURCE: Final = Loss(path="", linje=0, reason=Message("write.source"))


@attrs.frozen(weakref_slot=False, kw_only=True)
class Converted:
    """A case in another format. ``fil`` is where it came from, ``lost`` what is lost, in the order of the model."""

    fil: str
    sak_id: str = attrs.field(repr=False)
    data: bytes = attrs.field(repr=False)
    lost: tuple[Loss, ...]


def as_cases(read: Iterable[Sak | Individ | Beside]) -> Iterator[Sak | Beside]:
    """What was read; a child of a KOSTRA file as a case, as far as the file can tell."""
    for item in read:
        if isinstance(item, Individ):
            from barnevern_tilsyn.formats.kostra_case import case_of  # noqa: PLC0415 - most runs read no KOSTRA file

            yield case_of(item)
        else:
            yield item


def converted(read: Iterable[Sak | Beside], form: Form) -> Iterator[Converted | Beside]:
    """What was read, each case of it written in another format.

    A case that cannot be written is a ``Reject`` with all that stands in the way, by its paths in the case.
    """
    for item in read:
        yield _converted(item, form) if isinstance(item, Sak) else item


def _converted(sak: Sak, form: Form) -> Converted | Reject:
    try:
        data, lost = _written(sak, form)
    except WriteError as error:
        faults = tuple(Fault(linje=r.linje or sak._linje, path=r.path, expected=r.reason) for r in error.reasons)
        return Reject(fil=sak._kilde.fil, faults=faults, format=sak._kilde.format)
    placed = tuple(loss if loss.linje or loss is _ITS_SOURCE else attrs.evolve(loss, linje=sak._linje) for loss in lost)
    return Converted(fil=sak._kilde.fil, sak_id=sak.id, data=data, lost=placed)


def _written(sak: Sak, form: Form) -> tuple[bytes, tuple[Loss, ...]]:
    if form == "json":
        return write_json(sak), (_ITS_SOURCE,)
    from barnevern_tilsyn.formats.writer import write_xml  # noqa: PLC0415 - lxml writes only what is to be XML

    written = write_xml(sak)
    return written.xml, written.lost
