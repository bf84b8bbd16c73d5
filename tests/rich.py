"""Rich records for tests: what the register lacks laid over a case, drawn at random or as the law wants it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import msgspec
from hypothesis import strategies as st

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.engine.context import extracted_on
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    BarnetsMedvirkning,
    Melder,
    Melding,
    MeldingTillegg,
    Sak,
    SakTillegg,
    Undersokelse,
    UndersokelseTillegg,
)
from tests.records import cases

REPORTERS = ("1", "4", "5", "11", "9", "20", "23")
DAY = timedelta(days=1)


@st.composite
def rich_cases(draw: st.DrawFn, untold: int = 0) -> Sak:
    """Whole cases with facts beyond the register, lawful or not, around each other's days.

    ``untold``: of how many in ten facts the record does not tell.
    """
    case = draw(cases())
    days = st.integers(-5, 130)

    def fact(strategy: st.SearchStrategy[Any]) -> Any:
        if draw(st.integers(0, 9)) < untold:
            return NOT_REPORTED
        return draw(st.one_of(st.none(), strategy, strategy, strategy))

    def record(since: date, **facts: st.SearchStrategy[Any]) -> dict[str, Any]:
        drawn = {"dato": fact(days.map(lambda n: since + n * DAY)), **{k: fact(v) for k, v in facts.items()}}
        return {name: value for name, value in drawn.items() if value is not NOT_REPORTED}

    def rows(since: date, **facts: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        return [record(since, **facts) for _ in range(draw(st.integers(0, 2)))]

    yes = st.booleans()

    def report(row: Melding) -> Melding:
        since = row.start_dato or date(2026, 3, 2)
        told = {
            "hastevurdering": fact(st.just(record(since))),
            "begrunnelse": fact(st.just(record(since, faglig_vurdering=yes))),
            "apenbart_grunnlos": fact(yes),
            "tilbakemeldinger": fact(
                st.just(
                    rows(
                        since,
                        trinn=st.sampled_from(["mottatt", "avsluttet"]),
                        opplyst_om_undersokelse=yes,
                        oppfolging_beskrevet=yes,
                    )
                )
            ),
            "tilbakemelding_unnlatt": fact(st.just({"sarlige_hensyn": draw(yes)})),
        }
        codes = draw(st.lists(st.sampled_from(REPORTERS), max_size=2))
        konklusjon = row.konklusjon
        if konklusjon and draw(yes):
            konklusjon = attrs.evolve(konklusjon, kode=draw(st.sampled_from(["1", "10", "5", "4"])))
        return attrs.evolve(
            row,
            meldere=tuple(Melder(kode=code) for code in codes),
            konklusjon=konklusjon,
            tillegg=_converted(told, MeldingTillegg),
        )

    def investigation(row: Undersokelse) -> Undersokelse:
        since = row.start_dato or date(2026, 3, 9)
        reason = st.sampled_from(["ikke_i_stand", "onsker_ikke", "ikke_anledning"])
        items = dict.fromkeys(("informert", "tema", "uttalelse", "bekreftet", "vektlagt"), yes)
        told = {
            "samtaler": fact(
                st.just(rows(since, alene=yes, informert=yes, gjengivelse_bekreftet=yes, hort_om_konklusjon=yes))
            ),
            "samtale_unnlatt": fact(st.just(record(since, grunn=reason))),
            "medvirkning": fact(st.just(record(since, **items))),
            "medvirkning_unnlatt": fact(st.just(record(since, grunn=reason, begrunnet=yes))),
        }
        codes = st.sampled_from(["1.1", "1.4", "2.1", "2.2", "9"])
        registered = st.builds(
            lambda n, code: BarnetsMedvirkning(start_dato=since + n * DAY, medvirkning_type=code), days, codes
        )
        return attrs.evolve(row, barnets_medvirkning=fact(registered), tillegg=_converted(told, UndersokelseTillegg))

    first = next((row.start_dato for row in case.meldinger or () if row.start_dato), date(2026, 3, 2))
    told = {
        "tillitsperson": fact(
            st.fixed_dictionaries({"informert": days.map(lambda n: first + n * DAY), "onsket": st.booleans()})
        ),
        "journalnotater": fact(st.just(rows(first))),
        "medvirkning_i_stand": fact(st.fixed_dictionaries({"i_stand": st.one_of(st.none(), yes)})),
    }
    born = draw(st.sampled_from([date(2015, 5, 5), first - timedelta(days=1_000), first - timedelta(days=2_600)]))
    return attrs.evolve(
        case,
        meldinger=tuple(report(row) for row in case.meldinger or ()),
        undersokelser=tuple(investigation(row) for row in case.undersokelser or ()),
        personalia=tuple(attrs.evolve(row, fodseldato=born) for row in case.personalia or ()),
        tillegg=_converted(told, SakTillegg),
    )


def _converted(told: dict[str, Any], kind: type[Any]) -> Any:
    return msgspec.convert({name: value for name, value in told.items() if value is not NOT_REPORTED}, kind)


# As the law wants it --------------------------------------------------------------------------------------------


def lawful(case: Sak, reporter: str = "11") -> Sak:
    """The case as a service keeps it that does what the law wants, beyond what the register tells."""
    known = extracted_on(case) or date.max
    ctx = Context(case)
    closings: dict[str, list[date]] = {}
    for row in case.undersokelser or ():
        for report in {*ctx.sammenheng.reports_of(row).elements, *ctx.sammenheng.linked(row, Melding)}:
            closings.setdefault(report.id, []).extend([row.konklusjon.slutt_dato] if row.konklusjon else [])  # type: ignore[list-item]
    return attrs.evolve(
        case,
        meldinger=tuple(_lawful_report(row, closings.get(row.id, []), reporter, known) for row in case.meldinger or ()),
        undersokelser=tuple(_lawful_investigation(row, known) for row in case.undersokelser or ()),
        tillegg=_converted(
            {
                "tillitsperson": {"informert": case.start_dato, "onsket": False},
                "journalnotater": [{"dato": case.start_dato, "tema": "annet"}],
            },
            SakTillegg,
        ),
    )


def _lawful_report(row: Melding, closings: list[date], reporter: str, known: date) -> Melding:
    received = row.start_dato
    assert received
    end = row.konklusjon.slutt_dato if row.konklusjon else None
    feedback = [{"dato": received, "trinn": "mottatt", "opplyst_om_undersokelse": True, "oppfolging_beskrevet": True}]
    feedback += [{"dato": min(day, known), "trinn": "avsluttet", "oppfolging_beskrevet": True} for day in closings]
    told = {
        "hastevurdering": {"dato": received},
        "begrunnelse": {"dato": end, "faglig_vurdering": True} if end else None,
        "apenbart_grunnlos": False,
        "tilbakemeldinger": feedback,
        "tilbakemelding_unnlatt": None,
    }
    return attrs.evolve(row, meldere=(Melder(kode=reporter),), tillegg=_converted(told, MeldingTillegg))


def _lawful_investigation(row: Undersokelse, known: date) -> Undersokelse:
    begun = row.start_dato
    assert begun
    end = row.konklusjon.slutt_dato if row.konklusjon else None
    yes = dict.fromkeys(("alene", "informert", "gjengivelse_bekreftet", "hort_om_konklusjon"), True)
    items = dict.fromkeys(("informert", "tema", "uttalelse", "bekreftet", "vektlagt"), True)
    told = {
        "samtaler": [{"dato": end or begun, **yes}],
        "samtale_unnlatt": None,
        "medvirkning": {"dato": end or begun, **items},
        "medvirkning_unnlatt": None,
    }
    code = row.barnets_medvirkning
    if code and code.medvirkning_type in gruppe("medvirkning.ikke_anledning"):
        code = attrs.evolve(code, medvirkning_type="1.1")
    return attrs.evolve(row, barnets_medvirkning=code, tillegg=_converted(told, UndersokelseTillegg))


Change = Callable[[Sak], Sak]


def on_reports(change: Callable[[MeldingTillegg], MeldingTillegg]) -> Change:
    """A change of what is told of each report."""
    return lambda case: attrs.evolve(
        case, meldinger=tuple(attrs.evolve(r, tillegg=change(r.tillegg)) for r in case.meldinger or () if r.tillegg)
    )


def on_investigations(**facts: Any) -> Change:
    """A change of what is told of each investigation."""
    return lambda case: attrs.evolve(
        case,
        undersokelser=tuple(
            attrs.evolve(r, barnets_medvirkning=None, tillegg=attrs.evolve(r.tillegg, **facts))
            for r in case.undersokelser or ()
            if r.tillegg
        ),
    )
