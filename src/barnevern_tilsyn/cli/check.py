"""``check``: read case records and print what may be breaches of the law."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.exit_code import FAIL_ON, exit_code
from barnevern_tilsyn.cli.options import DAY, NAMES, OneOf, language

__all__ = ["check"]

_OUTCOMES = ("breach", "review", "open", "running", "met", "not_applicable", "fault", "error")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str, allow_dash=True), metavar="PATH...")
@click.option("--ruleset", type=NAMES, default="lov", show_default=True, help="Rule sets to run.")
@click.option("--select", type=NAMES, default=(), help="Only these rules: codes, names or families.")
@click.option("--ignore", type=NAMES, default=(), help="Not these rules.")
@click.option("--as-of", type=DAY, help="Day of judgement. Default: the day each case was extracted.")
@click.option("--assume-unchanged", is_flag=True, help="Take it that nothing happened after the extraction.")
@click.option("--register-version", "version", metavar="VERSION", help="Pin the register's version, such as 4.0.1.")
@click.option("--show", type=OneOf(_OUTCOMES), default="breach,review,fault,error", help="Outcomes to show.")
@click.option("--fail-on", type=OneOf(FAIL_ON), default="breach,fault:error", help="What makes the exit code 1.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not to the screen."
)
@language
def check(
    *,
    paths: tuple[str, ...],
    ruleset: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_of: date | None,
    assume_unchanged: bool,
    version: str | None,
    show: tuple[str, ...],
    fail_on: tuple[str, ...],
    output_format: str,
    output: Path | None,
    lang: str,
) -> None:
    """Check case records for potential breaches of the law.

    PATH is a file, a folder, a glob, a zip or tar archive, or - for standard input.

    Exit codes: 0 nothing at or above --fail-on; 1 findings at or above it, or rejected documents; 2 wrong usage or
    unreadable input; 3 a rule crashed. The highest wins.
    """
    from barnevern_tilsyn.engine import Outcome, UnknownRuleError
    from barnevern_tilsyn.formats.versions import newest_first
    from barnevern_tilsyn.runners import check_files

    if version is not None and version not in newest_first():
        raise click.UsageError(f"--register-version: known are {', '.join(newest_first())}")
    try:
        report = check_files(
            paths,
            as_of=as_of,
            assume_unchanged=assume_unchanged,
            rulesets=ruleset,
            select=select,
            ignore=ignore,
            show=frozenset(Outcome(name) for name in show),
            version=version,
        )
    except UnknownRuleError as error:
        raise click.UsageError(f"no rule, family or rule set is called {error}") from None
    if output_format == "json":
        from barnevern_tilsyn.reports.json import as_json

        _write([as_json(report, version=__version__, lang=lang).decode()], output, end="")
    else:
        from barnevern_tilsyn.reports.text import as_text

        _write(as_text(report, lang=lang), output, end="\n")
    sys.exit(exit_code(report, fail_on))


def _write(lines: Iterable[str], output: Path | None, *, end: str) -> None:
    """To the screen, styled where it is a terminal; to a file in UTF-8, plain."""
    if output is None:
        for line in lines:
            click.echo(line, nl=bool(end))
        return
    try:
        output.write_text("".join(click.unstyle(line) + end for line in lines), encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"cannot write the output file: {error.strerror}") from None
