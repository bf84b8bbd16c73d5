"""How to break one duty on decisions, on parties or on the steps of an investigation, in a lawful case."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.oracle import is_emergency
from barnevern_tilsyn.testing.rich.courses import looked_at_again
from barnevern_tilsyn.testing.rich.fitting import Planted, closed, kept_since, tells
from barnevern_tilsyn.testing.rich.lawful_facts import STAY, born_on
from barnevern_tilsyn.testing.rich.rich_case import Facts, RichCase
from barnevern_tilsyn.testing.synthetic import shapes_investigations as investigations
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.spec import Tiltak, Undersokelse, Vedtak

__all__ = ["PLANTED_DECISIONS"]

_NEW_ACT = date(2023, 1, 1)
_REPORTED_ON = date(2024, 1, 1)
_DISMISSED = (investigations.investigation_dismissed,)
_MEASURES = (investigations.investigation_measures,)
_INVESTIGATED = (*_DISMISSED, *_MEASURES)
_EXTENDED = (investigations.extension_granted,)
_MOVED: Final = ("5", "9")


def _within(name: str, **items: Any) -> Callable[[RichCase, Any], None]:
    """A change within the facts beside an element: in one part of them, or in each row of a list."""

    def change(rich: RichCase, part: Any) -> None:
        found = rich.of(part)[name]
        rich.of(part)[name] = [{**row, **items} for row in found] if isinstance(found, list) else {**found, **items}

    return change


def _dismissal(v: Vedtak) -> bool:
    return (v.hjemmel.kapittel, v.hjemmel.paragraf) in (("2", "5"), ("4", "3"))


def _ours(rich: RichCase, v: Vedtak) -> bool:
    """An ordinary decision by the service since 2023 that nothing leaves to a person."""
    by_service = rich.of(v).get("fattet_av") == "tjenesten"
    return by_service and v.start_dato >= _NEW_ACT and not v.migrert_id and not is_emergency(v)


def _no_dismissal(rich: RichCase, v: Vedtak) -> bool:
    return _ours(rich, v) and not _dismissal(v)


def _grown(rich: RichCase, v: Vedtak, years: int) -> bool:
    return born_on(rich.alive) + relativedelta(years=years) <= v.start_dato


def _ended(rich: RichCase, v: Vedtak) -> bool:
    """The decision has lapsed since it was made."""
    return v.slutt_dato is not None and v.start_dato < v.slutt_dato <= rich.known


def _lapsed(rich: RichCase, v: Vedtak) -> Vedtak:
    return v if _ended(rich, v) else rich.put(v, slutt_dato=rich.known)


def _nobody_notified(rich: RichCase, v: Vedtak) -> None:
    """No notice at all; the parents know of it, and the child is no party."""
    rich.of(_lapsed(rich, v)).update(underretninger=[])


def _child_not_notified(rich: RichCase, v: Vedtak) -> None:
    facts = rich.of(_lapsed(rich, v))
    facts["underretninger"] = [row for row in facts["underretninger"] if row["part"] != rich.spec.id]


def _parents_not_informed(rich: RichCase, v: Vedtak) -> None:
    facts = rich.of(_lapsed(rich, v))
    facts["underretninger"] = [row for row in facts["underretninger"] if row["part"] == rich.spec.id]
    facts["informert_foreldre"] = []


def _no_party(rich: RichCase, v: Vedtak) -> bool:
    """Known long enough, on a child that is no party whatever the day."""
    return _ours(rich, v) and v.start_dato < rich.known and not _grown(rich, v, 15) and _dismissal(v)


def _told_of(rich: RichCase, v: Vedtak) -> bool:
    return _ours(rich, v) and v.start_dato < rich.known


def _undecided(rich: RichCase, u: Undersokelse) -> None:
    """Dismissed, and nothing in the case is a decision to do so."""
    rich.of(u).update(henleggelsesvedtak=None)
    gone = {v.id for v in rich.spec.vedtak if _dismissal(v)}
    rich.spec = attrs.evolve(
        rich.spec,
        vedtak=tuple(v for v in rich.spec.vedtak if v.id not in gone),
        relasjoner=tuple(r for r in rich.spec.relasjoner if r.til_id not in gone and r.fra_id not in gone),
    )


def _dismissed(rich: RichCase, u: Undersokelse) -> bool:
    return closed(rich, u, since=_NEW_ACT) and u.kode is not None and u.kode.kode in ("3", "4")


def _looked_at_no_more(rich: RichCase, u: Undersokelse) -> bool:
    return _dismissed(rich, u) and _half_a_year_over(rich, u) and len(rich.alive.undersokelser) == 1


def _half_a_year_over(rich: RichCase, u: Undersokelse) -> bool:
    return bool(u.slutt_dato and u.slutt_dato + relativedelta(months=6) + days(5) < rich.known)


def _new_one_fixed(rich: RichCase, u: Undersokelse) -> None:
    rich.of(u).update(ny_undersokelse={"fastsatt": True, "foreldre_informert": u.slutt_dato})


def _new_one_due(rich: RichCase, u: Undersokelse) -> bool:
    """Its time is over, and another investigation started within it."""
    if not _dismissed(rich, u) or not _half_a_year_over(rich, u) or u.slutt_dato is None:
        return False
    latest = u.slutt_dato + relativedelta(months=6)
    return any(u.slutt_dato < other.start_dato <= latest for other in rich.alive.undersokelser)


def _new_one_unsaid(rich: RichCase, u: Undersokelse) -> None:
    rich.of(u).update(ny_undersokelse={"fastsatt": True, "foreldre_informert": None})


def _refused_late(rich: RichCase, u: Undersokelse) -> None:
    assert u.slutt_dato
    rich.of(rich.spec).update(innsynsnektelser=[{"dato": rich.known, "grunn": "undersokelse"}])


def _over_for_all(rich: RichCase, u: Undersokelse) -> bool:
    ends = [row.slutt_dato for row in rich.alive.undersokelser]
    acts = [v.start_dato for v in rich.alive.vedtak]
    whole = all(end is not None and end < rich.known for end in ends) and all(day < rich.known for day in acts)
    return whole and closed(rich, u, since=_NEW_ACT)


def _report(u: Undersokelse) -> Facts:
    return {"mottatt": u.start_dato, "kommisjon_vurdert": None, "lagt_til_grunn": True}


def _too_long(rich: RichCase, t: Tiltak) -> None:
    rich.put(t, slutt_dato=t.start_dato + relativedelta(months=3) + days(1))


def _extended(rich: RichCase, u: Undersokelse) -> bool:
    extension = u.utvidet_frist
    granted = extension is not None and extension.innvilget == "1"
    return granted and closed(rich, u, since=_NEW_ACT) and _after_ordinary_time(rich, u)


def _after_ordinary_time(rich: RichCase, u: Undersokelse) -> bool:
    return u.start_dato + relativedelta(months=4) < rich.known


PLANTED_DECISIONS: Final[Mapping[str, Planted]] = {
    "DOK002": Planted(
        _INVESTIGATED, "undersokelser", closed, lambda rich, _: _within("journalnotater", tema="annet")(rich, rich.spec)
    ),
    "PAR001": Planted(
        _INVESTIGATED,
        "",
        lambda rich, _: kept_since(rich, _NEW_ACT),
        _within("foreldre", partsvurdering=None),
    ),
    "PAR002": Planted(
        (*_INVESTIGATED, *_EXTENDED),
        "vedtak",
        lambda rich, v: _told_of(rich, v) and _grown(rich, v, 15),
        _child_not_notified,
    ),
    "PAR003": Planted(_INVESTIGATED, "vedtak", _ours, tells(forhandsvarsler=[])),
    "PAR004": Planted(_INVESTIGATED, "undersokelser", _over_for_all, _refused_late),
    "TIL001": Planted(
        _INVESTIGATED,
        "tiltak",
        lambda rich, t: t.hjemmel == STAY and t.start_dato + relativedelta(months=3) + days(1) < rich.known,
        _too_long,
    ),
    "UND005": Planted(_EXTENDED, "undersokelser", _extended, tells(frist=None)),
    "UND006": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_NEW_ACT),
        lambda rich, u: rich.of(u).update(sakkyndigrapporter=[_report(u)]),
    ),
    "UND007": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u) and u.start_dato >= _NEW_ACT,
        lambda rich, u: rich.of(u).update(medisinsk_undersokelse={"dato": u.start_dato, "ledervedtak": False}),
    ),
    "UND008": Planted(_INVESTIGATED, "undersokelser", closed, _within("innhentinger", samtykke=False)),
    "UND009": Planted(_INVESTIGATED, "undersokelser", closed, tells(vurderinger=[], samlet_vurdering=None)),
    "UND010": Planted(_DISMISSED, "undersokelser", _looked_at_no_more, _new_one_fixed),
    "UND011": Planted((looked_at_again,), "undersokelser", _new_one_due, _new_one_unsaid),
    "UND012": Planted(
        (investigations.investigation_moved,),
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_REPORTED_ON) and u.kode is not None and u.kode.kode in _MOVED,
        tells(melding_til_ny_kommune=None),
    ),
    "VED001": Planted(_DISMISSED, "undersokelser", _dismissed, _undecided),
    "VED002": Planted(_INVESTIGATED, "vedtak", _ours, tells(begrunnelse_dato=None)),
    "VED003": Planted(_DISMISSED, "vedtak", _no_party, _nobody_notified),
    "VED004": Planted(
        _MEASURES,
        "vedtak",
        lambda rich, v: _no_dismissal(rich, v) and _grown(rich, v, 7),
        _within("innhold", vektlegging=False),
    ),
    "VED005": Planted(_MEASURES, "vedtak", _no_dismissal, _within("innhold", barnets_beste=False)),
    "VED006": Planted(_MEASURES, "vedtak", _no_dismissal, _within("innhold", faktum=False)),
    "VED007": Planted(
        _DISMISSED,
        "vedtak",
        lambda rich, v: _ours(rich, v) and _dismissal(v),
        _within("innhold", barnets_mening=False),
    ),
    "VED008": Planted(_INVESTIGATED, "vedtak", _told_of, _parents_not_informed),
}
"""By rule code, as ``planted.PLANTED``."""
