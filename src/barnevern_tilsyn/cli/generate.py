"""``generate``: synthetic exports with breaches planted, and the truth beside them."""

from datetime import date
from pathlib import Path

import click

from barnevern_tilsyn.cli.options import DAY, names_option, settings_options, spoken_language
from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["generate"]

_NEWEST = "4.0.1"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@names_option("--plant")
@click.option("--as-of", type=DAY)
@click.option("--format", "format_", type=click.Choice(["register", "kostra"]), default="register", show_default=True)
@click.option("--register-version", "version", default=_NEWEST, show_default=True)
@click.option("--service", is_flag=True)
@settings_options
@spoken_language
def generate(
    *,
    folder: Path,
    count: int,
    seed: int,
    plant: tuple[str, ...],
    as_of: date | None,
    format_: str,
    version: str,
    service: bool,
) -> None:
    """Write synthetic exports and the truth beside them."""
    try:
        from barnevern_tilsyn.testing import generator
    except ModuleNotFoundError as error:
        if error.name != "dateutil":
            raise
        raise usage_error("generate-extra") from None
    if format_ == "kostra" and version != _NEWEST:
        raise usage_error("version-of-kostra")
    if version not in generator.VERSIONS:
        raise usage_error("unknown-version", known=generator.VERSIONS)
    first, last = generator.span_of(version)
    if as_of is not None and not first <= as_of <= last:
        raise usage_error("as-of-range", first=first, last=last)
    if service and (plant or format_ == "kostra" or version != _NEWEST):
        raise usage_error("service-alone")
    possible = generator.plants_of(version, as_of)
    if not set(plant) <= set(possible):
        raise usage_error("cannot-plant", allowed=possible)
    try:
        if service:
            from barnevern_tilsyn.testing.service import service as cases_of_service
            from barnevern_tilsyn.testing.service import write_service

            write_service(cases_of_service(count, seed=seed, as_of=as_of), folder)
        elif format_ == "kostra":
            from barnevern_tilsyn.testing.kostra import write_kostra

            year = (as_of or generator.day_of(version)).year
            write_kostra(folder / f"kostra-{year}.xml", count, seed=seed, plant=plant, year=year)
        else:
            cases = generator.generate(count, seed=seed, plant=plant, as_of=as_of, version=version)
            generator.write(cases, folder)
    except OSError as error:
        raise usage_error("cannot-write-folder", cause=error) from None
