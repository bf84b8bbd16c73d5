"""``selfcheck sample``: which cases a service is to examine."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn.cli.check import ready
from barnevern_tilsyn.cli.exit_code import reading_code
from barnevern_tilsyn.cli.key import read_key
from barnevern_tilsyn.cli.options import (
    DAY,
    case_options,
    language,
    output_options,
    progress_option,
    records,
    settings_options,
)
from barnevern_tilsyn.cli.output import write
from barnevern_tilsyn.cli.progress import Progress
from barnevern_tilsyn.cli.reading import read_records
from barnevern_tilsyn.cli.selfcheck.programme import programme_of, programme_option
from barnevern_tilsyn.cli.wording import said, usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme
    from barnevern_tilsyn.programmes.candidates import Pool
    from barnevern_tilsyn.programmes.sample import Sample
    from barnevern_tilsyn.runners.judging import Beside, Read

__all__ = ["sample"]


@click.command("sample")
@records
@programme_option
@click.option("--seed", type=click.IntRange(0, 999_999_999), required=True)
@click.option("--size", type=click.IntRange(min=1))
@click.option("--as-of", type=DAY)
@case_options
@output_options("text", "json")
@progress_option
@settings_options
@language
def sample(
    *,
    paths: tuple[str, ...],
    programme: str,
    seed: int,
    size: int | None,
    as_of: date | None,
    facts: tuple[str, ...],
    version: str | None,
    lenient: bool,
    key_file: Path | None,
    output_format: str,
    output: Path | None,
    no_progress: bool,
    lang: str,
) -> None:
    """Draw the cases of a self-check."""
    from barnevern_tilsyn.engine import MissingAsOfError
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.programmes.candidates import NamelessCasesError, Pool
    from barnevern_tilsyn.programmes.sampling import draw
    from barnevern_tilsyn.reports.text import Beside
    from barnevern_tilsyn.runners.judging import named, told

    ready((*paths, *facts), version, output, key_file)
    chosen = programme_of(programme)
    if chosen.sampling is None:
        raise usage_error("programme-draws-no-cases", name=chosen.id)
    names = Names(read_key(key_file))
    pool = Pool(chosen.sampling, names, as_of)
    progress = Progress(lang, wanted=not no_progress)
    read = told(read_records(paths, version=version, facts=facts, lenient=lenient), progress.step)
    beside = [named(one, names) for one in progress.around(_all_seen(read, pool))]
    apart = Beside(lang)
    for one in beside:
        apart.keep(one)
    try:
        drawn = draw(pool.population(), chosen, seed=seed, size=size)
    except NamelessCasesError as error:
        raise usage_error("cases-without-name", count=error.count) from None
    except MissingAsOfError:
        drawn = None
        click.echo(said("nothing-to-draw", lang), err=True)
    if drawn:
        write(_lines(drawn, chosen, output_format, lang), output)
    if drawn and output is not None:
        from barnevern_tilsyn.reports.sample_text import summary_text

        click.echo("\n".join(summary_text(drawn, chosen, lang=lang)), err=True)
    for line in apart.sections():
        click.echo(line, err=True)
    sys.exit(reading_code(beside, crashed=0) or int(not drawn or not drawn.cases))


def _all_seen(read: "Iterable[Read]", pool: "Pool") -> "Iterator[Beside]":
    """Let the pool see all cases; what is no case is given on."""
    from barnevern_tilsyn.engine import MissingAsOfError
    from barnevern_tilsyn.formats import undated
    from barnevern_tilsyn.formats.kostra_case import case_of
    from barnevern_tilsyn.model import Sak
    from barnevern_tilsyn.model.kostra import Individ

    for document in read:
        sak = case_of(document) if isinstance(document, Individ) else document
        if not isinstance(sak, Sak):
            yield sak
            continue
        try:
            pool.see(sak)
        except MissingAsOfError:
            yield undated(sak)


def _lines(drawn: "Sample", programme: "Programme", output_format: str, lang: str) -> Iterable[str]:
    if output_format == "json":
        from barnevern_tilsyn.programmes.sample_json import sample_json

        return sample_json(drawn).decode().splitlines()
    from barnevern_tilsyn.reports.sample_text import as_text

    return as_text(drawn, programme, lang=lang)
