"""The commands. Each imports what it needs when it runs."""

import click

from barnevern_tilsyn.cli.check import check
from barnevern_tilsyn.cli.explain import explain, rules
from barnevern_tilsyn.cli.generate import generate
from barnevern_tilsyn.cli.options import settings_options, spoken_language
from barnevern_tilsyn.cli.schema import schema
from barnevern_tilsyn.cli.wording import Cli

__all__ = ["cli"]


@click.group("barnevern-tilsyn", cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="barnevern-tilsyn", message="barnevern-tilsyn %(version)s")
@settings_options
@spoken_language
def cli() -> None:
    """All commands."""


for command in (check, rules, explain, generate, schema):
    cli.add_command(command)
