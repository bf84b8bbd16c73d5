"""``rules`` and ``explain``: the catalogue of rules, and one rule's page."""

import sys
from datetime import date
from pathlib import Path

import click

from barnevern_tilsyn.cli.check import ready
from barnevern_tilsyn.cli.key import read_key
from barnevern_tilsyn.cli.options import DAY, case_options, format_option, language, names_option, settings_options
from barnevern_tilsyn.cli.reading import read_records
from barnevern_tilsyn.cli.rule_choice import rule_files, source_error, tell, unknown_rule
from barnevern_tilsyn.cli.why import tell_why

__all__ = ["explain", "rules"]


@click.command()
@names_option("--ruleset")
@rule_files
@format_option("text", "json")
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
            chosen = choose(ruleset, files=files, on_request=True)
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
@click.option("--case", "cases", type=click.Path(path_type=str, allow_dash=True), multiple=True)
@rule_files
@click.option("--as-of", type=DAY)
@click.option("--assume-unchanged", is_flag=True)
@case_options
@format_option("text", "json")
@settings_options
@language
def explain(
    *,
    code: str,
    cases: tuple[str, ...],
    files: tuple[Path, ...],
    as_of: date | None,
    assume_unchanged: bool,
    facts: tuple[str, ...],
    version: str | None,
    lenient: bool,
    key_file: Path | None,
    output_format: str,
    lang: str,
) -> None:
    """Print one rule's page, or why it came to what it did on cases."""
    from barnevern_tilsyn.engine import Run, UnknownRuleError
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.rules import RuleSourceError, find_rule

    try:
        rule = find_rule(code, files)
    except UnknownRuleError as error:
        raise unknown_rule(error) from None
    except RuleSourceError as error:
        raise source_error(error) from None
    if cases:
        ready((*cases, *facts), version, None, key_file)
        run = Run([rule], as_of=as_of, assume_unchanged=assume_unchanged)
        names = Names(read_key(key_file))
        read = read_records(cases, version=version, facts=facts, lenient=lenient)
        sys.exit(tell_why(read, run, names, output_format=output_format, lang=lang))
    from barnevern_tilsyn.reports.rule_page import markdown

    click.echo(markdown(rule, lang), nl=False)
