"""Facts beyond the register, laid over the cases that they are of while these are read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any, Final, TypeVar

import attrs

from barnevern_tilsyn.formats.case_faults import ROOT
from barnevern_tilsyn.formats.facts import EVALUERING, Facts, facts_or_faults
from barnevern_tilsyn.formats.items import Document, Long
from barnevern_tilsyn.formats.json_lines import lines_of
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.sources import Sources, documents_of, listed, prepared
from barnevern_tilsyn.formats.values import all_uuids
from barnevern_tilsyn.model import NOT_REPORTED, Fault, Message, Notice, RejectedFacts, Sak, Unreadable

__all__ = ["Overlay", "overlaid"]

T = TypeVar("T")

_LISTS: Final = {
    "Melding": "meldinger",
    "Undersokelse": "undersokelser",
    "Plan": "planer",
    "Tiltak": "tiltak",
    "Vedtak": "vedtak",
    "Ettervern": "ettervern",
}
_VISITS: Final = {"TilsynUtfort": "tilsyn", "OppfolgingUtfort": "oppfolging"}


@attrs.frozen(weakref_slot=False)
class _Line:
    """A line as it stands in its file: a run has as many as there are elements, so they are kept as they came."""

    fil: str
    number: int
    data: bytes


class Overlay:
    """The lines of facts in files, by case. Reads them at once; ``wrong`` is what cannot be used of them.

    ``sources``: as ``read`` takes them, JSON Lines. ``lenient`` goes on past unknown and repeated keys. Raises
    ``TypeError`` for a source of another kind.
    """

    def __init__(self, sources: Sources, limits: Limits, *, lenient: bool = False) -> None:
        self._limits = limits
        self._lenient = lenient
        self._by_case: defaultdict[str, list[_Line]] = defaultdict(list)
        self.wrong: list[RejectedFacts | Unreadable] = []
        for source in prepared(listed(sources), limits):
            with closing(source):
                for item in documents_of(source, limits):
                    self._take(item)

    def _take(self, item: Document | Long | Unreadable | Notice) -> None:
        if isinstance(item, Long) and item.is_json:
            for line in lines_of(item.fil, item.pieces, self._limits):
                self._take(line)
        elif isinstance(item, Long):
            self.wrong.append(Unreadable(fil=item.fil, reason=Message("file.no_facts")))
        elif isinstance(item, Unreadable):
            self.wrong.append(item)
        elif isinstance(item, Document) and item.data.strip():
            self._keep(_Line(item.fil, item.linje or 1, item.data))

    def _keep(self, line: _Line) -> None:
        found = self._read(line)
        if isinstance(found, Facts):
            self._by_case[_one_spelling(found.sak)].append(line)
        else:
            self.wrong.append(RejectedFacts(fil=line.fil, faults=found, format=""))

    def _read(self, line: _Line) -> Facts | tuple[Fault, ...]:
        return facts_or_faults(line.data, self._limits, line.number, lenient=self._lenient)

    def over(self, sak: Sak) -> tuple[Sak, list[RejectedFacts]]:
        """A case with its facts laid over it, and the lines that found no place. Each line is used once."""
        wrong: list[RejectedFacts] = []
        told: set[tuple[object, ...]] = set()
        for line in self._by_case.pop(_one_spelling(sak.id), ()):
            facts = self._read(line)
            if not isinstance(facts, Facts):
                continue
            keys = {(facts.type, _one_spelling(facts.id), facts.utfort_dato, key) for key in _told(facts.tillegg)}
            twice = bool(keys & told)
            laid: Sak | None = None if twice else _laid_over(sak, facts)
            if laid is None:
                wrong.append(_rejected(line, *(("tillegg", "facts.twice") if twice else ("id", "facts.no_element"))))
            else:
                sak = laid
                told.update(keys)
        return sak, wrong

    def left(self) -> Iterator[RejectedFacts]:
        """The lines on cases that never came."""
        for lines in self._by_case.values():
            for line in lines:
                yield _rejected(line, "sak", "facts.no_case")


def overlaid(read: Iterable[T], overlay: Overlay) -> Iterator[T | Sak | RejectedFacts | Unreadable]:
    """What was read, each case with its facts laid over it; the lines that cannot be used are told where they show."""
    yield from overlay.wrong
    for item in read:
        if isinstance(item, Sak):
            sak, wrong = overlay.over(item)
            yield from wrong
            yield sak
        else:
            yield item
    yield from overlay.left()


def _one_spelling(id: str) -> str:
    """A UUID is the same in capitals. Of other ids only their system knows."""
    return id.lower() if all_uuids([id]) else id


def _told(tillegg: Any) -> list[str]:
    """The keys that stand in a line."""
    names = (field.name for field in attrs.fields(type(tillegg)) if field.eq)
    return [name for name in names if getattr(tillegg, name) is not NOT_REPORTED]


def _laid_over(sak: Sak, facts: Facts) -> Any:
    """The case with the facts in their place; None where it has no such element, or more than one."""

    def merged(element: Any) -> Any:
        before = element.tillegg
        if not before:
            return attrs.evolve(element, tillegg=facts.tillegg)
        told = {name: getattr(facts.tillegg, name) for name in _told(facts.tillegg)}
        return attrs.evolve(element, tillegg=attrs.evolve(before, **told))

    def named(row: Any) -> bool:
        return _one_spelling(row.id) == _one_spelling(facts.id)

    if facts.type == "Sak":
        return merged(sak) if named(sak) else None
    if facts.type == EVALUERING:
        return _changed(sak, "planer", named, lambda plan: _changed(plan, "evalueringer", _of_day(facts), merged))
    if facts.type in _VISITS:
        part = _VISITS[facts.type]
        return _changed(sak, "tiltak", lambda row: _has_visit(row, part, named), _in_part(part, named, merged))
    return _changed(sak, _LISTS[facts.type], named, merged)


def _of_day(facts: Facts) -> Callable[[Any], bool]:
    return lambda row: bool(row.utfort_dato == facts.utfort_dato)


def _has_visit(tiltak: Any, part: str, named: Callable[[Any], bool]) -> bool:
    visits = getattr(tiltak, part)
    return bool(visits) and any(named(row) for row in visits.utforte or ())


def _in_part(part: str, named: Callable[[Any], bool], change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def changed(tiltak: Any) -> Any:
        visits = _changed(getattr(tiltak, part), "utforte", named, change)
        return None if visits is None else attrs.evolve(tiltak, **{part: visits})

    return changed


def _changed(whole: Any, name: str, wanted: Callable[[Any], bool], change: Callable[[Any], Any]) -> Any:
    """An element with the one row that is wanted changed; None where there is none, or more than one."""
    rows = getattr(whole, name) or ()
    found = [at for at, row in enumerate(rows) if wanted(row)]
    if len(found) != 1:
        return None
    (at,) = found
    changed = change(rows[at])
    return None if changed is None else attrs.evolve(whole, **{name: (*rows[:at], changed, *rows[at + 1 :])})


def _rejected(line: _Line, key: str, reason: str) -> RejectedFacts:
    fault = Fault(linje=line.number, path=f"{ROOT}.{key}", expected=Message(reason))
    return RejectedFacts(fil=line.fil, faults=(fault,), format="")
