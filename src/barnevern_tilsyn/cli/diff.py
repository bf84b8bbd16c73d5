"""``diff``: what is new, changed, resolved and gone between two reports of ``check``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.options import language, names_option, output_options, settings_options
from barnevern_tilsyn.cli.output import writable, write
from barnevern_tilsyn.cli.wording import usage_error
from barnevern_tilsyn.reports.levels import FAIL_ON, fails

if TYPE_CHECKING:
    from barnevern_tilsyn.reports.recorded import Recorded

__all__ = ["diff"]

_REPORT = click.Path(path_type=str, allow_dash=True)


@click.command()
@click.argument("old", type=_REPORT)
@click.argument("new", type=_REPORT)
@names_option("--fail-on", allowed=FAIL_ON, default=("breach", "fault:error"))
@output_options("text", "json")
@settings_options
@language
def diff(*, old: str, new: str, fail_on: tuple[str, ...], output_format: str, output: Path | None, lang: str) -> None:
    """Compare two reports."""
    from barnevern_tilsyn.reports.diff import compare

    if old == new == "-" or ("-" in (old, new) and sys.stdin is None):
        raise usage_error("no-standard-input")
    writable(output, (old, new))
    found = compare(_recorded(old), _recorded(new))
    if output_format == "json":
        from barnevern_tilsyn.reports.diff_json import as_json

        write(as_json(found, files=(old, new), version=__version__, lang=lang).decode().splitlines(), output)
    else:
        from barnevern_tilsyn.reports.diff_text import as_text
        from barnevern_tilsyn.rules import all_available

        rules, _ = all_available()  # for their titles only: a package that cannot be used is no matter here
        write(as_text(found, files=(old, new), rules=rules, lang=lang), output)
    if output is not None:
        from barnevern_tilsyn.reports.diff_text import summary_text

        click.echo("\n".join(summary_text(found, lang)), err=True)
    # What cannot be known again may be new.
    stop = any(fails(finding.outcome, finding.severity, fail_on) for finding in (*found.worse, *found.nameless_new))
    sys.exit(1 if stop else 0)


def _recorded(path: str) -> "Recorded":
    from barnevern_tilsyn.formats import printable
    from barnevern_tilsyn.reports.recorded import UnreadableReportError, recorded

    file = printable(path)
    try:
        return recorded(sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes())
    except UnreadableReportError as error:
        reason = error.reason
    except OSError as error:
        raise usage_error("cannot-read-report", file=file, cause=error) from None
    match reason:
        case "json":
            raise usage_error("report-is-no-json", file=file)
        case "format":
            raise usage_error("report-has-another-format", file=file)
        case _:
            raise usage_error("no-such-report", file=file)
