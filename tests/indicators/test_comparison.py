"""Services side by side: they add up to all, agree with each other, and show nothing of few."""

from functools import cache

import msgspec
import pytest

from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.indicators import Period, Seen, Tally, builtin, compare_services, indicators_of
from barnevern_tilsyn.indicators import municipalities as places
from barnevern_tilsyn.indicators.comparison import Compared, Comparison
from barnevern_tilsyn.indicators.protection import builtin as limits
from barnevern_tilsyn.indicators.reading import Counted
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.reports.indicators import rules_of
from barnevern_tilsyn.testing.generator import generate
from tests.records import sak

YEAR = Period.year(2025)


@cache
def divided(seed: int = 7) -> Tally:
    run = Run(rules_of(builtin()))
    tally = Tally(builtin(), YEAR, places.builtin())
    for case in generate(300, seed=seed, plant={"MEL001": 0.3, "UND003": 0.2}):
        for one in read(case.xml):
            tally.see(Seen(one, run.see(one)))
    return tally


@cache
def compared() -> Comparison:
    return compare_services(divided(), limits())


def shown(figure: Compared, name: str) -> list[int | None]:
    """A count of each service, and of all, as far as it is shown."""
    rows = (*figure.rows, *((figure.all,) if figure.all else ()))
    return [row.counts[name].count for row in rows]


def test_services_add_up_to_what_they_come_to_together() -> None:
    whole = indicators_of(divided()).value("reports-reviewed-in-time").whole
    assert isinstance(whole, Counted)
    yes = [divided().counts("reports-reviewed-in-time", service, 0)["yes"] for service in divided().services]
    assert len(yes) >= 4
    assert sum(yes) == whole.yes


def test_parts_counted_apart_compare_as_all_together() -> None:
    run = Run(rules_of(builtin()))
    parts = [Tally(builtin(), YEAR, places.builtin()) for _ in range(2)]
    for number, case in enumerate(generate(300, seed=7, plant={"MEL001": 0.3, "UND003": 0.2})):
        for one in read(case.xml):
            parts[number % 2].see(Seen(one, run.see(one)))
    parts[1].add(parts[0])
    assert compare_services(parts[1], limits()) == compared()


def test_nothing_of_few_is_shown_and_something_is() -> None:
    shown = 0
    for figure in compared().figures:
        for row in (*figure.rows, *((figure.all,) if figure.all else ())):
            counts = [one.count for one in row.counts.values() if one.count is not None]
            shown += len(counts)
            assert all(count >= 5 for count in counts)
            if row.share is not None:
                assert 0 < row.share < 1
    assert shown > 20


def test_figures_on_the_same_population_hide_the_same_sums() -> None:
    by_population: dict[str, list[list[bool]]] = {}
    for figure in compared().figures:
        if figure.figure.population and figure.rows:
            hidden = [row.counts["of"].count is None for row in figure.rows]
            by_population.setdefault(figure.figure.population, []).append(hidden)
    assert by_population
    for rows in by_population.values():
        assert all(row == rows[0] for row in rows)


@pytest.mark.parametrize(
    ("part", "whole", "none"),
    [
        ("investigations-on-last-days", "investigation-days", False),
        ("children-with-plan", "children-with-measures", True),
        ("measures-evaluated", "children-with-measures", True),
    ],
)
@pytest.mark.parametrize("seed", [7, 8, 9])
def test_what_is_left_between_two_figures_is_not_of_few(part: str, whole: str, none: bool, seed: int) -> None:
    figures = {one.figure.id: one for one in compare_services(divided(seed), limits()).figures}
    pairs = list(zip(shown(figures[part], "of"), shown(figures[whole], "count"), strict=True))
    rests = [None if count is None or of is None else count - of for of, count in pairs]
    told = [rest for rest in rests if rest is not None]
    assert all(rest >= 5 or (none and rest == 0) for rest in told)
    if rests[-1] is not None and None in rests:
        assert rests[:-1].count(None) > 1
        assert rests[-1] - sum(told[:-1]) >= 5


def test_a_median_is_not_told_of_few() -> None:
    days = {figure.figure.id: figure for figure in compared().figures}["report-days"]
    for row in days.rows:
        assert (row.median is not None) == ((row.counts["count"].count or 0) >= 10)


def test_many_visits_to_one_child_are_of_few() -> None:
    tally = Tally(builtin(), YEAR, places.builtin())
    visits = [{"id": f"b{n}", "utfort_dato": f"2024-{n:02}-20"} for n in range(3, 13)]
    home = {"id": "t", "start_dato": "2024-02-01", "kategori": {"kode": "2.1"}, "konklusjon": None}
    part = {"hyppigheter": [], "utforte": visits}
    base = msgspec.to_builtins(sak())
    for number in range(2):
        row = {**base, "id": f"s{number}", "tiltak": [{**home, "oppfolging": part, "tilsyn": part}]}
        tally.see(Seen(msgspec.convert(row, Sak), ()))
    figure = {one.figure.id: one for one in compare_services(tally, limits()).figures}["follow-up-visits"]
    assert tally.counts("follow-up-visits", tally.services[0], 0)["yes"] == 8
    assert figure.rows[0].counts["yes"].count is None


def test_services_whose_numbers_changed_are_one() -> None:
    tally = Tally(builtin(), YEAR, places.builtin())
    for id, number in (("a", "0101"), ("b", "3001"), ("c", "3101"), ("d", "1507")):
        tally.see(Seen(sak(id=id, leveranse={"avgiver": {"kommunenummer": number}}), (), YEAR.whole.last))
    assert {service.code: count for service, count in tally.cases.items() if service} == {"3101": 3, "1507": 1}


def test_only_a_tally_divided_by_service_can_be_compared() -> None:
    tally = Tally(builtin(), YEAR)
    tally.see(Seen(sak(), ()))
    with pytest.raises(ValueError, match="divided"):
        compare_services(tally, limits())
