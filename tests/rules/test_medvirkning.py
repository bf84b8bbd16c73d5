"""The child's participation: the rulings one by one, and how strong a signal silence is."""

from datetime import date, timedelta
from typing import Any

import pytest

from barnevern_tilsyn.engine import Result
from tests.records import EXTRACTED, judge, sak, undersokelse

DAY = timedelta(days=1)
CLOSED = date(2026, 6, 9)
SILENT: dict[str, Any] = {
    "samtaler": [],
    "samtale_unnlatt": None,
    "medvirkning": None,
    "medvirkning_unnlatt": None,
}
TALKED = {"dato": date(2026, 4, 20)}
COMPLETE = dict.fromkeys(("informert", "tema", "uttalelse", "bekreftet", "vektlagt"), True)


def _judged(
    code: str,
    *,
    born: date | None = date(2015, 5, 5),
    sak_tillegg: dict[str, Any] | None = None,
    as_of: date = EXTRACTED,
    registered: Any = None,
    slutt: date | None = CLOSED,
    **told: Any,
) -> Result:
    row = undersokelse(slutt=slutt, barnets_medvirkning=registered, tillegg={**SILENT, **told})
    people = [{"id": "p", "start_dato": date(2020, 1, 1), "fodseldato": born}] if born else []
    return judge(sak(undersokelser=[row], personalia=people, tillegg=sak_tillegg or {}), as_of)[code, "u"]


def _said(code: str, **keys: Any) -> tuple[str, tuple[str, ...]]:
    result = _judged(code, **keys)
    return result.outcome.value, result.reasons


class TestTheSignal:
    """A child of seven or more with nothing recorded is a stronger signal than a younger one, and it is said which."""

    @pytest.mark.parametrize(
        ("born", "able", "documented", "talk"),
        [
            (date(2019, 6, 9), None, ("breach", ()), ("review", ("seven-or-more", "soft-duty"))),
            (date(2019, 6, 10), None, ("review", ("younger-child",)), ("review", ("younger-child", "soft-duty"))),
            (date(2021, 1, 1), True, ("breach", ()), ("review", ("known-able", "soft-duty"))),
            (date(2010, 1, 1), False, ("not_applicable", ("not-able",)), ("not_applicable", ("not-able",))),
        ],
    )
    def test_by_age_and_by_what_the_record_says(self, born: date, able: Any, documented: Any, talk: Any) -> None:
        told = {"medvirkning_i_stand": {"i_stand": able}}
        assert _said("MED001", born=born, sak_tillegg=told) == documented
        assert _said("MED003", born=born, sak_tillegg=told) == talk

    def test_without_a_birth_date_it_is_open_unless_the_record_says(self) -> None:
        assert _judged("MED001", born=None).missing == ("Personalia.fodseldato",)
        able = {"medvirkning_i_stand": {"i_stand": True}}
        assert _said("MED003", born=None, sak_tillegg=able) == ("review", ("known-able", "soft-duty"))

    def test_what_was_done_needs_no_age(self) -> None:
        assert _said("MED003", born=None, samtaler=[TALKED])[0] == "met"

    def test_a_child_that_cannot_form_views_may_be_heard_all_the_same(self) -> None:
        told = {"medvirkning_i_stand": {"i_stand": False}}
        assert _said("MED003", sak_tillegg=told, samtaler=[TALKED])[0] == "met"


