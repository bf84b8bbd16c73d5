"""What must hold in a sample that is read again: it fits its programme, and nothing in it is made up."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine.strict import Found
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.form import OfProgramme, Subject
from barnevern_tilsyn.programmes.form_checking import programme_faults, subject_faults
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.sample import DrawingRule, Held
from barnevern_tilsyn.programmes.sample_words import sample_texts

__all__ = ["Written", "WrittenReason", "WrittenRule", "argument", "faults_of"]

_DAYS: Final = ("first", "last")
_NAMES: Final = ("groups", "codes")
_NAME: Final = re.compile(r"[\w-]{1,100}", re.ASCII)


@attrs.frozen(weakref_slot=False, kw_only=True)
class WrittenReason:
    """Why a rule holds or not: the id of a sentence, and what goes into it."""

    id: str
    args: Mapping[str, Any]


@attrs.frozen(weakref_slot=False, kw_only=True)
class WrittenRule:
    """A rule of drawing, or a part of one, and whether it holds for the sample."""

    rule: DrawingRule
    held: Held
    reason: WrittenReason


@attrs.frozen(weakref_slot=False, kw_only=True)
class Written:
    """A sample of the cases of a service for a self-check, and how it was drawn."""

    id: str
    programme: OfProgramme
    seed: int
    wanted: int
    as_of: date
    eligible: int
    by_outcome: Mapping[str, int]
    by_municipality: Mapping[str, int]
    passed_over: Mapping[str, int]
    rules: tuple[WrittenRule, ...]
    cases: tuple[Subject, ...]


def faults_of(sample: Written, programmes: Mapping[str, Programme]) -> Iterator[Found]:
    """All that is wrong with a sample by one of these programmes, by their ids. Never says what stands there."""
    wrong = list(programme_faults(sample.programme, programmes))
    yield from wrong
    if wrong:
        return
    programme = programmes[sample.programme.id]
    for at, row in enumerate(sample.rules):
        yield from _reason(f"rules[{at}].reason", row.reason)
    for at, subject in enumerate(sample.cases):
        for place, reason in subject_faults(subject, programme):
            yield f"cases[{at}].{place}", reason
    seen: set[tuple[str, str | None]] = set()
    for at, subject in enumerate(sample.cases):
        if (subject.case, subject.element) in seen:
            yield f"cases[{at}]", Message("twice-here")
        seen.add((subject.case, subject.element))


def _reason(place: str, reason: WrittenReason) -> Iterator[Found]:
    sentence = sample_texts("nb")["reasons"].get(reason.id)
    if sentence is None:
        yield f"{place}.id", Message("not-a-choice")
        return
    expected = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    if expected != set(reason.args) or any(argument(*arg) is None for arg in reason.args.items()):
        yield f"{place}.args", Message("not-a-choice")


def argument(name: str, value: Any) -> str | int | float | date | tuple[str, ...] | None:
    """What goes into a sentence under a name, None where the value is no such thing: a day, names, digits, a number."""
    if name in _DAYS:
        try:
            return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-10-01") else None
        except ValueError:
            return None
    if name in _NAMES:
        named = isinstance(value, list) and all(isinstance(one, str) and _NAME.fullmatch(one) for one in value)
        return tuple(value) if named else None
    if name == "seed":
        return value if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else None
    return value if type(value) in (int, float) else None
