"""``explain CODE --case``: why a rule came to what it did on the cases of a file."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn._version import __version__

if TYPE_CHECKING:
    from barnevern_tilsyn.engine import Result, Run
    from barnevern_tilsyn.findings import Names
    from barnevern_tilsyn.findings.why import Why
    from barnevern_tilsyn.reports.text import Beside
    from barnevern_tilsyn.runners.judging import Read

__all__ = ["tell_why"]


def tell_why(read: "Iterable[Read]", run: "Run", names: "Names", *, output_format: str, lang: str) -> int:
    """Print the tree of every answer that the run gives, on standard error what could not be read; the exit code."""
    from barnevern_tilsyn.reports.text import Beside
    from barnevern_tilsyn.runners.judging import judged

    beside, codes = Beside(lang), {0}
    told = _answers(judged(read, run), names, beside, codes)
    if output_format == "json":
        from barnevern_tilsyn.reports.why_json import as_json

        click.echo(as_json(told, version=__version__, lang=lang).decode(), nl=False)
    else:
        from barnevern_tilsyn.reports.why_text import lines

        for line in lines(told, lang):
            click.echo(line)
    for line in beside.sections():
        click.echo(line, err=True)
    return max(codes)


def _answers(
    read: "Iterable[tuple[Read | None, list[Result]]]", names: "Names", beside: "Beside", codes: set[int]
) -> "Iterator[Why]":
    """What is behind each answer; the rest is kept in ``beside``, and what it means for the exit code in ``codes``."""
    from barnevern_tilsyn.engine import Outcome
    from barnevern_tilsyn.findings.why import why
    from barnevern_tilsyn.model import Reject, Unreadable
    from barnevern_tilsyn.runners.judging import Beside, named

    for document, results in read:
        if isinstance(document, Beside):
            beside.keep(named(document, names))
            codes.add(2 if isinstance(document, Unreadable) else 1 if isinstance(document, Reject) else 0)
        for result in results:
            told = why(result, names)
            codes.add(3 if told.finding.outcome is Outcome.ERROR else 0)
            yield told
