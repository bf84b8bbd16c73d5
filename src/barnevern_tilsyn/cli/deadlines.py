"""``deadlines``: what is still to be done by when, and what is over its last day and not done."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.check import ready
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
from barnevern_tilsyn.cli.rule_choice import chosen_rules, rule_choice
from barnevern_tilsyn.cli.wording import language_of, said

if TYPE_CHECKING:
    from barnevern_tilsyn.reports.deadlines import Countdown

__all__ = ["deadlines"]

_DAYS_IN = {"d": 1, "w": 7}


class _Within(click.ParamType[int]):
    """A number of days or weeks, as days: ``14d`` or ``2w``."""

    name = "within"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = re.fullmatch(r"([0-9]{1,4})([dw])", str(value))
        if found is None:
            self.fail(said("bad-within", language_of(ctx)), param, ctx)
        return int(found[1]) * _DAYS_IN[found[2]]


@click.command()
@records
@click.option("--within", type=_Within())
@rule_choice
@click.option("--as-of", type=DAY)
@click.option("--assume-unchanged", is_flag=True)
@case_options
@output_options("text", "json")
@progress_option
@settings_options
@language
def deadlines(
    *,
    paths: tuple[str, ...],
    within: int | None,
    ruleset: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    files: tuple[Path, ...],
    as_of: date | None,
    assume_unchanged: bool,
    version: str | None,
    facts: tuple[str, ...],
    lenient: bool,
    key_file: Path | None,
    output_format: str,
    output: Path | None,
    no_progress: bool,
    lang: str,
) -> None:
    """Count down."""
    from barnevern_tilsyn.reports.deadlines import SHOWN, countdown
    from barnevern_tilsyn.runners import check_stream

    ready((*paths, *facts), version, output, key_file)
    key = read_key(key_file)
    rules = chosen_rules(ruleset, select, ignore, files)
    progress = Progress(lang, wanted=not no_progress)
    run = check_stream(
        paths,
        as_of=as_of,
        assume_unchanged=assume_unchanged,
        rules=rules,
        show=SHOWN,
        version=version,
        lenient=lenient,
        overlay=facts or None,
        pseudonym_key=key,
        on_document=progress.step,
    )
    found = countdown(run, within=within)
    if output_format == "json":
        from barnevern_tilsyn.reports.deadlines_json import as_json

        write(progress.around(as_json(found, version=__version__, lang=lang).decode().splitlines()), output)
    else:
        from barnevern_tilsyn.reports.deadlines_text import as_text

        write(progress.around(as_text(found, lang=lang)), output)
    if output is not None:
        from barnevern_tilsyn.reports.deadlines_text import summary_text

        click.echo("\n".join(summary_text(found, lang)), err=True)
    sys.exit(_exit_code(found))


def _exit_code(found: "Countdown") -> int:
    """The highest that applies: something is over its last day, or was rejected: 1."""
    from barnevern_tilsyn.reports.deadlines import State

    summary = found.summary
    if summary.outcomes.get("error"):
        return 3
    if summary.files_unreadable:
        return 2
    rejected = summary.cases_rejected or summary.facts_rejected
    return 1 if rejected or found.of(State.OVERDUE) or found.of(State.UNKNOWN) else 0
