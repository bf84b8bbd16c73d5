"""``generate``: synthetic exports with breaches planted, and the truth beside them."""

from datetime import date
from pathlib import Path

import click

from barnevern_tilsyn.cli.options import DAY, names_option

__all__ = ["generate"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="OUT_DIR")
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True, help="Number of cases.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same files.")
@names_option("--plant", help="Plant potential breaches of these rules, by code.")
@click.option("--as-of", type=DAY, default="2026-10-01", show_default=True, help="Day of the extraction.")
def generate(*, folder: Path, count: int, seed: int, plant: tuple[str, ...], as_of: date) -> None:
    """Write valid synthetic register exports (4.0.1) to OUT_DIR, and truth/truth.json beside them.

    Everything is made up. The truth comes from a naive count of its own, not from the rules. Needs the extra
    `generate` (pip install "barnevern-tilsyn[generate]").
    """
    try:
        from barnevern_tilsyn.testing import generator
    except ModuleNotFoundError as error:
        if error.name != "dateutil":
            raise
        raise click.UsageError(
            'generate needs the extra "generate": pip install "barnevern-tilsyn[generate]"'
        ) from None
    try:
        generator.write(generator.generate(count, seed=seed, plant=plant, as_of=as_of), folder)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"cannot write to OUT_DIR: {error.strerror}") from None
