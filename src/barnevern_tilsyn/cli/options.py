"""What several commands take, and how a word on the command line becomes a value."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from barnevern_tilsyn.cli.language import LANGUAGES, VARIABLE
from barnevern_tilsyn.cli.settings_values import settings_outside
from barnevern_tilsyn.cli.wording import language_of, said

__all__ = [
    "DAY",
    "REGION",
    "case_options",
    "format_option",
    "language",
    "names_option",
    "output_options",
    "progress_option",
    "reading_options",
    "records",
    "settings_options",
    "spoken_language",
]


F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if value == "today":
            return _today()
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(said("bad-date", language_of(ctx)), param, ctx)


def _today() -> date:
    from barnevern_tilsyn.law.kalender import oslo_day

    return oslo_day(datetime.now(UTC))


class _Region(click.ParamType[str]):
    """The region of a KOSTRA form: the digits of a municipality, and of a district."""

    name = "region"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from barnevern_tilsyn.runners.checking import REGION

        if not REGION.fullmatch(str(value)):
            self.fail(said("bad-region", language_of(ctx)), param, ctx)
        return str(value)


class _Names(click.ParamType[tuple[str, ...]]):
    """Names separated by commas or spaces, at least one; out of a fixed set where there is one."""

    name = "names"

    def __init__(self, allowed: tuple[str, ...] = ()) -> None:
        self.allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        names = tuple(value.replace(",", " ").split())
        if not names:
            self.fail(said("no-names", language_of(ctx)), param, ctx)
        if self.allowed and set(names) - set(self.allowed):
            self.fail(said("bad-names", language_of(ctx), allowed=self.allowed), param, ctx)
        return names


def _all(_ctx: click.Context, _param: click.Parameter, given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in given for name in names))


def names_option(
    flag: str, *, allowed: tuple[str, ...] = (), default: tuple[str, ...] = (), shown_default: str = ""
) -> Callable[[F], F]:
    """An option that takes names, more than one at a time and more than once; its help can say which.

    ``shown_default`` is said in the help where the default depends on something else.
    """
    return click.option(
        flag,
        type=_Names(allowed),
        multiple=True,
        default=default,
        show_default=shown_default or ",".join(default) or None,
        callback=_all,
    )


DAY = _Day()
REGION = _Region()

_LANG: dict[str, Any] = {
    "type": click.Choice(LANGUAGES),
    "envvar": VARIABLE,
    "show_envvar": True,
    "callback": lambda ctx, _param, _value: language_of(ctx),
}

language = click.option("--lang", **_LANG)
"""Gives the command the language of this run, wherever on the command line it was asked for."""
spoken_language = click.option("--lang", expose_value=False, **_LANG)
"""For what has texts of its own only."""


def settings_options(command: F) -> F:
    """The options for the settings file. It is found by them before click looks at the words, so they give no value."""
    for flag, more in (("--isolated", {"is_flag": True}), ("--config", {"type": click.Path(dir_okay=False)})):
        command = click.option(flag, expose_value=False, **more)(command)
    return command


def _outside_settings(ctx: click.Context, _param: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    settings_outside(ctx, paths)
    return paths


_facts_option = click.option("--with", "facts", type=click.Path(path_type=str, dir_okay=False), multiple=True)
"""Files with facts to lay over the cases."""
_version_option = click.option("--register-version", "version")
_lenient_option = click.option("--lenient", is_flag=True)
_key_option = click.option("--pseudonym-key-file", "key_file", type=click.Path(path_type=Path, dir_okay=False))
progress_option = click.option("--no-progress", is_flag=True)
"""Whether documents are counted on standard error."""


def reading_options(command: F) -> F:
    """How records are read: ``facts``, ``version``, ``lenient``."""
    return _facts_option(_version_option(_lenient_option(command)))


def case_options(command: F) -> F:
    """How records are read, and what their cases are called: ``reading_options`` and ``key_file``."""
    return reading_options(_key_option(command))


def output_options(*formats: str) -> Callable[[F], F]:
    """In what form, of these, the first by default, something is written, and where: ``output_format``, ``output``."""

    def add(command: F) -> F:
        command = click.option("--output", type=click.Path(path_type=Path, dir_okay=False))(command)
        return format_option(*formats)(command)

    return add


def format_option(*formats: str) -> Callable[[F], F]:
    """In what form, of these, the first by default, something is written: ``output_format``."""
    return click.option("--output-format", type=click.Choice(formats), default=formats[0], show_default=True)


records = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=str, allow_dash=True), callback=_outside_settings
)
"""The case records to read."""
