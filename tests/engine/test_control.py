"""Controls: they fire or are silent, weigh their faults, and look at all that a record holds."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Assessment, Context, Outcome, Result, Rule, Run, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.model import Fault, Message, Reject, Sak, Undersokelse
from tests.records import cases, sak, undersokelse

DAY = date(2026, 10, 1)


def make(judge: Any, **keys: Any) -> Rule:
    """A control on investigations, but for what ``keys`` replace."""
    whole: dict[str, Any] = {
        "code": "EX-UNDERSOKELSE-2A",
        "name": "ex-control",
        "theme": "date-order",
        "applies_to": Undersokelse,
        "severity": Severity.ERROR,
        "needs": ("Undersokelse.start_dato",),
        "ruleset": "ex",
        "file": "x",
    }
    made: Rule = control(**{**whole, **keys})(judge)
    return made


def always(_element: Any, _ctx: Context) -> Assessment:
    """Given anything, then it fires."""
    return fires("fires", facts=(("Undersokelse.start_dato", DAY),))


def run(rule: Rule, case: Sak, as_of: date | None = None) -> list[Result]:
    return Run([rule], as_of=as_of).see(case)


def test_it_fires_as_a_fault_and_is_no_duty() -> None:
    (result,) = run(make(always), sak())
    assert result.outcome is Outcome.FAULT
    assert result.severity is Severity.ERROR
    assert result.rule.strength is None
    assert result.rule.family == "EX-UNDERSOKELSE"
    assert [fact.path for fact in result.facts] == ["Undersokelse.start_dato"]
    assert result.rule.given == "Given anything, then it fires."


def test_it_is_silent_or_cannot_tell() -> None:
    assert run(make(lambda _element, _ctx: None), sak()) == []
    (result,) = run(make(lambda _element, _ctx: undecided("Undersokelse.start_dato")), sak())
    assert (result.outcome, result.missing) == (Outcome.OPEN, ("Undersokelse.start_dato",))


@pytest.mark.parametrize("on", ["sak", "element"])
def test_a_migrated_record_softens_only_where_the_control_says_so(on: str) -> None:
    case = sak(migrert_id="x") if on == "sak" else sak(undersokelser=[undersokelse(migrert_id="x")])
    assert run(make(always), case)[0].severity is Severity.ERROR
    assert run(make(always, softened_when_migrated=True), case)[0].severity is Severity.WARNING
    assert run(make(always, softened_when_migrated=True), sak())[0].severity is Severity.ERROR
    lighter = make(always, softened_when_migrated=True, severity=Severity.INFO)
    assert run(lighter, case)[0].severity is Severity.INFO


def test_a_fault_may_weigh_otherwise_than_its_control() -> None:
    rule = make(lambda _element, _ctx: fires("fires", severity=Severity.WARNING))
    assert run(rule, sak())[0].severity is Severity.WARNING


def test_the_line_is_that_of_the_part_with_the_fault() -> None:
    case = sak()
    (element,) = case.undersokelser or ()
    object.__setattr__(element, "_linje", 7)
    assert run(make(always), case)[0].line == 7
    object.__setattr__(element.konklusjon, "_linje", 9)
    assert run(make(lambda row, _ctx: fires("fires", at=row.konklusjon)), case)[0].line == 9


def test_it_sees_what_lies_after_the_day_of_judgement() -> None:
    later = sak(undersokelser=[undersokelse(start=date(2027, 1, 1), slutt=None)])
    assert len(run(make(always), later)) == 1
    only_later = make(lambda _element, ctx: None if ctx.sammenheng.undersokelser else fires("fires"))
    assert len(run(only_later, later)) == 1
    assert run(only_later, sak()) == []


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 1), (1, 1), (2, 0)])
def test_it_is_in_use_from_its_first_day_to_its_last(days: int, count: int) -> None:
    rule = make(always, valid_from=DAY, valid_to=date(2026, 10, 2))
    undated = sak(leveranse={})
    assert len(run(rule, undated, DAY + timedelta(days=days))) == count


def test_the_day_that_counts_is_that_of_the_extraction() -> None:
    assert len(run(make(always, valid_to=DAY), sak(), date(2030, 1, 1))) == 1


def test_it_is_for_some_formats() -> None:
    assert run(make(always, formats=("register",)), sak()) == []
    assert len(run(make(always, formats=("",)), sak())) == 1


def reject(*lines: int) -> Reject:
    return Reject(fil="a.xml", faults=tuple(Fault(linje=n, path="Barnevern", expected=Message("x")) for n in lines))


class TestOnDocuments:
    def test_it_fires_on_a_document_that_is_no_case(self) -> None:
        rule = make(lambda row: fires("fires", args=(("count", len(row.faults)),)), applies_to=Reject, needs=())
        (result,) = Run([rule]).refuse(reject(4, 5))
        assert (result.outcome, result.line, result.as_of) == (Outcome.FAULT, 4, None)
        assert result.sak._kilde.fil == "a.xml"
        assert Run([rule]).see(sak()) == []

    def test_a_crash_is_an_error_of_that_control(self) -> None:
        def crash(_reject: Reject) -> Assessment | None:
            raise ValueError

        (result,) = Run([make(crash, applies_to=Reject, needs=())]).refuse(reject())
        assert (result.outcome, result.line) == (Outcome.ERROR, None)

    def test_other_rules_have_nothing_to_say_of_it(self) -> None:
        assert Run([make(always)]).refuse(reject(1)) == []


class Twins:
    """Given two cases with an investigation of one day, then the second fires."""

    def __init__(self) -> None:
        self._seen: set[Any] = set()

    def see(self, ctx: Context) -> Iterable[tuple[Any, Assessment]]:
        """Fire on what was seen before."""
        for row in ctx.whole.undersokelser:
            if row.start_dato in self._seen:
                yield row, fires("fires")
            self._seen.add(row.start_dato)

    def finish(self) -> Iterable[tuple[Context, Any, Assessment]]:
        """Nothing is left to say."""
        return ()


def test_it_may_be_over_a_whole_delivery() -> None:
    whole = Run([make(Twins)])
    assert whole.see(sak()) == []
    (result,) = whole.see(sak())
    assert (result.outcome, result.rule.given[:5]) == (Outcome.FAULT, "Given")
    assert whole.finish() == []


@given(cases(), st.booleans())
def test_a_control_never_gives_a_breach(case: Sak, decided: bool) -> None:
    rule = make(always if decided else lambda _element, _ctx: undecided("Undersokelse.start_dato"))
    allowed = Outcome.FAULT if decided else Outcome.OPEN
    assert all(result.outcome is allowed for result in run(rule, case, DAY))
