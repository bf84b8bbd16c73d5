"""How to break one duty in a lawful case: a row for each rule on what the register cannot carry."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import Any, Final

from barnevern_tilsyn.testing.oracle import linked, starting_reports
from barnevern_tilsyn.testing.rich.courses import broken_course, lawful_course
from barnevern_tilsyn.testing.rich.fitting import FIRST_DAY, Planted, closed, kept_since, tells, whole
from barnevern_tilsyn.testing.rich.lawful_reports import DROPPED, closed_on, confirmation_limit
from barnevern_tilsyn.testing.rich.planted_decisions import PLANTED_DECISIONS
from barnevern_tilsyn.testing.rich.rich_case import Facts, RichCase
from barnevern_tilsyn.testing.synthetic import shapes_investigations as investigations
from barnevern_tilsyn.testing.synthetic import shapes_reports as reports
from barnevern_tilsyn.testing.synthetic.dice import NoRoom
from barnevern_tilsyn.testing.synthetic.oracle_days import week_limits, working_day
from barnevern_tilsyn.testing.synthetic.plants import PLANTS as REGISTER_PLANTS
from barnevern_tilsyn.testing.synthetic.spec import Kode, Melding, Undersokelse

__all__ = ["FIRST_DAY", "PLANTED", "Planted", "broken_case", "first_day", "planted_codes"]

_NEW_ACT = date(2023, 1, 1)
_PARTICIPATION = date(2024, 1, 1)
_CODES = date(2026, 1, 1)
_ATTEMPTS = 400
_PRIVATE, _PUBLIC = (Kode("4"),), (Kode("11"),)

_REPORTED: Final = (reports.report_dropped, investigations.investigation_dismissed, reports.report_in_investigation)
_INVESTIGATED: Final = (
    investigations.investigation_dismissed,
    investigations.investigation_measures,
    investigations.investigation_board,
    investigations.extension_granted,
)
_FOLLOWED_UP: Final = (investigations.investigation_measures, investigations.investigation_board)


def broken_case(rng: Random, known: date, code: str) -> RichCase:
    """A case with what one rule finds, and no breach besides. Raises ``KeyError`` for an unknown rule, ``NoRoom``."""
    if code in REGISTER_PLANTS:
        return broken_course(rng, known, code)
    row = _ROWS[code]
    for _ in range(_ATTEMPTS):
        rich = lawful_course(rng, known, row.courses)
        parts = [rich.alive] if not row.on else getattr(rich.alive, row.on)
        fitting = [part for part in parts if not rich.spec.er_slettet and row.suits(rich, part)]
        if fitting:
            row.change(rich, rng.choice(fitting))
            return rich
    raise NoRoom


def planted_codes() -> tuple[str, ...]:
    """The codes of the rules of which a finding can be planted."""
    return tuple(sorted({*REGISTER_PLANTS, *_ROWS}))


def first_day(code: str) -> date:
    """The first day of extraction on which a case with what a rule finds has room. Raises ``KeyError`` as above."""
    return FIRST_DAY if code in REGISTER_PLANTS else _ROWS[code].since


# Reports --------------------------------------------------------------------------------------------------------


def _dropped(rich: RichCase, m: Melding, codes: Iterable[str]) -> bool:
    return m.kode in codes and whole(rich, m)


def _drop_without_reasons(rich: RichCase, m: Melding) -> None:
    rich.of(m).update(begrunnelse=None, apenbart_grunnlos=False)


def _drop_without_assessment(rich: RichCase, m: Melding) -> None:
    rich.of(m).update(begrunnelse={"dato": m.slutt_dato, "faglig_vurdering": False}, apenbart_grunnlos=False)


def _overdue(rich: RichCase, *days: date) -> bool:
    """Whether three weeks from each of the days are over, however they are counted."""
    return bool(days) and all(working_day(confirmation_limit(day)) < rich.known for day in days)


def _unexcused(rich: RichCase, m: Melding, reporter: tuple[Kode, ...], rows: list[Facts]) -> None:
    """Feedback as given to a reporter to whom nothing lets the service leave it out."""
    facts = rich.of(rich.put(m, melder=reporter))
    facts.update(tilbakemeldinger=rows, tilbakemelding_unnlatt=None, apenbart_grunnlos=False)
    if m.kode in DROPPED:
        facts.update(begrunnelse={"dato": m.slutt_dato, "faglig_vurdering": True})


def _feedback(day: date, trinn: str = "mottatt", *, told: bool = True, described: bool = True) -> Facts:
    return {"dato": day, "trinn": trinn, "opplyst_om_undersokelse": told, "oppfolging_beskrevet": described}


def _led_to(rich: RichCase, m: Melding) -> list[tuple[date, ...]]:
    """The days on which each investigation that a report led to can be said to be closed; none for one that is open."""
    ids = linked(rich.alive, "Melding", m.id, "Undersokelse") if m.kode == "2" else ()
    return [closed_on(rich.alive, u) for u in rich.alive.undersokelser if u.id in ids]


def _owes_more(rich: RichCase, m: Melding, since: date = date.min) -> bool:
    closings = _led_to(rich, m)
    started = all(m in starting_reports(rich.alive, u) for u in rich.alive.undersokelser)
    fitting = (days and days[0] >= since and _overdue(rich, *days) for days in closings)
    return bool(closings) and started and all(fitting) and whole(rich, m)


def _investigation_untold(rich: RichCase, m: Melding) -> None:
    closings = [closed_on(rich.alive, u) for u in rich.alive.undersokelser]
    again = [_feedback(days[0], "avsluttet", told=False) for days in closings if days and days[0] >= m.start_dato]
    _unexcused(rich, m, _PUBLIC, [_feedback(m.start_dato, told=False), *again])


def _silent_after_closing(rich: RichCase, m: Melding) -> None:
    _unexcused(rich, m, _PUBLIC, [_feedback(m.start_dato)])


def _follow_up_untold(rich: RichCase, m: Melding) -> None:
    again = [_feedback(days[0], "avsluttet", described=False) for days in _led_to(rich, m)]
    _unexcused(rich, m, _PUBLIC, [_feedback(m.start_dato, described=False), *again])


# Investigations -------------------------------------------------------------------------------------------------


def _talk(u: Undersokelse, **otherwise: bool) -> Facts:
    asked = dict.fromkeys(("alene", "informert", "gjengivelse_bekreftet", "hort_om_konklusjon"), True)
    return {"dato": u.slutt_dato, **asked, **otherwise}


def _document(u: Undersokelse) -> Facts:
    return {"dato": u.slutt_dato, **dict.fromkeys(("informert", "tema", "uttalelse", "bekreftet", "vektlagt"), True)}


def _talked(rich: RichCase, u: Undersokelse, **otherwise: bool) -> None:
    """Spoken with and documented, but for one thing."""
    rich.of(u).update(samtaler=[_talk(u, **otherwise)], medvirkning=_document(u), medvirkning_unnlatt=None)


def _talked_only(rich: RichCase, u: Undersokelse, **otherwise: bool) -> None:
    """Spoken with but for one thing, which nothing else shows: why there is no more is recorded."""
    why = {"dato": u.slutt_dato, "grunn": "onsker_ikke", "begrunnet": True}
    rich.of(u).update(samtaler=[_talk(u, **otherwise)], medvirkning=None, medvirkning_unnlatt=why)


def _documented_without_talk(rich: RichCase, u: Undersokelse) -> None:
    rich.of(u).update(samtaler=[], samtale_unnlatt=None, medvirkning=_document(u), medvirkning_unnlatt=None)


def _undocumented(rich: RichCase, u: Undersokelse) -> None:
    """Why there was no talk is recorded, and nothing of how the child took part."""
    no_talk = {"dato": u.slutt_dato, "grunn": "onsker_ikke"}
    rich.of(u).update(samtaler=[], samtale_unnlatt=no_talk, medvirkning=None, medvirkning_unnlatt=None)


def _not_given_the_chance(rich: RichCase, u: Undersokelse) -> None:
    assert u.medvirkning
    rich.put(u, medvirkning=(u.medvirkning[0], "2.1"))


def _is_only(rich: RichCase, u: Undersokelse) -> bool:
    """What is told of the case is told of each of its investigations."""
    return len(rich.alive.undersokelser) == 1 and closed(rich, u, since=_PARTICIPATION)


def _without_notes(rich: RichCase, _: Any) -> None:
    """No note at all, and no home visit that one would be owed of."""
    rich.of(rich.spec)["journalnotater"] = []
    for u in rich.spec.undersokelser:
        rich.of(u)["hjemmebesok"] = []


PLANTED: Final[Mapping[str, Planted]] = {
    "MEL002": Planted(
        _REPORTED,
        "meldinger",
        lambda rich, m: m.start_dato >= _NEW_ACT and week_limits(m.start_dato).latest < rich.known,
        tells(hastevurdering=None),
    ),
    "MEL003": Planted(
        (reports.report_dropped,),
        "meldinger",
        lambda rich, m: _dropped(rich, m, ("1", "3", "10")),
        _drop_without_reasons,
    ),
    "MEL004": Planted(
        (reports.report_dropped,), "meldinger", lambda rich, m: _dropped(rich, m, DROPPED), _drop_without_assessment
    ),
    "TBK001": Planted(
        _REPORTED,
        "meldinger",
        lambda rich, m: _overdue(rich, m.start_dato) and whole(rich, m),
        lambda rich, m: _unexcused(rich, m, _PRIVATE, []),
    ),
    "TBK002": Planted(
        _REPORTED,
        "meldinger",
        lambda rich, m: _overdue(rich, m.start_dato) and whole(rich, m),
        _investigation_untold,
    ),
    "TBK003": Planted(_INVESTIGATED, "meldinger", _owes_more, _silent_after_closing),
    "TBK004": Planted(
        _FOLLOWED_UP, "meldinger", lambda rich, m: _owes_more(rich, m, since=_NEW_ACT), _follow_up_untold
    ),
    "MED001": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_PARTICIPATION) and u.medvirkning is None,
        _undocumented,
    ),
    "MED002": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_CODES),
        _not_given_the_chance,
        date(2026, 7, 1),
    ),
    "MED003": Planted(_INVESTIGATED, "undersokelser", closed, _documented_without_talk),
    "MED004": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_NEW_ACT),
        lambda rich, u: _talked(rich, u, alene=False),
    ),
    "MED005": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_NEW_ACT),
        lambda rich, u: _talked_only(rich, u, informert=False),
    ),
    "MED006": Planted(
        _INVESTIGATED,
        "undersokelser",
        lambda rich, u: closed(rich, u, since=_PARTICIPATION),
        lambda rich, u: _talked_only(rich, u, gjengivelse_bekreftet=False),
    ),
    "MED007": Planted(
        _INVESTIGATED, "undersokelser", closed, lambda rich, u: _talked(rich, u, hort_om_konklusjon=False)
    ),
    "MED008": Planted(
        _INVESTIGATED, "undersokelser", _is_only, lambda rich, _: rich.of(rich.spec).update(tillitsperson=None)
    ),
    "DOK001": Planted(_REPORTED, "", lambda rich, _: kept_since(rich, _NEW_ACT), _without_notes),
}
"""By rule code, how its breach (or what it has to review) is planted. The register's own are in ``plants``."""

_ROWS: Final[Mapping[str, Planted]] = {**PLANTED, **PLANTED_DECISIONS}
