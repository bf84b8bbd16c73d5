"""Children of a file that share a number or a journal: each after the first is told, provisional numbers never."""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Result, Run
from barnevern_tilsyn.model import NOT_REPORTED, Kilde
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.rules import builtin

RULES = builtin("kostra").select(["kostra"], select=["KOSTRA-INDIVID_04", "KOSTRA-INDIVID_05"])
FILE = Kilde(fil="a.xml", format="kostra")

GOOD = ("05851551184", "05851451082", "05850651096")
PROVISIONAL_BUT_RIGHT = ("08901500100", "10841500100")
"""The check digits fit: for the program these are real numbers."""
WRONG = ("05851551185", "05051500100")

NUMBERS = st.sampled_from([None, *GOOD, *PROVISIONAL_BUT_RIGHT, *WRONG])
CHILDREN = st.lists(st.tuples(NUMBERS, st.sampled_from("abc")), max_size=12)


def told(rows: list[tuple[str | None, str]], *, lines: list[int] | None = None) -> list[Result]:
    run = Run(RULES)
    found: list[Result] = []
    for line, (number, journal) in zip(lines or range(1, len(rows) + 1), rows, strict=True):
        one = Individ(id="i", fodselsnummer=number, journalnummer=journal, linje=line, kilde=FILE)
        found += run.see_individ(one)
    return found + run.finish()


def lines_of(found: list[Result], code: str) -> list[tuple[int | None, Any]]:
    return [(r.line, dict(r.message.args)["line"]) for r in found if r.rule.code == code]


@given(CHILDREN)
def test_each_after_the_first_of_its_number(rows: list[tuple[str | None, str]]) -> None:
    first: dict[str, int] = {}
    expected = []
    for line, (number, _) in enumerate(rows, start=1):
        if number in GOOD:
            if number in first:
                expected.append((line, str(first[number])))
            first.setdefault(number, line)
    assert lines_of(told(rows), "KOSTRA-INDIVID_04") == expected


@given(CHILDREN)
def test_each_after_the_first_of_its_journal_with_something_for_a_number(rows: list[tuple[str | None, str]]) -> None:
    first: dict[str, int] = {}
    expected = []
    for line, (number, journal) in enumerate(rows, start=1):
        if number is not None:
            if journal in first:
                expected.append((line, str(first[journal])))
            first.setdefault(journal, line)
    assert lines_of(told(rows), "KOSTRA-INDIVID_05") == expected


@given(CHILDREN, st.randoms(use_true_random=False))
def test_in_any_order_as_many_are_told(rows: list[tuple[str | None, str]], random: Random) -> None:
    shuffled = random.sample(rows, len(rows))
    assert Counter(r.rule.code for r in told(rows)) == Counter(r.rule.code for r in told(shuffled))


def test_two_files_are_two_deliveries() -> None:
    run = Run(RULES)
    for file in ("a.xml", "b.xml", "c.xml"):
        kilde = Kilde(fil=file, format="kostra")
        assert run.see_individ(Individ(id="i", fodselsnummer=GOOD[0], journalnummer="1", kilde=kilde)) == []


def test_a_file_of_one_line_is_told_of_too() -> None:
    assert lines_of(told([(GOOD[0], "a"), (GOOD[0], "b")], lines=[1, 1]), "KOSTRA-INDIVID_04") == [(1, "1")]


def test_what_was_not_read_is_open() -> None:
    run = Run(RULES)
    found = run.see_individ(Individ(id="i", kilde=FILE))
    assert {(r.outcome, r.missing) for r in found} == {
        (Outcome.OPEN, ("Individ.fodselsnummer",)),
        (Outcome.OPEN, ("Individ.fodselsnummer", "Individ.journalnummer")),
    }
    assert run.see_individ(Individ(id="i", fodselsnummer=None, journalnummer=NOT_REPORTED, kilde=FILE)) == []


def test_what_is_kept_is_a_keyed_digest_and_a_line_a_child() -> None:
    kept = []
    for _ in range(2):
        (rule,) = RULES.select(["kostra"], select=["KOSTRA-INDIVID_04"])
        assert rule.start
        check: Any = rule.start()
        run = Run([rule])
        run._individ._checks = [(rule, check)]
        for line, number in enumerate(GOOD, start=1):
            run.see_individ(Individ(id="i", fodselsnummer=number, journalnummer="1", linje=line, kilde=FILE))
        lines = check._seen._lines
        assert sorted(lines.values()) == [1, 2, 3]
        assert {len(digest) for digest in lines} == {16}
        kept.append(set(lines))
    assert not kept[0] & kept[1]
