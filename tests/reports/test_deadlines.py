"""The countdown: whole, in order, and never at odds with what check says on the same day."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Outcome, Registry, Run, Strength, rule
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Finding, Names, findings_of
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import Melding, Message, Notice, Reject, Sak, Unreadable
from barnevern_tilsyn.reports.deadlines import SHOWN, Countdown, State, countdown
from barnevern_tilsyn.reports.deadlines_json import as_json
from barnevern_tilsyn.reports.deadlines_text import as_text
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.melding import reviewed_in_time
from barnevern_tilsyn.runners import Report, Summary
from barnevern_tilsyn.testing.generator import generate, write
from tests.records import cases, melding, sak, undersokelse

SUMMARY = Summary(
    cases_read=1,
    cases_checked=1,
    cases_superseded=0,
    facts_rejected=0,
    cases_rejected=0,
    files_unreadable=0,
    outcomes={},
    by_rule={},
    cannot_be_decided_here=(),
)


def _report(*findings: Finding, **keys: Any) -> Report:
    whole = {"rejects": (), "unreadable": (), "superseded": (), "notices": (), "faults": {}, "summary": SUMMARY}
    return Report(findings=findings, **{**whole, **keys})


def found(case: Sak, as_of: date | None = None, rules: Registry | None = None, **keys: Any) -> list[Finding]:
    """All findings on a case. The names that a key gives tell its elements apart."""
    return list(findings_of(Run(rules or builtin("lov"), as_of=as_of, **keys).see(case), Names(b"k" * 32)))


def counted(case: Sak, as_of: date | None = None, within: int | None = None, **keys: Any) -> Countdown:
    return countdown(_report(*found(case, as_of, **keys)), within=within)


def states(down: Countdown) -> list[tuple[str, str, int]]:
    return [(entry.state.value, entry.first.rule, entry.days_left) for entry in down.entries]


def _day(case: Sak, later: int) -> date:
    return min(row.start_dato for row in case.meldinger or () if row.start_dato) + timedelta(days=later)


def _open(**keys: Any) -> Sak:
    """A report of 2 March that was concluded with an investigation, which is open: its last day is 9 June 2026."""
    return sak(undersokelser=[undersokelse(slutt=None)], **keys)


DAYS = st.integers(0, 110) | st.integers(-5, 420)
"""Days of judgement, counted from the first report."""

CASES = st.builds(
    lambda case, closed, after: attrs.evolve(case, slutt_dato=_day(case, after) if closed else None),
    cases(),
    st.sampled_from([False, False, True]),
    DAYS,
)


class TestProperties:
    @given(CASES, DAYS, st.booleans())
    def test_everything_that_runs_shows_once(self, case: Sak, later: int, unchanged: bool) -> None:
        findings = found(case, _day(case, later), assume_unchanged=unchanged)
        shown = [id(finding) for entry in countdown(_report(*findings)).entries for finding in entry.findings]
        assert len(shown) == len(set(shown))
        running = [f for f in findings if f.outcome is Outcome.RUNNING and f.deadline is not None]
        assert {id(finding) for finding in running} <= set(shown)

    @given(CASES, DAYS, st.booleans())
    def test_it_is_never_at_odds_with_check(self, case: Sak, later: int, unchanged: bool) -> None:
        for entry in counted(case, _day(case, later), assume_unchanged=unchanged).entries:
            for finding in entry.findings:
                deadline = finding.deadline
                assert deadline is not None
                assert (deadline.nominal, deadline.latest) == (entry.deadline.nominal, entry.deadline.latest)
                assert deadline.event is None
                assert finding.case_closed is (entry.state is State.CLOSED)
                if entry.state is not State.CLOSED:
                    assert (
                        finding.outcome
                        in {
                            State.RUNNING: {Outcome.RUNNING},
                            State.UNKNOWN: {Outcome.OPEN},
                            State.OVERDUE: {Outcome.BREACH, Outcome.REVIEW},
                        }[entry.state]
                    )
                assert finding.outcome is Outcome.RUNNING or entry.days_left < 0

    @given(CASES, DAYS)
    def test_what_is_not_done_and_over_its_last_day_shows(self, case: Sak, later: int) -> None:
        findings = found(case, _day(case, later))
        shown = {id(finding) for entry in countdown(_report(*findings)).entries for finding in entry.findings}
        for finding in findings:
            if finding.deadline and finding.deadline.undone and finding.outcome in (Outcome.BREACH, Outcome.REVIEW):
                assert id(finding) in shown
            if finding.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE) or (
                finding.deadline and finding.deadline.event
            ):
                assert id(finding) not in shown

    @given(CASES, DAYS, st.integers(0, 60), st.integers(0, 60))
    def test_within_is_monotone_and_hides_only_what_runs(self, case: Sak, later: int, one: int, other: int) -> None:
        findings = _report(*found(case, _day(case, later)))
        few, more = (set(countdown(findings, within=days).entries) for days in sorted((one, other)))
        everything = countdown(findings)
        assert few <= more <= set(everything.entries)
        hidden = set(everything.entries) - few
        assert all(entry.state is State.RUNNING and entry.days_left > min(one, other) for entry in hidden)
        assert countdown(findings, within=min(one, other)).later == len(hidden)

    @given(CASES, DAYS, st.booleans())
    def test_what_runs_is_over_on_the_day_after_its_last(self, case: Sak, later: int, unchanged: bool) -> None:
        for entry in counted(case, _day(case, later)).of(State.RUNNING):
            days = (entry.deadline.nominal, entry.deadline.latest)
            for day, expected in (
                (days[0], {State.RUNNING}),
                (days[1] + timedelta(days=1), {State.OVERDUE, State.UNKNOWN}),
            ):
                findings = {f.fingerprint: f for f in found(case, day, assume_unchanged=unchanged)}
                now = findings[entry.first.fingerprint]
                if not now.deadline or not now.deadline.undone or (now.deadline.nominal, now.deadline.latest) != days:
                    continue  # done, or another deadline, by what the record tells of later days
                states = {e.first.fingerprint: e.state for e in countdown(_report(*findings.values())).entries}
                assert states[now.fingerprint] in ({State.CLOSED} if now.case_closed else expected)

    @given(CASES, DAYS)
    def test_the_order(self, case: Sak, later: int) -> None:
        down = counted(case, _day(case, later))
        order = [(list(State).index(entry.state), entry.deadline.nominal) for entry in down.entries]
        assert order == sorted(order)

    @given(CASES, DAYS)
    def test_it_can_be_written_in_every_language(self, case: Sak, later: int) -> None:
        down = counted(case, _day(case, later), within=20)
        codes = {rule.code for rule in builtin("lov")}
        for lang in LANGUAGES:
            text = click.unstyle("\n".join(as_text(down, lang=lang)))
            assert "{" not in text
            shown = Counter(word for word in text.split() if word in codes)
            assert shown == Counter(entry.first.rule for entry in down.entries)
            data = json.loads(as_json(down, version="1", lang=lang))
            assert Counter(row["state"] for row in data["deadlines"]) == {
                state.value: len(down.of(state)) for state in State if down.of(state)
            }


class TestStates:
    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [
            (date(2026, 6, 1), [("running", "UND001", 8)]),
            (date(2026, 6, 9), [("running", "UND001", 0)]),
            (date(2026, 6, 10), [("overdue", "UND001", -1)]),
        ],
    )
    def test_running_becomes_overdue_on_the_day_after(self, as_of: date, expected: list[Any]) -> None:
        assert states(counted(_open(), as_of)) == expected

    def test_an_extraction_before_the_last_day_leaves_it_unknown_unless_it_is_taken_as_unchanged(self) -> None:
        case = _open(
            leveranse={"dato_uttrekk": datetime(2026, 6, 1, 10, tzinfo=UTC), "avgiver": {"kommunenummer": "9901"}}
        )
        down = counted(case, date(2026, 6, 20))
        assert states(down) == [("unknown", "UND001", -11)]
        assert down.entries[0].stale
        assert states(counted(case, date(2026, 6, 20), assume_unchanged=True)) == [("overdue", "UND001", -11)]
        assert states(counted(case)) == [("running", "UND001", 8)]
        text = "\n".join(as_text(down))
        assert "Sakene ble trukket ut 1. juni 2026." in text
        assert "Om det er gjort siden, er ikke kjent." in text

    def test_what_is_done_late_is_no_longer_due(self) -> None:
        late = sak(undersokelser=[undersokelse(slutt=date(2026, 7, 1))])
        assert Outcome.BREACH in {finding.outcome for finding in found(late)}
        assert counted(late).entries == ()

    def test_a_report_that_was_to_be_investigated_counts_down_to_the_investigation(self) -> None:
        case = sak(undersokelser=[], relasjoner=[])
        assert states(counted(case, date(2026, 5, 1))) == [("running", "UND002", 39)]
        assert states(counted(case, date(2026, 7, 1))) == [("overdue", "UND002", -22)]

    def test_a_duty_in_a_closed_case_is_set_apart(self) -> None:
        case = _open(slutt_dato=date(2026, 5, 20))
        assert states(counted(case, date(2026, 6, 1))) == [("closed", "UND001", 8)]
        assert states(counted(case, date(2026, 6, 20))) == [("closed", "UND001", -11)]
        assert states(counted(case, date(2026, 5, 19))) == [("running", "UND001", 21)]
        assert "saken er avsluttet" in "\n".join(as_text(counted(case, date(2026, 6, 1), within=0)))

    def test_a_fact_that_is_missing_is_told_once_the_last_day_has_passed(self) -> None:
        case = _open(meldinger=[melding(start=date(2026, 3, 2))], personalia=[])
        down = counted(case, date(2026, 6, 20))
        assert states(down) == [("unknown", "UND001", -11)]
        assert not down.entries[0].stale
        assert "Mangler for å avgjøre: barnets fødselsdato (Personalia.fodseldato)." in " ".join(
            " ".join(as_text(down)).split()
        )

    def test_what_cannot_be_known_to_be_undone_does_not_count_down(self) -> None:
        unknown = sak(meldinger=[{"id": "m", "start_dato": date(2026, 3, 2)}], undersokelser=[], relasjoner=[])
        assert counted(unknown).entries == ()

    def test_why_the_last_day_is_unsure(self) -> None:
        case = sak(meldinger=[melding(start=date(2026, 3, 29), slutt=None)], undersokelser=[], relasjoner=[])
        down = counted(case, date(2026, 3, 30))
        assert states(down) == [("running", "MEL001", 6)]
        text = click.unstyle("\n".join(as_text(down)))
        assert "Søndag 5. april 2026, 6 dager igjen" in text
        assert "siste dag 7. april 2026" in text
        assert "Siste dag faller på en" in text

    def test_two_rules_on_one_duty_are_one_entry(self) -> None:
        twin = attrs.evolve(reviewed_in_time, code="XXX001", name="twin", ruleset="lov")
        other = attrs.evolve(reviewed_in_time, code="XXX002", name="other", duties=("M-9",))
        unnamed = [attrs.evolve(reviewed_in_time, code=f"XXX00{n}", name=f"no-{n}", duties=()) for n in (3, 4)]
        case = sak(meldinger=[melding(slutt=None)], undersokelser=[], relasjoner=[])
        rules = Registry([reviewed_in_time, twin, other, *unnamed])
        down = countdown(_report(*found(case, date(2026, 3, 3), rules)))
        assert [[f.rule for f in entry.findings] for entry in down.entries] == [
            ["MEL001", "XXX001"],
            ["XXX002"],
            ["XXX003"],
            ["XXX004"],
        ]


class TestWritten:
    @pytest.fixture(scope="class")
    @classmethod
    def folder(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        out = tmp_path_factory.mktemp("delivery")
        write(generate(60, seed=3, plant={"MEL001": 0.3, "UND001": 0.3}), out)
        return out

    def test_of_a_delivery(self, folder: Path) -> None:
        report = bt.check_files([folder / "*.xml"], show=SHOWN)
        down = countdown(report)
        assert sum(len(e.findings) for e in down.of(State.RUNNING)) == report.summary.outcomes["running"]
        assert down.of(State.OVERDUE)
        data = json.loads(as_json(down, version="1"))
        assert data["format"] == 1
        assert [row["last_day"] for row in data["deadlines"]] == [e.deadline.nominal.isoformat() for e in down.entries]
        assert all(row["todo"].endswith(".") and row["rules"][0]["fingerprint"] for row in data["deadlines"])

    def test_with_a_key(self, folder: Path) -> None:
        key = b"k" * 32
        down = countdown(bt.check_files([folder / "*.xml"], show=SHOWN, pseudonym_key=key))
        for entry in down.entries:
            assert len(entry.first.case or "") == len(entry.first.source.file) == 32

    def test_nothing_to_do_and_what_stands_beside(self) -> None:
        text = list(as_text(countdown(_report(), within=7)))
        assert text[0] == "Ingenting er over fristen, og ingen frister går ut innen 7 dager."
        assert next(as_text(countdown(_report()))) == "Ingenting er over fristen, og ingen frister løper."
        bad = _report(
            rejects=(Reject(fil="a\n.xml", faults=()),),
            unreadable=(Unreadable(fil="b.xml", reason=Message("file.empty")),),
            notices=(Notice(fil="c.xml", sak_id="", reason=Message("delivery.chain_broken")),),
            summary=attrs.evolve(SUMMARY, outcomes={"error": 2}),
        )
        told = click.unstyle("\n".join(as_text(countdown(bad))))
        for part in ("b.xml: ", "c.xml: ", "stanset med en feil på 2 elementer"):
            assert part in told
        data = json.loads(as_json(countdown(bad), version="1"))
        assert (len(data["unreadable"]), len(data["notices"]), data["summary"]["outcomes"]) == (1, 1, {"error": 2})

    def test_a_rule_without_a_word_of_what_to_do_gives_its_title(self, tmp_path: Path, monkeypatch: Any) -> None:
        package = tmp_path / "foreign"
        (package / "texts" / "nb").mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "texts" / "nb" / "XXX001.toml").write_text('title = "Noe annet"\n', encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)

        @rule(
            code="XXX001",
            name="else",
            theme="x",
            applies_to=Melding,
            duties=(),
            hjemmel=(BVL2021("2-1", ledd=1),),
            strength=Strength.HARD,
            needs=(),
            texts=("foreign", "texts"),
        )
        def judge(element: Melding, ctx: Any) -> Any:
            """Given a report, when asked, then as another rule."""
            return reviewed_in_time.judge and reviewed_in_time.judge(element, ctx)

        case = sak(meldinger=[melding(slutt=None)], undersokelser=[], relasjoner=[])
        text = "\n".join(as_text(countdown(_report(*found(case, date(2026, 3, 3), Registry([judge]))))))
        assert "XXX001 Noe annet" in text
