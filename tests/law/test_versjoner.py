from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.law import (
    BVL1992,
    BVL2021,
    MEDVIRKNING2023,
    SVALBARD1995,
    Certainty,
    Hjemmel,
    Versjon,
    all_versions,
    lov,
    version_on,
    versions,
)

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def by_unit() -> dict[Hjemmel, list[Versjon]]:
    units = defaultdict(list)
    for versjon in all_versions():
        units[versjon.hjemmel].append(versjon)
    return units


def test_versions_of_one_provision_do_not_overlap() -> None:
    for hjemmel, rows in by_unit().items():
        ordered = sorted(rows, key=lambda versjon: versjon.in_force)
        for earlier, later in pairwise(ordered):
            assert earlier.until is not None, hjemmel
            assert earlier.until < later.in_force, hjemmel


def test_versions_lie_within_the_life_of_their_act() -> None:
    for versjon in all_versions():
        act = lov(versjon.hjemmel.lov)
        assert act.in_force is not None
        assert versjon.in_force >= act.in_force
        assert versjon.until is None or versjon.until >= versjon.in_force
        if act.until is not None:
            assert versjon.until is not None
            assert versjon.until <= act.until


@given(DAYS, st.sampled_from(all_versions()))
def test_the_version_found_was_in_force_on_the_day(day: date, versjon: Versjon) -> None:
    found = version_on(versjon.hjemmel, day)
    assert (found is versjon) == (versjon.in_force <= day and (versjon.until is None or day <= versjon.until))
    assert found is None or found in versions(versjon.hjemmel)


@given(DAYS, st.integers(1, 9), st.integers(1, 5))
def test_a_part_without_its_own_version_follows_the_section(day: date, ledd: int, punktum: int) -> None:
    whole = version_on(BVL2021("12-5"), day)
    assert version_on(BVL2021("12-5", ledd=ledd, punktum=punktum, bokstav="a"), day) is whole


def test_the_narrowest_unit_decides_alone() -> None:
    assert version_on(BVL1992("4-2", ledd=2), date(2018, 6, 30)) is None
    assert version_on(BVL1992("4-2", ledd=2, punktum=1), date(2018, 7, 1)) is not None
    assert version_on(BVL1992("4-2", ledd=1), date(2018, 6, 30)) is not None


@pytest.mark.parametrize(
    ("hjemmel", "first_day", "changed_by"),
    [
        (BVL2021("12-3", ledd=1, punktum=2), date(2026, 6, 19), "LOV-2026-06-19-35"),
        (BVL2021("2-2", ledd=3, punktum=3), date(2026, 1, 1), "LOV-2025-06-20-39"),
        (BVL2021("2-5", ledd=3, punktum=1), date(2026, 1, 1), "LOV-2025-06-20-39"),
        (BVL2021("13-5", ledd=1), date(2024, 1, 1), "LOV-2023-06-16-41"),
        (BVL2021("13-6", ledd=1, punktum=2), date(2024, 1, 1), "LOV-2023-06-16-41"),
        (BVL2021("2-7"), date(2024, 7, 1), "LOV-2024-06-25-53"),
        (BVL2021("2-7"), date(2026, 7, 1), "LOV-2026-06-12-22"),
        (BVL2021("2-1", ledd=1), date(2023, 1, 1), "LOV-2021-06-18-97"),
        (BVL1992("6-3 a"), date(2018, 7, 1), "LOV-2018-04-20-5"),
        (BVL1992("6-9", ledd=4), date(2022, 6, 15), "LOV-2022-06-10-35"),
        (MEDVIRKNING2023("6", ledd=1), date(2024, 1, 1), "FOR-2023-10-12-1631"),
        (SVALBARD1995("1", ledd=1, punktum=2), date(2023, 1, 1), "FOR-2022-11-25-2349"),
    ],
)
def test_amendments_take_effect_on_their_day(hjemmel: Hjemmel, first_day: date, changed_by: str) -> None:
    found, before = version_on(hjemmel, first_day), version_on(hjemmel, first_day - timedelta(days=1))
    assert found is not None
    assert (found.in_force, found.changed_by, found.certainty) == (first_day, changed_by, Certainty.TEXT)
    assert before is None or before.changed_by != changed_by


def test_wordings_that_nobody_read_are_not_text() -> None:
    for hjemmel in (BVL2021("2-2", ledd=3, punktum=3), BVL2021("2-5", ledd=3, punktum=1)):
        versjon = version_on(hjemmel, date(2024, 5, 5))
        assert versjon is not None
        assert versjon.certainty is Certainty.INFERRED


def test_the_old_act_ends_and_the_new_one_begins() -> None:
    assert version_on(BVL1992("6-9", ledd=1), date(2022, 12, 31)) is not None
    assert version_on(BVL1992("6-9", ledd=1), date(2023, 1, 1)) is None
    assert version_on(BVL2021("2-2", ledd=2), date(2022, 12, 31)) is None


def test_a_provision_that_is_not_recorded_has_no_version() -> None:
    assert version_on(BVL2021("99-9"), date(2026, 1, 1)) is None
    assert versions(BVL2021("99-9")) == ()
