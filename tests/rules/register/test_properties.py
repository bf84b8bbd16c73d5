"""What must hold of the register's controls whatever the case."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import attrs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Context, Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.rules import builtin
from tests.records import cases, melding, relasjon, removals, sak, vedtak
from tests.register import extraction, fired, results
from tests.scale import scaled

ABSOLUTE = ("NBR-SAK-6", "NBR-SAK-7", "NBR-SAK-8", "NBR-TILTAK-5", "NBR-TILTAK-6", "NBR-TILTAK-13")
"""Controls that count calendar years, or were in use for a time only."""
WITH_A_FIXED_DAY = (
    *ABSOLUTE,
    "NBR-VEDTAK-5",
    "NBR-OVERSENDELSE-5",
    "NBR-SAK-1",
    "NBR-PERSONALIA-16",
    "NBR-TILTAK-22",
    "NBR-TILTAK-23",
)

MORE: dict[str, Any] = {
    "tiltak": [
        {"id": "t1", "start_dato": date(2026, 1, 1), "kategori": {"kode": "2.1"}, "konklusjon": None},
        {"id": "t2", "start_dato": date(2026, 2, 1), "kategori": {"kode": "1.99", "presisering": None}},
        {"id": "t3", "start_dato": date(2026, 2, 1), "kategori": {"kode": "1.99", "presisering": None}},
    ],
    "ettervern": [{"id": "e1", "tilbud_sendt_dato": date(2026, 9, 1), "konklusjon": {"slutt_dato": date(2026, 8, 1)}}],
    "flyttinger": [{"id": "f1", "slutt_dato": date(2026, 9, 1)}],
    "slettede": [{"id": "nowhere", "type": "Plan", "slutt_dato": date(2026, 9, 1)}],
}


@st.composite
def register_cases(draw: st.DrawFn) -> Sak:
    """Cases of ``tests.records``, closed or not, with more of what only the register's controls look at."""
    case = draw(cases())
    more = sak(**MORE)
    wanted = {name: getattr(more, name) for name in MORE if draw(st.booleans())}
    start = draw(st.sampled_from([date(2022, 9, 26), date(2026, 3, 2)]))
    ended = draw(st.one_of(st.none(), st.integers(0, 400).map(lambda days: start + timedelta(days=days))))
    return attrs.evolve(case, start_dato=start, slutt_dato=ended, **wanted)


def _shifted(value: Any, by: timedelta) -> Any:
    """The record with every date so much later."""
    if isinstance(value, tuple):
        return tuple(_shifted(row, by) for row in value)
    if isinstance(value, date):  # and moments
        return value + by
    if attrs.has(type(value)):
        changes = {field.alias: _shifted(getattr(value, field.name), by) for field in attrs.fields(type(value))}
        return attrs.evolve(value, **{name: new for name, new in changes.items() if not name.startswith("_")})
    return value


@settings(max_examples=scaled(50))
@given(register_cases(), st.integers(1, 4_000))
def test_the_same_faults_where_everything_is_so_much_later(case: Sak, days: int) -> None:
    in_use = {rule.code for rule in builtin("register") if rule.is_in_use(Context(case).extracted)}

    def relative(one: Sak) -> set[tuple[str, str, str]]:
        return {found for found in fired(one) if found[0] in in_use.difference(WITH_A_FIXED_DAY)}

    assert relative(_shifted(case, timedelta(days=days))) == relative(case)


@settings(max_examples=scaled(50))
@given(register_cases())
def test_no_control_crashes_and_all_can_be_said(case: Sak) -> None:
    found = results(case)
    assert not [result for result in found if result.outcome is Outcome.ERROR]
    assert {result.outcome for result in found} <= {Outcome.FAULT, Outcome.OPEN}
    for finding in findings_of(found):
        said = {finding.message(lang) for lang in LANGUAGES}
        assert len(said) == len(LANGUAGES)
        assert all(text.endswith(".") and "{" not in text for text in said)


@settings(max_examples=scaled(40))
@given(register_cases(), st.data())
def test_a_fact_that_is_not_reported_never_makes_a_fault(case: Sak, data: st.DataObject) -> None:
    before = fired(case)
    facts = list(removals(case))
    for path, without in data.draw(st.lists(st.sampled_from(facts), min_size=1, max_size=8)):
        assert fired(without()) <= before, path


