"""Which rules a command works with: the options for it, and what is said when they name none."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from barnevern_tilsyn.cli.options import names_option
from barnevern_tilsyn.cli.wording import language_of, said, usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.engine import Registry, UnknownRuleError
    from barnevern_tilsyn.rules import RuleSourceError

__all__ = ["chosen_rules", "rule_choice", "rule_files", "source_error", "tell", "unknown_rule"]

F = TypeVar("F", bound=Callable[..., Any])

rule_files = click.option("--rules", "files", type=click.Path(path_type=Path, dir_okay=False), multiple=True)
"""Files with rules of the user's own."""


def rule_choice(command: F) -> F:
    """The options that choose rules, as ``chosen_rules`` takes them: ``ruleset``, ``select``, ``ignore``, ``files``."""
    for option in (rule_files, names_option("--ignore"), names_option("--select")):
        command = option(command)
    return names_option("--ruleset", default=("lov",))(command)


def chosen_rules(
    ruleset: Iterable[str], select: Iterable[str], ignore: Iterable[str], files: Iterable[Path]
) -> "Registry":
    """The rules to run. None at all would look like a delivery without findings: a usage error."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.rules import RuleSourceError, choose

    try:
        rules = choose(ruleset, select=select, ignore=ignore, files=files)
    except UnknownRuleError as error:
        raise unknown_rule(error) from None
    except RuleSourceError as error:
        raise source_error(error) from None
    if not rules:
        raise usage_error("no-rules-left")
    tell_language(rules)
    return rules


def tell_language(rules: "Registry") -> None:
    """Say once which of the rules have no texts in the language of the run."""
    from barnevern_tilsyn.engine.rule_texts import languages_of

    lang = language_of()
    if lacking := [rule.code for rule in rules if lang not in languages_of(rule.texts, rule.code)]:
        click.echo(said("rules-without-language", lang, rules=", ".join(lacking)), err=True)


def unknown_rule(error: "UnknownRuleError") -> click.UsageError:
    """What to say of a name that no rule, family, theme or rule set that could be meant has."""
    if error.ruleset:
        return usage_error("not-in-rulesets", name=error.name, ruleset=error.ruleset)
    if error.nearest:
        return usage_error("unknown-rule-near", name=error.name, nearest=error.nearest)
    return usage_error("unknown-rule-name", name=error.name)


def source_error(error: "RuleSourceError") -> click.UsageError:
    """A file or a package with rules that cannot be used."""
    return click.UsageError(error.sentence(language_of()))


def tell(faults: Iterable["RuleSourceError"]) -> None:
    """Say which packages were left out, and why."""
    for fault in faults:
        click.echo(fault.sentence(language_of()), err=True)
