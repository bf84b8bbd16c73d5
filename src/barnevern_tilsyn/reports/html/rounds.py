"""What the pages of rounds have in common: questions in words, shares with their intervals as bars."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from barnevern_tilsyn.programmes.collected import QuestionCount
from barnevern_tilsyn.programmes.programme import Counts
from barnevern_tilsyn.programmes.shares import Share
from barnevern_tilsyn.reports.html.charts import Part, interval_bar, stacked
from barnevern_tilsyn.reports.round_words import Names, share_words

__all__ = ["FEW", "answers_bar", "answers_legend", "question_words", "share_bar"]

FEW: Final = 30
"""Up to so many cases the caveat stands there."""

_NOT_ANSWERED: Final = "unanswered"
_KINDS: Final = {Counts.YES: "yes", Counts.PARTLY: "partly", Counts.NO: "no", Counts.APART: "na"}
"""The colours of answers."""


def question_words(id: str, names: Names) -> dict[str, str]:
    """A question: its id, and its text where the programme is at hand."""
    text = names.question(id).removeprefix(id).strip()
    return {"id": id, "text": text or id}


def share_bar(share: Share, name: str, lang: str, *, target: float | None = None, kind: str = "accent") -> Markup:
    """A share with its interval; an empty track where there is none."""
    low, high = (share.interval.low, share.interval.high) if share.interval else (0.0, 0.0)
    return interval_bar(share.value, low, high, f"{name}: {share_words(share, lang)}", target=target, kind=kind)


def answers_bar(counts: QuestionCount, name: str) -> Markup:
    """All answers to a question on one line, those without an answer last."""
    parts = [Part(_KINDS[one.counts], one.forms, str(one.forms)) for one in counts.answers]
    return stacked([*parts, Part(_NOT_ANSWERED, counts.not_answered, str(counts.not_answered))], name)


def answers_legend(questions: Sequence[QuestionCount], names: Names, not_answered: str) -> list[tuple[str, str]]:
    """What the colours of the answers are called."""
    found: dict[tuple[str, str], None] = {}
    for counts in questions:
        for one in counts.answers:
            found[_KINDS[one.counts], names.answer(counts.question, one.id)] = None
    return [*found, (_NOT_ANSWERED, not_answered)]
