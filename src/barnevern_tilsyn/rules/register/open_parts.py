"""The parts of a case that have not ended. Of moves, board applications, identities and relations none is written."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, Final, NamedTuple

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.model import NOT_REPORTED, Sak

__all__ = ["NEEDS", "NEEDS_WITH_DECISIONS", "OpenParts", "open_parts"]

_PARTS: Final = {
    "Melding": "meldinger",
    "Undersokelse": "undersokelser",
    "Plan": "planer",
    "Tiltak": "tiltak",
    "Ettervern": "ettervern",
}
NEEDS: Final = tuple(f"{kind}.konklusjon.slutt_dato" for kind in _PARTS)
NEEDS_WITH_DECISIONS: Final = (*NEEDS, "Vedtak.konklusjon.slutt_dato")


class OpenParts(NamedTuple):
    """The parts without an end, and what is not reported, without which there may be more."""

    elements: tuple[Any, ...]
    missing: tuple[str, ...]


def open_parts(ctx: Context, *, decisions: bool = False) -> OpenParts:
    """Reports, investigations, plans, measures and aftercare without an end; decisions too where asked for."""
    found = ctx.once(_open_parts, ctx.sak)
    if not decisions:
        return found
    more = ctx.once(_open_decisions, ctx.sak)
    return OpenParts((*found.elements, *more.elements), (*found.missing, *more.missing))


def _open_parts(ctx: Context, sak: Sak) -> OpenParts:
    whole = ctx.whole
    rows = (whole.meldinger, whole.undersokelser, whole.planer, whole.tiltak, whole.ettervern)
    unknown = tuple(f"Sak.{name}" for name in _PARTS.values() if getattr(sak, name) is NOT_REPORTED)
    return _without_end(chain.from_iterable(rows), unknown)


def _open_decisions(ctx: Context, sak: Sak) -> OpenParts:
    return _without_end(ctx.whole.vedtak, ("Sak.vedtak",) if sak.vedtak is NOT_REPORTED else ())


def _without_end(rows: Iterable[Any], unknown: tuple[str, ...]) -> OpenParts:
    found, missing = [], set(unknown)
    for row in rows:
        end = row.konklusjon
        if end is NOT_REPORTED:
            missing.add(f"{type(row).__name__}.konklusjon")
        elif end is None or getattr(end, "er_slettet", None) is True or end.slutt_dato is None:
            found.append(row)
        elif end.slutt_dato is NOT_REPORTED:
            missing.add(f"{type(row).__name__}.konklusjon.slutt_dato")
    return OpenParts(tuple(found), tuple(sorted(missing)))
