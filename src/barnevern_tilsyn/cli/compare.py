"""``compare-rulesets``: where the law and the authorities' controls judge the same duty differently."""

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

__all__ = ["compare_rulesets"]


@click.command("compare-rulesets")
@records
@click.option("--list", "listed", is_flag=True)
@click.option("--as-of", type=DAY)
@case_options
@output_options("text", "json")
@progress_option
@settings_options
@language
def compare_rulesets(
    *,
    paths: tuple[str, ...],
    listed: bool,
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
    """Compare rule sets."""
    from barnevern_tilsyn.engine import Run
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.reports.compare import AUTHORITIES, compare, compared_rules
    from barnevern_tilsyn.rules import builtin
    from barnevern_tilsyn.runners.judging import judged, told

    ready((*paths, *facts), version, output, key_file)
    rules = compared_rules(builtin("lov", *AUTHORITIES))
    progress = Progress(lang, wanted=not no_progress)
    run = judged(
        told(read_records(paths, version=version, facts=facts, lenient=lenient), progress.step), Run(rules, as_of=as_of)
    )
    found = compare(run, Names(read_key(key_file)), keep=listed or output_format == "json")
    if output_format == "json":
        from barnevern_tilsyn.reports.compare_json import as_json

        lines: Iterable[str] = as_json(found, version=__version__, lang=lang).decode().splitlines()
    else:
        from barnevern_tilsyn.reports.compare_text import as_text

        lines = as_text(found, rules, listed=listed, lang=lang)
    write(progress.around(lines), output)
    sys.exit(reading_code(found.beside, crashed=found.crashed))
