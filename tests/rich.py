"""Rich records for tests, lawful or not: what the register lacks laid over a case, drawn at random."""

from datetime import date, timedelta
from typing import Any

import attrs
import msgspec
from hypothesis import strategies as st

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
