"""``rules`` and ``explain``: the catalogue of rules, and one rule's page."""

import sys
from pathlib import Path

import click

from barnevern_tilsyn.cli.options import language, names_option, settings_options
from barnevern_tilsyn.cli.rule_choice import rule_files, source_error, tell, unknown_rule

__all__ = ["explain", "rules"]


@click.command()
@names_option("--ruleset")
@rule_files
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@settings_options
@language
def rules(*, ruleset: tuple[str, ...], files: tuple[Path, ...], output_format: str, lang: str) -> None:
    """List the rules."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.reports.rule_list import as_json, as_text
    from barnevern_tilsyn.rules import RuleSourceError, all_available, choose

    faults: tuple[RuleSourceError, ...] = ()
    try:
        if ruleset:
            chosen = choose(ruleset, files=files)
        else:
            chosen, faults = all_available(files)
    except UnknownRuleError as error:
        raise unknown_rule(error) from None
    except RuleSourceError as error:
        raise source_error(error) from None
    click.echo(as_json(chosen, lang) if output_format == "json" else as_text(chosen, lang), nl=False)
    tell(faults)
    sys.exit(2 if faults else 0)


@click.command()
@click.argument("code")
@rule_files
@settings_options
@language
def explain(*, code: str, files: tuple[Path, ...], lang: str) -> None:
    """Print one rule's page."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.reports.rule_page import markdown
    from barnevern_tilsyn.rules import RuleSourceError, find_rule

    try:
        rule = find_rule(code, files)
    except UnknownRuleError as error:
        raise unknown_rule(error) from None
    except RuleSourceError as error:
        raise source_error(error) from None
    click.echo(markdown(rule, lang), nl=False)
