"""The commands. Each imports what it needs when it runs."""

import click

from barnevern_tilsyn.cli.check import check
from barnevern_tilsyn.cli.deadlines import deadlines
from barnevern_tilsyn.cli.diff import diff
from barnevern_tilsyn.cli.explain import explain, rules
from barnevern_tilsyn.cli.generate import generate
from barnevern_tilsyn.cli.options import spoken_language
from barnevern_tilsyn.cli.schema import schema
from barnevern_tilsyn.cli.wording import Cli

__all__ = ["cli"]


@click.group("barnevern-tilsyn", cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="barnevern-tilsyn", message="barnevern-tilsyn %(version)s")
@spoken_language
def cli() -> None:
    """All commands."""


for command in (check, deadlines, diff, rules, explain, generate, schema):
    cli.add_command(command)