class TestDocumented:
    @pytest.mark.parametrize("item", sorted(COMPLETE))
    def test_each_of_the_five_things_is_asked_for(self, item: str) -> None:
        outcome, reasons = _said("MED001", medvirkning={"dato": CLOSED, **COMPLETE, item: False})
        assert outcome == "review"
        assert reasons[0] == "seven-or-more"
        assert len(reasons) == 2

    def test_a_thing_that_is_not_reported_is_open(self) -> None:
        told = {"dato": CLOSED, **COMPLETE}
        del told["vektlagt"]
        assert _judged("MED001", medvirkning=told).missing == ("Undersokelse.tillegg.medvirkning.vektlagt",)

    @pytest.mark.parametrize(
        ("omission", "expected"),
        [
            ({"grunn": "onsker_ikke"}, "met"),
            ({"grunn": "ikke_i_stand"}, "met"),
            ({"grunn": "ikke_anledning", "begrunnet": True}, "met"),
            ({"grunn": "ikke_anledning", "begrunnet": False}, "breach"),
            ({"grunn": "ikke_anledning"}, "open"),
            ({"begrunnet": True}, "met"),
            ({"begrunnet": False}, "open"),
        ],
    )
    def test_an_omission_must_be_justified(self, omission: dict[str, Any], expected: str) -> None:
        assert _said("MED001", medvirkning_unnlatt={"dato": CLOSED, **omission})[0] == expected
        late = {"dato": CLOSED + DAY, **omission}
        assert _said("MED001", medvirkning_unnlatt=late)[0] == "review"

    @pytest.mark.parametrize(
        ("registered", "expected", "by_code"),
        [
            ("1.1", "review", "met"),
            ("1.4", "review", "met"),
            ("2.1", "not_applicable", "review"),
            ("2.2", "met", "met"),
            ("7.7", "open", "open"),
        ],
    )
    def test_the_register_code_is_judged_once(self, registered: str, expected: str, by_code: str) -> None:
        row = {"start_dato": CLOSED, "medvirkning_type": registered}
        assert _said("MED001", registered=row)[0] == expected
        assert _said("MED002", registered=row)[0] == by_code

    def test_what_is_documented_goes_before_the_code(self) -> None:
        row = {"start_dato": CLOSED, "medvirkning_type": "2.1"}
        assert _said("MED001", registered=row, medvirkning={"dato": CLOSED, **COMPLETE})[0] == "met"

    def test_it_is_judged_after_closing(self) -> None:
        assert _said("MED001", slutt=None)[0] == "running"
        assert _said("MED001", as_of=CLOSED - DAY)[0] == "running"
        assert _said("MED001", as_of=CLOSED)[0] == "breach"


class TestTalks:
    def test_one_talk_is_enough_for_each_question(self) -> None:
        asked = ("alene", "informert", "gjengivelse_bekreftet", "hort_om_konklusjon")
        talks = [{**TALKED, **{name: name == one for name in asked}} for one in asked]
        for code in ("MED004", "MED005", "MED006", "MED007"):
            assert _said(code, samtaler=talks)[0] == "met"

    def test_without_a_talk_only_its_absence_is_told(self) -> None:
        assert _said("MED003")[0] == "review"
        for code in ("MED004", "MED005", "MED006", "MED007"):
            assert _said(code) == ("not_applicable", ("no-talk",))

    def test_that_the_child_had_no_chance_is_no_reason_without_a_justification(self) -> None:
        no_chance = {"dato": CLOSED, "grunn": "ikke_anledning"}
        assert _said("MED003", samtale_unnlatt=no_chance)[0] == "review"
        justified = {**no_chance, "begrunnet": True}
        assert _said("MED003", samtale_unnlatt=no_chance, medvirkning_unnlatt=justified)[0] == "met"


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        (date(2013, 12, 31), {"6-3"}),
        (date(2018, 6, 30), {"4-1", "6-3"}),
        (date(2018, 7, 1), {"1-6", "6-3"}),
        (date(2022, 12, 31), {"1-6", "6-3"}),
        (date(2023, 1, 1), {"1-4"}),
        (date(2024, 1, 1), {"1-4"}),
    ],
)
def test_the_provisions_are_those_of_the_closing_day(closed: date, expected: set[str]) -> None:
    found = _judged("MED003", slutt=closed)
    assert {version.hjemmel.paragraf for version in found.provisions} == expected
    regulation = {version.hjemmel.paragraf for version in _judged("MED007", slutt=closed, samtaler=[]).provisions}
    assert regulation == (expected | {"5"} if closed >= date(2024, 1, 1) else expected)


class TestTrustedPerson:
    @pytest.mark.parametrize(
        ("informed", "expected"),
        [(CLOSED, "met"), (CLOSED + DAY, "review"), (None, "breach"), (EXTRACTED + DAY, "breach")],
    )
    def test_until_the_closing(self, informed: date | None, expected: str) -> None:
        told = {"tillitsperson": {"informert": informed, "onsket": True}}
        assert _said("MED008", sak_tillegg=told)[0] == expected

    def test_while_it_goes_on_a_person_looks(self) -> None:
        told = {"tillitsperson": None}
        assert _said("MED008", sak_tillegg=told, slutt=None) == ("review", ("seven-or-more", "investigation-open"))

    def test_the_wish_is_documented_too(self) -> None:
        told = {"tillitsperson": {"informert": CLOSED, "onsket": None}}
        assert _said("MED008", sak_tillegg=told) == ("review", ("seven-or-more", "wish-not-recorded"))
