"""What several commands take, and how a word on the command line becomes a value."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import click

__all__ = ["DAY", "language", "names_option"]


F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail("expected a date as YYYY-MM-DD", param, ctx)


class _Names(click.ParamType[tuple[str, ...]]):
    """Names separated by commas or spaces, at least one; out of a fixed set where there is one."""

    name = "names"

    def __init__(self, allowed: tuple[str, ...] = ()) -> None:
        self._allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        names = tuple(value.replace(",", " ").split())
        if not names:
            self.fail("expected at least one name", param, ctx)
        if self._allowed and set(names) - set(self._allowed):
            self.fail(f"expected one or more of {', '.join(self._allowed)}", param, ctx)
        return names


def _all(_ctx: click.Context, _param: click.Parameter, given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in given for name in names))


def names_option(
    flag: str, *, help: str, allowed: tuple[str, ...] = (), default: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """An option that takes names, more than one at a time and more than once; what it takes stands in its help."""
    choice = f" Of: {', '.join(allowed)}." if allowed else ""
    return click.option(
        flag,
        type=_Names(allowed),
        multiple=True,
        default=default,
        show_default=",".join(default) or None,
        callback=_all,
        help=help + choice,
    )


DAY = _Day()

language = click.option(
    "--lang",
    type=click.Choice(["nb"]),
    default="nb",
    show_default=True,
    help="Language of the texts. Bokmål for now; nynorsk and English follow.",
)
