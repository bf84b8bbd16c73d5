"""The oracle of the faults in data that can be planted, written naively: it knows nothing of the controls."""

from collections.abc import Iterator
from datetime import date

from barnevern_tilsyn.testing.oracle import Truth
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Melding, Tiltak

__all__ = ["data_faults"]

_FAULT = "fault"


def data_faults(case: CaseSpec) -> tuple[Truth, ...]:
    """The planted kinds of fault that a case has. A case as it should be has none."""
    return () if case.er_slettet else tuple(_faults(case))


def _faults(case: CaseSpec) -> Iterator[Truth]:
    for m in case.meldinger:
        if m.start_dato >= date(2025, 1, 1) and any(row.kode == "15" for row in m.melder):
            yield Truth("DAT001", "Melding", m.id, _FAULT)
        if m.kode == "3" and not any(_ran(t, m) for t in case.tiltak):
            yield Truth("DAT040", "Melding", m.id, _FAULT)
    for r in case.relasjoner:
        if not r.er_slettet and not {r.fra_id, r.til_id} <= _ids(case):
            yield Truth("DAT030", "Relasjon", r.id, _FAULT)
    for p in case.planer:
        if any(day < p.start_dato for day in p.evalueringer):
            yield Truth("DAT064", "Plan", p.id, _FAULT)


def _ran(t: Tiltak, m: Melding) -> bool:
    concluded = m.slutt_dato or m.start_dato
    return t.start_dato <= concluded and (t.slutt_dato is None or t.slutt_dato >= m.start_dato)


def _ids(case: CaseSpec) -> set[str]:
    parts = (case.personalia, case.meldinger, case.undersokelser, case.planer, case.tiltak, case.vedtak)
    more = (case.ettervern, case.oversendelser, case.flyttinger)
    return {row.id for rows in (*parts, *more) for row in rows}
