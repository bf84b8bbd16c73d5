"""A form for a case, with what the record tells of each question: evidence, and an answer where it decides one.

What only a person can answer, and what the record does not tell, stays open: unknown is never yes or no.
"""

from collections.abc import Iterable, Sequence

import attrs

from barnevern_tilsyn.engine import Context, Outcome, Result
from barnevern_tilsyn.findings import Names, finding_of
from barnevern_tilsyn.programmes.blank import blank_form
from barnevern_tilsyn.programmes.drawn import Drawn, drawn_investigation
from barnevern_tilsyn.programmes.form import Answer, Form, Hint, Subject
from barnevern_tilsyn.programmes.programme import EvidenceKind, Programme, Proposed, Question
from barnevern_tilsyn.programmes.record_facts import facts_of

__all__ = ["prefilled"]

_SETTLED = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})


@attrs.frozen(weakref_slot=False)
class _Relevant:
    """A result on what belongs to the investigation. ``sure``: no link on the way to it was found by date alone."""

    result: Result
    sure: bool


def prefilled(
    programme: Programme,
    subject: Subject,
    ctx: Context,
    results: Iterable[Result],
    *,
    sample: str,
    lang: str,
    names: Names,
) -> Form | None:
    """The form for a case, filled in as far as its record decides; None where the investigation is not in it.

    ``results``: what the rules came to on this case (the very object of ``ctx``). ``names`` are those that the sample
    was drawn with, ``sample`` its id, ``lang`` the language of the evidence.
    """
    investigation = drawn_investigation(ctx, subject, names)
    if investigation is None:
        return None
    drawn = Drawn(ctx, investigation)
    relevant = [one for result in results if (one := _relevant(result, drawn)) is not None]
    form = blank_form(programme, sample=sample, lang=lang, subject=subject)
    answers = (_answer(programme, question, drawn, relevant, names, lang) for question in programme.questions)
    return attrs.evolve(form, answers=tuple(answers))


def _relevant(result: Result, drawn: Drawn) -> _Relevant | None:
    """None for a result on another part of the case, and of a control: it looks at the record, not at the duty."""
    if result.rule.severity is not None:
        return None
    rows = drawn.of(type(result.element).__name__)
    if not any(row is result.element for row in rows.elements):
        return None
    return _Relevant(result, sure=not rows.inferred)


def _answer(
    programme: Programme, question: Question, drawn: Drawn, relevant: Sequence[_Relevant], names: Names, lang: str
) -> Answer:
    evidence = question.evidence
    if evidence is None or evidence.kind is EvidenceKind.PERSON:
        return Answer(question=question.id)
    found = [one for one in relevant if not set(evidence.duties).isdisjoint(one.result.rule.duties)]
    proposed = programme.answer_set(question).proposed if evidence.kind is EvidenceKind.RECORD else None
    answer = _decided(evidence.duties, found, proposed) if proposed else None
    return Answer(
        question=question.id,
        value=answer,
        proposed=answer,
        evidence=tuple(_hint(one.result, names, lang) for one in found),
        facts=tuple(fact for path in evidence.facts for fact in facts_of(path, drawn)),
    )


def _decided(duties: Sequence[str], found: Sequence[_Relevant], proposed: Proposed) -> str | None:
    """The answer that the outcomes decide, if they do: each duty must have been judged, and nothing be left open.

    A possible breach decides whatever the rest is; one on what was found by date only where all candidates agree.
    """
    outcomes = {one.result.outcome for one in found}
    if any(_is_breach(one, found) for one in found):
        return proposed.breach
    judged = {duty for one in found for duty in one.result.rule.duties}
    if not judged.issuperset(duties) or not outcomes <= _SETTLED:
        return None
    return proposed.met if Outcome.MET in outcomes else proposed.not_applicable


def _is_breach(one: _Relevant, found: Sequence[_Relevant]) -> bool:
    alike = [one] if one.sure else [other for other in found if other.result.rule is one.result.rule]
    return all(other.result.outcome is Outcome.BREACH for other in alike)


def _hint(result: Result, names: Names, lang: str) -> Hint:
    finding = finding_of(result, names)
    return Hint(rule=finding.rule, outcome=finding.outcome, text=finding.message(lang))
