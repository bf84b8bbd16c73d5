"""One register document: bytes to a case, or to what is wrong with it."""

from contextlib import nullcontext
from datetime import datetime
from functools import cache
from typing import Any, Final

import attrs

from barnevern_tilsyn.formats.absence import NO, meaning, uncoded
from barnevern_tilsyn.formats.bounds import beyond_limits, may_be_beyond
from barnevern_tilsyn.formats.builder import Absence, Builder, write_builder
from barnevern_tilsyn.formats.containment import contained
from barnevern_tilsyn.formats.faults import all_faults
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.lines import counted, has_many_lines
from barnevern_tilsyn.formats.misfit import WHITE_SPACE, Misfit
from barnevern_tilsyn.formats.prolog import ROOT
from barnevern_tilsyn.formats.rows import Rows, cut, rows_of
from barnevern_tilsyn.formats.structure import structure
from barnevern_tilsyn.formats.times import moment_value
from barnevern_tilsyn.formats.versions import candidates, in_use, newest_first
from barnevern_tilsyn.model import Fault, Kilde, Message, Reject, Sak, Unreadable

__all__ = ["read_document"]

_FORMAT: Final = "register"
_set_kilde: Final = Sak.__dict__["_kilde"].__set__


@cache
def _builder(version: str, possible: tuple[str, ...]) -> Builder[Sak]:
    """The builder of a version for documents that may be any of ``possible``.

    What only some of them can carry is unknown when it is missing, whatever the others mean by it.
    """
    return write_builder(structure(version), _did_not_happen(possible))


def _did_not_happen(possible: tuple[str, ...]) -> Absence:
    """Whether that nothing stands at a path means the same in all of these versions: that it did not happen."""
    known = [(version, structure(version).paths()) for version in possible]
    return lambda path: all(path in paths and meaning(path, version) == NO for version, paths in known)


@cache
def _same_absence(version: str, possible: tuple[str, ...]) -> bool:
    """Whether what is missing means the same in ``version`` alone as in all of ``possible``."""
    in_all = _did_not_happen(possible)
    return all(meaning(path, version) != NO or in_all(path) for path in structure(version).paths())


def read_document(fil: str, data: bytes, version: str | None, limits: Limits) -> Sak | Reject | Unreadable:
    """Read one document, as ``version`` or as whichever known versions it fits."""
    beyond = may_be_beyond(len(data), limits)
    rows = None if beyond or len(data) > min(limits.line_bytes, limits.document_bytes) else cut(data)
    if rows is not None:
        read = _Reading(fil, rows).judged(version)
        if isinstance(read, Sak):
            return read
    from barnevern_tilsyn.formats.parse import parse  # noqa: PLC0415 - lxml, which plain documents do without

    root = parse(fil, data, limits)
    if isinstance(root, Reject | Unreadable):
        return root
    # A refused document is looked at again, in full.
    if beyond and (fault := beyond_limits(root, limits)) is not None:
        return Reject(fil=fil, faults=(fault,))
    with counted(root, data) if has_many_lines(data) else nullcontext():
        read = _Reading(fil, rows_of(root)).judged(version)
        return read if isinstance(read, Sak) else _refused(fil, root, read, limits)


@attrs.define(weakref_slot=False)
class _Reading:
    fil: str
    rows: Rows

    def built(self, version: str, possible: tuple[str, ...]) -> Sak | None:
        try:
            return _builder(version, possible)(self.rows)
        except LookupError:
            return None

    def judged(self, version: str | None) -> Sak | tuple[str, ...]:
        """The case, or the versions that it was to fit."""
        if version is None:
            return self.unpinned()
        case = self.built(version, (version,))
        return (version,) if case is None else _from(self.fil, case, (version,))

    def unpinned(self) -> Sak | tuple[str, ...]:
        try:
            moment = moment_value(self.rows.attribute("DatoUttrekk").strip(WHITE_SPACE))
        except Misfit:
            return newest_first()
        then = in_use(moment)
        if len(then) == 1:
            case = self.built(then[0], then)
            if case is not None:
                return _from(self.fil, case, then)
        return self.one_of_many(moment)

    def one_of_many(self, moment: datetime) -> Sak | tuple[str, ...]:
        made: dict[str, Sak] = {}

        def fits(version: str) -> bool:
            case = self.built(version, (version,))
            if case is not None:
                made[version] = case
            return case is not None

        possible = candidates(moment, fits, contained)
        if not possible:
            return newest_first()
        read_as = next(version for version in possible if version in made)
        case = made[read_as] if _same_absence(read_as, possible) else self.built(read_as, possible)
        return possible if case is None else _from(self.fil, case, possible)


def _refused(fil: str, root: Any, versions: tuple[str, ...], limits: Limits) -> Reject:
    """The faults against the version that fits best: fewest faults, the newest on a tie."""
    beyond = beyond_limits(root, limits)
    if beyond is not None:
        return Reject(fil=fil, faults=(beyond,))
    newest, *others = versions
    fewest = all_faults(root, structure(newest), limits)
    for number in others:
        # A version that has as many faults already is no better, however many more it has.
        enough = attrs.evolve(limits, faults=min(len(fewest), limits.faults))
        fewest = min(fewest, all_faults(root, structure(number), enough), key=len)
    return Reject(fil=fil, faults=fewest or (Fault(linje=0, path=ROOT, expected=Message("document.refused")),))


def _from(fil: str, case: Sak, versions: tuple[str, ...]) -> Sak:
    """A case made a moment ago by a builder, with its source."""
    _set_kilde(case, Kilde(fil=fil, format=_FORMAT, versjoner=versions, ukodet=uncoded(versions)))
    return case
