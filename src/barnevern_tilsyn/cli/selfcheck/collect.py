"""``selfcheck collect``: what the filled forms of a round come to."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn.cli.extras import need
from barnevern_tilsyn.cli.options import language, output_options, settings_options
from barnevern_tilsyn.cli.output import writable
from barnevern_tilsyn.cli.selfcheck.files import content_of, expanded, file_option, own_programmes, programmes_of, read
from barnevern_tilsyn.cli.selfcheck.formats import can_write, write_as
from barnevern_tilsyn.reports.round_writers import COLLECTED

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme
    from barnevern_tilsyn.programmes.form import Form

__all__ = ["collect"]

_ENDINGS = (".json", ".xlsx")


@click.command("collect")
@click.argument("forms", nargs=-1, required=True, type=click.Path(path_type=Path))
@file_option("--sample", required=True)
@file_option("--failing")
@own_programmes
@output_options(*COLLECTED)
@settings_options
@language
def collect(
    *,
    forms: tuple[Path, ...],
    sample: Path,
    failing: Path | None,
    programmes: tuple[str, ...],
    output_format: str,
    output: Path | None,
    lang: str,
) -> None:
    """Collect the forms of a round."""
    from barnevern_tilsyn.programmes.collecting import collect as collected_of
    from barnevern_tilsyn.programmes.failing_file import read_failing
    from barnevern_tilsyn.programmes.sample_json import read_sample_json
    from barnevern_tilsyn.reports.collected_text import beside_text

    format = COLLECTED[output_format]
    can_write(format, output)
    known = programmes_of(programmes)
    drawn = read(partial(read_sample_json, programmes=known), sample)
    rule = read(read_failing, failing) if failing else None
    files = list(dict.fromkeys(expanded(forms, _ENDINGS)))
    writable(output, tuple(str(path) for path in (*files, sample)))
    named, refused = _read(files, known, lang)
    done = collected_of(named, drawn, known[drawn.programme.id], failing=rule, unreadable=refused)
    write_as(format, done.collected, known, output, lang)
    if output is not None:
        from barnevern_tilsyn.reports.collected_text import summary_text

        click.echo("\n".join(summary_text(done.collected, known, lang=lang)), err=True)
    for line in beside_text(done, lang):
        click.echo(line, err=True)
    sys.exit(int(bool(done.left_out or done.without_form or refused)))


def _read(files: Iterable[Path], programmes: "dict[str, Programme]", lang: str) -> "tuple[list[tuple[str, Form]], int]":
    """The forms in files, each with the file's name, and how many were refused. Why, is told at once."""
    from barnevern_tilsyn.formats import printable
    from barnevern_tilsyn.programmes.form_json import FormError
    from barnevern_tilsyn.reports.form_reading import is_workbook, read_form

    named: list[tuple[str, Form]] = []
    refused = 0
    for path in files:
        name, content = printable(str(path)), content_of(path)
        if is_workbook(content):
            need("xlsx")
        try:
            named.append((name, read_form(name, content, programmes)))
        except FormError as error:
            refused += 1
            click.echo("\n".join(error.sentences(lang)), err=True)
    return named, refused
