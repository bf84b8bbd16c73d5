"""``generate``: synthetic exports with breaches planted, and the truth beside them."""

from datetime import date
from pathlib import Path

import click

from barnevern_tilsyn.cli.options import DAY, names_option, settings_options, spoken_language
from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["generate"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@names_option("--plant")
@click.option("--as-of", type=DAY, default="2026-10-01", show_default=True)
@click.option("--format", "format_", type=click.Choice(["register", "kostra"]), default="register", show_default=True)
@settings_options
@spoken_language
def generate(*, folder: Path, count: int, seed: int, plant: tuple[str, ...], as_of: date, format_: str) -> None:
    """Write synthetic exports and the truth beside them."""
    try:
        from barnevern_tilsyn.testing import generator
    except ModuleNotFoundError as error:
        if error.name != "dateutil":
            raise
        raise usage_error("generate-extra") from None
    if not set(plant) <= generator.PLANTS.keys():
        raise usage_error("cannot-plant", allowed=tuple(generator.PLANTS))
    if not generator.FIRST_AS_OF <= as_of <= generator.LAST_AS_OF:
        raise usage_error("as-of-range", first=generator.FIRST_AS_OF, last=generator.LAST_AS_OF)
    try:
        if format_ == "kostra":
            from barnevern_tilsyn.testing.kostra import write_kostra

            write_kostra(folder / f"kostra-{as_of.year}.xml", count, seed=seed, plant=plant, year=as_of.year)
        else:
            generator.write(generator.generate(count, seed=seed, plant=plant, as_of=as_of), folder)
    except OSError as error:
        raise usage_error("cannot-write-folder", cause=error) from None
