"""``rules`` and ``explain``: the catalogue of rules, and one rule's page."""

import click

from barnevern_tilsyn.cli.options import language, names_option
from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["explain", "rules"]


@click.command()
@names_option("--ruleset")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language
def rules(*, ruleset: tuple[str, ...], output_format: str, lang: str) -> None:
    """List the rules."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.reports.rule_list import as_json, as_text
    from barnevern_tilsyn.rules import builtin

    registry = builtin()
    try:
        chosen = registry.select(ruleset or registry.rulesets)
    except UnknownRuleError as error:
        raise usage_error("unknown-ruleset", name=str(error)) from None
    click.echo(as_json(chosen, lang) if output_format == "json" else as_text(chosen, lang), nl=False)


@click.command()
@click.argument("code")
@language
def explain(*, code: str, lang: str) -> None:
    """Print one rule's page."""
    from barnevern_tilsyn.engine import UnknownRuleError
    from barnevern_tilsyn.reports.rule_page import markdown
    from barnevern_tilsyn.rules import builtin

    try:
        rule = builtin().get(code)
    except UnknownRuleError:
        raise usage_error("unknown-rule") from None
    click.echo(markdown(rule, lang), nl=False)
