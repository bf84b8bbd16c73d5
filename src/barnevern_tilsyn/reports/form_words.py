"""How a form says what the law and the record say: provisions, facts and what the rules came to, in a language."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from barnevern_tilsyn.codes import kodeliste, kodelister, lookup
from barnevern_tilsyn.engine.needs import registered_as
from barnevern_tilsyn.engine.texts import catalogue, fill, format_date, format_list
from barnevern_tilsyn.findings import fact_name
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.findings.shown import day_of
from barnevern_tilsyn.law import Hjemmel
from barnevern_tilsyn.law.lover import acts_of
from barnevern_tilsyn.programmes.form import Answer, Form, Hint, RecordFact
from barnevern_tilsyn.programmes.programme import Programme, Provision

__all__ = ["about_case", "cited", "fact_words", "hint_words", "record_lines", "say"]

_TEXTS: Final = ("barnevern_tilsyn.reports", "texts/form")


def say(id: str, lang: str, **args: Any) -> str:
    """A sentence that forms of every kind share."""
    package, folder = _TEXTS
    return fill(catalogue(package, f"{folder}/{lang}.toml")[id], args.items(), lang)


def cited(provision: Provision, lang: str) -> str:
    """A provision behind a question: ``bvl. § 2-2 andre ledd``."""
    parts = (provision.paragraf, provision.ledd, provision.punktum, provision.bokstav)
    return Hjemmel(acts_of("")[provision.lov].id, *parts).cite(lang)


def about_case(form: Form, programme: Programme, lang: str) -> Iterator[tuple[str, str]]:
    """What a form is about: what each thing is called, and what it is."""
    if subject := form.subject:
        groups = {group.id: group.name for group in programme.sampling.outcomes} if programme.sampling else {}
        yield say("case", lang), subject.case
        if subject.closed:
            yield say("closed", lang), format_date(subject.closed, lang)
        if subject.outcome in groups:
            yield say("outcome", lang), groups[subject.outcome].say(lang)
        elif subject.may_be:
            names = " / ".join(groups[id].say(lang) for id in subject.may_be if id in groups)
            yield say("outcome", lang), say("may-be", lang, outcomes=names)
        if subject.municipality:
            yield say("municipality", lang), subject.municipality
    yield say("sample", lang), form.sample
    yield say("version", lang), form.programme.version


def record_lines(answer: Answer, lang: str) -> Iterator[str]:
    """What the record tells of a question: what each rule came to, then the facts."""
    yield from (_begun(hint_words(hint, lang)) for hint in answer.evidence)
    for fact in answer.facts:
        name, values = fact_words(fact, lang)
        yield _begun(f"{name}: {values}")


def _begun(line: str) -> str:
    return line[:1].upper() + line[1:]


def hint_words(hint: Hint, lang: str) -> str:
    """What a rule came to, in a line. Its text is in the form's language."""
    return f"{outcome_name(hint.outcome, lang)} ({hint.rule}): {hint.text}"


def fact_words(fact: RecordFact, lang: str) -> tuple[str, str]:
    """A fact in a caseworker's words, and what the record holds of it: nothing, unknown, or values."""
    name = fact_name(fact.path, lang).removesuffix(f" ({fact.path})")
    values = format_list([_value(value, _list_of(fact.path), lang) for value in fact.values], lang)
    if fact.known:
        return name, values or say("none", lang)
    return name, say("partly", lang, values=values) if values else say("unknown", lang)


def _value(value: str, codes: str, lang: str) -> str:
    if value in ("true", "false"):
        return say(value, lang)
    if day := day_of(value):
        return format_date(day, lang)
    code = lookup(codes, value) if codes else None
    return f"{code.label_nb} ({value})" if code and code.label_nb else value


def _list_of(path: str) -> str:
    """The code list of a fact, empty where it has none."""
    return _lists().get(registered_as(path), "")


@cache
def _lists() -> dict[str, str]:
    return {path: name for name in kodelister() for path in kodeliste(name).paths}