@settings(max_examples=scaled(40))
@given(register_cases(), st.randoms(use_true_random=False))
def test_the_order_of_elements_does_not_matter(case: Sak, random: Random) -> None:
    lists = {f.name: getattr(case, f.name) for f in attrs.fields(Sak) if isinstance(getattr(case, f.name), tuple)}
    changes: dict[str, Any] = {name: tuple(random.sample(rows, len(rows))) for name, rows in lists.items()}
    other = attrs.evolve(case, **changes)
    assert fired(case) == fired(other)


@settings(max_examples=scaled(40))
@given(register_cases())
@example(sak(start_dato=date.min, slutt_dato=date.max))
@example(sak(personalia=[{"id": "p", "start_dato": date.min, "fodseldato": date(1, 2, 3)}]))
@example(sak(leveranse=extraction(date(9998, 1, 1)), personalia=[{"id": "p", "fodseldato": date.max}]))
@example(sak(meldinger=[melding(start=date.min, slutt=date.max)]))
def test_a_deleted_case_and_deleted_elements_have_no_faults(case: Sak) -> None:
    assert not fired(attrs.evolve(case, er_slettet=True))
    assert not [result for result in results(case) if result.outcome is Outcome.ERROR]
    bare: dict[str, Any] = {
        f.name: tuple(attrs.evolve(row, er_slettet=True) for row in getattr(case, f.name))
        for f in attrs.fields(Sak)
        if isinstance(getattr(case, f.name), tuple) and f.name != "slettede"
    }
    empty = attrs.evolve(case, slettede=(), **bare)
    assert {code for code, _, _ in fired(empty)} <= {
        *("NBR-PERSONALIA-11", "NBR-SAK-2A", "NBR-SAK-6", "NBR-SAK-21", "NBR-SAK-1")
    }


@settings(max_examples=scaled(40))
@given(register_cases(), st.sampled_from(["x", None, NOT_REPORTED]))
def test_migrated_cases_have_the_same_faults_in_twelve_controls_softer(case: Sak, migrated: Any) -> None:
    plain = attrs.evolve(case, migrert_id=NOT_REPORTED)
    before = {(code, id): severity for code, id, severity in fired(plain)}
    after = {(code, id): severity for code, id, severity in fired(attrs.evolve(case, migrert_id=migrated))}
    assert before.keys() == after.keys()
    softer = {code for (code, id), severity in after.items() if severity != before[code, id]}
    assert not softer or migrated == "x"
    assert all(code[-2:] in ("2C", "2E") or code == "NBR-FLYTTING-2F" for code in softer)


def _measures(*lovs: Any, relations: Any) -> Sak:
    measure = {"id": "t", "lovhjemmel": lovs[0]}
    decisions = [vedtak(f"v{n}", lovhjemmel=lov) for n, lov in enumerate(lovs[1:])]
    return sak(tiltak=[measure], vedtak=decisions, relasjoner=relations)


BASES = st.fixed_dictionaries(
    {
        "lov": st.sampled_from(["BVL", "BVL2021"]),
        "kapittel": st.sampled_from(["3", "5"]),
        "paragraf": st.sampled_from(["1", "5"]),
        "ledd": st.sampled_from([[], ["1"]]),
    }
)


@given(st.lists(BASES, min_size=2, max_size=4), st.sets(st.integers(0, 2)))
def test_a_measure_rests_on_what_its_decisions_rest_on(lovs: list[Any], joined: set[int]) -> None:
    joined &= set(range(len(lovs) - 1))
    case = _measures(*lovs, relations=[relasjon("Vedtak", f"v{n}", "Tiltak", "t") for n in sorted(joined)])
    keys = ("lov", "kapittel", "paragraf")
    differs = any(lovs[n + 1][key] != lovs[0][key] for n in joined for key in keys)
    assert {code for code, _, _ in fired(case, "NBR-TILTAK-20", "NBR-TILTAK-21")} == {
        *(() if joined else ("NBR-TILTAK-20",)),
        *(("NBR-TILTAK-21",) if differs else ()),
    }


def test_the_day_of_extraction_is_norways() -> None:
    """At half past eleven in the evening of UTC it is the next day in Oslo."""
    late = datetime.fromisoformat("2026-06-07T23:30:00+00:00")
    early = datetime.fromisoformat("2026-06-07T21:30:00+00:00")
    for moment, fires in ((late, True), (early, False)):
        case = sak(
            leveranse={"dato_uttrekk": moment},
            undersokelser=[{"id": "u", "start_dato": date(2026, 3, 9), "konklusjon": None, "utvidet_frist": None}],
        )
        assert bool(fired(case, "NBR-UNDERSOKELSE-11")) is fires
