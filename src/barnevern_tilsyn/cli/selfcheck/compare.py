"""``selfcheck compare``: rounds of a service against each other, and against its goals."""

from pathlib import Path

import click

from barnevern_tilsyn.cli.options import language, output_options, settings_options
from barnevern_tilsyn.cli.output import writable
from barnevern_tilsyn.cli.selfcheck.files import file_option, own_programmes, programmes_of, read
from barnevern_tilsyn.cli.selfcheck.formats import can_write, write_as
from barnevern_tilsyn.cli.wording import usage_error
from barnevern_tilsyn.reports.round_writers import COMPARISON

__all__ = ["compare"]


@click.command("compare")
@click.argument("rounds", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@file_option("--goals")
@own_programmes
@output_options(*COMPARISON)
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
    format = COMPARISON[output_format]
    can_write(format, output)
    known = programmes_of(programmes)
    writable(output, tuple(str(path) for path in (*rounds, *([goals] if goals else ()))))
    collected = [read(read_collected, path) for path in rounds]
    plan = read(read_plan, goals) if goals else None
    write_as(format, comparison_of(collected, plan), known, output, lang)
