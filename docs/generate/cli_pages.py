"""The command line reference, from the commands' own help."""

from collections.abc import Iterator

import click

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.language import spoken
from barnevern_tilsyn.cli.wording import SpokenContext

_WIDTH = 88


def _commands(command: click.Command, parent: click.Context | None, name: str) -> Iterator[tuple[str, str]]:
    context = SpokenContext(
        command, info_name=name, parent=parent, obj="en", terminal_width=_WIDTH, **command.context_settings
    )
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child_name in command.list_commands(context):
            child = command.get_command(context, child_name)
            if child is not None and not child.hidden:
                yield from _commands(child, context, child_name)


def pages() -> Iterator[tuple[str, str]]:
    """One page with the help of every command."""
    with spoken("en"):
        sections = [f"## {path}\n\n```text\n{text}\n```" for path, text in _commands(cli, None, "barnevern-tilsyn")]
    yield (
        "commands.md",
        "# Commands\n\nThe help of every command, as the installed version prints it.\n\n" + "\n\n".join(sections),
    )
