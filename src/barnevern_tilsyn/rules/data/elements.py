"""Where an id of a case leads: to which elements, of which kinds, and whether they are deleted."""

from collections import defaultdict
from typing import Any, Final

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.model import Fact, Sak

__all__ = ["LISTS", "STATUS", "Elements"]

LISTS: Final = {
    "Personalia": "personalia",
    "Melding": "meldinger",
    "Undersokelse": "undersokelser",
    "Plan": "planer",
    "Tiltak": "tiltak",
    "Vedtak": "vedtak",
    "Ettervern": "ettervern",
    "OversendelseFylkesnemnd": "oversendelser_fylkesnemnd",
    "Flytting": "flyttinger",
    "Relasjon": "relasjoner",
}
"""The kinds that a relation and a deletion can name, and the lists of the case that hold them."""

STATUS: Final = "Status"
"""A kind that relations could name until version 3.0: the statuses of decisions."""


class Elements:
    """All elements of a case by id and kind, deleted ones too. Look it up with ``ctx.once(Elements, ctx.sak)``."""

    def __init__(self, _ctx: Context, sak: Sak) -> None:
        self._sak = sak
        self._rows: dict[str, dict[str, Any]] = defaultdict(dict)
        self._migrated: dict[str, dict[str, Any]] = defaultdict(dict)
        self._removed = {(str(row.type), row.id.lower()) for row in sak.slettede or ()}
        for kind, name in LISTS.items():
            for row in getattr(sak, name) or ():
                self._rows[row.id.lower()][kind] = row
                if migrated := getattr(row, "migrert_id", None):
                    self._migrated[migrated.lower()][kind] = row
        for vedtak in sak.vedtak or ():
            for status in vedtak.statuser or ():
                self._rows[status.id.lower()][STATUS] = status

    def find(self, kind: str, id: str) -> Any:
        """The element of a kind, by its id or the one it had in the system it was migrated from; else ``None``."""
        return self._rows.get(id, {}).get(kind) or self._migrated.get(id, {}).get(kind)

    def kinds(self, id: str) -> tuple[str, ...]:
        """The kinds of the elements with an id."""
        return tuple(self._rows.get(id, ()))

    def other_than(self, kind: str, id: str) -> str:
        """The kind of the element with an id where none of ``kind`` has it; empty where that is not so."""
        kinds = self.kinds(id)
        known = kind in LISTS or kind == STATUS
        return kinds[0] if kinds and known and not self.find(kind, id) else ""

    def is_removed(self, kind: str, id: str) -> bool:
        """Whether the case says of the id that the element was removed."""
        return (kind, id) in self._removed

    def list_of(self, kind: str) -> Fact[tuple[Any, ...]]:
        """All elements of a kind, as the case reports them."""
        rows: Fact[tuple[Any, ...]] = getattr(self._sak, LISTS.get(kind, "vedtak"))
        return rows
