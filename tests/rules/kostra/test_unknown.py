"""Unknown is not no: what was not read of a child never makes a fault, and where it takes one away that is told."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import attrs
import pytest

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.fakta import register_name
from barnevern_tilsyn.model.kostra import Avgiver, Individ, Skjema
from barnevern_tilsyn.rules import builtin
from tests.rules.kostra.children import YEAR, child
from tests.scale import scaled

CONTROLS = builtin("kostra").select(["kostra"], on_request=True)
AVGIVER = Avgiver(versjon=YEAR, kommunenummer="0301", kommunenavn="x", organisasjonsnummer="999999999")
NO_FACTS = {"id", "avgiver"}

Place = tuple[str | int, ...]


def places(element: Any) -> Iterator[Place]:
    """Where a fact of a child stands: names of fields, and of what stands in a list its number."""
    for field in attrs.fields(type(element)):
        if not register_name(field) or field.name in NO_FACTS:
            continue
        value = getattr(element, field.name)
        yield (field.name,)
        if attrs.has(type(value)):
            yield from ((field.name, *below) for below in places(value))
        elif isinstance(value, tuple):
            yield from ((field.name, n, *below) for n, part in enumerate(value) for below in places(part))


def without(element: Any, place: Place) -> Any:
    """The same, and this one fact was not read."""
    name, *below = place
    value: Any = NOT_REPORTED
    if below:
        value = getattr(element, str(name))
        if isinstance(value, tuple):
            number = int(below[0])
            value = (*value[:number], without(value[number], tuple(below[1:])), *value[number + 1 :])
        else:
            value = without(value, tuple(below))
    return attrs.evolve(element, **{str(name): value})


def said(one: Individ, form: Skjema) -> tuple[Counter[str], dict[str, set[str]]]:
    """How many faults each control finds, and what it lacks to tell."""
    faults: Counter[str] = Counter()
    missing: dict[str, set[str]] = {}
    for result in Run(CONTROLS, skjema=form, as_of=None).see_individ(one):
        if result.outcome is Outcome.FAULT:
            faults[result.rule.code] += 1
        else:
            assert result.outcome is Outcome.OPEN, result.message
            missing.setdefault(result.rule.code, set()).update(result.missing)
    return faults, missing


def value_at(element: Any, place: Place) -> Any:
    for step in place:
        element = element[step] if isinstance(step, int) else getattr(element, step)
    return element


@pytest.mark.parametrize("region", ["0301", "9901"])
def test_a_fact_that_was_not_read(region: str) -> None:
    random = Random(region)
    form = Skjema(rapporteringsar=YEAR, region=region)
    for _ in range(scaled(300)):
        one = child(random, avgiver=AVGIVER)
        before, nothing = said(one, form)
        assert not nothing
        for place in random.sample(list(places(one)), 5):
            faults, missing = said(without(one, place), form)
            assert not faults - before, place
            value = value_at(one, place)
            if not (isinstance(value, tuple) or attrs.has(type(value))):  # of parts there is then nothing to judge
                assert (before - faults).keys() <= missing.keys(), place
            path = ".".join(("Individ", *(name for name in place if isinstance(name, str))))
            for code, paths in missing.items():
                assert all(f"{name}.".startswith(f"{path}.") or path.startswith(f"{name}.") for name in paths), code
