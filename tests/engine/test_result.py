"""How an outcome is derived: conditions, missing facts, judgement, then the caps of the law."""

from datetime import date
from typing import Any

import attrs
import pytest

from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Cap,
    Context,
    FactUsed,
    Outcome,
    Rule,
    Standing,
    Strength,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.engine.result import derive
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import Melding
from tests.records import sak

DAY = date(2026, 6, 1)


def _rule(**changes: Any) -> Rule:
    @rule(
        code="TST001",
        name="test-rule",
        theme="test",
        applies_to=Melding,
        duties=(),
        hjemmel=(BVL2021("2-2", ledd=2),),
        strength=Strength.HARD,
        needs=(),
    )
    def judged(_element: Melding, _ctx: Context) -> None:
        """Given nothing, when asked, then silent."""

    return attrs.evolve(judged, **changes)


def _outcome(a: Assessment, **changes: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    result = derive(_rule(**changes), Context(sak()), Melding(id="m"), a)
    return result.outcome.value, result.reasons, result.missing


def _assessment(**keys: Any) -> Assessment:
    return Assessment(**{"standing": Standing.BROKEN, "law_day": DAY, "situation": "x", **keys})


@pytest.mark.parametrize(
    ("standing", "outcome"),
    [
        (Standing.BROKEN, Outcome.BREACH),
        (Standing.FULFILLED, Outcome.MET),
        (Standing.DOUBTFUL, Outcome.REVIEW),
        (Standing.PENDING, Outcome.RUNNING),
        (Standing.UNKNOWN, Outcome.OPEN),
    ],
)
def test_each_standing_has_its_outcome(standing: Standing, outcome: Outcome) -> None:
    assert _outcome(_assessment(standing=standing))[0] == outcome
    assert _outcome(_assessment(standing=standing, applies=NO))[0] == Outcome.NOT_APPLICABLE
    opened = _outcome(_assessment(standing=standing, applies=unknown("Melding.start_dato")))
    assert opened == ("open", (), ("Melding.start_dato",))


@pytest.mark.parametrize(
    ("keys", "changes", "reason"),
    [
        ({"caps": lambda: (Cap(YES, "unborn"),)}, {}, "unborn"),
        ({"inferred": True}, {}, "inferred-link"),
        ({"used": (Melding(id="m", migrert_id="x"),)}, {}, "migrated"),
        ({}, {"strength": Strength.SOFT}, "soft-duty"),
        ({}, {"strength": Strength.DERIVED}, "derived-duty"),
        ({}, {"hjemmel": (BVL2021("2-2", ledd=2), BVL2021("2-5", ledd=3))}, None),
    ],
)
def test_what_keeps_a_breach_from_being_one(keys: Any, changes: Any, reason: str | None) -> None:
    outcome, reasons, _ = _outcome(_assessment(**keys), **changes)
    assert (outcome, reasons) == (("review", (reason,)) if reason else ("breach", ()))
    assert _outcome(_assessment(standing=Standing.FULFILLED, **keys), **changes)[0] == "met"


def test_a_version_that_nobody_read_is_for_review() -> None:
    inferred = (BVL1992("6-7 a", ledd=1),)
    assert _outcome(_assessment(law_day=date(2009, 8, 1)), hjemmel=inferred)[:2] == ("review", ("provision-not-read",))


def test_no_provision_in_force_is_not_applicable() -> None:
    assert _outcome(_assessment(law_day=date(2022, 12, 31)))[0] == "not_applicable"
    assert _outcome(_assessment(law_day=date(2023, 1, 1)))[0] == "breach"


def test_an_unknown_cap_opens_a_breach_only() -> None:
    caps = (Cap(unknown("Personalia.fodseldato"), "unborn"),)
    assert _outcome(_assessment(caps=lambda: caps)) == ("open", (), ("Personalia.fodseldato",))
    for standing in (Standing.FULFILLED, Standing.DOUBTFUL, Standing.PENDING):
        assert _outcome(_assessment(standing=standing, caps=lambda: caps))[0] != "open"


def test_a_known_cap_needs_no_unknown_one() -> None:
    caps = (Cap(unknown("Personalia.fodseldato"), "unborn"), Cap(YES, "adult"))
    assert _outcome(_assessment(caps=lambda: caps))[:2] == ("review", ("adult",))


def test_facts_of_the_caps_are_told_once() -> None:
    fact = FactUsed("Melding.start_dato", DAY)
    caps = (Cap(condition(True, fact), "unborn"),)
    result = derive(_rule(), Context(sak()), Melding(id="m"), _assessment(caps=lambda: caps, facts=lambda: (fact,)))
    assert result.facts == (fact,)


def test_an_assessment_but_for_a_part_of_it() -> None:
    found = _assessment(reasons=("a",), missing=("b",))
    other = found.but(standing=Standing.DOUBTFUL, reasons=("c",))
    assert (found.standing, found.reasons) == (Standing.BROKEN, ("a",))
    assert (other.standing, other.reasons, other.missing, other.law_day) == (Standing.DOUBTFUL, ("c",), ("b",), DAY)
    with pytest.raises(AttributeError):
        found.standing = Standing.UNKNOWN  # type: ignore[misc]
