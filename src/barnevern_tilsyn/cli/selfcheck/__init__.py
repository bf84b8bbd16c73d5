"""``selfcheck``: a service examines its own cases, by the forms and rules of a programme. Its steps are commands."""

import click

from barnevern_tilsyn.cli.options import settings_options, spoken_language
from barnevern_tilsyn.cli.selfcheck.collect import collect
from barnevern_tilsyn.cli.selfcheck.compare import compare
from barnevern_tilsyn.cli.selfcheck.form import form
from barnevern_tilsyn.cli.selfcheck.national import national
from barnevern_tilsyn.cli.selfcheck.sample import sample
from barnevern_tilsyn.cli.wording import Commands

__all__ = ["selfcheck"]


@click.group("selfcheck", cls=Commands)
@settings_options
@spoken_language
def selfcheck() -> None:
    """The steps of a self-check."""


for command in (sample, form, collect, compare, national):
    selfcheck.add_command(command)
