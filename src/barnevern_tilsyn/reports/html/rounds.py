"""What the pages of rounds have in common: questions in words, shares with their intervals as bars."""

from collections.abc import Sequence
from typing import Any, Final

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
_KINDS: Final = {Counts.YES: "yes", Counts.NO: "no", Counts.APART: "na"}


def question_words(id: str, names: Names) -> dict[str, str]:
    """A question: its id, and its text where the programme is at hand."""
    text = names.question(id).removeprefix(id).strip()
    return {"id": id, "text": text or id}


def share_bar(share: Share, name: str, lang: str, *, target: float | None = None, kind: str = "accent") -> Markup:
    """A share with its interval; an empty track where there is none."""
    low, high = (share.interval.low, share.interval.high) if share.interval else (0.0, 0.0)
    return interval_bar(share.value, low, high, f"{name}: {share_words(share, lang)}", target=target, kind=kind)


def _kind(answer: Any, at: int) -> str:
    """The colour of an answer. Of several that count as *no* the first is the mildest."""
    return "partly" if answer.counts is Counts.NO and at == 0 else _KINDS[answer.counts]


def _kinds(counts: QuestionCount) -> list[str]:
    noes = [one.id for one in counts.answers if one.counts is Counts.NO]
    several = len(noes) > 1
    return [_kind(one, noes.index(one.id) if several and one.id in noes else 1) for one in counts.answers]


def answers_bar(counts: QuestionCount, name: str) -> Markup:
    """All answers to a question on one line, those without an answer last."""
    parts = [Part(kind, one.forms, str(one.forms)) for kind, one in zip(_kinds(counts), counts.answers, strict=True)]
    return stacked([*parts, Part(_NOT_ANSWERED, counts.not_answered, str(counts.not_answered))], name)


def answers_legend(questions: Sequence[QuestionCount], names: Names, not_answered: str) -> list[tuple[str, str]]:
    """What the colours of the answers are called."""
    found: dict[tuple[str, str], None] = {}
    for counts in questions:
        for kind, one in zip(_kinds(counts), counts.answers, strict=True):
            found[kind, names.answer(counts.question, one.id)] = None
    return [*found, (_NOT_ANSWERED, not_answered)]
