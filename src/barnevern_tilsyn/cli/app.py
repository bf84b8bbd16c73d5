"""The commands. Each imports what it needs when it runs."""

import click

from barnevern_tilsyn.cli.check import check
from barnevern_tilsyn.cli.explain import explain, rules
from barnevern_tilsyn.cli.generate import generate

__all__ = ["cli"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="barnevern-tilsyn", message="barnevern-tilsyn %(version)s")
def cli() -> None:
    """Find potential breaches of Norwegian child-welfare law in case records.

    A finding is always a potential breach (mulig lovbrudd): only the supervisory authority concludes.
    """


for command in (check, rules, explain, generate):
    cli.add_command(command)
