"""``check``: read case records and print what may be breaches of the law."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.exit_code import exit_code
from barnevern_tilsyn.cli.extras import need
from barnevern_tilsyn.cli.key import read_key
from barnevern_tilsyn.cli.options import (
    DAY,
    REGION,
    case_options,
    language,
    names_option,
    output_options,
    progress_option,
    records,
    settings_options,
)
from barnevern_tilsyn.cli.output import writable, write, write_bytes
from barnevern_tilsyn.cli.progress import Progress
from barnevern_tilsyn.cli.rule_choice import chosen_rules, rule_choice
from barnevern_tilsyn.cli.wording import usage_error
from barnevern_tilsyn.reports.levels import FAIL_ON, failing_outcomes
from barnevern_tilsyn.reports.writers import FORMATS, Setting

__all__ = ["check", "ready"]

_OUTCOMES = ("breach", "review", "open", "running", "met", "not_applicable", "fault", "error")
_SHOWN = "; ".join(
    f"{name}: {','.join(FORMATS[name].shown)}".removeprefix("text: ") for name in ("text", "sarif", "html")
)


@click.command()
@records
@rule_choice
@click.option("--as-of", type=DAY)
@click.option("--assume-unchanged", is_flag=True)
@case_options
@click.option("--region", type=REGION)
@click.option("--year", type=click.IntRange(1, 9999))
@click.option("--xsd", type=click.Path(path_type=Path, dir_okay=False))
@names_option("--show", allowed=(*_OUTCOMES, "all"), shown_default=_SHOWN)
@names_option("--fail-on", allowed=FAIL_ON, default=("breach", "fault:error"))
@output_options(*FORMATS)
@progress_option
@settings_options
@language
def check(
    *,
    paths: tuple[str, ...],
    ruleset: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    files: tuple[Path, ...],
    as_of: date | None,
    assume_unchanged: bool,
    version: str | None,
    region: str | None,
    year: int | None,
    facts: tuple[str, ...],
    lenient: bool,
    xsd: Path | None,
    key_file: Path | None,
    show: tuple[str, ...],
    fail_on: tuple[str, ...],
    output_format: str,
    output: Path | None,
    no_progress: bool,
    lang: str,
) -> None:
    """Check case records."""
    from barnevern_tilsyn.engine import Outcome
    from barnevern_tilsyn.runners import check_stream

    ready((*paths, *facts), version, output, key_file, xsd)
    key = read_key(key_file)
    chosen = FORMATS[output_format]
    need(chosen.extra)
    if chosen.file_only and output is None:
        raise usage_error("file-only")
    shown = _OUTCOMES if "all" in show else {*(show or chosen.shown), *failing_outcomes(fail_on)}
    rules = chosen_rules(ruleset, select, ignore, files)
    progress = Progress(lang, wanted=not no_progress)
    with usable_schema(xsd, lang):
        run = check_stream(
            paths,
            as_of=as_of,
            assume_unchanged=assume_unchanged,
            rules=rules,
            show=frozenset(Outcome(name) for name in shown),
            version=version,
            region=region,
            year=year,
            lenient=lenient,
            overlay=facts or None,
            xsd=xsd,
            pseudonym_key=key,
            on_document=progress.step,
        )
    setting = Setting(__version__, lang, rules, partial(exit_code, fail_on=fail_on))
    if output is not None and chosen.file_only:
        content = chosen.content(run, setting)
        progress.wipe()
        write_bytes(content, output)
    else:
        write(progress.around(chosen.lines(run, setting)), output)
    if output is not None:
        from barnevern_tilsyn.reports.text import summary_text

        click.echo("\n".join(summary_text(run.summary, lang)), err=True)
    sys.exit(exit_code(run, fail_on))


@contextmanager
def usable_schema(xsd: Path | None, lang: str) -> Iterator[None]:
    """Turn the error for a schema that cannot be used into a usage error."""
    if xsd is None:
        yield
        return
    from barnevern_tilsyn.formats.own_schema import SchemaFileError

    try:
        yield
    except SchemaFileError as error:
        raise usage_error("bad-schema", cause=error.message(lang)) from None


def ready(
    paths: tuple[str, ...],
    version: str | None,
    output: Path | None,
    key_file: Path | None,
    xsd: Path | None = None,
) -> None:
    """Raise a usage error before the work begins where a run over these paths could not be made or written."""
    from barnevern_tilsyn.formats.versions import pinnable

    if version is not None and version not in pinnable():
        raise usage_error("unknown-version", known=pinnable())
    if "-" in paths and sys.stdin is None:
        raise usage_error("no-standard-input")
    writable(output, (*paths, *(str(file) for file in (key_file, xsd) if file)))
