"""Settings as defaults of the commands' options: each key is an option without its dashes.

A key holds for every command that has the option and takes the value; a table with the name of a command or a group of
commands for that one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from barnevern_tilsyn.cli.settings import Settings, Unreadable, find, read
from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["KEPT_OUT", "apply_settings", "key_of", "leaves", "options_of", "settings_outside"]

KEPT_OUT = ("config", "help", "isolated", "version")
"""Options that are no settings."""

_PATH = "barnevern_tilsyn.settings"


def key_of(option: click.Option) -> str:
    """The key of an option: its longest flag without dashes."""
    return max(option.opts, key=len).lstrip("-")


def options_of(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that can be set, by key."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    return {key_of(option): option for option in options if key_of(option) not in KEPT_OUT}


def apply_settings(ctx: click.Context, words: list[str]) -> None:
    """Make the settings file of this run the defaults of the group's commands.

    Raises ``click.UsageError``: file, line and key, and what would be right.
    """
    path = find(words)
    if path is None:
        return
    settings = _read(path)
    if not any(word == "--config" or word.startswith("--config=") for word in words):
        ctx.meta[_PATH] = path
    defaults: dict[str, Any] = {}
    _fill(defaults, settings.table or {}, ctx.command, settings, "", ctx)
    ctx.default_map = defaults


def settings_outside(ctx: click.Context, paths: Iterable[str]) -> None:
    """Raise a usage error where the settings file lies in a folder that is checked: whoever delivers would set it."""
    found = ctx.meta.get(_PATH)
    if found is None:
        return
    file = found.resolve()
    for path in paths:
        if path != "-" and Path(path).is_dir() and file.is_relative_to(Path(path).resolve()):
            raise usage_error("settings-in-delivery", file=found)


def _read(path: Path) -> Settings:
    try:
        settings = read(path)
    except OSError as error:
        raise usage_error("settings-not-read", file=path, cause=error) from None
    except Unreadable as error:
        raise usage_error("settings-no-toml", file=path, words=error) from None
    if settings.table is None:
        raise usage_error("settings-no-section", file=path)
    return settings


def leaves(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """The commands below a group that do something, by what is written to call them; of such a command, itself."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    for own, inner in command.commands.items():
        yield from leaves(inner, f"{name} {own}".lstrip())


def _fill(
    defaults: dict[str, Any],
    table: Mapping[str, Any],
    command: click.Command,
    settings: Settings,
    section: str,
    ctx: click.Context,
) -> None:
    """Lay a table over the defaults of a command, or of all commands of a group; the group's own tables come last."""
    takers = [(options_of(leaf), _within(defaults, name)) for name, leaf in leaves(command)]
    commands = command.commands if isinstance(command, click.Group) else {}
    for key, value in table.items():
        if isinstance(value, dict) and key in commands:
            continue
        taking = [(options[key], into) for options, into in takers if key in options]
        if isinstance(value, dict) or not taking:
            raise _unknown(settings, key, {*commands, *(name for options, _ in takers for name in options)}, section)
        faults = []
        for option, into in taking:
            try:
                into[str(option.name)] = _value(option, value, settings, section, ctx)
            except click.UsageError as fault:
                faults.append(fault)
        if len(faults) == len(taking):
            raise faults[0]
    for name, inner in table.items():
        if name in commands and isinstance(inner, dict):
            _fill(_within(defaults, name), inner, commands[name], settings, f"{section}.{name}".lstrip("."), ctx)


def _within(defaults: dict[str, Any], name: str) -> dict[str, Any]:
    """The defaults of a command, as click looks for them: those of a group hold those of its commands."""
    for part in name.split():
        defaults = defaults.setdefault(part, {})
    return defaults


def _place(settings: Settings, key: str, section: str) -> str:
    line = settings.line_of(key, section)
    return f"{settings.path}:{line}" if line else str(settings.path)


def _unknown(settings: Settings, key: str, known: Iterable[str], section: str = "") -> click.UsageError:
    from barnevern_tilsyn.engine.registry import nearest

    place = _place(settings, key, section)
    if near := nearest(key, known):
        return usage_error("settings-unknown-near", place=place, key=key, nearest=near)
    return usage_error("settings-unknown", place=place, key=key, known=", ".join(sorted(known)))


def _value(option: click.Option, value: Any, settings: Settings, section: str, ctx: click.Context) -> Any:
    """The value as click takes it from the command line. Raises ``click.UsageError``."""
    key = key_of(option)
    place = _place(settings, key, section)
    if option.is_flag:
        if not isinstance(value, bool):
            raise usage_error("settings-not-bool", place=place, key=key)
        return value
    if isinstance(option.type, click.types.IntParamType):
        if type(value) is not int:
            raise usage_error("settings-not-number", place=place, key=key)
    elif option.multiple:
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in several):
            raise usage_error("settings-not-names", place=place, key=key)
        value = tuple(_beside(settings.path, one) if _is_path(option) else one for one in several)
    elif option.type.name == "date":
        if not isinstance(value, str) and (not isinstance(value, date) or isinstance(value, datetime)):
            raise usage_error("settings-not-date", place=place, key=key)
    elif not isinstance(value, str):
        raise usage_error("settings-not-text", place=place, key=key)
    elif _is_path(option):
        value = _beside(settings.path, value)
    try:
        option.type_cast_value(ctx, value)
    except click.BadParameter as fault:
        raise usage_error("settings-bad-value", place=place, key=key, words=fault.message) from None
    return value


def _is_path(option: click.Option) -> bool:
    return isinstance(option.type, click.Path)


def _beside(file: Path, value: str) -> str:
    """A path in the file is meant from where the file lies."""
    return str(file.parent / value)
