"""The run: crashes stay where they are, the order is fixed, rules over a delivery see all of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
import pytest

from barnevern_tilsyn.engine import (
    Assessment,
    Context,
    MissingAsOfError,
    Outcome,
    Registry,
    Rule,
    Run,
    Severity,
    Standing,
    Strength,
    UnknownRuleError,
    rule,
)
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import Melding, Reject, Sak, Undersokelse
from tests.records import melding, sak, undersokelse


def _make(code: str, applies_to: type, function: Any, **changes: Any) -> Rule:
    made = rule(
        code=code,
        name=f"name-{code.lower()}",
        theme="test",
        applies_to=applies_to,
        duties=(),
        hjemmel=(),
        strength=Strength.HARD,
        needs=changes.pop("needs", ()),
    )(function)
    return attrs.evolve(made, **changes)


def _found(_element: Any, ctx: Context) -> Assessment:
    return Assessment(standing=Standing.BROKEN, law_day=ctx.as_of, situation="x")


def test_a_crash_is_an_error_on_that_element_only_and_echoes_nothing() -> None:
    def crashes_on_one(element: Melding, ctx: Context) -> Assessment:
        if element.id == "m":
            raise ValueError("CANARY of a child")
        return _found(element, ctx)

    case = sak(meldinger=[melding("m"), melding("n")])
    results = Run([_make("TST001", Melding, crashes_on_one), _make("TST002", Melding, _found)]).see(case)
    assert [(r.rule.code, r.element.id, r.outcome.value) for r in results] == [
        ("TST001", "m", "error"),
        ("TST001", "n", "breach"),
        ("TST002", "m", "breach"),
        ("TST002", "n", "breach"),
    ]
    assert dict(results[0].message.args) == {"error": "ValueError"}


def test_sorted_by_rule_type_and_id() -> None:
    rules = [_make("B01", Melding, _found), _make("A01", Undersokelse, _found), _make("C01", Sak, _found)]
    case = sak(meldinger=[melding("z"), melding("a")], undersokelser=[undersokelse("y"), undersokelse("b")])
    seen = [(r.rule.code, r.element.id) for r in Run(rules).see(case)]
    assert seen == [("A01", "b"), ("A01", "y"), ("B01", "a"), ("B01", "z"), ("C01", "sak")]


class _Doubles:
    """A rule over a delivery: a case of which another has the same journal number."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Context, Sak]] = {}
        self._twice: list[tuple[Context, Any, Assessment]] = []

    def see(self, ctx: Context) -> Iterable[tuple[Any, Assessment]]:
        number = str(ctx.sak.journalnummer)
        if number == "crash":
            raise RuntimeError("CANARY")
        if number in self._seen:
            first, case = self._seen[number]
            self._twice.append((first, case, _found(case, first)))
            yield ctx.sak, _found(ctx.sak, ctx)
        self._seen[number] = (ctx, ctx.sak)

    def finish(self) -> Iterable[tuple[Context, Any, Assessment]]:
        return self._twice


def test_a_rule_over_a_delivery_sees_each_and_finishes() -> None:
    run = Run([_make("LEV001", Sak, _found, judge=None, start=_Doubles)])
    assert [len(run.see(sak(id=id, journalnummer=n))) for id, n in [("a", "1"), ("b", "2"), ("c", "1")]] == [0, 0, 1]
    assert [(r.sak.id, r.outcome) for r in run.finish()] == [("a", Outcome.BREACH)]
    again = Run([_make("LEV001", Sak, _found, judge=None, start=_Doubles)])
    assert not again.see(sak(id="c", journalnummer="1"))
    assert [r.outcome for r in again.see(sak(journalnummer="crash"))] == [Outcome.ERROR]


def test_a_crash_at_the_end_of_a_delivery_is_an_error() -> None:
    class Breaks:
        def see(self, ctx: Context) -> Iterable[tuple[Any, Assessment]]:
            return ()

        def finish(self) -> Iterable[tuple[Context, Any, Assessment]]:
            raise KeyError("CANARY")

    (result,) = Run([_make("LEV001", Sak, _found, judge=None, start=Breaks)]).finish()
    assert (result.outcome, dict(result.message.args)) == (Outcome.ERROR, {"error": "KeyError"})


