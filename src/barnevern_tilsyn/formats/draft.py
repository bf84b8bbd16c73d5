"""Documents of the coming version 5 of the register, experimental: read only when they are asked for.

Three drafts are public and differ; none is in force. What they agree on is read into the case of today, and judged.
What the model has no place for is counted, and told at the end of a run.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from barnevern_tilsyn.formats.bounds import beyond_limits
from barnevern_tilsyn.formats.draft_case import read_delivery
from barnevern_tilsyn.formats.draft_parts import Found, Part
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.lines import counted, has_many_lines
from barnevern_tilsyn.formats.parse import parse
from barnevern_tilsyn.formats.prolog import DRAFT_ROOT, ROOT
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.formats.versions import DRAFT
from barnevern_tilsyn.model import Fault, Kilde, Notice, Reject, Sak, Unreadable

__all__ = ["Draft"]

_set_kilde: Final[Callable[[Sak, Kilde], None]] = Sak.__dict__["_kilde"].__set__


class Draft:
    """Reads the documents of a run, and remembers what it could not place."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._first = ""
        self._documents = 0
        self._unplaced: Counter[str] = Counter()
        self._unknown = 0

    def read(self, fil: str, data: bytes) -> Sak | Reject | Unreadable:
        """One document."""
        root = parse(fil, data, self._limits, DRAFT_ROOT)
        if isinstance(root, Reject):
            return _of_the_draft(root)
        if isinstance(root, Unreadable):
            return root
        beyond = beyond_limits(root, self._limits)
        if beyond is not None:
            return _of_the_draft(Reject(fil=fil, faults=(beyond,)))
        if not has_many_lines(data):
            return self._case(fil, root)
        with counted(root, data):
            return self._case(fil, root)

    def _case(self, fil: str, root: Any) -> Sak | Reject:
        found = Found()
        if root.tag == DRAFT_ROOT:
            case = read_delivery(Part(root, DRAFT_ROOT, found))
        else:
            expected = shared_message("element.root", name=DRAFT_ROOT)
            return Reject(fil=fil, faults=(Fault(linje=root.sourceline or 0, path=DRAFT_ROOT, expected=expected),))
        if found.faults:
            return Reject(fil=fil, faults=_listed(found.faults, self._limits))
        _set_kilde(case, Kilde(fil=fil, format="register", versjoner=(DRAFT,)))
        self._first = self._first or fil
        self._documents += 1
        self._unplaced.update(found.unplaced)
        self._unknown += found.unknown
        return case

    def told(self) -> Iterator[Notice]:
        """What to know of the run: that it is experimental, and what was not used, under the name of the first file."""
        if not self._documents:
            return
        yield self._notice("draft.read", count=self._documents, version=DRAFT)
        rows = tuple(f"{name} ({count})" for name, count in sorted(self._unplaced.items()) if count)
        if rows:
            yield self._notice("draft.no_place", elements=rows)
        if self._unknown:
            yield self._notice("draft.unknown", count=self._unknown)

    def _notice(self, id: str, **args: Any) -> Notice:
        return Notice(fil=self._first, sak_id="", reason=shared_message(id, **args))


def _of_the_draft(reject: Reject) -> Reject:
    """The same, its places in the document named by the draft's root."""
    faults = (attrs.evolve(f, path=DRAFT_ROOT) if f.path == ROOT else f for f in reject.faults)
    return attrs.evolve(reject, faults=tuple(faults))


def _listed(faults: list[Fault], limits: Limits) -> tuple[Fault, ...]:
    """The faults in the order of the lines, each once."""
    rows = sorted(dict.fromkeys(faults), key=lambda fault: fault.linje)
    if len(rows) <= limits.faults:
        return tuple(rows)
    more = Fault(linje=0, path=DRAFT_ROOT, expected=shared_message("faults.more", limit=limits.faults))
    return (*rows[: limits.faults], more)
