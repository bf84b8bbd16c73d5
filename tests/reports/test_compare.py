"""The comparison of rule sets: every element is counted once, and every difference has its reason."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.law import deadline
from barnevern_tilsyn.model import Kilde, Reject, Sak
from barnevern_tilsyn.reports.compare import (
    AUTHORITIES,
    Comparison,
    Judged,
    Said,
    compare,
    compared_rules,
    differs,
    subjects,
)
from barnevern_tilsyn.reports.compare_json import as_json
from barnevern_tilsyn.reports.compare_text import as_text, compare_texts, reason_words
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners.judging import judged
from tests.records import cases, melding, sak, undersokelse

RULES = compared_rules(builtin("lov", *AUTHORITIES))
RECEIVED = date(2026, 3, 2)


def of_register(case: Sak) -> Sak:
    return attrs.evolve(case, kilde=Kilde(fil="a.xml", format="register"))


def compared(*read: Any, as_of: date | None = None) -> Comparison:
    return compare(judged(read, Run(RULES, as_of=as_of)), Names())


def one(subject: str, case: Sak, as_of: date | None = None) -> Judged:
    (row,) = (row for row in compared(of_register(case), as_of=as_of).counts if row.subject == subject)
    return row


def extracted(day: date, **keys: Any) -> Sak:
    return sak(leveranse={"dato_uttrekk": f"{day}T10:00:00Z", "avgiver": {"kommunenummer": "9901"}}, **keys)


def test_what_is_compared_is_there() -> None:
    codes = {rule.code: rule for rule in builtin("lov", *AUTHORITIES)}
    for subject in subjects():
        assert codes[subject.lov].ruleset == "lov"
        assert {name: codes[code].ruleset for name, code in subject.controls.items()} == {
            name: name for name in subject.controls
        }


class TestReports:
    @pytest.mark.parametrize(
        ("days", "law", "said", "reasons"),
        [
            (7, Outcome.MET, Said.SILENT, ()),
            (8, Outcome.BREACH, Said.FIRES, ()),
            (None, Outcome.BREACH, Said.SILENT, (("register", "only-concluded"),)),
        ],
    )
    def test_day_by_day(self, days: int | None, law: Outcome, said: Said, reasons: Any) -> None:
        slutt = RECEIVED + timedelta(days=days) if days else None
        row = one("report-review", sak(meldinger=[melding(start=RECEIVED, slutt=slutt)]))
        assert (row.lov, row.said, row.reasons) == (law, (("register", said),), reasons)


class TestInvestigations:
    def open_on(self, day: date, received: date = RECEIVED) -> Judged:
        week = received + timedelta(days=7)
        case = extracted(
            day,
            meldinger=[melding(start=received, slutt=week)],
            undersokelser=[undersokelse(start=week, slutt=None)],
        )
        return one("investigation-time", case)

    @given(st.dates(date(2023, 6, 1), date(2033, 1, 1)), st.integers(90, 110))
    def test_the_days_between_the_two_counts(self, received: date, days: int) -> None:
        day = received + timedelta(days=days)
        frist = deadline("bvl.2-2.undersokelse", received)
        row = self.open_on(day, received)
        assert dict(row.said)["register"] is (Said.FIRES if days > 97 else Said.SILENT)
        if day <= frist.nominal:
            assert row.lov is Outcome.RUNNING
            assert row.reasons == ((("register", "fewer-days"),) if days > 97 else ())
        elif day > frist.latest:
            assert row.lov is Outcome.BREACH
            assert row.reasons == ((("register", "more-days"),) if days <= 97 else ())
        else:
            assert row.reasons == (("register", "law-unsettled"),)

    def test_one_that_took_too_long_is_not_seen_once_it_is_done(self) -> None:
        row = one("investigation-time", sak(undersokelser=[undersokelse(slutt=date(2026, 6, 10))]))
        assert (row.lov, row.reasons) == (Outcome.BREACH, (("register", "only-open"),))

    def test_one_without_a_relation_is_not_seen(self) -> None:
        case = sak(undersokelser=[undersokelse(slutt=None)], relasjoner=[])
        row = one("investigation-time", case)
        assert row.lov in (Outcome.BREACH, Outcome.REVIEW)
        assert dict(row.reasons)["register"] in ("no-relation", "law-unsettled")


@given(st.lists(cases(), max_size=3))
def test_every_element_is_counted_once(several: list[Sak]) -> None:
    read = [of_register(case) for case in several]
    found = compared(*read)
    codes = {subject.lov: subject.key for subject in subjects()}
    results = [result for case in read for result in Run(builtin("lov")).see(case)]
    assert found.cases == len(read)
    for code, key in codes.items():
        of_rule = [result.outcome for result in results if result.rule.code == code]
        counted = {row.lov: 0 for row in found.counts if row.subject == key}
        for row, count in found.counts.items():
            if row.subject == key:
                counted[row.lov] += count
        assert counted == {outcome: of_rule.count(outcome) for outcome in set(of_rule)}
    alone = sum(sum(counts.values()) for counts in found.alone.values())
    concerns = [r for r in results if r.outcome in (Outcome.BREACH, Outcome.REVIEW) and r.rule.code not in codes]
    assert alone == len(concerns)
    assert len(found.differences) == sum(count for row, count in found.counts.items() if row.reasons)
    for row in found.counts:
        assert {name for name, _ in row.reasons} == {name for name, said in row.said if differs(row.lov, said)}
        assert all(reason_words(id, lang) for _, id in row.reasons for lang in LANGUAGES)


@given(cases())
def test_keeping_nothing_counts_the_same(case: Sak) -> None:
    read = [of_register(case)]
    less = compare(judged(read, Run(RULES)), Names(), keep=False)
    assert less.counts == compared(*read).counts
    assert less.differences == ()


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.FAULT, Outcome.ERROR)])
@pytest.mark.parametrize("said", list(Said))
def test_what_counts_as_a_difference(outcome: Outcome, said: Said) -> None:
    if said is Said.UNDECIDED:
        expected = False
    elif outcome is Outcome.BREACH:
        expected = said is Said.SILENT
    elif outcome in (Outcome.REVIEW, Outcome.OPEN):
        expected = True
    else:
        expected = said is Said.FIRES
    assert differs(outcome, said) is expected


def _lines(found: Comparison, lang: str) -> Iterator[str]:
    return as_text(found, RULES, listed=True, lang=lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_and_json(lang: str) -> None:
    late = of_register(sak(undersokelser=[undersokelse(slutt=date(2026, 6, 10))]))
    found = compared(late, Reject(fil="b.xml", faults=()))
    text = "\n".join(_lines(found, lang))
    assert reason_words("only-open", lang)[:60] in text
    assert compare_texts(lang)["differences"] in text
    data = json.loads(as_json(found, version="1", lang=lang))
    assert data["summary"] == {"cases": 1, "judged": 3, "differing": data["summary"]["differing"], "crashed": 0}
    (row,) = (one for one in data["differences"] if one["subject"] == "investigation-time")
    assert row["said"] == {"register": "silent"}
    assert row["finding"]["rule"] == "UND001"
    assert row["reasons"][0]["text"] == reason_words("only-open", lang)
