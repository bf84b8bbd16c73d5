"""Documents on their way through the rules: each with what the rules came to on it."""

from collections.abc import Iterable, Iterator

import attrs

from barnevern_tilsyn.engine import MissingAsOfError, Result, Run
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.formats import undated
from barnevern_tilsyn.model import Notice, Reject, Sak, Superseded, Unreadable

__all__ = ["Beside", "Read", "judged", "named"]

Beside = Reject | Unreadable | Superseded | Notice
"""What comes of a document that is not a case to judge."""

Read = Sak | Beside
"""What comes of a document."""


def judged(documents: Iterable[Read], run: Run) -> Iterator[tuple[Read | None, list[Result]]]:
    """Each document with the results on it, and last, with ``None``, those that only all documents together give.

    A case that nothing tells the day of is rejected.
    """
    for document in documents:
        if isinstance(document, Sak):
            try:
                results = run.see(document)
            except MissingAsOfError:
                yield undated(document), []
            else:
                yield document, results
        else:
            yield document, run.refuse(document) if isinstance(document, Reject) else []
    yield None, run.finish()


def named(document: Beside, names: Names) -> Beside:
    """What came of a document that is no case, its file and case called by ``names``."""
    file = names.file(document.fil)
    match document:
        case Superseded() | Notice():
            return attrs.evolve(document, fil=file, sak_id=names.case(document.sak_id) or "")
        case _:
            return attrs.evolve(document, fil=file)
