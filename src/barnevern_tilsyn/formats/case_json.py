"""One document of case JSON, or one line of JSON Lines: bytes to a case, or to what is wrong with it."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final

from barnevern_tilsyn.formats.case_faults import ROOT, Found, faults_of
from barnevern_tilsyn.formats.case_kinds import kind_of
from barnevern_tilsyn.formats.case_lane import Lane, moment_in, within_microseconds
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.sniff import HEAD, looks_like_case
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.model import Fault, Kilde, Message, Notice, Reject, Sak, Unreadable

__all__ = ["FORMAT", "read_case"]

FORMAT: Final = "json"

_BOM: Final = b"\xef\xbb\xbf"

_NOTHING: Final = frozenset[tuple[str, str]]()

_set_line: Final = Sak.__dict__["_linje"].__set__
_set_kilde: Final = Sak.__dict__["_kilde"].__set__


@lru_cache(maxsize=1)
def _kilde(fil: str, ukodet: frozenset[tuple[str, str]]) -> Kilde:
    """One for all lines of a file that lack the same codes."""
    return Kilde(fil=fil, format=FORMAT, ukodet=ukodet)


def _uncoded(sak: Sak) -> frozenset[tuple[str, str]]:
    rows = sak.leveranse.ukodet if sak.leveranse else None
    if not rows:
        return _NOTHING
    return frozenset((row.element, code) for row in rows if row.element for code in row.koder or ())


@cache
def _lane() -> Lane[Sak]:
    return Lane(Sak)


def read_case(
    fil: str, data: bytes, limits: Limits, *, line: int = 0, lenient: bool = False
) -> Iterator[Sak | Reject | Unreadable | Notice]:
    """Read one document, or the ``line`` of a file of JSON Lines.

    Unknown and repeated keys refuse it; who is ``lenient`` gets a ``Notice`` of them before the case.
    """
    begins = line or 1
    beyond = _beyond(data, limits)
    if beyond is not None:
        yield _refused(fil, data, (Fault(linje=begins, path=ROOT, expected=beyond),), line)
        return
    text = data.removeprefix(_BOM)
    moment = moment_in(text)
    text = within_microseconds(text, moment)
    sak = _lane().read(text, moment)
    if sak is None or not _is_whole(sak, moment):
        found = faults_of(text, Sak, limits, line=begins)
        sak = None if found.faults or (found.keys and not lenient) else _lane().leniently(text)
        if sak is None:
            faults = found.listed(limits)
            yield _refused(fil, data, faults or (_not_said(begins),), line or found.known)
            return
        if found.keys:
            yield _passed_over(fil, sak, found)
    _set_line(sak, line)
    _set_kilde(sak, _kilde(fil, _uncoded(sak)))
    yield sak


def _is_whole(sak: Sak, moment: bytes) -> bool:
    """Whether all is right that the lane does not look at: the form of the moment, and ids told apart."""
    is_dated = bool(sak.leveranse and sak.leveranse.dato_uttrekk)
    return is_dated == bool(moment) and not any(map(_has_twins, filter(None, _lists()(sak))))


@cache
def _lists() -> Callable[[Sak], tuple[Any, ...]]:
    """What gives the lists of a case whose elements have to be told apart by their ids."""
    kinds = kind_of(Sak).fields.items()
    return attrgetter(*(name for name, kind in kinds if kind.item is not None and "id" in kind.item.required))


def _has_twins(rows: Any) -> bool:
    if len(rows) == 1 or len({row.id for row in rows}) == len(rows):
        return False
    return len({(row.id, getattr(row, "type", "") or "") for row in rows}) < len(rows)


def _beyond(data: bytes, limits: Limits) -> Message | None:
    """Which limit a document is beyond, before any of it is taken in: nothing comes without a brace or a comma."""
    if len(data) > limits.document_bytes:
        return shared_message("limit.document_bytes", limit=limits.document_bytes)
    if len(data) > limits.elements and data.count(b"{") > limits.elements:
        return shared_message("limit.elements", limit=limits.elements)
    if len(data) > limits.attributes and data.count(b",") > limits.attributes:
        return shared_message("limit.attributes", limit=limits.attributes)
    return None


def _not_said(line: int) -> Fault:
    return Fault(linje=line, path=ROOT, expected=Message("json.refused"))


def _refused(fil: str, data: bytes, faults: tuple[Fault, ...], known: object) -> Reject | Unreadable:
    """What was meant to be a case is rejected; any other JSON is no case at all."""
    if known or looks_like_case(data[:HEAD]):
        return Reject(fil=fil, faults=faults, format=FORMAT)
    return Unreadable(fil=fil, reason=Message("file.other_json"))


def _passed_over(fil: str, sak: Sak, found: Found) -> Notice:
    first = found.keys[0]
    args = (("count", found.odd_keys), ("path", first.path), ("line", first.linje))
    return Notice(fil=fil, sak_id=sak.id, reason=Message("json.passed_over", args))
