"""``selfcheck form``: a form for each case of a sample, filled in from the records as far as they decide."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.check import ready
from barnevern_tilsyn.cli.exit_code import reading_code
from barnevern_tilsyn.cli.extras import need
from barnevern_tilsyn.cli.key import read_key
from barnevern_tilsyn.cli.options import (
    case_options,
    format_option,
    language,
    progress_option,
    records,
    settings_options,
)
from barnevern_tilsyn.cli.progress import Progress
from barnevern_tilsyn.cli.reading import read_records
from barnevern_tilsyn.cli.selfcheck.files import own_programmes, programmes_of, read
from barnevern_tilsyn.cli.wording import said, usage_error
from barnevern_tilsyn.reports.form_writers import FORM_FORMATS, file_names

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes.filling import Filling
    from barnevern_tilsyn.programmes.form import Form
    from barnevern_tilsyn.runners.judging import Beside, Read

__all__ = ["form"]


@click.command("form")
@click.argument("sample", type=click.Path(path_type=Path, dir_okay=False))
@records
@own_programmes
@case_options
@format_option(*FORM_FORMATS)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), required=True)
@progress_option
@settings_options
@language
def form(
    *,
    sample: Path,
    paths: tuple[str, ...],
    programmes: tuple[str, ...],
    facts: tuple[str, ...],
    version: str | None,
    lenient: bool,
    key_file: Path | None,
    output_format: str,
    output: Path,
    no_progress: bool,
    lang: str,
) -> None:
    """Make the forms of a sample."""
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.findings.names import is_uuid
    from barnevern_tilsyn.formats import printable
    from barnevern_tilsyn.programmes.filling import Filling
    from barnevern_tilsyn.programmes.sample_json import read_sample_json
    from barnevern_tilsyn.reports.text import Beside
    from barnevern_tilsyn.rules import choose
    from barnevern_tilsyn.runners.judging import named, told

    ready((*paths, *facts), version, None, key_file)
    chosen = FORM_FORMATS[output_format]
    need(chosen.extra)
    known = programmes_of(programmes)
    drawn = read(partial(read_sample_json, programmes=known), sample)
    programme = known[drawn.programme.id]
    if key_file is None and not all(is_uuid(subject.case) for subject in drawn.cases):
        raise usage_error("sample-needs-key")
    names = Names(read_key(key_file))
    filling = Filling(drawn, programme, choose(("lov",)), names=names, lang=lang)
    progress = Progress(lang, wanted=not no_progress)
    documents = told(read_records(paths, version=version, facts=facts, lenient=lenient), progress.step)
    beside = [named(one, names) for one in progress.around(_all_seen(documents, filling))]
    forms = filling.forms()
    written = (chosen.write(one, programme, __version__) for one in forms)
    files = dict(zip((output / name for name in file_names(forms, output_format)), written, strict=True))
    _write(output, files)
    for target in files:
        click.echo(printable(str(target)))
    apart = Beside(lang)
    for one in beside:
        apart.keep(one)
    for line in (*_summary(forms, filling.not_found, lang), *apart.sections()):
        click.echo(line, err=True)
    sys.exit(max(reading_code(beside, crashed=filling.crashed), int(bool(filling.not_found))))


def _all_seen(read: "Iterable[Read]", filling: "Filling") -> "Iterator[Beside]":
    """Let each case be filled in; what is no case is given on."""
    from barnevern_tilsyn.formats.kostra_case import case_of
    from barnevern_tilsyn.model import Sak
    from barnevern_tilsyn.model.kostra import Individ

    for document in read:
        sak = case_of(document) if isinstance(document, Individ) else document
        if isinstance(sak, Sak):
            filling.see(sak)
        else:
            yield sak


def _write(folder: Path, files: "Mapping[Path, bytes]") -> None:
    """Each file is whole or not there. Raises a usage error for one that is there, and not the same."""
    from barnevern_tilsyn.formats import printable

    try:
        for target, content in files.items():
            if target.exists() and target.read_bytes() != content:
                raise usage_error("form-exists", file=printable(str(target)))
        folder.mkdir(parents=True, exist_ok=True)
        for target, content in files.items():
            part = target.with_name(f"{target.name}.part")
            part.write_bytes(content)
            part.replace(target)
    except OSError as error:
        raise usage_error("cannot-write-output", cause=error) from None


def _summary(forms: "tuple[Form, ...]", not_found: tuple[str, ...], lang: str) -> "Iterator[str]":
    """How many forms there are, and how far they are filled in; the cases that were not found."""
    answers = [answer for one in forms for answer in one.answers]
    proposed = sum(answer.proposed is not None for answer in answers)
    yield said("forms-made", lang, forms=len(forms), proposed=proposed, left=len(answers) - proposed)
    for case in not_found:
        yield said("case-not-found", lang, case=case)
