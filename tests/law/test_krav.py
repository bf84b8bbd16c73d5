from collections.abc import Iterator
from datetime import date
from typing import Any, get_args, get_type_hints

import attrs
import pytest

from barnevern_tilsyn import model
from barnevern_tilsyn.law import BVL1992, BVL2021, MEDVIRKNING2023, Certainty, Krav, all_krav, krav, version_on
from barnevern_tilsyn.law.alder import age_limit, all_age_limits, reached_age

RANGES = {"M": 6, "I": 12, "C": 5, "D": 4, "P": 7, "V": 11, "G": 3, "H": 6, "X": 8}
KEYS = [f"{family}-{number}" for family, last in RANGES.items() for number in range(1, last + 1)]


def test_every_duty_and_no_other_is_there_in_order() -> None:
    assert [one.key for one in all_krav()] == KEYS
    assert krav("I-2").key == "I-2"
    with pytest.raises(KeyError):
        krav("I-99")


@pytest.mark.parametrize("one", all_krav(), ids=lambda one: one.key)
def test_a_duty_says_what_it_demands_in_three_languages(one: Krav) -> None:
    texts = [one.demand(lang) for lang in ("nb", "nn", "en")]
    assert all(text.endswith(".") for text in texts)
    assert len(set(texts)) == 3
    exceptions = [one.exceptions(lang) for lang in ("nb", "nn", "en")]
    assert len({bool(text) for text in exceptions}) == 1
    with pytest.raises(KeyError):
        one.demand("sv")


@pytest.mark.parametrize("one", all_krav(), ids=lambda one: one.key)
def test_provisions_resolve_to_versions(one: Krav) -> None:
    assert one.provisions or one.key == "X-6"
    for ground in one.provisions:
        assert version_on(ground.hjemmel, ground.in_force) is not None
        assert ground.until is None or version_on(ground.hjemmel, ground.until) is not None
        assert ground.hjemmel in one.hjemler_on(ground.in_force)
        for lang in ("nb", "nn", "en"):
            assert f"§ {ground.hjemmel.paragraf}" in ground.hjemmel.cite(lang)


def _members(annotation: Any) -> Iterator[Any]:
    """The classes of the model inside an annotation such as ``tuple[Melder, ...] | None``."""
    if attrs.has(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _members(argument)


def _resolves(path: str) -> bool:
    name, *steps = path.split(".")
    kind: Any = getattr(model, name)
    for step in steps:
        if kind is None or step not in attrs.fields_dict(kind):
            return False
        kind = next(_members(get_type_hints(kind)[step]), None)
    return True


@pytest.mark.parametrize(("key", "path"), [(one.key, path) for one in all_krav() for path in one.facts])
def test_facts_are_in_the_model(key: str, path: str) -> None:
    assert _resolves(path), path


@pytest.mark.parametrize("key", ["I-4", "M-3", "V-1", "P-1", "V-5", "C-3"])
def test_rulings_bound_what_may_be_said(key: str) -> None:
    assert krav(key).strength != "hard"


def test_kinds_and_levels() -> None:
    assert {one.key for one in all_krav() if one.kind == "situation"} == {key for key in KEYS if key[0] == "X"}
    assert {one.key for one in all_krav() if one.level == "system"} == {"H-3", "H-4", "H-5"}
    assert all(one.strength != "hard" for one in all_krav() if one.level == "information")
    assert krav("I-4").certainty is Certainty.INFERRED


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [
        ("I-2", date(2022, 12, 31), (BVL1992("6-9", ledd=1),)),
        ("I-2", date(2023, 1, 1), (BVL2021("2-2", ledd=2, punktum=1),)),
        ("I-7", date(2022, 12, 31), ()),
        ("M-4", date(2018, 6, 30), ()),
        ("M-4", date(2018, 7, 1), (BVL1992("4-2", ledd=2, punktum=1),)),
        ("P-4", date(2023, 12, 31), ()),
        ("V-2", date(2022, 12, 31), ()),
        ("X-2", date(2023, 12, 31), ()),
    ],
)
def test_the_provisions_of_a_day(key: str, day: date, expected: tuple[object, ...]) -> None:
    assert krav(key).hjemler_on(day) == expected


def test_participation_is_documented_under_the_regulation_from_2024() -> None:
    documented = MEDVIRKNING2023("6", ledd=1)
    assert documented not in krav("P-5").hjemler_on(date(2023, 12, 31))
    assert documented in krav("P-5").hjemler_on(date(2024, 1, 1))


def test_age_limits_rest_on_provisions() -> None:
    assert {limit.key: limit.years for limit in all_age_limits()} == {
        "bvl.1-2.barn": 18,
        "bvl.12-3.part": 15,
        "bvl.6-3.medvirkning": 7,
    }
    for limit in all_age_limits():
        for hjemmel in limit.hjemler:
            assert version_on(hjemmel, date(2022, 6, 1)) or version_on(hjemmel, date(2026, 6, 1))
    with pytest.raises(KeyError):
        age_limit("bvl.0-0.ukjent")


@pytest.mark.parametrize(
    ("born", "day", "reached"),
    [
        (date(2010, 5, 4), date(2025, 5, 3), False),
        (date(2010, 5, 4), date(2025, 5, 4), True),
        (date(2008, 2, 29), date(2023, 2, 27), False),
        (date(2008, 2, 29), date(2023, 2, 28), True),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: date, day: date, reached: bool) -> None:
    assert reached_age(born, age_limit("bvl.12-3.part"), day) is reached


def test_a_duty_rests_on_the_old_act_until_its_last_day() -> None:
    new, old = krav("M-1").provisions
    assert (new.in_force, new.until) == (date(2023, 1, 1), None)
    assert (old.in_force, old.until) == (date(1993, 1, 1), date(2022, 12, 31))
