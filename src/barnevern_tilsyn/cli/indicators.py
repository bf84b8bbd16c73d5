"""``indicators``: steering figures over a service's cases and a period."""

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.check import ready
from barnevern_tilsyn.cli.exit_code import reading_code
from barnevern_tilsyn.cli.extras import need
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
from barnevern_tilsyn.cli.wording import language_of, said, usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.indicators import Catalogue, Period
    from barnevern_tilsyn.indicators.municipalities import Municipalities
    from barnevern_tilsyn.indicators.protection import Protection
    from barnevern_tilsyn.indicators.template import Template
    from barnevern_tilsyn.reports.indicators import Gathered

__all__ = ["indicators"]

T = TypeVar("T")

_STEPS = ("month", "quarter", "half-year", "year")


class _HalfYear(click.ParamType[tuple[int, int]]):
    """A half-year: ``2026-1`` or ``2026-2``."""

    name = "half-year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"((?:19|20|21)[0-9]{2})-([12])", str(value))
        if found is None:
            self.fail(said("bad-half-year", language_of(ctx)), param, ctx)
        return int(found[1]), int(found[2])


@click.command()
@records
@click.option("--year", type=click.IntRange(1900, 2199))
@click.option("--half-year", type=_HalfYear())
@click.option("--from", "first", type=DAY)
@click.option("--to", "last", type=DAY)
@click.option("--step", type=click.Choice(_STEPS))
@click.option("--compare", type=click.Choice(["municipality", "district"]))
@click.option("--protection", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--figures", "file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as-of", type=DAY)
@click.option("--assume-unchanged", is_flag=True)
@case_options
@output_options("text", "json", "csv", "html")
@progress_option
@settings_options
@language
def indicators(
    *,
    paths: tuple[str, ...],
    year: int | None,
    half_year: tuple[int, int] | None,
    first: date | None,
    last: date | None,
    step: str | None,
    compare: str | None,
    protection: Path | None,
    template: Path | None,
    file: Path | None,
    as_of: date | None,
    assume_unchanged: bool,
    facts: tuple[str, ...],
    version: str | None,
    lenient: bool,
    key_file: Path | None,
    output_format: str,
    output: Path | None,
    no_progress: bool,
    lang: str,
) -> None:
    """Count."""
    from barnevern_tilsyn.engine import Run
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.indicators import Tally
    from barnevern_tilsyn.indicators.municipalities import builtin as municipalities_of
    from barnevern_tilsyn.reports.indicators import gather, rules_of
    from barnevern_tilsyn.runners.judging import judged, told

    need("html" if output_format == "html" else "")
    ready((*paths, *facts), version, output, key_file)
    period = _period(year, half_year, first, last, step)
    catalogue = _catalogue(file, lang)
    _go_together(compare, template, protection, step, output_format)
    report = None if template is None else _template(template, catalogue, lang)
    limits = _protection(protection, lang)
    municipalities = municipalities_of(districts=compare == "district") if compare else None
    run = Run(rules_of(catalogue), as_of=as_of, assume_unchanged=assume_unchanged)
    progress = Progress(lang, wanted=not no_progress)
    read = judged(told(read_records(paths, version=version, facts=facts, lenient=lenient), progress.step), run)
    found = gather(
        read,
        run,
        Tally(catalogue, period, municipalities),
        Names(read_key(key_file)),
        as_of=as_of,
        assume_unchanged=assume_unchanged,
    )
    if report is not None:
        lines: Iterable[str] = _filled(report, found, limits, output_format, lang)
    elif municipalities is None:
        lines = _alone(found, output_format, lang)
    else:
        lines = _compared(found, municipalities, limits, output_format, lang)
    write(progress.around(lines), output)
    sys.exit(reading_code(found.beside, crashed=found.crashed))


def _go_together(
    compare: str | None, template: Path | None, protection: Path | None, step: str | None, output_format: str
) -> None:
    """Raise a usage error for options that do not go together: one of them would be passed over."""
    if template is not None and (compare or step or output_format not in ("text", "html")):
        raise usage_error("template-alone")
    if compare is None and template is None and protection is not None:
        raise usage_error("protection-of-what")
    if compare is not None and step is not None:
        raise usage_error("compare-has-no-step")


def _alone(found: "Gathered", output_format: str, lang: str) -> Iterable[str]:
    """The figures of all cases together."""
    if output_format == "json":
        from barnevern_tilsyn.reports.indicators_json import as_json

        return as_json(found.indicators, version=__version__, beside=found.beside, lang=lang).decode().splitlines()
    if output_format == "csv":
        from barnevern_tilsyn.reports.indicators_csv import as_csv

        return as_csv(found.indicators, lang=lang).splitlines()
    if output_format == "html":
        from barnevern_tilsyn.reports.html.indicators import lines as page

        return page(found.indicators, version=__version__, beside=found.beside, lang=lang)
    from barnevern_tilsyn.reports.indicators_text import as_text

    return as_text(found.indicators, beside=found.beside, lang=lang)


def _filled(
    report: "Template", found: "Gathered", limits: "Protection", output_format: str, lang: str
) -> Iterable[str]:
    """A report after a template."""
    if output_format == "html":
        from barnevern_tilsyn.reports.html.filled import lines as page

        return page(report, found, limits, version=__version__, lang=lang)
    from barnevern_tilsyn.reports.indicators_filled import as_markdown

    return as_markdown(report, found, limits, lang=lang)


def _compared(
    found: "Gathered", municipalities: "Municipalities", limits: "Protection", output_format: str, lang: str
) -> Iterable[str]:
    """Services side by side."""
    from barnevern_tilsyn.indicators import compare_services

    compared = compare_services(found.tally, limits, undecidable=found.undecidable)
    if output_format == "json":
        from barnevern_tilsyn.reports.indicators_services_json import as_json

        text = as_json(compared, municipalities, version=__version__, beside=found.beside, lang=lang)
        return text.decode().splitlines()
    if output_format == "csv":
        from barnevern_tilsyn.reports.indicators_services_csv import as_csv

        return as_csv(compared, municipalities, lang=lang).splitlines()
    if output_format == "html":
        from barnevern_tilsyn.reports.html.services import lines as page

        return page(compared, municipalities, version=__version__, beside=found.beside, lang=lang)
    from barnevern_tilsyn.reports.indicators_services_text import as_text

    return as_text(compared, municipalities, beside=found.beside, lang=lang)


def _period(
    year: int | None, half_year: tuple[int, int] | None, first: date | None, last: date | None, step: str | None
) -> "Period":
    """The period asked for in one of three ways. Raises a usage error for none, several, and one that is no period."""
    from barnevern_tilsyn.indicators import Period, Span, Step

    parts = Step(step) if step else None
    days = first is not None or last is not None
    if (year is not None) + (half_year is not None) + days != 1:
        raise usage_error("one-period")
    if year is not None:
        return Period.year(year, parts)
    if half_year is not None:
        return Period.half(*half_year, parts)
    if first is None or last is None:
        raise usage_error("both-days")
    if last < first or last.year > 2199:
        raise usage_error("no-period")
    return Period(Span(first, last), parts)


def _catalogue(file: Path | None, lang: str) -> "Catalogue":
    from barnevern_tilsyn.indicators import builtin, load

    return builtin() if file is None else _loaded(load, file, lang)


def _template(name: Path, catalogue: "Catalogue", lang: str) -> "Template":
    """One of our templates by its name, else a file."""
    from barnevern_tilsyn.indicators.template import builtin, builtin_ids, load

    if str(name) in builtin_ids():
        return _loaded(lambda _: builtin(str(name), catalogue), name, lang)
    if not name.exists():
        raise usage_error("no-template", file=name.name, known=builtin_ids())
    return _loaded(lambda file: load(file, catalogue), name, lang)


def _protection(file: Path | None, lang: str) -> "Protection":
    from barnevern_tilsyn.indicators.protection import builtin, load

    return builtin() if file is None else _loaded(load, file, lang)


def _loaded(load: Callable[[Path], T], file: Path, lang: str) -> T:
    """What a user's file holds. Raises a usage error with all its faults."""
    from barnevern_tilsyn.indicators import IndicatorError

    try:
        return load(file)
    except OSError as error:
        raise usage_error("file-not-read", file=file.name, cause=error) from None
    except IndicatorError as error:
        raise usage_error("file-faults", words="\n".join(error.sentences(lang))) from None
