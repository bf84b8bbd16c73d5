"""Each code of every list, in every place it can stand: a fault on the days it is not valid, and on no other."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.codes import kodeliste, kodelister
from barnevern_tilsyn.engine import Outcome, Severity
from barnevern_tilsyn.model import Kilde
from barnevern_tilsyn.rules.data.code_control import code_control
from barnevern_tilsyn.rules.data.code_days import is_bounded
from tests.rules.data.controls import EXTRACTED, case, found, situations

DAY = timedelta(days=1)


def melding(start: date, **keys: Any) -> dict[str, Any]:
    return {"meldinger": [{"id": "x", "start_dato": start, "konklusjon": {"slutt_dato": start}, **keys}]}


def undersokelse(**keys: Any) -> dict[str, Any]:
    return {"undersokelser": [{"id": "x", **keys}]}


def plan(start: date, **keys: Any) -> dict[str, Any]:
    return {"planer": [{"id": "x", "start_dato": start, "konklusjon": {"slutt_dato": start}, **keys}]}


def tiltak(start: date, **keys: Any) -> dict[str, Any]:
    return {"tiltak": [{"id": "x", "start_dato": start, "konklusjon": {"slutt_dato": start}, **keys}]}


def vedtak(**keys: Any) -> dict[str, Any]:
    return {"vedtak": [{"id": "x", **keys}]}


def flytting(**keys: Any) -> dict[str, Any]:
    return {"flyttinger": [{"id": "x", **keys}]}


PLACES: dict[str, tuple[str, Any]] = {
    "DAT001": ("melder", lambda kode, day: melding(day, meldere=[{"kode": kode}])),
    "DAT002": ("saksinnhold", lambda kode, day: melding(day, saksinnhold=[{"kode": kode}])),
    "DAT003": (
        "melding-konklusjon",
        lambda kode, day: melding(date(2012, 1, 1), konklusjon={"slutt_dato": day, "kode": kode}),
    ),
    "DAT004": (
        "saksinnhold",
        lambda kode, day: undersokelse(
            start_dato=day, konklusjon={"slutt_dato": day}, vedtaksgrunnlag=[{"kode": kode}]
        ),
    ),
    "DAT005": (
        "barnets-medvirkning",
        lambda kode, day: undersokelse(barnets_medvirkning={"start_dato": day, "medvirkning_type": kode}),
    ),
    "DAT006": (
        "utvidet-frist-innvilget",
        lambda kode, day: undersokelse(utvidet_frist={"start_dato": day, "innvilget": kode}),
    ),
    "DAT007": (
        "undersokelse-konklusjon",
        lambda kode, day: undersokelse(konklusjon={"slutt_dato": day, "kode": kode}),
    ),
    "DAT008": ("plantype", lambda kode, day: plan(day, plantype=kode)),
    "DAT009": ("tiltak-kategori", lambda kode, day: tiltak(day, kategori={"kode": kode})),
    "DAT010": ("saksinnhold", lambda kode, day: tiltak(day, tiltaksgrunnlag=[{"kode": kode}])),
    "DAT011": (
        "tilsyn-hyppighet",
        lambda kode, day: tiltak(day, tilsyn={"hyppigheter": [{"id": "h", "start_dato": day, "kode": kode}]}),
    ),
    "DAT012": (
        "oppfolging-hyppighet",
        lambda kode, day: tiltak(day, oppfolging={"hyppigheter": [{"id": "h", "start_dato": day, "kode": kode}]}),
    ),
    "DAT013": ("tiltak-opphevelse", lambda kode, day: tiltak(day, opphevelse={"kode": kode})),
    "DAT014": ("vedtak-status", lambda kode, day: vedtak(statuser=[{"id": "s", "endret_dato": day, "kode": kode}])),
    "DAT015": (
        "vedtak-krav-konklusjon",
        lambda kode, day: vedtak(krav=[{"id": "k", "konklusjon": {"slutt_dato": day, "kode": kode}}]),
    ),
    "DAT016": (
        "ettervern-konklusjon",
        lambda kode, day: {"ettervern": [{"id": "x", "konklusjon": {"slutt_dato": day, "kode": kode}}]},
    ),
    "DAT017": ("flytting-arsakfra", lambda kode, day: flytting(slutt_dato=day, arsak_fra={"kode": kode})),
    "DAT018": ("flytting-flyttingtil", lambda kode, day: flytting(slutt_dato=day, flytting_til={"kode": kode})),
    "DAT019": ("kjonn", lambda kode, day: {"personalia": [{"id": "x", "start_dato": day, "kjonn": kode}]}),
    "DAT020": ("lov", lambda kode, day: vedtak(start_dato=day, lovhjemmel={"lov": kode})),
    "DAT021": (
        "lov",
        lambda kode, day: {"oversendelser_fylkesnemnd": [{"id": "x", "start_dato": day, "lovhjemmel": {"lov": kode}}]},
    ),
    "DAT022": ("lov", lambda kode, day: {**tiltak(day, lovhjemmel={"lov": kode}), "vedtak": []}),
}
"""By control: the list, and a record with a code of it on a day."""

KODER = [(control, kode) for control, (name, _) in PLACES.items() for kode in kodeliste(name).codes.values()]


def begun(name: str) -> date:
    return min(kode.valid_from or date.min for kode in kodeliste(name).codes.values())


def test_every_list_with_dates_is_looked_at() -> None:
    assert {name for name, _ in PLACES.values()} == set(kodelister()) - {"begrepstype"}


def days_around(kode: Any) -> list[date]:
    """The first and the last day of a code, the day before and the day after, and days far from both."""
    bounds = [day for day in (kode.valid_from, kode.valid_to) if day is not None]
    return sorted({*(bound + DAY * n for bound in bounds for n in (-1, 0, 1)), date(2026, 9, 30), date(2014, 1, 1)})


@pytest.mark.parametrize(("control", "kode"), KODER, ids=lambda value: getattr(value, "code", value))
def test_a_fault_on_the_days_it_is_not_valid_and_on_no_other(control: str, kode: Any) -> None:
    name, record = PLACES[control]
    for day in days_around(kode):
        expected = [] if kode.valid_on(day) or day < begun(name) else ["ended" if day > kode.valid_from else "not-yet"]
        assert situations(case(**record(kode.code, day)), control) == expected, day


@given(st.sampled_from(KODER), st.dates(date(2008, 1, 1), EXTRACTED))
def test_the_same_on_any_day(chosen: tuple[str, Any], day: date) -> None:
    control, kode = chosen
    name, record = PLACES[control]
    results = found(case(**record(kode.code, day)), control)
    assert bool(results) == (day >= begun(name) and not kode.valid_on(day))
    for result in results:
        assert result.outcome is Outcome.FAULT
        assert {kode.code, day} <= {fact.value for fact in result.facts}


@pytest.mark.parametrize("control", PLACES)
def test_a_code_that_no_list_has_is_a_fault_on_any_day_and_is_never_shown(control: str) -> None:
    for day in (date(1990, 1, 1), EXTRACTED):
        (result,) = found(case(**PLACES[control][1]("Kari Nordmann", day)), control)
        assert result.message.id == "unknown"
        assert result.severity is Severity.ERROR
        assert "Kari" not in f"{result.message}{result.facts}"


@pytest.mark.parametrize("control", PLACES)
def test_no_code_is_no_fault(control: str) -> None:
    assert found(case(**PLACES[control][1](None, EXTRACTED)), control) == []


def test_a_code_of_another_day_of_the_same_measure_is_a_warning() -> None:
    def severity(start: date, end: date | None) -> list[Severity | None]:
        record = {
            "id": "x",
            "start_dato": start,
            "kategori": {"kode": "8.4"},
            "konklusjon": end and {"slutt_dato": end},
        }
        return [result.severity for result in found(case(tiltak=[record]), "DAT009")]

    assert severity(date(2025, 12, 31), date(2025, 12, 31)) == [Severity.ERROR]
    assert severity(date(2025, 12, 31), date(2026, 1, 1)) == [Severity.WARNING]
    assert severity(date(2025, 12, 31), None) == [Severity.WARNING]
    assert severity(date(2026, 1, 1), None) == []


def test_codes_of_which_the_same_is_to_be_said_are_told_together() -> None:
    rows = [{"kode": kode} for kode in ("32", "4", "13", "1")]
    sak = case(**melding(date(2021, 1, 1), saksinnhold=rows))
    (result,) = found(sak, "DAT002")
    assert (result.message.id, result.severity) == ("not-yet", Severity.ERROR)
    assert dict(result.message.args)["codes"] == ("32",)
    (result,) = found(case(**melding(date(2021, 1, 1), saksinnhold=rows[1:])), "DAT002")
    assert dict(result.message.args)["codes"] == ("4", "13")


def test_an_open_investigation_is_asked_for_all_its_days() -> None:
    def said(start: date) -> list[str]:
        record = undersokelse(start_dato=start, konklusjon=None, vedtaksgrunnlag=[{"kode": "1"}])
        return situations(case(**record), "DAT004")

    assert said(date(2025, 12, 31)) == []
    assert said(date(2026, 1, 1)) == ["ended"]


@pytest.mark.parametrize(("kode", "day", "expected"), [("1", EXTRACTED, []), ("4", date(2021, 1, 1), ["ended"])])
def test_a_kostra_file_cannot_have_the_codes_of_2026(kode: str, day: date, expected: list[str]) -> None:
    sak = case(**melding(day, saksinnhold=[{"kode": kode}]))
    assert situations(sak, "DAT002") == ["ended"]
    assert situations(attrs.evolve(sak, kilde=Kilde(format="kostra")), "DAT002") == expected


def test_a_control_names_its_facts_and_where_it_looks() -> None:
    rule = code_control(*("DAT999", "data-x", dict, "melder"), path="Melding.meldere.kode", day="Melding.start_dato")
    assert rule.needs == ("Melding.meldere.kode", "Melding.start_dato")
    assert rule.about == ("Melding.meldere.kode",)
    assert "`melder`" in rule.given


class TestActOfAMeasure:
    DECIDED, STARTED = date(2022, 12, 30), date(2023, 2, 1)

    def record(self, lov: str, *decided: date, joined: bool = True) -> Any:
        rows = [{"id": f"v{n}", "start_dato": day} for n, day in enumerate(decided)]
        join = [
            {"id": f"r{n}", "fra_type": "Vedtak", "fra_id": f"v{n}", "til_type": "Tiltak", "til_id": "x"}
            for n, _ in enumerate(decided)
        ]
        record = tiltak(self.STARTED, lovhjemmel={"lov": lov})
        return case(**record, vedtak=rows, relasjoner=join if joined else [])

    def test_the_decision_tells_which_act_holds(self) -> None:
        assert situations(self.record("BVL", self.DECIDED), "DAT022") == []
        assert situations(self.record("BVL", date(2023, 1, 1)), "DAT022") == ["ended"]

    def test_one_decision_of_several_is_enough(self) -> None:
        assert situations(self.record("BVL", self.DECIDED, date(2023, 1, 20)), "DAT022") == []

    def test_without_a_relation_it_is_a_warning(self) -> None:
        (result,) = found(self.record("BVL", self.DECIDED, joined=False), "DAT022")
        assert result.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("day", "right", "wrong", "situation"),
    [
        (date(2020, 12, 31), ("1", "4"), "20", "not-yet"),
        (date(2021, 1, 1), ("1", "20"), "4", "ended"),
        (date(2026, 1, 1), ("1.1.01", "1.1.02"), "1", "ended"),
    ],
)
def test_codes_that_are_valid_hide_none_that_is_not(
    day: date, right: tuple[str, ...], wrong: str, situation: str
) -> None:
    for some in permutations((*right, wrong)):
        (result,) = found(case(**melding(day, saksinnhold=[{"kode": kode} for kode in some])), "DAT002")
        assert (result.message.id, dict(result.message.args)["codes"]) == (situation, (wrong,))


def test_a_code_that_is_always_valid_hides_none_that_is_not() -> None:
    always = next(one for one in kodeliste("melder").codes.values() if not is_bounded("melder", one.code))
    for some in ([always.code, "no such code"], ["no such code", always.code]):
        rows = [{"kode": kode} for kode in some]
        assert situations(case(**melding(date(2026, 1, 1), meldere=rows)), "DAT001") == ["unknown"]
