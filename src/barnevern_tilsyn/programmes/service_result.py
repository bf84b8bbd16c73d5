"""What one service's audit or self-check concluded, theme by theme."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.codes import fylke
from barnevern_tilsyn.programmes.audit import AuditResult
from barnevern_tilsyn.programmes.collected import Collected
from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.programme import AnswerValue, Concludes, Counts, Kind, Programme

__all__ = ["SEVERAL", "UNKNOWN", "ServiceResult", "Verdict", "of_audit", "of_collected"]

SEVERAL = "several"
"""A service with municipalities in several counties."""
UNKNOWN = "unknown"
"""A service of no county that is known."""


class Verdict(StrEnum):
    """What was concluded of a service, or of a theme of its work; the gravest first."""

    BREACH = "breach"
    FAILING = "failing"
    """A failing by the service's own judgement (*svikt*), which is no conclusion on the law."""
    IMPROVEMENT = "improvement"
    NONE = "none"
    NOT_JUDGED = "not-judged"


@attrs.frozen(weakref_slot=False, kw_only=True)
class ServiceResult:
    """What one service's audit or self-check concluded, theme by theme.

    ``id``: of the audit, or of the sample. ``round``: the national round, else the programme's id.
    """

    id: str
    round: str
    programme: OfProgramme
    method: Kind
    municipalities: tuple[str, ...]
    day: date
    themes: Mapping[str, Verdict]

    @property
    def verdict(self) -> Verdict:
        """The gravest of its themes."""
        return _gravest(self.themes.values())

    @property
    def county(self) -> str:
        """The number of its county, ``several`` or ``unknown``."""
        found = {county.number for county in map(fylke, self.municipalities) if county}
        return found.pop() if len(found) == 1 else SEVERAL if found else UNKNOWN


def of_audit(result: AuditResult, programme: Programme) -> ServiceResult:
    """The result of an audit by this programme."""
    values = {one.question: one.value for one in result.conclusions}
    themes: defaultdict[str, list[Verdict]] = defaultdict(list)
    for question in programme.questions:
        value = values.get(question.id)
        found = programme.answer_set(question).value(value) if value is not None else None
        themes[question.theme].append(_concluded(found))
    return ServiceResult(
        id=result.id,
        round=programme.round or programme.id,
        programme=result.programme,
        method=programme.kind,
        municipalities=result.municipalities,
        day=result.concluded,
        themes={theme: _gravest(verdicts) for theme, verdicts in themes.items()},
    )


def of_collected(collected: Collected, programme: Programme | None = None) -> ServiceResult:
    """The result of a self-check, by the service's own judgement of each section: counts alone conclude nothing.

    ``programme``: its own, for the national round that it is part of, where it is at hand.
    """
    verdicts = {Counts.YES: Verdict.NONE, Counts.PARTLY: Verdict.FAILING, Counts.NO: Verdict.FAILING}
    return ServiceResult(
        id=collected.drawn.sample,
        round=(programme.round if programme else None) or collected.programme.id,
        programme=collected.programme,
        method=collected.kind,
        municipalities=tuple(sorted(collected.municipalities)),
        day=collected.drawn.as_of,
        themes={
            one.theme: verdicts.get(one.counts, Verdict.NOT_JUDGED) if one.counts else Verdict.NOT_JUDGED
            for one in collected.sections
        },
    )


def _concluded(value: AnswerValue | None) -> Verdict:
    if value is None or value.counts is Counts.APART:
        return Verdict.NOT_JUDGED
    if value.counts is Counts.YES:
        return Verdict.NONE
    verdicts = {Concludes.BREACH: Verdict.BREACH, Concludes.IMPROVEMENT: Verdict.IMPROVEMENT}
    return verdicts.get(value.concludes, Verdict.FAILING) if value.concludes else Verdict.FAILING


def _gravest(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    return next((verdict for verdict in Verdict if verdict in found), Verdict.NOT_JUDGED)
