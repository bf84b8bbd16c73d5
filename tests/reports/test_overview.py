"""The overview agrees with the findings that it is made of, and keeps no more of them than it must."""

from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.reports.deadlines import State, countdown
from barnevern_tilsyn.reports.failing import mendable
from barnevern_tilsyn.reports.overview import AGES, Overview, overview
from barnevern_tilsyn.runners import Report, check_files
from barnevern_tilsyn.testing.generator import generate, write

SHOWN = frozenset(Outcome) - {Outcome.MET, Outcome.NOT_APPLICABLE}
JUDGED = (Outcome.BREACH, Outcome.REVIEW)
PLANTS = ("MEL001", "UND001", "UND002", "UND004", "DAT030")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery")
    write(generate(120, seed=5, plant=PLANTS), folder)
    (folder / "broken.xml").write_text("<Barnevern", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return check_files([folder / "*.xml"], show=SHOWN, rulesets=["lov", "data"])


@pytest.fixture(scope="module")
def found(report: Report) -> Overview:
    return overview(report)


def of(report: Report, outcome: Outcome) -> list[Finding]:
    return [finding for finding in report.findings if finding.outcome is outcome]


def test_cases_are_counted_once(report: Report, found: Overview) -> None:
    breaches = of(report, Outcome.BREACH)
    assert found.breach_cases == len({finding.case for finding in breaches}) > 20
    assert found.review_cases == len({finding.case for finding in of(report, Outcome.REVIEW)})
    assert found.mendable_cases == len({finding.case for finding in breaches if mendable(finding)}) > 5


def test_every_breach_and_review_is_in_its_duty(report: Report, found: Overview) -> None:
    counted = {one.worst.rule: (one.breaches, one.reviews) for one in found.failing}
    for rule, counts in report.summary.by_rule.items():
        breach, review = counts.get("breach", 0), counts.get("review", 0)
        assert counted.get(rule, (0, 0)) == (breach, review)
    for one in found.failing:
        findings = [f for f in of(report, Outcome.BREACH) if f.rule == one.worst.rule]
        assert one.cases == len({f.case for f in findings})
        over = [f.deadline.days_over for f in findings if f.deadline]
        days = [f.deadline.nominal for f in findings if f.deadline]
        waiting = [f.deadline for f in findings if f.deadline and mendable(f)]
        if findings:
            assert one.days_over == max(over, default=0)
        assert (one.first, one.latest) == (min(days, default=None), max(days, default=None))
        assert one.waiting_since == min((deadline.nominal for deadline in waiting), default=None)
        assert one.waiting_over == max((deadline.days_over for deadline in waiting), default=0)
        assert set(one.provisions) == {
            p for f in report.findings if f.rule == one.worst.rule and f.outcome in JUDGED for p in f.provisions
        }


def test_what_waits_is_told_first(found: Overview) -> None:
    order = [(one.waiting_since is None, -one.mendable) for one in found.failing]
    assert order == sorted(order)


def test_ages_and_months_hold_every_breach_with_a_clock(report: Report, found: Overview) -> None:
    with_clock = [finding.deadline for finding in of(report, Outcome.BREACH) if finding.deadline]
    assert sum(found.ages) == sum(found.months.values()) == len(with_clock)
    assert found.ages[0] == sum(1 <= deadline.days_over <= AGES[0] for deadline in with_clock)
    assert found.ages[-1] == sum(deadline.days_over > AGES[-1] for deadline in with_clock)
    assert found.months == Counter(deadline.nominal.replace(day=1) for deadline in with_clock)


def test_what_is_due_is_that_of_the_countdown(report: Report, found: Overview) -> None:
    entries = countdown(report, within=found.soon).of(State.RUNNING)
    assert len(entries) == found.due.count == sum(found.due_by_day) > 3
    assert Counter(entry.days_left for entry in entries) == Counter(
        {left: count for left, count in enumerate(found.due_by_day) if count}
    )
    assert {entry.first for entry in found.due} == {entry.first for entry in entries}


def test_what_is_missing_is_counted_by_fact(report: Report, found: Overview) -> None:
    counts = Counter(path for finding in of(report, Outcome.OPEN) for path in finding.missing)
    assert {one.path: one.count for one in found.missing} == counts
    assert [one.count for one in found.missing] == sorted(counts.values(), reverse=True)


def test_controls_and_documents(report: Report, found: Overview) -> None:
    assert sum(one.count for one in found.controls) == len(of(report, Outcome.FAULT)) > 0
    assert list(found.rejects) == list(report.rejects) != []


def test_a_stream_and_a_report_come_to_the_same(folder: Path, report: Report) -> None:
    stream = bt.check_stream([folder / "*.xml"], show=SHOWN, rulesets=["lov", "data"])
    streamed, gathered = overview(stream), overview(report)
    for name in ("failing", "ages", "months", "due_by_day", "missing", "controls", "as_of", "unasked", "summary"):
        assert getattr(streamed, name) == getattr(gathered, name), name
    assert list(streamed.cases) == list(gathered.cases)


def test_the_gravest_cases_are_kept_and_the_others_counted(report: Report) -> None:
    whole, few = overview(report, cases=10**6), overview(report, cases=5, due=2, documents=0)
    assert list(few.cases) == list(whole.cases)[:5]
    assert few.cases.more == len(whole.cases) - 5 > 0
    assert len(few.due) == 2
    assert (len(few.rejects), few.rejects.count) == (0, 1)
    waits = [any(f.outcome is Outcome.BREACH and mendable(f) for f in findings) for findings in whole.cases]
    assert waits == sorted(waits, reverse=True)
    assert {f.outcome for findings in whole.cases for f in findings} <= {
        *(Outcome.BREACH, Outcome.REVIEW, Outcome.FAULT, Outcome.ERROR)
    }


def test_what_the_run_was_not_asked_to_show_is_told(folder: Path) -> None:
    few = check_files([folder / "*.xml"], show=[Outcome.BREACH])
    outcomes = few.summary.outcomes
    assert overview(few).unasked == {one: outcomes[one] for one in ("review", "open", "running")}


def test_what_ran_out_after_the_record_ends_is_counted(folder: Path) -> None:
    later = check_files([folder / "*.xml"], show=SHOWN, as_of=date(2027, 6, 1))
    assert overview(later).stale > 5
    assert overview(later).due.count == 0


def test_nothing_found(report: Report) -> None:
    empty = attrs.evolve(report, findings=(), rejects=(), notices=())
    found = overview(empty)
    assert (found.failing, found.as_of, len(found.cases)) == ((), None, 0)
