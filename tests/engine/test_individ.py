"""Controls over the children of a KOSTRA file: each kind of element, the file's own, and what the file is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from barnevern_tilsyn.engine import Assessment, Outcome, Rule, Run, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.engine.individ import INDIVID_TYPES, IndividContext, Reporting
from barnevern_tilsyn.model import NOT_REPORTED, Kilde, Sak, kostra

DAY = date(2025, 3, 1)
NO_FORM = kostra.Skjema()


def make(judge: Any, applies_to: type = kostra.Individ, code: str = "EX-1") -> Rule:
    made: Rule = control(
        code=code,
        name=code.lower(),
        theme="date-order",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=("Individ.start_dato",),
        ruleset="ex",
        file="x",
    )(judge)
    return made


def child(**keys: Any) -> kostra.Individ:
    """A child with one element of each kind."""
    ground: Any = {"kode": "1", "linje": 5}
    investigation = kostra.Undersokelse(id="u", vedtaksgrunnlag=(kostra.Vedtaksgrunnlag(**ground),), linje=4)
    report = kostra.Melding(
        id="m",
        meldere=(kostra.Melder(**ground),),
        saksinnhold=(kostra.Saksinnhold(**ground),),
        undersokelse=investigation,
        linje=3,
    )
    whole: dict[str, Any] = {
        "id": "KANARIFUGL",
        "meldinger": (report,),
        "planer": (kostra.Plan(id="p", linje=6),),
        "tiltak": (kostra.Tiltak(id="t", linje=7),),
        "flyttinger": (kostra.Flytting(id="f", linje=8),),
        "avgiver": kostra.Avgiver(versjon=2025, kommunenummer="9901", linje=1),
        "linje": 2,
        "kilde": Kilde(fil="fil.xml"),
    }
    return kostra.Individ(**{**whole, **keys})


def always(_element: Any, _ctx: IndividContext) -> Assessment:
    """Given anything, then it fires."""
    return fires("fires")


@pytest.mark.parametrize("kind", INDIVID_TYPES)
def test_a_control_sees_each_element_of_its_kind_where_it_stands(kind: type) -> None:
    (result,) = Run([make(always, kind)]).see_individ(child())
    assert type(result.element) is kind
    assert result.outcome is Outcome.FAULT
    assert result.line
    assert result.sak._kilde.fil == "fil.xml"
    assert result.as_of == date(2025, 12, 31)


def test_a_control_on_kostra_never_sees_a_case_nor_the_other_way_round() -> None:
    sak = Sak(id="s", meldinger=())
    assert Run([make(always, kind) for kind in (kostra.Melding,)], as_of=DAY).see(sak) == []
    assert Run([make(always, Sak)], as_of=DAY).see_individ(child()) == []


def test_the_municipality_is_seen_once_with_its_first_child() -> None:
    avgiver = kostra.Avgiver(versjon=2025)
    run = Run([make(always, kostra.Avgiver)])
    (result,) = run.see_individ(child(avgiver=avgiver))
    assert result.sak.id == ""
    assert run.see_individ(child(avgiver=avgiver)) == []
    assert len(run.see_individ(child(avgiver=kostra.Avgiver(versjon=2025)))) == 1


@pytest.mark.parametrize("missing", [None, NOT_REPORTED])
def test_a_child_without_a_municipality_is_seen_and_has_no_day(missing: Any) -> None:
    (result,) = Run([make(always), make(always, kostra.Avgiver, "EX-2")]).see_individ(child(avgiver=missing))
    assert result.as_of is None
    assert result.element.id == "KANARIFUGL"


def test_what_is_not_there_or_not_read_is_no_element() -> None:
    empty = kostra.Individ(id="i")
    rules = [make(always, kind, f"EX-{n}") for n, kind in enumerate(INDIVID_TYPES)]
    assert [result.element for result in Run(rules).see_individ(empty)] == [empty]


def test_a_crash_is_told_and_the_others_go_on() -> None:
    def broken(_element: Any, _ctx: IndividContext) -> Assessment:
        raise ValueError("KANARIFUGL")

    found = Run([make(broken), make(always, code="EX-2")]).see_individ(child())
    assert [result.outcome for result in found] == [Outcome.ERROR, Outcome.FAULT]
    assert found[0].message.args == (("error", "ValueError"),)


def test_what_is_missing_is_open() -> None:
    (result,) = Run([make(lambda _element, _ctx: undecided("Skjema.region"))]).see_individ(child())
    assert (result.outcome, result.missing) == (Outcome.OPEN, ("Skjema.region",))


def test_results_come_by_rule_then_type_then_line() -> None:
    plans = (kostra.Plan(id="a", linje=9), kostra.Plan(id="b", linje=6))
    found = Run([make(always, kostra.Plan, "EX-2"), make(always)]).see_individ(child(planer=plans))
    assert [(result.rule.code, result.line) for result in found] == [("EX-1", 2), ("EX-2", 6), ("EX-2", 9)]


class Counted:
    """Given children, when all were seen, then it fires on the last and tells how many there were."""

    def __init__(self) -> None:
        self.seen: list[IndividContext] = []

    def see(self, ctx: IndividContext) -> Iterable[tuple[Any, Assessment]]:
        self.seen.append(ctx)
        return [(ctx.individ, fires("seen"))] if len(self.seen) == 2 else ()

    def finish(self) -> Iterable[tuple[IndividContext, Any, Assessment]]:
        yield self.seen[-1], self.seen[-1].individ, fires("all", args=(("count", len(self.seen)),))


def test_a_check_over_the_file_sees_each_child_and_finishes() -> None:
    run = Run([make(Counted)])
    assert run.see_individ(child()) == []
    assert [result.message.id for result in run.see_individ(child())] == ["seen"]
    (last,) = run.finish()
    assert last.message.args == (("count", 2),)
    assert Run([make(Counted)]).finish()[0].outcome is Outcome.ERROR  # it saw nobody, and says so


class TestReporting:
    avgiver = kostra.Avgiver(versjon=2024, kommunenummer="9901")

    def test_the_form_goes_before_the_file(self) -> None:
        form = kostra.Skjema(rapporteringsar=2025, region="990102")
        about = Reporting.of(self.avgiver, form)
        assert (about.year, about.region, about.last_day) == (2025, "990102", date(2025, 12, 31))

    def test_without_a_form_the_file_tells(self) -> None:
        about = Reporting.of(self.avgiver, NO_FORM)
        assert (about.year, about.region, about.last_day) == (2024, "9901", date(2024, 12, 31))

    @pytest.mark.parametrize("avgiver", [None, kostra.Avgiver(), kostra.Avgiver(versjon=None, kommunenummer=None)])
    def test_where_nobody_tells_it_is_not_known(self, avgiver: kostra.Avgiver | None) -> None:
        about = Reporting.of(avgiver, NO_FORM)
        assert (about.year, about.region, about.last_day) == (None, None, None)

    @pytest.mark.parametrize("year", [10_000, -1])
    def test_a_year_that_is_none_of_the_calendar_has_no_last_day(self, year: int) -> None:
        assert Reporting.of(kostra.Avgiver(versjon=year), NO_FORM).last_day is None


def test_something_is_worked_out_once() -> None:
    asked: list[str] = []

    def compute(_ctx: IndividContext, element: kostra.Individ) -> None:
        asked.append(element.id)

    ctx = IndividContext(child(), Reporting.of(None, NO_FORM))
    assert ctx.once(compute, ctx.individ) is ctx.once(compute, ctx.individ)
    assert len(asked) == 1
