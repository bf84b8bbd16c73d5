"""The commands. Each imports what it needs when it runs."""

from typing import Any

import click

from barnevern_tilsyn.cli.check import check
from barnevern_tilsyn.cli.compare import compare_rulesets
from barnevern_tilsyn.cli.convert import convert
from barnevern_tilsyn.cli.coverage import coverage
from barnevern_tilsyn.cli.deadlines import deadlines
from barnevern_tilsyn.cli.diff import diff
from barnevern_tilsyn.cli.explain import explain, rules
from barnevern_tilsyn.cli.generate import generate
from barnevern_tilsyn.cli.indicators import indicators
from barnevern_tilsyn.cli.options import settings_options, spoken_language
from barnevern_tilsyn.cli.schema import schema
from barnevern_tilsyn.cli.selfcheck import selfcheck
from barnevern_tilsyn.cli.settings_values import apply_settings
from barnevern_tilsyn.cli.wording import Cli

__all__ = ["cli"]


class _Program(Cli):
    """The group of commands, with the settings file's values as their defaults."""

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """The context of a run. A fault in the settings file must not stand in the way of help."""
        words = list(args)
        ctx = super().make_context(info_name, args, *rest, **extra)
        if not set(words) & set(ctx.help_option_names):
            with ctx.scope(cleanup=False):
                apply_settings(ctx, words)
        return ctx


@click.group("barnevern-tilsyn", cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="barnevern-tilsyn", message="barnevern-tilsyn %(version)s")
@settings_options
@spoken_language
def cli() -> None:
    """All commands."""


for command in (
    check,
    compare_rulesets,
    convert,
    coverage,
    deadlines,
    diff,
    indicators,
    rules,
    explain,
    generate,
    schema,
    selfcheck,
):
    cli.add_command(command)
