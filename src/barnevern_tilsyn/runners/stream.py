"""A run over many cases as it goes on: what it finds, and what it has counted so far."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from barnevern_tilsyn.engine import Outcome, Result, Run
from barnevern_tilsyn.findings import Finding, Names, finding_of
from barnevern_tilsyn.model import Notice, Reject, Sak, Superseded, Unreadable
from barnevern_tilsyn.runners.report import Found, Report, Summary, Tally

__all__ = ["Stream"]

Beside = Reject | Unreadable | Superseded | Notice
"""What comes of a document that is not a case to judge."""


class Stream(Iterator[Found]):
    """What a run finds, in the order of the input, one at a time: nothing of a case is kept once it is passed on.

    ``summary`` and ``faults`` (data and authority controls by severity) are what has been counted so far, complete when
    the iteration has ended.
    """

    def __init__(
        self,
        documents: Iterable[Sak | Beside],
        run: Run,
        shown: frozenset[Outcome],
        names: Names,
    ) -> None:
        self._run = run
        self._tally = Tally()
        self._shown = shown
        self._names = names
        self._found = self._go(documents, run)

    def __next__(self) -> Found:
        return next(self._found)

    def _go(self, documents: Iterable[Sak | Beside], run: Run) -> Iterator[Found]:
        for document in documents:
            self._tally.document(type(document))
            if isinstance(document, Sak):
                yield from self._findings(run.see(document))
                continue
            yield _named(document, self._names)
            if isinstance(document, Reject):
                yield from self._findings(run.refuse(document))
        yield from self._findings(run.finish())

    def _findings(self, results: list[Result]) -> Iterator[Finding]:
        for result in results:
            if result.outcome in self._shown:
                finding = finding_of(result, self._names)
                self._tally.count(result, finding.outcome)
                yield finding
            else:
                self._tally.count(result, result.outcome)

    @property
    def summary(self) -> Summary:
        """The counts so far."""
        return self._tally.summary(self._run.undecidable())

    @property
    def faults(self) -> Mapping[str, int]:
        """Data and authority controls that fired so far, by severity."""
        return dict(self._tally.faults)

    def report(self) -> Report:
        """All that is left of the run, gathered."""
        findings: list[Finding] = []
        rejects: list[Reject] = []
        unreadable: list[Unreadable] = []
        superseded: list[Superseded] = []
        notices: list[Notice] = []
        for found in self:
            match found:
                case Finding():
                    findings.append(found)
                case Reject():
                    rejects.append(found)
                case Unreadable():
                    unreadable.append(found)
                case Superseded():
                    superseded.append(found)
                case Notice():
                    notices.append(found)
        return Report(
            findings=tuple(findings),
            rejects=tuple(rejects),
            unreadable=tuple(unreadable),
            superseded=tuple(superseded),
            notices=tuple(notices),
            faults=self.faults,
            summary=self.summary,
        )


def _named(document: Beside, names: Names) -> Beside:
    """A document beside the cases, its file and case called by ``names``."""
    file = names.file(document.fil)
    match document:
        case Superseded() | Notice():
            return attrs.evolve(document, fil=file, sak_id=names.case(document.sak_id) or "")
        case _:
            return attrs.evolve(document, fil=file)
