"""From what a run finds to the rows of its JSON: texts rendered, file names made printable."""

from collections.abc import Iterable, Iterator, Mapping

from barnevern_tilsyn.engine import Outcome, Severity, Strength
from barnevern_tilsyn.findings import Deadline, Finding
from barnevern_tilsyn.formats import printable, sentence
from barnevern_tilsyn.law import Certainty
from barnevern_tilsyn.model import Notice, Reject, Superseded, Unreadable
from barnevern_tilsyn.reports import wire
from barnevern_tilsyn.reports.balance import balance
from barnevern_tilsyn.runners import Found, Summary

__all__ = ["Row", "beside_rows", "finding_row", "rows_of", "summary_row", "tool_row"]

Row = wire.Finding | wire.Reject | wire.Unreadable | wire.Notice


def tool_row(version: str) -> wire.Tool:
    """The library itself, in its version."""
    return wire.Tool(name="barnevern-tilsyn", version=version)


def summary_row(summary: Summary) -> wire.Summary:
    """The counts of a run."""
    return wire.Summary(
        cases_read=summary.cases_read,
        cases_checked=summary.cases_checked,
        cases_superseded=summary.cases_superseded,
        cases_rejected=summary.cases_rejected,
        facts_rejected=summary.facts_rejected,
        files_unreadable=summary.files_unreadable,
        outcomes=_outcomes(summary.outcomes),
        by_rule={code: _outcomes(counts) for code, counts in summary.by_rule.items()},
        cannot_be_decided_here=tuple(
            wire.Undecidable(rule=rule, missing=missing) for rule, missing in summary.cannot_be_decided_here
        ),
        balance=tuple(
            wire.Share(
                key=one.key,
                shown=one.shown,
                not_shown=one.not_shown,
                unknown=one.unknown,
                not_carried=one.not_carried,
            )
            for one in balance(summary)
        ),
    )


def _outcomes(counts: Mapping[str, int]) -> dict[Outcome, int]:
    return {Outcome(name): number for name, number in counts.items()}


def rows_of(found: Found, lang: str) -> Iterator[Row]:
    """The rows of one thing found: a row for each fault of a reject, none for a superseded delivery (it is counted)."""
    match found:
        case Finding():
            yield finding_row(found, lang)
        case Reject():
            for fault in found.faults:
                yield wire.Reject(
                    file=printable(found.fil),
                    line=fault.linje or None,
                    path=printable(fault.path),
                    code=fault.expected.id,
                    expected=sentence(fault.expected, lang),
                )
        case Unreadable():
            yield wire.Unreadable(file=printable(found.fil), code=found.reason.id, reason=sentence(found.reason, lang))
        case Notice():
            yield wire.Notice(
                file=printable(found.fil),
                case=found.sak_id or None,
                code=found.reason.id,
                text=sentence(found.reason, lang),
            )
        case Superseded():
            pass


def finding_row(f: Finding, lang: str) -> wire.Finding:
    """A finding, with its message in the reader's language."""
    return wire.Finding(
        rule=f.rule,
        rule_version=f.rule_version,
        name=f.name,
        ruleset=f.ruleset,
        theme=f.theme,
        duties=f.duties,
        outcome=f.outcome,
        strength=Strength(f.strength) if f.strength else None,
        certainty=Certainty(f.certainty) if f.certainty else None,
        severity=Severity(f.severity) if f.severity else None,
        case=f.case,
        element=wire.Element(type=f.element_type, id=f.element_id),
        source=wire.Source(file=printable(f.source.file), line=f.source.line),
        as_of=f.as_of,
        deadline=_deadline(f.deadline),
        facts=tuple(wire.Fact(path=fact.path, value=fact.value, inferred=fact.inferred) for fact in f.facts),
        missing=f.missing,
        reasons=f.reasons,
        provisions=tuple(
            wire.Provision(act=p.act, paragraph=p.paragraph, ledd=p.ledd, punktum=p.punktum, in_force=p.in_force)
            for p in f.provisions
        ),
        message=f.message(lang),
        fingerprint=f.fingerprint,
    )


def _deadline(deadline: Deadline | None) -> wire.Deadline | None:
    if deadline is None:
        return None
    return wire.Deadline(
        start=deadline.start,
        nominal=deadline.nominal,
        latest=deadline.latest,
        reasons=deadline.reasons,
        event=deadline.event,
        days_over=deadline.days_over,
    )


def beside_rows(beside: Iterable[Found], lang: str) -> dict[str, list[Row]]:
    """The rows of documents that are no case, by the key under which a report lists them."""
    rows = [row for found in beside for row in rows_of(found, lang)]
    kinds: Mapping[str, type[Row]] = {"rejects": wire.Reject, "unreadable": wire.Unreadable, "notices": wire.Notice}
    return {key: [row for row in rows if isinstance(row, kind)] for key, kind in kinds.items()}
