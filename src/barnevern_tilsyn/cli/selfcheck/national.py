"""``selfcheck national``: results of many services summed up, and what was published of national rounds."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from barnevern_tilsyn.cli.options import language, output_options, settings_options
from barnevern_tilsyn.cli.output import writable
from barnevern_tilsyn.cli.selfcheck.files import content_of, expanded, file_option, own_programmes, programmes_of, read
from barnevern_tilsyn.cli.selfcheck.formats import can_write, write_as
from barnevern_tilsyn.cli.wording import language_of, said, usage_error
from barnevern_tilsyn.reports.round_writers import NATIONAL, PUBLISHED

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme
    from barnevern_tilsyn.programmes.programme import Kind
    from barnevern_tilsyn.programmes.published import Chosen
    from barnevern_tilsyn.programmes.service_result import ServiceResult

__all__ = ["national"]


class _HowChosen(click.ParamType["dict[Kind, Chosen]"]):
    """``risk``, or ``audit=risk`` for one method."""

    name = "chosen"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "dict[Kind, Chosen]":
        from barnevern_tilsyn.programmes.programme import Kind
        from barnevern_tilsyn.programmes.published import Chosen

        method, _, how = str(value).rpartition("=")
        try:
            return dict.fromkeys([Kind(method)] if method else Kind, Chosen(how))
        except ValueError:
            self.fail(said("bad-chosen", language_of(ctx), names=tuple(Kind), allowed=tuple(Chosen)), param, ctx)


@click.command("national")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--chosen", type=_HowChosen(), multiple=True)
@click.option("--published", is_flag=True)
@file_option("--figures")
@own_programmes
@output_options(*NATIONAL)
@settings_options
@language
def national(
    *,
    files: tuple[Path, ...],
    chosen: "tuple[dict[Kind, Chosen], ...]",
    published: bool,
    figures: Path | None,
    programmes: tuple[str, ...],
    output_format: str,
    output: Path | None,
    lang: str,
) -> None:
    """Sum up many services."""
    from barnevern_tilsyn.programmes.national import national as picture_of
    from barnevern_tilsyn.programmes.published import published as sourced
    from barnevern_tilsyn.programmes.published import read_published

    if not files and not published:
        raise usage_error("no-results")
    can_write(NATIONAL[output_format], output)
    known = programmes_of(programmes)
    rows = read(read_published, figures) if figures else sourced()
    paths = list(dict.fromkeys(expanded(files, (".json",))))
    writable(output, tuple(str(path) for path in paths))
    if not files:
        write_as(PUBLISHED[output_format], rows, known, output, lang)
        return
    results, refused = _results(paths, known, lang)
    how = {method: one for given in chosen for method, one in given.items()}
    found = picture_of(results, chosen=how, published=rows if published or figures else ())
    write_as(NATIONAL[output_format], found, known, output, lang)
    sys.exit(int(refused))


def _results(
    paths: Iterable[Path], programmes: "dict[str, Programme]", lang: str
) -> "tuple[list[ServiceResult], bool]":
    """The results in files. What a refused one has wrong is told at once, and the run goes on."""
    from barnevern_tilsyn.engine.own_file import FileError
    from barnevern_tilsyn.formats import printable
    from barnevern_tilsyn.programmes.result_file import read_result

    results: list[ServiceResult] = []
    refused = False
    for path in paths:
        try:
            results.append(read_result(printable(str(path)), content_of(path), programmes))
        except FileError as error:
            refused = True
            click.echo("\n".join(error.sentences(lang)), err=True)
    return results, refused
