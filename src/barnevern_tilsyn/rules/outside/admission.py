"""What a rule from elsewhere must keep to before it may run beside ours.

A rule that is left out in silence acquits, and one that passes for the law accuses. So what is wrong is an error, and a
rule from elsewhere is always in a rule set of its own, which runs only when it is asked for.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import attrs

from barnevern_tilsyn.engine import Registry, Rule, Strength
from barnevern_tilsyn.engine.rule_texts import languages_of, rule_texts
from barnevern_tilsyn.engine.run import ELEMENT_TYPES
from barnevern_tilsyn.law import LawDataError, check_data, krav, versions
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.rules.outside.errors import RuleSourceError

__all__ = ["RESERVED", "Source", "admit"]

Fault: TypeAlias = Callable[..., RuleSourceError]

OWN_NAME = "barnevern-tilsyn"
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

        def fault(id: str, rule: Rule = rule, **args: Any) -> RuleSourceError:
            reason = Message(id, (("rule", rule.code), *args.items()))
            return RuleSourceError(source.name, reason, source.line_of(rule))

        _check_names(rule, among, source, fault)
        if rule.applies_to not in ELEMENT_TYPES:
            raise fault("applies-to", allowed=", ".join(kind.__name__ for kind in ELEMENT_TYPES))
        _check_law(rule, fault)
        _check_texts(rule, fault)
        among |= [attrs.evolve(rule, origin=source.origin)]
    return among


def _check_names(rule: Rule, among: Registry, source: Source, fault: Fault) -> None:
    if source.ruleset and rule.ruleset != source.ruleset:
        raise fault("other-ruleset", found=rule.ruleset, ruleset=source.ruleset)
    if rule.ruleset in RESERVED:
        raise fault("reserved-ruleset", ruleset=rule.ruleset)
    for name in (rule.code, rule.name):
        if other := next((one for one in among if name in (one.code, one.name)), None):
            raise fault("taken", name=name, other=other.origin or OWN_NAME)
    if any(rule.family == one.family for one in among if not one.origin):
        raise fault("reserved-family", family=rule.family)


def _check_law(rule: Rule, fault: Fault) -> None:
    """A provision that nobody has recorded was never in force: the rule would never apply, and nobody would know."""
    try:
        check_data(rule.package)
    except LawDataError as error:
        raise fault("law-data", words=str(error)) from None
    except KeyError:
        pass  # no such package: then it has no texts either, which is told
    if rule.strength is Strength.HARD and not rule.hjemmel:
        raise fault("hard-without-provision")
    for hjemmel in rule.hjemmel:
        try:
            known = bool(hjemmel.cite() and versions(hjemmel))
        except (KeyError, LawDataError):
            known = False
        if not known:
            raise fault("unknown-provision", act=hjemmel.lov, paragraph=hjemmel.paragraf)
    for key in rule.duties:
        try:
            krav(key)
        except KeyError:
            raise fault("unknown-duty", duty=key) from None


def _check_texts(rule: Rule, fault: Fault) -> None:
    """A rule without words could not tell what it found."""
    try:
        languages = languages_of(rule.texts, rule.code)
    except (ModuleNotFoundError, ValueError, TypeError):
        languages = ()
    if not languages:
        raise fault("no-texts")
    for lang in languages:
        try:
            texts = rule_texts(rule.texts, rule.code, lang)
        except ValueError as error:
            raise fault("texts-unreadable", lang=lang, words=str(error)) from None
        title, messages = texts.get("title"), texts.get("messages")
        if not isinstance(title, str) or not isinstance(messages, dict):
            raise fault("texts-incomplete", lang=lang)
        if not all(isinstance(sentence, str) for sentence in messages.values()):
            raise fault("texts-incomplete", lang=lang)
