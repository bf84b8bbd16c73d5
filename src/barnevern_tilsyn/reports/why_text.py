"""Why a rule came to what it did, as a tree for people at a terminal."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import click

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.findings import Finding, fact_name, reason, rule_texts
from barnevern_tilsyn.findings.finding import Fact, Provision
from barnevern_tilsyn.findings.messages import outcome_name, question
from barnevern_tilsyn.findings.why import Step, Why
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.reports.places import element_words, heading_words
from barnevern_tilsyn.reports.styles import outcome_label

__all__ = ["answer_words", "change_words", "lines", "question_words", "value_words"]

_YES_OR_NO = {"true": "yes", "false": "no"}

_WIDTH = 100
_COLOURS = {"yes": "green", "fulfilled": "green", "no": "red", "broken": "red"}


def _texts(lang: str) -> Mapping[str, Any]:
    """The texts of these pages."""
    return catalogue("barnevern_tilsyn.reports", f"texts/why/{lang}.toml")


def lines(told: Iterable[Why], lang: str = "nb") -> Iterator[str]:
    """The trees, line by line, with ANSI styles (``click.echo`` strips them where nobody sees them)."""
    empty = True
    for why in told:
        empty = False
        yield from _tree(why, lang)
    if empty:
        yield _texts(lang)["none"]


def _tree(told: Why, lang: str) -> Iterator[str]:
    finding = told.finding
    own = rule_texts(finding.texts, finding.rule, lang)
    title = click.style(f"{finding.rule} {own['title']}", bold=True)
    yield f"{outcome_label(finding.outcome, lang)}  {title}"
    case, file = heading_words(finding, lang)
    element = element_words(finding.element_type, finding.element_id, finding.source.line, lang)
    yield click.style(f"{case}  {file}  {element}", dim=True)
    yield from textwrap.wrap(finding.message(lang), _WIDTH)
    yield from _branches([list(_step(step, finding, lang)) for step in told.steps])
    yield click.style(_texts(lang)["changes"], bold=True)
    for change in told.changes:
        yield from _wrapped("• ", change_words(change, finding, lang))
    yield ""


def question_words(asked: Message, finding: Finding, lang: str) -> str:
    """A question in words: one of these pages, of the findings, or of the rule; the reason that it asks after."""
    own = rule_texts(finding.texts, finding.rule, lang)
    sentence = _texts(lang)["questions"].get(asked.id) or question(asked.id, lang, own) or reason(asked.id, lang, own)
    return fill(sentence, asked.args, lang)


def answer_words(step: Step, lang: str) -> str:
    """The answer to a question in words, with the days in it."""
    answers = _texts(lang)["answers"]
    return fill(answers.get(step.question.id) or answers[step.answer], step.question.args, lang)


def change_words(change: Message, finding: Finding, lang: str) -> str:
    """What would change the outcome, as a sentence."""
    own = rule_texts(finding.texts, finding.rule, lang)
    args = dict(change.args)
    if "facts" in args:
        args["facts"] = tuple(fact_name(path, lang, own) for path in finding.missing)
    if "outcome" in args:
        args["outcome"] = outcome_name(Outcome(str(args["outcome"])), lang)
    return fill(_texts(lang)["if"][change.id], args.items(), lang)


def _step(step: Step, finding: Finding, lang: str) -> Iterator[str]:
    own = rule_texts(finding.texts, finding.rule, lang)
    answer = click.style(answer_words(step, lang), fg=_COLOURS.get(step.answer, "yellow"), bold=True)
    yield f"{question_words(step.question, finding, lang)} {answer}"
    leaves = [
        *(_provision(row, lang) for row in step.provisions),
        *(_fact(fact, own, lang) for fact in step.facts),
        *(fill(_texts(lang)["missing"], (("name", fact_name(path, lang, own)),), lang) for path in step.missing),
        *(reason(id, lang, own) for id in step.reasons),
    ]
    branches = [textwrap.wrap(leaf, _WIDTH - 8) for leaf in leaves]
    yield from _branches([*branches, *(list(_step(part, finding, lang)) for part in step.parts)])


def _branches(branches: list[list[str]]) -> Iterator[str]:
    """Lines drawn as branches of one stem."""
    for number, lines in enumerate(branches, start=1):
        last = number == len(branches)
        yield f"{'└─' if last else '├─'} {lines[0]}"
        yield from (f"{'  ' if last else '│ '} {line}" for line in lines[1:])


def _provision(row: Provision, lang: str) -> str:
    return fill(_texts(lang)["provision"], (("citation", row.cite(lang)), ("day", row.in_force)), lang)


def _fact(fact: Fact, own: Mapping[str, Any], lang: str) -> str:
    name = "inferred" if fact.inferred else "fact"
    return fill(
        _texts(lang)[name], (("name", fact_name(fact.path, lang, own)), ("value", value_words(fact.value, lang))), lang
    )


def value_words(value: str, lang: str) -> date | str:
    """A day is written as the language writes days, a yes or a no in its words."""
    if value in _YES_OR_NO:
        return str(_texts(lang)["answers"][_YES_OR_NO[value]])
    try:
        return date.fromisoformat(value) if len(value) == len("2026-03-02") else value
    except ValueError:
        return value


def _wrapped(mark: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
