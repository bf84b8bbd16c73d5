"""Which duties could be decided from records, which were open for which facts, and which no record can show."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import attrs

from barnevern_tilsyn.engine import Outcome, Registry, Result, Run
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.law import Krav, all_krav
from barnevern_tilsyn.model import Sak, kostra
from barnevern_tilsyn.runners.judging import Beside, Read, named

__all__ = ["Coverage", "Covered", "State", "coverage"]

_DECIDED = (Outcome.BREACH, Outcome.MET)


class State(StrEnum):
    """How far the records decide a duty."""

    DECIDED = "decided"
    """Of one element at least it could be said whether the duty was fulfilled."""
    JUDGEMENT = "judgement"
    """What the records show, a person must judge."""
    OPEN = "open"
    """Facts are missing wherever the duty could be looked at."""
    RUNNING = "running"
    """It is early: a time limit runs, or the duty does not hold, wherever it could be looked at."""
    FORMAT = "format"
    """The format of the records cannot carry what a rule on it rests on."""
    UNSEEN = "unseen"
    """The records have nothing that the duty is on."""
    NO_RULE = "no-rule"
    """No rule can be on it, or none is yet."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Covered:
    """A duty and what came of it.

    ``rules``: those on it, by code. ``outcomes``: of how many elements they said what. ``missing``: in how many cases a
    fact was missing. ``undecidable``: facts that the formats cannot carry.
    """

    krav: Krav
    rules: tuple[str, ...]
    outcomes: Mapping[Outcome, int]
    missing: Mapping[str, int]
    undecidable: tuple[str, ...]

    @property
    def state(self) -> State:
        """How far the records decide it."""
        if not self.rules:
            return State.NO_RULE
        if any(self.outcomes.get(outcome) for outcome in _DECIDED):
            return State.DECIDED
        if self.outcomes.get(Outcome.REVIEW):
            return State.JUDGEMENT
        if self.outcomes.get(Outcome.OPEN):
            return State.OPEN
        if any(self.outcomes.values()):
            return State.RUNNING
        return State.FORMAT if self.undecidable else State.UNSEEN


@attrs.frozen(weakref_slot=False, kw_only=True)
class Coverage:
    """All duties of the catalogue, in its order. ``cases``: how many were looked at; ``beside``: what was no case."""

    duties: tuple[Covered, ...]
    cases: int
    crashed: int
    beside: tuple[Beside, ...]

    @property
    def with_rule(self) -> tuple[Covered, ...]:
        """The duties that a rule is on."""
        return tuple(row for row in self.duties if row.rules)

    @property
    def decidable(self) -> tuple[Covered, ...]:
        """Of those, the ones that these records decide, at least for one element."""
        return tuple(row for row in self.with_rule if row.state is State.DECIDED)


def coverage(read: Iterable[tuple[Read | None, list[Result]]], run: Run, rules: Registry, names: Names) -> Coverage:
    """The coverage that a run of these rules over records gives. ``read``: the run itself, document by document."""
    tally = _Tally()
    beside: list[Beside] = []
    cases = 0
    for document, results in read:
        if isinstance(document, Sak | kostra.Individ):
            cases += 1
            tally.count(results)
        elif document is not None:
            beside.append(named(document, names))
    undecidable = run.undecidable()
    return Coverage(
        duties=tuple(_covered(krav, rules, tally, undecidable) for krav in all_krav() if krav.kind == "duty"),
        cases=cases,
        crashed=sum(outcomes[Outcome.ERROR] for outcomes in tally.outcomes.values()),
        beside=tuple(beside),
    )


class _Tally:
    """Outcomes by rule, and by duty in how many cases a fact is missing."""

    def __init__(self) -> None:
        self.outcomes: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
        self.missing: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def count(self, results: list[Result]) -> None:
        """Count a case. A fact that several elements, or several rules on a duty, lack is missing in one case."""
        missing: defaultdict[str, set[str]] = defaultdict(set)
        for result in results:
            self.outcomes[result.rule.code][result.outcome] += 1
            if result.outcome is Outcome.OPEN:
                for duty in result.rule.duties:
                    missing[duty].update(result.missing)
        for duty, paths in missing.items():
            self.missing[duty].update(paths)


def _covered(krav: Krav, rules: Registry, tally: _Tally, undecidable: Mapping[str, set[str]]) -> Covered:
    codes = tuple(rule.code for rule in rules if krav.key in rule.duties)
    outcomes: Counter[Outcome] = Counter()
    for code in codes:
        outcomes.update(tally.outcomes[code])
    return Covered(
        krav=krav,
        rules=codes,
        outcomes=outcomes,
        missing=dict(sorted(tally.missing[krav.key].items(), key=_most_first)),
        undecidable=tuple(sorted(set(_lacking(codes, undecidable)))),
    )


def _lacking(codes: Iterable[str], undecidable: Mapping[str, set[str]]) -> Iterator[str]:
    for code in codes:
        yield from undecidable.get(code, ())


def _most_first(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]
