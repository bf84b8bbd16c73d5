"""``selfcheck compare``: rounds of a service against each other, and against its goals."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.options import language, settings_options
from barnevern_tilsyn.cli.output import writable, write
from barnevern_tilsyn.cli.selfcheck.files import file_option, own_programmes, programmes_of, read
from barnevern_tilsyn.cli.wording import usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme
    from barnevern_tilsyn.programmes.comparison import Comparison

__all__ = ["compare"]


@click.command("compare")
@click.argument("rounds", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@file_option("--goals")
@own_programmes
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@settings_options
@language
def compare(
    *,
    rounds: tuple[Path, ...],
    goals: Path | None,
    programmes: tuple[str, ...],
    output_format: str,
    output: Path | None,
    lang: str,
) -> None:
    """Compare rounds."""
    from barnevern_tilsyn.programmes.collected_json import read_collected
    from barnevern_tilsyn.programmes.comparing import compare as comparison_of
    from barnevern_tilsyn.programmes.improvement import read_plan

    if len(rounds) < 2:
        raise usage_error("two-rounds")
    known = programmes_of(programmes)
    writable(output, tuple(str(path) for path in (*rounds, *([goals] if goals else ()))))
    collected = [read(read_collected, path) for path in rounds]
    plan = read(read_plan, goals) if goals else None
    write(_lines(comparison_of(collected, plan), known, output_format, lang), output)


def _lines(found: "Comparison", programmes: "dict[str, Programme]", output_format: str, lang: str) -> Iterable[str]:
    if output_format == "json":
        from barnevern_tilsyn.reports.comparison_json import as_json

        return as_json(found, version=__version__).decode().splitlines()
    from barnevern_tilsyn.reports.comparison_text import as_text

    return as_text(found, programmes, lang=lang)
