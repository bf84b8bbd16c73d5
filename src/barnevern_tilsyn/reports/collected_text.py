"""What the forms of a round come to, for people at a terminal: what is to be discussed first, then every count."""

from collections.abc import Iterator, Mapping
from typing import Final

import click

from barnevern_tilsyn.engine.texts import format_number
from barnevern_tilsyn.programmes.collected import Collected, QuestionCount, SectionResult
from barnevern_tilsyn.programmes.collecting import Collection
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.sample_words import sample_texts
from barnevern_tilsyn.reports.round_words import Names, names_of, say, share_words, wrapped

__all__ = ["about", "as_text", "beside_text", "rule_words", "summary_text"]

_FEW: Final = 30
"""Up to so many cases the caveat stands there."""


def as_text(collected: Collected, programmes: Mapping[str, Programme], *, lang: str = "nb") -> Iterator[str]:
    """What was collected, line by line, with ANSI styles. ``programmes``: where its questions' texts are, by id."""
    names = names_of(collected.programme, programmes, lang)
    yield from summary_text(collected, programmes, lang=lang)
    yield ""
    judged = {one.theme: one for one in collected.sections}
    for theme in dict.fromkeys((*(one.theme for one in collected.questions), *judged)):
        yield click.style(names.theme(theme), bold=True)
        for question in collected.questions:
            if question.theme == theme:
                yield from _question(question, collected, names)
        if theme in judged:
            yield from _section(judged[theme], names)
        yield ""
    if collected.management:
        yield click.style(say("collected.management", lang), bold=True)
        for answer in collected.management:
            yield from wrapped(names.question(answer.question), 6, first=2)
            value = names.answer(answer.question, answer.value) if answer.value else say("collected.no-answer", lang)
            yield f"      {value}"
            if answer.comment:
                yield from wrapped(say("collected.reasons", lang, text=answer.comment), 6)
        yield ""
    yield from _balance(collected, names)
    yield from wrapped(say("interval-note", lang), 2)


def summary_text(collected: Collected, programmes: Mapping[str, Programme], *, lang: str = "nb") -> Iterator[str]:
    """Which round it is, and what is to be discussed by which rule."""
    names = names_of(collected.programme, programmes, lang)
    title = names.title(collected.programme)
    yield click.style(say("programme", lang, name=title, version=collected.programme.version), bold=True)
    for line in about(collected, names):
        yield from wrapped(line, 2)
    yield ""
    yield click.style(say("collected.discuss", lang), bold=True)
    yield from _discussed(collected, names)
    yield from wrapped(rule_words(collected, lang), 2)


def about(collected: Collected, names: Names) -> Iterator[str]:
    """What was collected: the sample, the cases, and how little they say."""
    drawn, lang = collected.drawn, names.lang
    yield say("collected.sample", lang, id=drawn.sample, day=drawn.as_of, count=collected.forms, cases=drawn.cases)
    if collected.period and collected.period.until:
        yield say("collected.period", lang, first=collected.period.since, last=collected.period.until)
    for place, counts in (
        ("collected.outcomes", {names.outcome(id): count for id, count in collected.outcomes.items()}),
        ("collected.municipalities", collected.municipalities),
    ):
        unknown = collected.forms - sum(counts.values())
        rows = [*counts.items(), *([(say("collected.not-known", lang), unknown)] if unknown else [])]
        told = tuple(f"{name} {format_number(count, lang)}" for name, count in rows)
        if told:
            yield say(place, lang, names=told)
    words = sample_texts(lang)
    held = tuple(f"{words['rules'][rule]}: {words['held'][held]}" for rule, held in drawn.rules.items())
    if held:
        yield say("collected.drawn", lang, names=held)
    if collected.forms <= _FEW:
        yield say("few", lang)


def rule_words(collected: Collected, lang: str) -> str:
    """By which rule questions are flagged, and whose it is."""
    failing = collected.failing
    if failing is None:
        return say("collected.no-rule", lang)
    serious = say("collected.rule-serious", lang) if failing.any_serious else ""
    whose = say(f"collected.whose.{failing.origin}", lang)
    return say("collected.rule", lang, share=failing.share_below, serious=serious, whose=whose)


def beside_text(collection: Collection, lang: str) -> Iterator[str]:
    """What was not counted: cases without a form, and files that were left out. For the service's own eyes."""
    if collection.without_form:
        count = len(collection.without_form)
        yield click.style(say("collected.without-form", lang, count=count), bold=True)
        yield from (f"  {subject.case}" for subject in collection.without_form)
    if collection.left_out:
        yield click.style(say("collected.left-out", lang), bold=True)
        for one in collection.left_out:
            yield from wrapped(f"{one.name}: {say(f'collected.reasons-left-out.{one.reason}', lang)}", 4, first=2)


def _discussed(collected: Collected, names: Names) -> Iterator[str]:
    lang, flagged = names.lang, collected.flagged()
    counts = {one.question: one for one in collected.questions}
    for question, flags in flagged.items():
        told = ", ".join(say(f"collected.flags.{flag}", lang) for flag in flags)
        yield from wrapped(names.question(question), 6, first=2)
        yield f"      {share_words(counts[question].share, lang)}: {click.style(told, fg='yellow')}"
    if collected.failing:
        unknown = collected.without_share
        if not flagged and unknown < len(counts):
            yield from wrapped(say("collected.nothing-to-discuss", lang), 2)
        if unknown:
            yield from wrapped(say("collected.without-share", lang, count=unknown, of=len(counts)), 2)


def _question(question: QuestionCount, collected: Collected, names: Names) -> Iterator[str]:
    lang = names.lang
    yield from wrapped(names.question(question.question), 6, first=2)
    colour = "yellow" if question.flags(collected.failing) else None
    yield click.style(f"      {share_words(question.share, lang)}", fg=colour)
    told = [f"{names.answer(question.question, one.id)} {format_number(one.forms, lang)}" for one in question.answers]
    told.append(say("not-answered", lang, count=question.not_answered))
    if question.proposed:
        told.append(say("collected.changed", lang, count=question.changed, of=question.proposed))
    yield click.style(f"      {', '.join(told)}", dim=True)


def _section(section: SectionResult, names: Names) -> Iterator[str]:
    if section.value is None:
        yield from wrapped(say("collected.not-judged", names.lang), 2)
    else:
        yield from wrapped(say("collected.judged", names.lang, name=names.judgement(section.value)), 2)
    if section.reasons:
        yield from wrapped(say("collected.reasons", names.lang, text=section.reasons), 2)


def _balance(collected: Collected, names: Names) -> Iterator[str]:
    if collected.balance is None:
        return
    counts = {one.question: one for one in collected.questions}
    for place, questions in (
        ("collected.deadlines", collected.balance.deadlines),
        ("collected.balance", collected.balance.beside),
    ):
        yield click.style(say(place, names.lang), bold=True)
        for question in questions:
            if question in counts:
                yield from wrapped(names.question(question), 6, first=2)
                yield f"      {share_words(counts[question].share, names.lang)}"
    yield from wrapped(say("collected.balance-note", names.lang), 2)
    yield ""
