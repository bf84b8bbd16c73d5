"""A synthetic case as an older version of the register can carry it: the same course, in what it had places for.

Nothing is added: what is void becomes a tombstone or is left out, a code that came later the one that stood for it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import attrs

from barnevern_tilsyn.testing.synthetic.code_choice import SYNTETISK
from barnevern_tilsyn.testing.synthetic.oracle_days import oslo_day
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Kode, Melding, Slettet, Tiltak, Undersokelse

__all__ = ["as_carried", "carries_deleted_cases", "carries_investigation_plans"]

_TYPES: Final = {
    "personalia": "Personalia",
    "meldinger": "Melding",
    "undersokelser": "Undersokelse",
    "planer": "Plan",
    "tiltak": "Tiltak",
    "vedtak": "Vedtak",
    "oversendelser": "OversendelseFylkesnemnd",
}
_DROPPED: Final = ("5", "6", "7", "8", "9", "10")
_MOVED: Final = ("7", "8", "9")
_DOCTOR: Final = ("24", "25")


def carries_investigation_plans(version: str) -> bool:
    """Whether the version has codes for plan types 5 to 8."""
    return version >= "2.2"


def carries_deleted_cases(version: str) -> bool:
    """Whether the version can say that the whole case is deleted."""
    return version >= "3"


def as_carried(case: CaseSpec, version: str) -> CaseSpec:
    """The case in the places and codes of an older version."""
    if version < "3":
        case = _without_marks(case, oslo_day(case.dato_uttrekk))
    plans = case.planer
    if not carries_investigation_plans(version):
        plans = tuple(plan for plan in case.planer if plan.plantype in ("1", "2", "3", "4"))
    lost = {plan.id for plan in case.planer} - {plan.id for plan in plans}
    return attrs.evolve(
        case,
        personalia=case.personalia if version >= "2" else (max(case.personalia, key=lambda row: row.start_dato),),
        planer=plans,
        meldinger=tuple(_melding(m, version) for m in case.meldinger),
        undersokelser=tuple(_undersokelse(u) for u in case.undersokelser),
        tiltak=tuple(_tiltak(t, version) for t in case.tiltak),
        vedtak=tuple(_unmigrated(v, version) for v in case.vedtak),
        oversendelser=tuple(_unmigrated(o, version) for o in case.oversendelser),
        relasjoner=tuple(r for r in case.relasjoner if r.fra_id not in lost and r.til_id not in lost),
        slettede=tuple(s for s in case.slettede if s.id not in lost),
    )


def _without_marks(case: CaseSpec, day: date) -> CaseSpec:
    """``ErSlettet`` came with version 3: an element that has it gets a tombstone, a conclusion or relation goes."""
    marked = {name: [e for e in getattr(case, name) if getattr(e, "er_slettet", False)] for name in _TYPES}
    tombstones = tuple(Slettet(e.id, _TYPES[name], day) for name, found in marked.items() for e in found)
    unmarked: dict[str, Any] = {
        name: tuple(attrs.evolve(e, er_slettet=False) if e in found else e for e in getattr(case, name))
        for name, found in marked.items()
        if found
    }
    meldinger = tuple(
        attrs.evolve(m, slutt_dato=None, kode="", konklusjon_slettet=False) if m.konklusjon_slettet else m
        for m in unmarked.pop("meldinger", case.meldinger)
    )
    relasjoner = tuple(r for r in case.relasjoner if not r.er_slettet)
    return attrs.evolve(
        case, meldinger=meldinger, relasjoner=relasjoner, slettede=(*case.slettede, *tombstones), **unmarked
    )


def _old_contents(koder: Iterable[Kode]) -> tuple[Kode, ...]:
    """The subjects of 2026 have no counterparts: *other*, with the clarification that it needs."""
    return tuple(Kode("19", SYNTETISK) if "." in kode.kode else kode for kode in koder)


def _melding(m: Melding, version: str) -> Melding:
    old = version < "3"
    melder = tuple(Kode("15", kode.presisering) if old and kode.kode in _DOCTOR else kode for kode in m.melder)
    kode = "1" if m.kode in _DROPPED else m.kode
    return attrs.evolve(m, melder=melder, saksinnhold=_old_contents(m.saksinnhold), kode=kode)


def _undersokelse(u: Undersokelse) -> Undersokelse:
    kode = Kode("5", SYNTETISK) if u.kode and u.kode.kode in _MOVED else u.kode
    return attrs.evolve(u, medvirkning=None, grunnlag=_old_contents(u.grunnlag), kode=kode)


def _tiltak(t: Tiltak, version: str) -> Tiltak:
    grunnlag = _old_contents(t.grunnlag) if version >= "2.2" else ()
    kategori = attrs.evolve(t.kategori, kode="8.2") if t.kategori.kode in ("8.4", "8.5") else t.kategori
    return attrs.evolve(t, grunnlag=grunnlag, kategori=kategori)


def _unmigrated(element: Any, version: str) -> Any:
    """Decisions and applications could not say that they were migrated before version 2.1."""
    return attrs.evolve(element, migrert_id="") if version < "2.1" else element
