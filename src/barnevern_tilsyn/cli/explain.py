"""``rules`` and ``explain``: the catalogue of rules, and one rule's page."""

import click

from barnevern_tilsyn.cli.options import language, names_option

__all__ = ["explain", "rules"]


@click.command()
@names_option("--ruleset", help="Only these rule sets. Default: all.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language
def rules(*, ruleset: tuple[str, ...], output_format: str, lang: str) -> None:
    """List the rules: code, name, what it looks at, provisions."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.reports.rule_list import as_json, as_text
    from barnevern_tilsyn.rules import builtin

    registry = builtin()
    try:
        chosen = registry.select(ruleset or registry.rulesets)
    except UnknownRuleError as error:
        raise click.UsageError(f"no rule set is called {error}") from None
    click.echo(as_json(chosen, lang) if output_format == "json" else as_text(chosen, lang), nl=False)


@click.command()
@click.argument("code")
@language
def explain(*, code: str, lang: str) -> None:
    """Print one rule's page. CODE is a rule's code or name."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.reports.rule_page import markdown
    from barnevern_tilsyn.rules import builtin

    try:
        rule = builtin().get(code)
    except UnknownRuleError:
        raise click.UsageError("no rule has this code or name; see `barnevern-tilsyn rules`") from None
    click.echo(markdown(rule, lang), nl=False)
