"""``convert``: cases from one format to another, and what is lost on the way."""

import sys
from typing import TYPE_CHECKING, cast

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.check import ready
from barnevern_tilsyn.cli.options import format_option, language, progress_option, reading_options, settings_options
from barnevern_tilsyn.cli.progress import Progress
from barnevern_tilsyn.cli.targets import Target, form_of, target_of
from barnevern_tilsyn.cli.wording import usage_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from barnevern_tilsyn.formats.conversion import Beside, Converted, Form
    from barnevern_tilsyn.reports.conversion import Conversion

__all__ = ["convert"]


@click.command()
@click.argument("source", type=click.Path(path_type=str, allow_dash=True))
@click.argument("target", type=click.Path(path_type=str, allow_dash=True))
@reading_options
@format_option("text", "json")
@progress_option
@settings_options
@language
def convert(
    *,
    source: str,
    target: str,
    version: str | None,
    facts: tuple[str, ...],
    lenient: bool,
    output_format: str,
    no_progress: bool,
    lang: str,
) -> None:
    """Convert cases."""
    from barnevern_tilsyn.formats import Limits, documents
    from barnevern_tilsyn.formats.conversion import as_cases, converted
    from barnevern_tilsyn.reports.conversion import Conversion

    ready((source, *facts), version, None, None)
    form = cast("Form", form_of(target))
    report = Conversion(lang, each=output_format == "json")
    progress = Progress(lang, wanted=not no_progress)
    try:
        to = target_of(target, source)
        try:
            cases = as_cases(documents(source, version=version, lenient=lenient))
            if facts:
                from barnevern_tilsyn.formats.overlay import Overlay, overlaid

                cases = overlaid(cases, Overlay(facts, Limits(), lenient=lenient))
            _write(converted(cases, form), to, report, progress)
        except BaseException:
            to.drop()
            raise
    except OSError as error:
        raise usage_error("cannot-write-output", cause=error) from None
    lines = report.as_json(__version__).decode().splitlines() if output_format == "json" else report.as_text()
    for line in progress.around(lines):
        click.echo(line, err=target == "-")
    sys.exit(report.exit_code)


def _write(items: "Iterator[Converted | Beside]", to: Target, report: "Conversion", progress: Progress) -> None:
    from barnevern_tilsyn.formats.conversion import Converted

    for item in items:
        progress.step()
        report.see(item)
        if isinstance(item, Converted):
            to.add(item.sak_id, item.data)
    to.finish()
