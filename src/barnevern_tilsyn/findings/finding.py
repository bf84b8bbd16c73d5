"""A finding: what a rule came to on an element of a case, ready to be shown."""

from collections.abc import Iterator
from datetime import date

import attrs

from barnevern_tilsyn.engine import FactUsed, Outcome, Result, Rule
from barnevern_tilsyn.engine.result import crashed
from barnevern_tilsyn.engine.rule_texts import RuleTexts
from barnevern_tilsyn.findings.fingerprint import fingerprint
from barnevern_tilsyn.findings.messages import sentences
from barnevern_tilsyn.findings.names import Names
from barnevern_tilsyn.findings.shown import shown
from barnevern_tilsyn.law import Hjemmel
from barnevern_tilsyn.model import Message, Reject

__all__ = ["Deadline", "Fact", "Finding", "Provision", "Source", "fact_of", "finding_of", "findings_of"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Deadline:
    """The clock behind a finding. ``days_over`` counts from ``nominal`` to the event, or to ``known_until``.

    ``known_until``: the last day that the record tells of. ``undone``: what the duty demands is known not to have been
    done by then.
    """

    start: date
    nominal: date
    latest: date
    reasons: tuple[str, ...]
    event: date | None
    days_over: int
    known_until: date
    undone: bool


@attrs.frozen(weakref_slot=False, kw_only=True)
class Fact:
    """A fact the finding rests on. ``inferred``: it was found by date, not by a relation."""

    path: str
    value: str
    inferred: bool


@attrs.frozen(weakref_slot=False, kw_only=True)
class Provision:
    """A provision cited, in the version that was in force on the day that counts."""

    act: str
    paragraph: str
    ledd: int | None
    punktum: int | None
    bokstav: str | None
    in_force: date

    def cite(self, lang: str = "nb") -> str:
        """The citation in a language: ``bvl. § 2-2 andre ledd``."""
        return Hjemmel(self.act, self.paragraph, self.ledd, self.punktum, self.bokstav).cite(lang)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Source:
    """Where the element stands: the file and its 1-based line, ``None`` where it has none. Not compared."""

    file: str
    line: int | None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Finding:
    """One outcome of one rule on one element: immutable, without a personal value, its text rendered late.

    ``case`` and ``element_id`` are ``None`` where the id is no UUID and there is no pseudonym key; ``source`` then
    names the place, and ``case_line`` the 1-based line where the case begins. ``case_closed``: the case is registered
    closed. ``reasons`` are why a person must judge. ``missing`` are the facts without which the answer is open.
    ``strength`` is of a duty, ``severity`` of a control. ``as_of`` is ``None`` where a document could not be read and
    no day was given.
    """

    rule: str
    rule_version: str
    name: str
    ruleset: str
    outcome: Outcome
    strength: str | None
    certainty: str | None
    severity: str | None
    theme: str
    duties: tuple[str, ...]
    case: str | None
    case_line: int | None = attrs.field(eq=False)
    case_closed: bool
    element_type: str
    element_id: str | None
    source: Source = attrs.field(eq=False)
    as_of: date | None
    deadline: Deadline | None
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    provisions: tuple[Provision, ...]
    fingerprint: str | None
    texts: RuleTexts = attrs.field(eq=False, repr=False)
    _message: Message = attrs.field(repr=False)

    def message(self, lang: str = "nb") -> str:
        """What was found, in whole sentences, in bokmål (``nb``), nynorsk (``nn``) or English (``en``)."""
        over = self.deadline.days_over if self.deadline else 0
        return sentences(self.texts, self.rule, self._message, self.reasons, self.missing, self.outcome, over, lang)


_OWN_NAMES = Names()


def findings_of(results: list[Result], names: Names = _OWN_NAMES) -> Iterator[Finding]:
    """The findings of a case, in the order of its results, its parts called by ``names``."""
    return (finding_of(result, names) for result in results)


def finding_of(result: Result, names: Names = _OWN_NAMES) -> Finding:
    """The finding that a result is. A rule may fail as late as here, where its facts are asked for: an error."""
    try:
        return _finding(result, result.rule, names)
    except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
        failed = crashed(result.rule, result.sak, result.element, result.as_of, error)
        return _finding(failed, result.rule, names)


def _finding(result: Result, rule: Rule, names: Names) -> Finding:
    kind = "Dokument" if isinstance(result.element, Reject) else type(result.element).__name__
    case = names.case(result.sak.id) if result.sak.id else None
    id = getattr(result.element, "id", "")
    element = names.element(result.sak.id, kind, id) if case and id else None
    certainty, severity = result.certainty, result.severity
    return Finding(
        rule=rule.code,
        rule_version=rule.version,
        name=rule.name,
        ruleset=rule.ruleset,
        outcome=result.outcome,
        strength=rule.strength.value if rule.strength else None,
        certainty=certainty.value if certainty else None,
        severity=severity.value if severity else None,
        theme=rule.theme,
        duties=rule.duties,
        case=case,
        case_line=result.sak._linje or None,
        case_closed=result.case_closed,
        element_type=kind,
        element_id=element,
        source=Source(file=names.file(result.sak._kilde.fil), line=result.line),
        as_of=result.as_of,
        deadline=_deadline(result),
        facts=tuple(fact_of(fact) for fact in result.facts),
        missing=result.missing,
        reasons=result.reasons,
        provisions=tuple(
            Provision(
                act=version.hjemmel.lov,
                paragraph=version.hjemmel.paragraf,
                ledd=version.hjemmel.ledd,
                punktum=version.hjemmel.punktum,
                bokstav=version.hjemmel.bokstav,
                in_force=version.in_force,
            )
            for version in result.provisions
        ),
        fingerprint=fingerprint(rule.code, case, element),
        texts=rule.texts,
        message=result.message,
    )


def _deadline(result: Result) -> Deadline | None:
    frist = result.frist
    if frist is None:
        return None
    return Deadline(
        start=frist.start,
        nominal=frist.nominal,
        latest=frist.latest,
        reasons=frist.reasons,
        event=result.event,
        days_over=max(0, (result.overdue_on - frist.nominal).days) if result.overdue_on else 0,
        known_until=result.known_until,
        undone=result.undone,
    )


def fact_of(fact: FactUsed) -> Fact:
    """A fact as it is shown."""
    return Fact(path=fact.path, value=shown(fact.value), inferred=fact.inferred)
