"""The controls on days, each against a way of its own to count them."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.rules.register.case_dates import DATE_PATHS
from barnevern_tilsyn.rules.register.lists import LISTS
from tests.records import melding, relasjon, sak, undersokelse
from tests.register import extraction, fired, fires, opened, results
from tests.scale import scaled

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
START = date(2020, 1, 1)


def _nested(path: str, day: date | None) -> dict[str, Any]:
    """``konklusjon.slutt_dato`` of a day: ``{"konklusjon": {"slutt_dato": day}}``; without a day nothing is there."""
    name, _, rest = path.partition(".")
    return {name: _nested(rest, day) if rest and day else day}


ORDERED = [
    # code, list of the case, first date, last date: of the element, of a part in a list (name[]), or of the case
    ("SAK-2A", "", "sak.start_dato", "sak.slutt_dato"),
    ("PERSONALIA-2F", "personalia", "start_dato", "sak.slutt_dato"),
    ("MELDING-2A", "meldinger", "start_dato", "konklusjon.slutt_dato"),
    ("MELDING-2C", "meldinger", "konklusjon.slutt_dato", "sak.slutt_dato"),
    ("MELDING-2E", "meldinger", "sak.start_dato", "start_dato"),
    ("UNDERSOKELSE-2A", "undersokelser", "start_dato", "konklusjon.slutt_dato"),
    ("UNDERSOKELSE-2C", "undersokelser", "konklusjon.slutt_dato", "sak.slutt_dato"),
    ("UNDERSOKELSE-2E", "undersokelser", "sak.start_dato", "start_dato"),
    ("VEDTAK-2A", "vedtak", "start_dato", "konklusjon.slutt_dato"),
    ("VEDTAK-2C", "vedtak", "konklusjon.slutt_dato", "sak.slutt_dato"),
    ("VEDTAK-2E", "vedtak", "sak.start_dato", "start_dato"),
    ("VEDTAK-2F", "vedtak", "krav[].start_dato", "krav[].konklusjon.slutt_dato"),
    ("VEDTAK-2G", "vedtak", "krav[].konklusjon.slutt_dato", "konklusjon.slutt_dato"),
    ("VEDTAK-2H", "vedtak", "start_dato", "krav[].start_dato"),
    ("VEDTAK-2I", "vedtak", "statuser[].endret_dato", "konklusjon.slutt_dato"),
    ("VEDTAK-2J", "vedtak", "start_dato", "statuser[].endret_dato"),
    ("TILTAK-2A", "tiltak", "start_dato", "konklusjon.slutt_dato"),
    ("TILTAK-2C", "tiltak", "konklusjon.slutt_dato", "sak.slutt_dato"),
    ("TILTAK-2E", "tiltak", "sak.start_dato", "start_dato"),
    ("PLAN-2A", "planer", "start_dato", "konklusjon.slutt_dato"),
    ("PLAN-2C", "planer", "konklusjon.slutt_dato", "sak.slutt_dato"),
    ("PLAN-2E", "planer", "sak.start_dato", "start_dato"),
    ("PLAN-2F", "planer", "evalueringer[].utfort_dato", "sak.slutt_dato"),
    ("PLAN-2G", "planer", "sak.start_dato", "evalueringer[].utfort_dato"),
    ("ETTERVERN-2A", "ettervern", "tilbud_sendt_dato", "konklusjon.slutt_dato"),
    ("ETTERVERN-2C", "ettervern", "konklusjon.slutt_dato", "sak.slutt_dato"),
    ("ETTERVERN-2E", "ettervern", "sak.start_dato", "tilbud_sendt_dato"),
    ("FLYTTING-2C", "flyttinger", "slutt_dato", "sak.slutt_dato"),
    ("FLYTTING-2F", "flyttinger", "sak.start_dato", "slutt_dato"),
    ("OVERSENDELSE-2E", "oversendelser_fylkesnemnd", "sak.start_dato", "start_dato"),
    ("OVERSENDELSE-2F", "oversendelser_fylkesnemnd", "start_dato", "sak.slutt_dato"),
]


def _with_dates(rows: str, days: dict[str, date | None], more: dict[str, Any]) -> Any:
    """A case of one element where these dates stand at these paths."""
    case: dict[str, Any] = {}
    element: dict[str, Any] = {"id": "e", **more}
    for path, day in days.items():
        head, _, rest = path.partition(".")
        if head == "sak":
            case |= {rest: day}
        elif head.endswith("[]"):
            parts = element.setdefault(head.removesuffix("[]"), [{"id": "part"}])
            parts[0] |= _nested(rest, day)
        else:
            element |= _nested(path, day)
    if "evalueringer" in element:
        element["evalueringer"][0].pop("id")
        element["konklusjon"] = {"slutt_dato": START}
    return sak(leveranse=extraction(date(2026, 10, 1)), **case, **({rows: [element]} if rows else {}))


@pytest.mark.parametrize(("code", "rows", "first", "last"), ORDERED, ids=[row[0] for row in ORDERED])
@settings(max_examples=scaled(25))
@given(day=DAYS, later=st.one_of(st.integers(-3, 3), st.integers(-900, 900)), migrated=st.booleans())
def test_dates_are_out_of_order_where_the_first_is_after_the_last(
    code: str, rows: str, first: str, last: str, day: date, later: int, migrated: bool
) -> None:
    more = {"migrert_id": "x"} if migrated and rows not in ("", "personalia") else {}
    case = _with_dates(rows, {first: day, last: day + timedelta(days=later)}, more)
    found = fired(case, f"NBR-{code}")
    assert bool(found) is (later < 0)
    if found:
        ((_, _, severity),) = found
        soft = more and not code.startswith(("ETTERVERN", "OVERSENDELSE")) and code[-2:] in ("2C", "2E")
        soft = soft or bool(more and code == "FLYTTING-2F")
        assert severity == ("info" if code in ("VEDTAK-2I", "VEDTAK-2J") else "warning" if soft else "error")


@pytest.mark.parametrize(("code", "rows", "first", "last"), ORDERED, ids=[row[0] for row in ORDERED])
@given(day=DAYS, which=st.booleans())
@settings(max_examples=scaled(8))
def test_no_order_without_both_dates(code: str, rows: str, first: str, last: str, day: date, which: bool) -> None:
    days: dict[str, date | None] = {first: day, last: day - timedelta(days=1)}
    days[first if which else last] = None
    assert not fired(_with_dates(rows, days, {}), f"NBR-{code}")


def test_several_parts_in_the_wrong_order_are_one_fault_with_all_their_dates() -> None:
    made = date(2026, 3, 10)
    demands = [{"id": f"k{n}", "start_dato": made + timedelta(days=n)} for n in (-2, 0, -1)]
    (result,) = results(sak(vedtak=[{"id": "v", "start_dato": made, "krav": demands}]), "NBR-VEDTAK-2H")
    assert dict(result.message.args) == {"count": 2, "first": made, "last": made - timedelta(days=2)}
    assert [(fact.path, fact.value) for fact in result.facts] == [
        ("Vedtak.start_dato", made),
        ("Vedtak.krav.start_dato", made - timedelta(days=2)),
        ("Vedtak.krav.start_dato", made - timedelta(days=1)),
    ]
    assert result.assessment.at.id == "k-2"


@given(DAYS, st.integers(0, 40))
def test_a_report_may_take_seven_days(received: date, days: int) -> None:
    concluded = date.fromordinal(received.toordinal() + days)
    case = sak(leveranse=extraction(date(2041, 1, 1)), meldinger=[melding(start=received, slutt=concluded)])
    assert fired(case, "NBR-MELDING-3") == ({("NBR-MELDING-3", "m", "warning")} if days > 7 else set())


@given(
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.one_of(st.sampled_from([96, 97, 98, 99, 186, 187, 188, 189]), st.integers(0, 400)),
    st.sampled_from([None, {}, {"innvilget": "1"}, {"innvilget": "2"}]),
    st.integers(0, 30),
)
def test_an_open_investigation_may_take_97_days_or_187(received: date, days: int, extension: Any, second: int) -> None:
    case = sak(
        leveranse=extraction(date.fromordinal(received.toordinal() + days)),
        meldinger=[melding("m", received), melding("n", received + timedelta(days=second))],
        undersokelser=[{**undersokelse(start=received, slutt=None), "utvidet_frist": extension}],
        relasjoner=[relasjon("Melding", report, "Undersokelse", "u") for report in "mn"],
    )
    granted = bool(extension) and extension.get("innvilget") == "1"
    late = days > 187 or (days > 97 and not granted)
    assert bool(fired(case, "NBR-UNDERSOKELSE-11")) is late


SPANS = st.lists(st.tuples(st.integers(0, 500), st.one_of(st.none(), st.integers(0, 300))), min_size=1, max_size=5)


@given(st.dates(date(2015, 1, 1), date(2024, 1, 1)), SPANS)
@example(date(2020, 1, 1), [(0, 300), (10, 5), (30, 150)])
def test_placements_may_share_90_days(anchor: date, spans: list[tuple[int, int | None]]) -> None:
    last = anchor.toordinal() + 600
    days = [
        (anchor.toordinal() + start, last if length is None else anchor.toordinal() + start + length)
        for start, length in spans
    ]
    measures = [
        {
            "id": f"t{n}",
            "start_dato": date.fromordinal(start),
            "kategori": {"kode": ("1.1", "2.3", "8.2")[n % 3]},
            "konklusjon": None if length is None else {"slutt_dato": date.fromordinal(end)},
        }
        for n, ((start, end), (_, length)) in enumerate(zip(days, spans, strict=True))
    ]
    case = sak(leveranse=extraction(date.fromordinal(last)), tiltak=measures)
    shared = [
        len(set(range(a[0], a[1] + 1)) & set(range(b[0], b[1] + 1))) - 1
        for n, a in enumerate(days)
        for b in days[n + 1 :]
    ]
    assert bool(fired(case, "NBR-TILTAK-9")) is any(count > 90 for count in shared)


AGES = [
    ("NBR-SAK-7", 25, {"tiltak": [], "undersokelser": []}),
    ("NBR-SAK-8", 18, {"tiltak": [], "undersokelser": []}),
    ("NBR-TILTAK-5", 8, {"tiltak": [{"id": "t", "kategori": {"kode": "4.1"}}]}),
    ("NBR-TILTAK-6", 12, {"tiltak": [{"id": "t", "kategori": {"kode": "4.2"}}]}),
    (
        "NBR-TILTAK-13",
        18,
        {
            "tiltak": [
                {
                    "id": "t",
                    "lovhjemmel": {"lov": "BVL2021", "kapittel": "5", "paragraf": "1"},
                    "konklusjon": None,
                }
            ]
        },
    ),
]


@pytest.mark.parametrize(("code", "years", "keys"), AGES, ids=[row[0] for row in AGES])
@given(
    born=st.dates(date(1990, 1, 1), date(2015, 1, 1)).filter(lambda day: (day.month, day.day) != (2, 29)),
    off=st.one_of(st.integers(-2, 2), st.integers(-2000, 2000)),
)
@settings(max_examples=scaled(60))
def test_the_age_is_counted_to_the_birthday(code: str, years: int, keys: dict[str, Any], born: date, off: int) -> None:
    birthday = born + relativedelta(years=years)
    personalia = [{"id": "p", "start_dato": born, "fodseldato": born, "fodselsnummer": None}]
    case = sak(leveranse=extraction(birthday + timedelta(days=off)), personalia=personalia, slutt_dato=None, **keys)
    in_use = birthday + timedelta(days=off) >= date(2013, 1, 1)
    assert bool(fired(case, code)) is (off >= 0 and in_use)


@given(st.dates(date(2013, 1, 2), date(2060, 1, 1)), st.one_of(st.integers(-28, 28)), st.integers(1, 365))
def test_a_date_may_lie_26_years_away(extracted: date, years: int, day: int) -> None:
    there = date(extracted.year + years, 1, 1) + timedelta(days=day - 1)
    case = sak(
        leveranse=extraction(extracted),
        start_dato=extracted,
        personalia=[],
        planer=[],
        meldinger=[],
        undersokelser=[],
        tiltak=[{"id": "t", "start_dato": there}],
    )
    assert bool(fired(case, "NBR-SAK-1")) is (abs(years) > 26)


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(-400, 40))
def test_an_identity_may_hold_from_nine_months_before_the_birth(born: date, off: int) -> None:
    start = born + timedelta(days=off)
    personalia = [{"id": "p", "start_dato": start, "fodseldato": born}]
    assert fires("NBR-PERSONALIA-16", personalia=personalia) is (start < born - relativedelta(months=9))


def test_what_is_no_placement_hides_none() -> None:
    def measure(id: str, kode: str) -> dict[str, Any]:
        return {"id": id, "start_dato": START, "kategori": {"kode": kode}, "konklusjon": None}

    for kinds in (("4.1", "1.1", "2.3"), ("1.1", "4.1", "2.3"), ("1.1", "2.3", "4.1")):
        measures = [measure(f"t{n}", kode) for n, kode in enumerate(kinds)]
        assert len(fired(sak(leveranse=extraction(date(2024, 1, 1)), tiltak=measures), "NBR-TILTAK-9")) == 1


DATES = [
    # every date of the schemas: the list of the case and the path in it, name[] for a part in a list
    *(("", "start_dato"), ("", "slutt_dato"), ("personalia", "start_dato"), ("personalia", "fodseldato")),
    *(("meldinger", "start_dato"), ("meldinger", "konklusjon.slutt_dato"), ("undersokelser", "start_dato")),
    *(("undersokelser", "barnets_medvirkning.start_dato"), ("undersokelser", "utvidet_frist.start_dato")),
    *(("undersokelser", "konklusjon.slutt_dato"), ("planer", "start_dato"), ("planer", "evalueringer[].utfort_dato")),
    *(("planer", "konklusjon.slutt_dato"), ("tiltak", "start_dato"), ("tiltak", "tilsyn.ansvarlige[].start_dato")),
    *(("tiltak", "tilsyn.hyppigheter[].start_dato"), ("tiltak", "tilsyn.utforte[].utfort_dato")),
    *(("tiltak", "oppfolging.hyppigheter[].start_dato"), ("tiltak", "oppfolging.utforte[].utfort_dato")),
    *(("tiltak", "konklusjon.slutt_dato"), ("vedtak", "start_dato"), ("vedtak", "krav[].start_dato")),
    *(("vedtak", "krav[].konklusjon.slutt_dato"), ("vedtak", "statuser[].endret_dato")),
    *(("vedtak", "konklusjon.slutt_dato"), ("ettervern", "tilbud_sendt_dato"), ("ettervern", "konklusjon.slutt_dato")),
    *(("oversendelser_fylkesnemnd", "start_dato"), ("flyttinger", "slutt_dato"), ("slettede", "slutt_dato")),
]


def _holding(path: str, day: date) -> dict[str, Any]:
    """``tilsyn.utforte[].utfort_dato`` of a day, with the parts on the way."""
    name, _, rest = path.partition(".")
    if not rest:
        return {name: day}
    inner = _holding(rest, day)
    return {name[:-2]: [{"id": "part", **inner}]} if name.endswith("[]") else {name: inner}


@pytest.mark.parametrize(("rows", "path"), DATES)
def test_every_date_must_lie_in_range(rows: str, path: str) -> None:
    for year, outside in ((1999, True), (2000, False), (2052, False), (2053, True)):
        holding = _holding(path, date(year, 7, 1))
        element: dict[str, Any] = {"id": "x", "type": "Melding", **holding}
        case = sak(**({rows: [element]} if rows else holding))
        assert bool(fired(case, "NBR-SAK-1")) is outside, year


def test_every_date_is_among_those_that_are_read() -> None:
    kinds = {name: kind for kind, name in LISTS.items()} | {"": "Sak", "slettede": "Slettet"}
    paths = {f"{kinds[rows]}.{path.replace('[]', '')}" for rows, path in DATES}
    assert {path for path in DATE_PATHS if path.removeprefix("Sak.") not in kinds} == paths


@pytest.mark.parametrize(("code", "rows", "path"), [(c, r, p) for c, r, *both in ORDERED for p in both if "." in p])
def test_an_order_is_open_where_what_holds_a_day_is_not_reported(code: str, rows: str, path: str) -> None:
    name = path.split(".", maxsplit=1)[0].removesuffix("[]")
    if name == "sak":
        return
    whole = {"id": "x", "start_dato": START, "tilbud_sendt_dato": START, "konklusjon": {"slutt_dato": START}}
    case = sak(start_dato=START, slutt_dato=START, **{rows: [{key: whole[key] for key in whole if key != name}]})
    missing = opened(case, f"NBR-{code}")
    assert any(one.split(".")[1] == name for one in missing)
