"""What a rule from elsewhere must keep to before it may run beside ours.

A rule that is left out in silence acquits, and one that passes for the law accuses. So what is wrong is an error, and a
rule from elsewhere is always in a rule set of its own, which runs only when it is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from barnevern_tilsyn.engine import Registry, Rule, Strength
from barnevern_tilsyn.engine.individ import INDIVID_TYPES
from barnevern_tilsyn.engine.rule_texts import languages_of, rule_texts
from barnevern_tilsyn.engine.run import ELEMENT_TYPES
from barnevern_tilsyn.law import LawDataError, check_data, krav, versions
from barnevern_tilsyn.model import Message, Reject
from barnevern_tilsyn.rules.outside.errors import RuleSourceError
from barnevern_tilsyn.rules.rule_cases import RuleCaseError, cases_of

__all__ = ["RESERVED", "Source", "admit", "faults_of"]

_OURS = "barnevern-tilsyn"
"""What the rules of this package are said to be from."""

RESERVED = ("data", "kostra", "lov", "register")
"""The rule sets that only this package fills."""


@attrs.frozen
class Source:
    """Where rules come from.

    ``name`` stands before what is wrong with them, ``origin`` with the rules themselves. ``ruleset`` is the only rule
    set that they may be in, where that is settled; ``file`` the path of a file whose lines can be told.
    """

    name: str
    origin: str
    ruleset: str = ""
    file: str = ""

    def line_of(self, rule: Rule) -> int:
        """The line where a rule begins, if it stands in the file; else 0."""
        code = getattr(rule.judge or rule.start, "__code__", None)
        return code.co_firstlineno if code is not None and code.co_filename == self.file else 0


def admit(rules: Iterable[Rule], among: Registry, source: Source) -> Registry:
    """These rules and those that they are to run beside. Raises ``RuleSourceError``."""
    for rule in rules:
        for fault in chain(_name_faults(rule, among, source), faults_of(rule)):
            raise RuleSourceError(source.name, fault, source.line_of(rule))
        among |= [attrs.evolve(rule, origin=source.origin)]
    return among


def faults_of(rule: Rule) -> Iterator[Message]:
    """What keeps a rule from running as it should, wherever it comes from."""
    kinds = (*ELEMENT_TYPES, *INDIVID_TYPES, Reject)
    if rule.applies_to not in kinds:
        names = dict.fromkeys(kind.__name__ for kind in kinds)
        yield _fault(rule, "applies-to", allowed=", ".join(names))
    yield from _law_faults(rule)
    yield from _text_faults(rule)
    try:
        cases_of(rule)
    except (ModuleNotFoundError, RuleCaseError) as error:
        yield _fault(rule, "cases-unreadable", words=str(error))


def _fault(rule: Rule, id: str, **args: Any) -> Message:
    return Message(id, (("rule", rule.code), *args.items()))


def _name_faults(rule: Rule, among: Registry, source: Source) -> Iterator[Message]:
    if source.ruleset and rule.ruleset != source.ruleset:
        yield _fault(rule, "other-ruleset", found=rule.ruleset, ruleset=source.ruleset)
    if rule.ruleset in RESERVED:
        yield _fault(rule, "reserved-ruleset", ruleset=rule.ruleset)
    for name in (rule.code, rule.name):
        for other in among:
            if name in (other.code, other.name):
                yield _fault(rule, "taken", name=name, other=other.origin or _OURS)
    if any(rule.family == one.family for one in among if not one.origin):
        yield _fault(rule, "reserved-family", family=rule.family)


def _law_faults(rule: Rule) -> Iterator[Message]:
    """A provision that nobody has recorded was never in force: the rule would never apply, and nobody would know."""
    if rule.strength is Strength.HARD and not rule.hjemmel:
        yield _fault(rule, "hard-without-provision")
    try:
        check_data(rule.package)
    except LawDataError as error:
        yield _fault(rule, "law-data", words=str(error))
        return
    except KeyError:
        pass  # no such package: then it has no texts either, which is told
    for hjemmel in rule.hjemmel:
        try:
            known = bool(hjemmel.cite() and versions(hjemmel))
        except (KeyError, LawDataError):
            known = False
        if not known:
            yield _fault(rule, "unknown-provision", act=hjemmel.lov, paragraph=hjemmel.paragraf)
    for key in rule.duties:
        try:
            krav(key)
        except KeyError:
            yield _fault(rule, "unknown-duty", duty=key)


def _text_faults(rule: Rule) -> Iterator[Message]:
    """A rule without words could not tell what it found."""
    try:
        languages = languages_of(rule.texts, rule.code)
    except (ModuleNotFoundError, ValueError, TypeError):
        languages = ()
    if not languages:
        yield _fault(rule, "no-texts")
    for lang in languages:
        try:
            texts = rule_texts(rule.texts, rule.code, lang)
        except ValueError as error:
            yield _fault(rule, "texts-unreadable", lang=lang, words=str(error))
            continue
        tables = (texts.get("messages"), *(texts.get(name, {}) for name in ("page", "reasons", "facts")))
        if not isinstance(texts.get("title"), str) or not all(map(_holds_texts, tables)):
            yield _fault(rule, "texts-incomplete", lang=lang)


def _holds_texts(table: Any) -> bool:
    return isinstance(table, Mapping) and all(isinstance(text, str) for text in table.values())
