"""Tables, targets, and the page they are written into."""

from datetime import date
from pathlib import Path
from string import Template

import pytest

from bench import page
from bench.table import Table, Target

ROOT = Path(__file__).parents[2]
TEMPLATE = (ROOT / "bench" / "performance.md").read_text(encoding="utf-8")
WRITTEN = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
PARTS = ("targets", "reading", "json", "kostra", "rules", "start", "memory", "machine")


def test_a_table_is_aligned_markdown() -> None:
    table = Table("Some", ("", "a run"), (("short", "1"), ("rather long", "1,000 µs")))
    assert str(table).splitlines() == [
        "|             |    a run |",
        "| ----------- | -------: |",
        "| short       |        1 |",
        "| rather long | 1,000 µs |",
    ]


@pytest.mark.parametrize(
    ("measured", "at_least", "met"),
    [
        (0.71, True, True),
        (0.7, True, True),
        (0.6999, True, False),
        (0.69, True, False),
        (0.7, False, True),
        (0.71, False, False),
        (0.7001, False, False),
    ],
)
def test_a_target_is_met_or_missed_by_however_little(measured: float, at_least: bool, met: bool) -> None:
    target = Target("some", 0.7, measured, at_least)
    assert target.met is met
    assert Target.table([target]).rows == (
        (
            "some",
            "at least 0.7" if at_least else "at most 0.7",
            f"{measured:.3f}",
            "met" if met else "**missed**",
        ),
    )


def test_the_template_has_a_place_for_every_part() -> None:
    assert set(Template(TEMPLATE).get_identifiers()) == {*PARTS, "date"}
    table = Table("Title", ("", "a"), (("b", "c"),))
    written = page.page(date(2026, 1, 2), {part: [table] for part in PARTS})
    assert "2026-01-02" in written
    assert written.count("| b") == len(PARTS)
    assert "$" not in written


def test_the_page_is_what_the_template_says() -> None:
    said = [part.strip() for part in TEMPLATE.split("\n\n") if "$" not in part]
    assert [part for part in said if part not in WRITTEN] == []
