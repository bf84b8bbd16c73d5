"""Every order that the date controls ask for: it is broken by one day the wrong way, and by no day the right way."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Rule, Severity
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.data import dates, rich_dates
from barnevern_tilsyn.rules.data.date_control import EXTRACTED as EXTRACTION
from barnevern_tilsyn.rules.data.date_control import Order
from barnevern_tilsyn.rules.data.elements import LISTS
from tests.rules.data.controls import CONTROLS, EXTRACTED, case, found, situations

MIDDLE = date(2026, 3, 2)
_LISTS = {**LISTS, "Slettet": "slettede"}
_MANY = {
    *(
        "evalueringer",
        "utforte",
        "statuser",
        "krav",
        "foreldre",
        "journalnotater",
        "kontaktpersoner",
        "innsynsnektelser",
    ),
    *("tilbakemeldinger", "samtaler", "hjemmebesok", "innhentinger", "vurderinger", "sakkyndigrapporter"),
    *("forhandsvarsler", "underretninger", "informert_foreldre", "samtykker"),
}
_DAYS = {"gjennomganger", "behovsvurderinger"}
_WITHOUT_ID = {name for name in _MANY if name not in ("utforte", "statuser", "krav", "foreldre")}


def orders() -> list[tuple[str, str, Order]]:
    """The controls, the element's own day and each order."""
    controls = (rule for module in (dates, rich_dates) for rule in vars(module).values() if isinstance(rule, Rule))
    return [(rule.code, *row) for rule in controls for row in _orders(rule)]


def _orders(rule: Any) -> list[tuple[str, Order]]:
    judged = rule.judge.__closure__[0].cell_contents
    return [(judged.own or f"{rule.applies_to.__name__}.", order) for order in judged.orders]


ORDERS = orders()


def put(record: dict[str, Any], names: list[str], value: date) -> None:
    """A day at a path of a record, with the parts on the way."""
    name, *below = names
    if not below:
        record[name] = [value] if name in _DAYS else value
        return
    if name in _MANY:
        rows = record.setdefault(name, [{} if name in _WITHOUT_ID else {"id": f"{name}-0"}])
        put(rows[0], below, value)
    else:
        put(record.setdefault(name, {}), below, value)


def record(own: str, order: Order, first: date, then: date) -> Any:
    """A case with an element that has these two days, and its own day between them where that is another one."""
    kind, *path = own.split(".")
    element: dict[str, Any] = {"id": "x", "type": "Melding"} if kind == "Slettet" else {"id": "x"}
    whole: dict[str, Any] = {}
    if path != [""]:
        put(whole if kind == "Sak" else element, path, min(first, then))
    extracted = EXTRACTED
    for at, day in ((order.first, first), (order.then, then)):
        where, *names = at.split(".")
        if at == EXTRACTION:
            extracted = day
        else:
            put(whole if where == "Sak" else element, names, day)
    if kind != "Sak":
        whole[_LISTS[kind]] = [element]
    return case(extracted, **whole)


@pytest.mark.parametrize(("code", "own", "order"), ORDERS, ids=lambda value: getattr(value, "situation", value))
def test_one_day_the_wrong_way_is_a_fault(code: str, own: str, order: Order) -> None:
    assert situations(record(own, order, MIDDLE, MIDDLE), code) == []
    (result,) = found(record(own, order, MIDDLE, MIDDLE - timedelta(days=1)), code)
    assert result.outcome is Outcome.FAULT
    if not own.endswith(".") and own not in (order.first, order.then):
        return
    assert (result.message.id, result.severity) == (order.situation, order.severity)
    assert {fact.path for fact in result.facts} == {order.first, order.then}


@given(st.sampled_from(ORDERS), st.dates(date(1990, 1, 1), EXTRACTED), st.dates(date(1990, 1, 1), EXTRACTED))
def test_a_fault_where_the_first_day_is_after_the_other_and_nowhere_else(
    chosen: tuple[str, str, Order], one: date, other: date
) -> None:
    code, own, order = chosen
    assert bool(situations(record(own, order, one, other), code)) == (one > other)


@pytest.mark.parametrize(("code", "own"), sorted({(code, own) for code, own, _ in ORDERS if not own.endswith(".")}))
def test_the_own_day_not_reported_leaves_it_open(code: str, own: str) -> None:
    kind = own.partition(".")[0]
    bare = {"id": "x", "type": "Melding"} if kind == "Slettet" else {"id": "x"}
    whole: dict[str, Any] = {} if kind == "Sak" else {_LISTS[kind]: [bare]}
    sak = case(**whole)
    if kind == "Sak":
        sak = attrs.evolve(sak, start_dato=NOT_REPORTED)
    (result,) = found(sak, code)
    assert (result.outcome, result.missing) == (Outcome.OPEN, (own,))


def test_a_demand_is_compared_with_its_own_answer() -> None:
    first = {"id": "a", "start_dato": MIDDLE, "konklusjon": {"slutt_dato": MIDDLE}}
    second = {"id": "b", "start_dato": MIDDLE + timedelta(days=30)}
    decision = {"id": "v", "start_dato": date(2026, 1, 1), "krav": [first, second]}
    assert situations(case(vedtak=[decision]), "DAT067") == []
    late = {**second, "konklusjon": {"slutt_dato": MIDDLE + timedelta(days=29)}}
    assert situations(case(vedtak=[{**decision, "krav": [first, late]}]), "DAT067") == [
        "demand-answered-before-received"
    ]


def test_a_moved_case_is_softened() -> None:
    record = {"id": "x", "start_dato": MIDDLE, "konklusjon": {"slutt_dato": date(2026, 3, 1)}}
    assert [r.severity for r in found(case(meldinger=[record]), "DAT062")] == [Severity.ERROR]
    moved = case(meldinger=[{**record, "migrert_id": "gammel"}])
    assert [r.severity for r in found(moved, "DAT062")] == [Severity.WARNING]


def test_what_may_be_planned_is_a_note() -> None:
    planned = {"id": "x", "start_dato": MIDDLE, "konklusjon": {"slutt_dato": EXTRACTED + timedelta(days=1)}}
    for name, code in (("tiltak", "DAT065"), ("planer", "DAT064"), ("vedtak", "DAT067")):
        (result,) = found(case(**{name: [planned]}), code)
        assert (result.message.id, result.severity) == ("after-extraction", Severity.INFO)


def test_the_day_of_judgement_does_not_count() -> None:
    sak = case(meldinger=[{"id": "x", "start_dato": EXTRACTED}])
    assert found(sak, "DAT062", as_of=date(2026, 1, 1)) == []


def test_all_date_controls_are_looked_at() -> None:
    assert {code for code, _, _ in ORDERS} == {rule.code for rule in CONTROLS if rule.theme == "date-order"} - OTHERS


OTHERS = {"DAT072", "DAT080", "DAT081", "DAT082", "DAT083", "DAT084"}
"""Those of histories and of what relations join, which have tests of their own."""
