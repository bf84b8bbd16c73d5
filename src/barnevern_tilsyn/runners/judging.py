"""Documents on their way through the rules: each with what the rules came to on it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import attrs

from barnevern_tilsyn.engine import MissingAsOfError, Result, Run
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.formats import undated
from barnevern_tilsyn.model import Kilde, Notice, Reject, Sak, Superseded, Unreadable
from barnevern_tilsyn.model.kostra import Individ

__all__ = ["Beside", "Read", "judged", "named", "told"]

T = TypeVar("T")

Beside = Reject | Unreadable | Superseded | Notice
"""What comes of a document that is not a case to judge."""

Read = Sak | Individ | Beside
"""What comes of a document."""


def judged(documents: Iterable[Read], run: Run) -> Iterator[tuple[Read | None, list[Result]]]:
    """Each document with the results on it, and last, with ``None``, those that only all documents together give.

    A case that nothing tells the day of is rejected. Of a child in a KOSTRA file the controls are told all the same.
    Where there are controls of KOSTRA files and none was read, a notice says so: else they would seem to find nothing.
    """
    without_year: Kilde | None = None
    first_case: Sak | None = None
    children = False
    for document in documents:
        if isinstance(document, Sak):
            first_case = first_case or document
            try:
                results = run.see(document)
            except MissingAsOfError:
                yield undated(document), []
            else:
                yield document, results
        elif isinstance(document, Individ):
            children = True
            results, has_day = _on_child(document, run)
            if not has_day and document._kilde is not without_year:
                without_year = document._kilde
                yield _no_year(document), []
            yield document, results
        else:
            yield document, run.refuse(document) if type(document) is Reject else []
    if first_case and run.on_children and not children:
        yield _none_read(first_case), []
    yield None, run.finish()


def _on_child(individ: Individ, run: Run) -> tuple[list[Result], bool]:
    """The results on a child in a KOSTRA file, as it stands there and as the case that it is, and whether it has a day.

    Without a year in the file, or a day of judgement, only what stands there can be looked at.
    """
    results = run.see_individ(individ)
    if not run.on_cases:
        return results, True
    from barnevern_tilsyn.formats.kostra_case import case_of  # noqa: PLC0415 - most runs read no KOSTRA file

    try:
        return sorted(run.see(case_of(individ)) + results, key=_code), True
    except MissingAsOfError:
        return results, False


def _code(result: Result) -> str:
    return result.rule.code


def _no_year(individ: Individ) -> Notice:
    from barnevern_tilsyn.formats.kostra_case import NO_YEAR  # noqa: PLC0415 - as above

    return Notice(fil=individ._kilde.fil, sak_id="", reason=NO_YEAR)


def _none_read(sak: Sak) -> Notice:
    from barnevern_tilsyn.formats.kostra_case import NONE_READ  # noqa: PLC0415 - as above

    return Notice(fil=sak._kilde.fil, sak_id="", reason=NONE_READ)


def told(read: Iterable[T], on_document: Callable[[], object]) -> Iterator[T]:
    """The same documents; ``on_document`` is called for each."""
    for document in read:
        on_document()
        yield document


def named(document: Beside, names: Names) -> Beside:
    """What came of a document that is no case, its file and case called by ``names``."""
    file = names.file(document.fil)
    match document:
        case Superseded() | Notice():
            return attrs.evolve(document, fil=file, sak_id=names.case(document.sak_id) or "")
        case _:
            return attrs.evolve(document, fil=file)