def test_a_day_is_needed() -> None:
    case = sak(leveranse=None)
    with pytest.raises(MissingAsOfError):
        Run([]).see(case)
    assert Run([], as_of=date(2026, 1, 1)).see(case) == []


class TestRegistry:
    RULES = Registry(
        [_make("AAA001", Sak, _found), _make("AAA002", Sak, _found), _make("BBB001", Sak, _found, ruleset="data")]
    )

    def _codes(self, *args: Any, **keys: Any) -> list[str]:
        return [rule.code for rule in self.RULES.select(*args, **keys)]

    def test_by_rule_set_code_name_and_family(self) -> None:
        assert self._codes() == ["AAA001", "AAA002"]
        assert self._codes(("lov", "data"), select=["BBB"]) == ["BBB001"]
        assert self._codes(select=["aaa001"]) == ["AAA001"]
        assert self._codes(ignore=["name-aaa001"]) == ["AAA002"]
        assert self._codes(("data",)) == ["BBB001"]

    @pytest.mark.parametrize("keys", [{"select": ["CCC"]}, {"ignore": ["nobody"]}, {"rulesets": ("lov", "nothing")}])
    def test_unknown_names_are_told(self, keys: Any) -> None:
        with pytest.raises(UnknownRuleError):
            self.RULES.select(**keys)

    def test_no_code_or_name_twice(self) -> None:
        with pytest.raises(ValueError, match="AAA001"):
            Registry([*self.RULES, _make("AAA001", Sak, _found)])

    def test_get(self) -> None:
        assert self.RULES.get("name-aaa002").code == "AAA002"
        assert len(self.RULES) == 3


def test_needs_must_be_facts_of_the_model() -> None:
    with pytest.raises(ValueError, match="no fact"):
        _make("TST001", Sak, _found, needs=("Melding.stat_dato",))


class _Late:
    """A rule over a delivery that tells of what it saw from the last to the first."""

    def __init__(self) -> None:
        self._seen: list[tuple[Context, Any, Assessment]] = []

    def see(self, ctx: Context) -> Iterable[tuple[Any, Assessment]]:
        rows = ctx.sammenheng.meldinger
        self._seen += [(ctx, row, _found(row, ctx)) for row in rows]
        return [(row, _found(row, ctx)) for row in reversed(rows)]

    def finish(self) -> Iterable[tuple[Context, Any, Assessment]]:
        yield from reversed(self._seen)


def test_what_is_told_of_a_delivery_is_sorted_in_among_the_rest() -> None:
    late = _make("B01", Melding, _found, judge=None, start=_Late)
    run = Run([late, _make("A01", Melding, _found), _make("C01", Melding, _found)])
    seen = run.see(sak(id="one", meldinger=[melding("n"), melding("M"), melding("o")]))
    assert [(r.rule.code, r.element.id) for r in seen] == [(code, id) for code in ("A01", "B01", "C01") for id in "Mno"]
    run.see(sak(id="Another", meldinger=[melding("q"), melding("p")]))
    last = [(r.sak.id, r.element.id) for r in run.finish()]
    assert last == [("Another", "p"), ("Another", "q"), ("one", "M"), ("one", "n"), ("one", "o")]


def test_a_rejected_document_meets_each_rule_of_its_format() -> None:
    def refused(_reject: Reject) -> Assessment:
        return fires("none")

    rules = [
        _make(code, Reject, refused, formats=formats, strength=None, severity=Severity.ERROR)
        for code, formats in (("A01", ("register",)), ("B01", ("kostra",)), ("C01", ()))
    ]
    reject = Reject(fil="file.xml", format="kostra", faults=())
    assert [result.rule.code for result in Run(rules).refuse(reject)] == ["B01", "C01"]


def test_how_a_rule_is_shown_holds_nothing_that_it_worked_out() -> None:
    shown = _make("A01", Melding, _found)
    before = repr(shown)
    shown.in_force(date(2026, 1, 1))
    assert repr(shown) == before
    assert "in_force" not in before


def test_a_crash_rests_on_no_provision_and_no_day() -> None:
    def crashes(_element: Melding, _ctx: Context) -> Assessment:
        raise ValueError

    (result,) = Run([_make("TST001", Melding, crashes, hjemmel=(BVL2021("2-1"),))]).see(sak())
    assert (result.outcome, result.provisions) == (Outcome.ERROR, ())
