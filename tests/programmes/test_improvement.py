"""A service's goals out of a file: what is wrong with it is told with its place."""

from datetime import date

import pytest

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes.improvement import ImprovementError, Level, Practice, read_plan

PLAN = """
programme = "egenkontroll-2024-1"

[[goals]]
question = "B2"
baseline = 0.4
target = 1
due = 2025-06-01
practice_changed = "partly"
reasons = "Samtalene er flere."
measures = [
  { text = "Mal for samtaler", level = "practice", since = 2025-02-01 },
  { text = "Leder ser på planen halvveis", level = "management" },
]

[[measurements]]
question = "B2"
date = 2025-03-01
k = 3
n = 5
"""

AGAIN = """
[[goals]]
question = "B2"
baseline = 0.4
target = 0.9
due = 2025-06-01
"""


def test_a_plan() -> None:
    plan = read_plan("plan.toml", PLAN.encode())
    (goal,) = plan.goals
    assert (goal.baseline, goal.target, goal.due, goal.practice_changed) == (
        0.4,
        1.0,
        date(2025, 6, 1),
        Practice.PARTLY,
    )
    assert [measure.level for measure in goal.measures] == [Level.PRACTICE, Level.MANAGEMENT]
    assert plan.measurements[0].measurement.share.value == 0.6


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ('programme = "egenkontroll-2024-1"', "", "programme", "missing"),
        ("target = 1", "target = 80", "goals[0].target", "no-share"),
        ("baseline = 0.4", 'baseline = "40 %"', "goals[0].baseline", "expected-float"),
        ("due = 2025-06-01", "due = 2025", "goals[0].due", "expected-date"),
        ('"partly"', '"delvis"', "goals[0].practice_changed", "not-a-choice"),
        ('level = "practice"', 'level = "child"', "goals[0].measures[0].level", "not-a-choice"),
        ("k = 3", "k = 6", "measurements[0].k", "no-part"),
        ("Mal for samtaler", "Mal\\u001b[2J", "goals[0].measures[0].text", "no-text"),
        ('question = "B2"\ndate', 'question = "B2\\u0007"\ndate', "measurements[0].question", "no-text"),
        ("n = 5", "n = 5\nshare = 0.6", "measurements[0].share", "unknown-key"),
        ("[[measurements]]", f"{AGAIN}\n[[measurements]]", "goals[1].question", "twice"),
        ("[[measurements]]", "[[measurements", "", "no-toml"),
    ],
)
def test_each_fault_is_told_with_its_place(old: str, new: str, place: str, reason: str) -> None:
    with pytest.raises(ImprovementError) as error:
        read_plan("plan.toml", PLAN.replace(old, new, 1).encode())
    assert [(fault.place, fault.reason.id) for fault in error.value.faults] == [(place, reason)]
    for lang in LANGUAGES:
        assert all(line.startswith("plan.toml: ") for line in error.value.sentences(lang))
