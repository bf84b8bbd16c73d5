"""A synthetic case and the facts beside it, as it is being made."""

from datetime import date
from typing import Any, Final, TypeVar

import attrs
import msgspec

from barnevern_tilsyn.formats import read
from barnevern_tilsyn.model import (
    Kilde,
    MeldingTillegg,
    PlanTillegg,
    Sak,
    SakTillegg,
    TiltakTillegg,
    UndersokelseTillegg,
    VedtakTillegg,
)
from barnevern_tilsyn.testing.oracle import without_void
from barnevern_tilsyn.testing.synthetic.oracle_days import oslo_day
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Melding, Plan, Tiltak, Undersokelse, Vedtak
from barnevern_tilsyn.testing.synthetic.xml_text import xml_text
from barnevern_tilsyn.testing.written_versions import NEWEST

__all__ = ["Facts", "RichCase"]

Facts = dict[str, Any]
"""A ``tillegg`` as case JSON has it: dates, yes and no, codes."""

Part = Melding | Undersokelse | Vedtak | Plan | Tiltak
P = TypeVar("P", Melding, Undersokelse, Vedtak, Plan, Tiltak)

_LISTS: Final[dict[str, tuple[str, type]]] = {
    "Melding": ("meldinger", MeldingTillegg),
    "Undersokelse": ("undersokelser", UndersokelseTillegg),
    "Vedtak": ("vedtak", VedtakTillegg),
    "Plan": ("planer", PlanTillegg),
    "Tiltak": ("tiltak", TiltakTillegg),
}


@attrs.define
class RichCase:
    """What the register carries, as drawn, and the facts beside it by element; ``of`` gives them to be changed."""

    spec: CaseSpec
    _facts: dict[tuple[str, str], Facts] = attrs.Factory(dict)

    @property
    def known(self) -> date:
        """The day in Oslo of the extraction: no fact is later."""
        return oslo_day(self.spec.dato_uttrekk)

    @property
    def alive(self) -> CaseSpec:
        """The case without what is deleted."""
        return without_void(self.spec)

    def of(self, part: Part | CaseSpec) -> Facts:
        """The facts beside an element or, of the case, beside the case."""
        return self._facts.setdefault(_key(part), {})

    def put(self, part: P, **changes: Any) -> P:
        """Change what the register carries of an element."""
        changed = attrs.evolve(part, **changes)
        name, _ = _LISTS[type(part).__name__]
        rows = getattr(self.spec, name)
        lists: dict[str, Any] = {name: tuple(changed if row.id == part.id else row for row in rows)}
        self.spec = attrs.evolve(self.spec, **lists)
        return changed

    def xml(self) -> bytes:
        """The document of register XML, without the facts beside it."""
        return xml_text(self.spec, NEWEST)

    def overlay(self) -> bytes:
        """The facts beside the document, as lines for ``check --with``."""
        lines = [
            msgspec.json.encode({"sak": self.spec.id, "type": kind, "id": id, "tillegg": facts})
            for (kind, id), facts in self._facts.items()
        ]
        return b"\n".join([*lines, b""])

    def sak(self) -> Sak:
        """The whole case: what is read of the document, with the facts laid over it. It is from no file."""
        (sak,) = read(self.xml(), version=NEWEST)
        lists: dict[str, Any] = {
            name: tuple(self._told(row, kind, model) for row in getattr(sak, name) or ())
            for kind, (name, model) in _LISTS.items()
        }
        whole: Sak = attrs.evolve(self._told(sak, "Sak", SakTillegg), kilde=Kilde(), **lists)
        return whole

    def _told(self, element: Any, kind: str, model: type) -> Any:
        facts = self._facts.get((kind, element.id))
        return attrs.evolve(element, tillegg=msgspec.convert(facts, model)) if facts is not None else element


def _key(part: Part | CaseSpec) -> tuple[str, str]:
    return ("Sak" if isinstance(part, CaseSpec) else type(part).__name__), part.id
