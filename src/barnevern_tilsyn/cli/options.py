"""What several commands take, and how a word on the command line becomes a value."""

from datetime import date
from typing import Any

import click

__all__ = ["DAY", "NAMES", "OneOf", "language"]


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail("expected a date as YYYY-MM-DD", param, ctx)


class _Names(click.ParamType[tuple[str, ...]]):
    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ARG002
        if isinstance(value, tuple):
            return value
        return tuple(name for name in value.replace(",", " ").split() if name)


class OneOf(_Names):
    """Names out of a fixed set, separated by commas or spaces; at least one."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names, or a usage error that lists what is allowed."""
        names = super().convert(value, param, ctx)
        if not names or set(names) - set(self._allowed):
            self.fail(f"expected one or more of {', '.join(self._allowed)}", param, ctx)
        return names


DAY = _Day()
NAMES = _Names()

language = click.option(
    "--lang",
    type=click.Choice(["nb"]),
    default="nb",
    show_default=True,
    help="Language of the texts. Bokmål for now; nynorsk and English follow.",
)
