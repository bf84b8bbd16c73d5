"""``coverage``: which duties the records decide, and which facts are missing."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from barnevern_tilsyn._version import __version__
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

__all__ = ["coverage"]


@click.command()
@records
@click.option("--as-of", type=DAY)
@case_options
@output_options("text", "json")
@progress_option
@settings_options
@language
def coverage(
    *,
    paths: tuple[str, ...],
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
    """Show what can be decided."""
    from barnevern_tilsyn.engine import Run
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.reports.coverage import coverage as coverage_of
    from barnevern_tilsyn.rules import builtin
    from barnevern_tilsyn.runners.judging import judged, told

    ready((*paths, *facts), version, output, key_file)
    rules = builtin("lov")
    run = Run(rules, as_of=as_of)
    progress = Progress(lang, wanted=not no_progress)
    read = judged(told(read_records(paths, version=version, facts=facts, lenient=lenient), progress.step), run)
    found = coverage_of(read, run, rules, Names(read_key(key_file)))
    if output_format == "json":
        from barnevern_tilsyn.reports.coverage_json import as_json

        lines: Iterable[str] = as_json(found, version=__version__, lang=lang).decode().splitlines()
    else:
        from barnevern_tilsyn.reports.coverage_text import as_text

        lines = as_text(found, lang=lang)
    write(progress.around(lines), output)
    sys.exit(reading_code(found.beside, crashed=found.crashed))
