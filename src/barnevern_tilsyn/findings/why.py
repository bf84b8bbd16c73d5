"""Why a rule came to what it did: what was asked, on which facts, what the answer was, and what would change it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

from barnevern_tilsyn.engine import Condition, Outcome, Result, Run, Standing, Strength, Truth
from barnevern_tilsyn.findings.finding import Fact, Finding, Provision, fact_of, finding_of
from barnevern_tilsyn.findings.names import Names
from barnevern_tilsyn.law import Certainty
from barnevern_tilsyn.model import Message

__all__ = ["Step", "Why", "why"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Step:
    """A question and its answer.

    ``question`` is an id in the catalogue of these pages, of the findings or of the rule, with typed arguments.
    ``answer``: ``yes``, ``no``, ``unknown``, or how things stand: ``fulfilled``, ``broken``, ``doubtful``, ``pending``.
    ``reasons``: ids of why it is so. ``parts``: the questions that it is made of.
    """

    question: Message
    answer: str
    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    parts: "tuple[Step, ...]" = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Why:
    """A finding, the questions behind it in their order, and what would change it."""

    finding: Finding
    steps: tuple[Step, ...]
    changes: tuple[Message, ...]


def why(result: Result, names: Names) -> Why:
    """The questions behind a result. ``names``: how the case and its elements are called."""
    finding = finding_of(result, names)
    steps = () if finding.outcome is Outcome.ERROR else tuple(_steps(result, finding))
    return Why(finding=finding, steps=steps, changes=tuple(_changes(result)))


def _steps(result: Result, finding: Finding) -> Iterator[Step]:
    assessment = result.assessment
    if result.rule.hjemmel:
        in_force = bool(finding.provisions)
        yield _step("in-force", "yes" if in_force else "no", day=assessment.law_day, provisions=finding.provisions)
        if not in_force:
            return
    applies = assessment.applies
    if applies.question or applies.joined or applies.truth is not Truth.YES:
        exempt = (assessment.exempt,) if applies.truth is Truth.NO and assessment.exempt else ()
        yield _step("applies", _answer(applies), missing=applies.missing, reasons=exempt, parts=_within(applies))
        if applies.truth is not Truth.YES:
            return
    if result.rule.severity is not None:
        fires = "yes" if assessment.standing is Standing.BROKEN else "unknown"
        yield _step("fires", fires, facts=finding.facts, missing=assessment.missing)
        return
    frist = assessment.frist
    if frist is not None:
        days = {"start": frist.start, "nominal": frist.nominal, "latest": frist.latest}
        yield _step("last-day" if frist.latest == frist.nominal else "last-days", "yes", reasons=frist.reasons, **days)
        yield _done(result)
    standing, reasons = assessment.standing, assessment.reasons
    yield _step("stands", standing.value, facts=finding.facts, missing=assessment.missing, reasons=reasons)
    if standing is Standing.BROKEN:
        yield _step("caps", "yes" if result.outcome is Outcome.REVIEW else "no", parts=tuple(_caps(result)))


def _done(result: Result) -> Step:
    event = result.assessment.event
    if event.missing:
        return _step("done", "unknown", missing=event.missing)
    if event.strict is None or event.lenient is None:
        return _step("done-by", "no", day=result.known_until)
    if event.strict == event.lenient:
        return _step("done-on", "yes", day=event.strict, missing=(*event.earlier, *event.later), reasons=event.reasons)
    return _step("done-between", "yes", first=event.strict, last=event.lenient, reasons=event.reasons)


def _caps(result: Result) -> Iterator[Step]:
    """What may leave a broken duty for review only: first what the rule asks, then what the engine does."""
    assessment, rule = result.assessment, result.rule
    for cap in assessment.caps():
        holds = (cap.reason,) if cap.condition.truth is Truth.YES else ()
        yield attrs.evolve(_asked(cap.condition, cap.reason), reasons=holds)
    yield _needed("hard", rule.strength is Strength.HARD, f"{rule.strength}-duty")
    read = all(version.certainty is Certainty.TEXT for version in result.provisions)
    yield _needed("text-read", read, "provision-not-read")
    yield _needed("linked", not assessment.inferred, "inferred-link")
    migrated = any(getattr(row, "migrert_id", None) for row in assessment.used)
    yield _needed("not-migrated", not migrated, "migrated")


def _needed(question: str, holds: bool, reason: str) -> Step:
    return _step(question, "yes" if holds else "no", reasons=() if holds else (reason,))


def _asked(condition: Condition, otherwise: str) -> Step:
    """A condition as a question. ``otherwise``: the id of the question where it has none of its own."""
    return Step(
        question=Message(condition.question or (f"joined-{condition.joined}" if condition.joined else otherwise)),
        answer=_answer(condition),
        facts=tuple(fact_of(fact) for fact in condition.used),
        missing=condition.missing,
        parts=_within(condition) if condition.joined else (),
    )


def _within(condition: Condition) -> tuple[Step, ...]:
    """The questions that a condition is made of, or the one that it is."""
    parts = condition.parts if condition.joined else (condition,)
    return tuple(
        _asked(part, "condition") for part in parts if part.question or part.joined or part.used or part.missing
    )


def _answer(condition: Condition) -> str:
    return condition.truth.name.lower()


def _step(question: str, answer: str, **keys: Any) -> Step:
    args = {name: keys.pop(name) for name in ("day", "start", "nominal", "latest", "first", "last") if name in keys}
    return Step(question=Message(question, tuple(args.items())), answer=answer, **keys)


def _changes(result: Result) -> Iterator[Message]:
    """What would change the outcome, by what it is."""
    frist = result.frist
    if result.outcome is Outcome.RUNNING and frist is not None:
        yield Message("done", (("day", frist.nominal),))
        later = frist.latest + timedelta(days=1)
        run = Run([result.rule], as_of=later, assume_unchanged=True)
        element = result.element
        for other in run.see(result.sak):
            if other.element is element:
                yield Message("not-done", (("day", later), ("outcome", other.outcome.value)))
    elif result.outcome is Outcome.OPEN:
        yield Message("known", (("facts", result.missing),))
    else:
        yield Message(result.outcome.value)
