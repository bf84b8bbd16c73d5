"""A run over many cases as it goes on: what it finds, and what it has counted so far."""

from collections.abc import Iterable, Iterator, Mapping

from barnevern_tilsyn.engine import Outcome, Result, Run
from barnevern_tilsyn.findings import Finding, Names, finding_of
from barnevern_tilsyn.model import Notice, Reject, Superseded, Unreadable
from barnevern_tilsyn.runners.judging import Beside, Read, judged, named
from barnevern_tilsyn.runners.report import Found, Report, Summary, Tally

__all__ = ["Stream"]


class Stream(Iterator[Found]):
    """What a run finds, in the order of the input, one at a time: nothing of a case is kept once it is passed on.

    ``summary`` and ``faults`` (data and authority controls by severity) are what has been counted so far, complete when
    the iteration has ended.
    """

    def __init__(
        self,
        documents: Iterable[Read],
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

    def _go(self, documents: Iterable[Read], run: Run) -> Iterator[Found]:
        for document, results in judged(documents, run):
            if document is not None:
                self._tally.document(type(document))
                if isinstance(document, Beside):
                    yield named(document, self._names)
            yield from self._findings(results)

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
