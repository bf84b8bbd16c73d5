"""Figures out of files: ours are whole and say whose they are, and each fault of another's is told with its place."""

from pathlib import Path

import pytest

from barnevern_tilsyn.engine.own_file import Texts
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.indicators import Figure, IndicatorError, builtin, load
from barnevern_tilsyn.indicators.figure import Aspect, Origin

OURS = builtin().figures
BASE = """
id = "own"
version = "1.0"

[[figures]]
id = "plan"
origin = "ours"
aspect = "thoroughness"
unit = "investigation"
certainty = "text"
name.nb = "Med plan"
numerator.nb = "med plan"
denominator.nb = "alle"
outcomes = { rules = ["UND003"], dated_by = "closed" }
"""


def refused(folder: Path, text: str) -> dict[str, str]:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(IndicatorError) as error:
        load(file)
    for lang in LANGUAGES:
        assert all(sentence.startswith("own.toml: ") for sentence in error.value.sentences(lang))
    return {fault.place: fault.reason.id for fault in error.value.faults}


@pytest.mark.parametrize("figure", OURS, ids=lambda figure: figure.id)
def test_each_of_ours_has_all_texts_and_says_whose_it_is(figure: Figure) -> None:
    told = [figure.name, figure.numerator, figure.denominator, figure.not_computed]
    if figure.official:
        told += [figure.official.name, figure.official.difference]
        assert figure.official.sources
    for text in told:
        if isinstance(text, Texts):
            assert text.nb
            assert text.nn
            assert text.en
    assert figure.rules or figure.facts or figure.not_computed
    if figure.origin is Origin.OURS and figure.official:
        assert figure.name != figure.official.name
        assert figure.official.difference


def test_what_there_is() -> None:
    computed = {figure.id for figure in OURS if figure.how}
    assert {"reports-reviewed-in-time", "investigations-in-time", "investigation-plan", "child-spoken-with"} < computed
    assert {"follow-up-visits", "supervision-visits", "measures-evaluated", "aftercare-offered"} < computed
    assert {"care-plan-coverage", "contact-plan-coverage", "children-with-plan", "reporters"} < computed
    assert {figure.aspect for figure in OURS} == set(Aspect)


def test_a_catalogue_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(BASE, encoding="utf-8")
    found = load(tmp_path / "own.toml")
    assert (found.id, found.rules) == ("own", ("UND003",))


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ('version = "1.0"', "version = 1", "version", "expected-str"),
        ('aspect = "thoroughness"', 'aspect = "other"', "figures[0].aspect", "not-a-choice"),
        ('certainty = "text"', 'certainty = "sure"', "figures[0].certainty", "not-a-choice"),
        ('denominator.nb = "alle"\n', "", "figures[0].denominator", "missing"),
        ('rules = ["UND003"]', 'rules = ["UND999"]', "figures[0]", "no-such-rule"),
        ('aspect = "thoroughness"', 'aspect = "deadline"', "figures", "deadlines-alone"),
        ('outcomes = { rules = ["UND003"], dated_by = "closed" }', "", "figures[0]", "one-way"),
        ('id = "plan"', 'id = "plan"\nnot_computed.nb = "x"', "figures[0]", "one-way"),
        ('id = "plan"', 'id = "plan"\nduties = ["Z-1"]', "figures[0].duties[0]", "no-such-duty"),
        ('id = "plan"', 'id = "plan"\nfacts = ["Plan.x"]', "figures[0].facts[0]", "no-such-fact"),
        ('origin = "ours"', 'origin = "official"', "figures[0].official", "missing"),
        (
            'origin = "ours"',
            'origin = "official"\nofficial = { name.nb = "x", owner = "y", read = false, sources = [] }',
            "figures[0].official.read",
            "not-read",
        ),
        (
            'origin = "ours"',
            'origin = "listed"\nofficial = { name.nb = "x", owner = "y", read = false, sources = [] }',
            "figures[0].origin",
            "listed-computed",
        ),
        (
            'origin = "ours"',
            'origin = "ours"\nofficial = { name.nb = "med PLAN", owner = "y", read = true, sources = [] }',
            "figures[0].name",
            "official-name",
        ),
        (
            'outcomes = { rules = ["UND003"], dated_by = "closed" }',
            'plans = { plans = ["77"], per = "child", measures = "x" }',
            "figures[0].plans.plans",
            "no-such-code",
        ),
        (
            'outcomes = { rules = ["UND003"], dated_by = "closed" }',
            'handling = { rule = "UND001", bands = [3, 2] }',
            "figures[0].bands",
            "bands",
        ),
        (
            'outcomes = { rules = ["UND003"], dated_by = "closed" }',
            'aftercare = { age = "bvl.0-0.ukjent" }',
            "figures[0].aftercare.age",
            "no-such-parameter",
        ),
        (
            'outcomes = { rules = ["UND003"], dated_by = "closed" }',
            'visits = { part = "tilsyn", required = "hjemme", categories = ["2.1"] }',
            "figures[0].visits.required",
            "no-such-parameter",
        ),
        (
            'outcomes = { rules = ["UND003"], dated_by = "closed" }',
            'evaluations = { months = 0, measures = "x" }',
            "figures[0].measures",
            "no-such-group",
        ),
    ],
)
def test_each_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str, reason: str) -> None:
    assert old in BASE
    assert refused(tmp_path, BASE.replace(old, new))[place] == reason


def test_two_of_the_same_id(tmp_path: Path) -> None:
    assert refused(tmp_path, BASE + BASE[BASE.index("[[figures]]") :]) == {"figures": "twice"}
