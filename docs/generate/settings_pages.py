"""Every key of the settings file, from the options themselves."""

from collections.abc import Iterator

import click

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.language import spoken
from barnevern_tilsyn.cli.settings_values import leaves, options_of
from barnevern_tilsyn.cli.wording import SpokenContext
from docs.generate.markdown import table

_HEAD = """# Every setting

Written from the options of the commands. A key holds for each command named beside it.
"""


def _takes(option: click.Option) -> str:
    allowed = getattr(option.type, "choices", None) or getattr(option.type, "allowed", ())
    if option.is_flag:
        kind = "`true` or `false`"
    elif isinstance(option.type, click.types.IntParamType):
        kind = "a whole number"
    elif option.type.name == "date":
        kind = "a date"
    elif isinstance(option.type, click.Path):
        kind = "a path, or a list of paths" if option.multiple else "a path"
    else:
        kind = "a text, or a list of texts" if option.multiple else "a text"
    return f"{kind}: {', '.join(f'`{name}`' for name in allowed)}" if allowed else kind


def _rows() -> Iterator[tuple[str, str, str, str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for name, command in leaves(cli):
        for key, option in options_of(command).items():
            found.setdefault((key, _takes(option), option.help or ""), []).append(f"`{name}`")
    for (key, takes, help), names in sorted(found.items()):
        yield f"`{key}`", ", ".join(names), takes, help


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    with spoken("en"):
        SpokenContext(cli, obj="en").get_help()  # lays the English texts over the commands
        yield "settings.md", f"{_HEAD}\n{table(('Key', 'Commands', 'Takes', 'Meaning'), _rows())}"
