"""The page of a round of self-check: what to discuss first, then every question, and how little so few cases tell."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from barnevern_tilsyn.programmes.collected import Collected, ManagementAnswer, QuestionCount, SectionResult
from barnevern_tilsyn.programmes.programme import Counts, Programme
from barnevern_tilsyn.programmes.sample_words import sample_texts
from barnevern_tilsyn.reports.html.page import render, words_of
from barnevern_tilsyn.reports.html.rounds import FEW, answers_bar, answers_legend, question_words, share_bar
from barnevern_tilsyn.reports.round_words import Names, names_of, say, share_words

__all__ = ["lines"]

_CATALOGUE: Final = "collected"
_MOST_DISCUSSED: Final = 10


def lines(
    collected: Collected, programmes: Mapping[str, Programme], *, version: str, lang: str = "nb"
) -> Iterator[str]:
    """The page of a round, line by line. ``programmes``: where its questions' texts are, by id."""
    yield from _page(collected, names_of(collected.programme, programmes, lang), version).splitlines()


def _page(collected: Collected, names: Names, version: str) -> str:
    view = _View(collected, names)
    words = words_of(_CATALOGUE, names.lang)
    drawing = sample_texts(names.lang)
    judged = [one for one in collected.sections if one.counts not in (None, Counts.APART)]
    failing = [one for one in judged if one.counts is not Counts.YES]
    parts: dict[str, Any] = {
        "discuss": view.discussed()[:_MOST_DISCUSSED],
        "questions": [view.section(theme) for theme in view.themes()],
        "balance": view.balance(),
        "management": [view.management(one) for one in collected.management],
        "drawn": True,
    }
    return render(
        "collected.html",
        names.lang,
        version=version,
        texts=_CATALOGUE,
        r=partial(_say, names.lang),
        round=collected,
        parts=parts,
        sections=[(id, words(f"{id}.title")) for id, there in parts.items() if there],
        name=names.title(collected.programme),
        flagged=len(collected.flagged()),
        headline=_headline(collected),
        judged=len(judged),
        failing=len(failing),
        failing_names=tuple(names.theme(one.theme) for one in failing),
        all_sections=len(collected.sections),
        unanswered=sum(one.not_answered for one in collected.questions),
        few=collected.forms <= FEW,
        legend=answers_legend(collected.questions, names, words("questions.unanswered")),
        outcomes=[(names.outcome(id), count) for id, count in collected.outcomes.items()],
        drawing=[(drawing["rules"][rule], held, drawing["held"][held]) for rule, held in collected.drawn.rules.items()],
    )


def _headline(collected: Collected) -> str:
    """Which headline the page has. Where nothing is answered, that nothing is to be discussed is not known."""
    if collected.failing is None:
        return "headline-no-rule"
    if collected.flagged():
        return "headline"
    return "headline-none" if collected.without_share < len(collected.questions) else "headline-unknown"


def _say(lang: str, place: str, /, **args: Any) -> str:
    return say(place, lang, **args)


class _View:
    """What is told of each thing."""

    def __init__(self, collected: Collected, names: Names) -> None:
        self.of = collected
        self.names = names
        self._limit = collected.failing.share_below if collected.failing else None

    def themes(self) -> list[str]:
        """The sections, in the order of the form."""
        return list(
            dict.fromkeys((*(one.theme for one in self.of.questions), *(one.theme for one in self.of.sections)))
        )

    def discussed(self) -> list[dict[str, Any]]:
        """The questions to be discussed: serious ones first, then by how few say yes."""
        flagged = self.of.flagged()
        found = [self.question(one) for one in self.of.questions if one.question in flagged]
        return sorted(found, key=lambda row: (not row["counts"].serious, row["counts"].share.value or 0.0))

    def question(self, counts: QuestionCount) -> dict[str, Any]:
        """A question and its answers."""
        words = question_words(counts.question, self.names)
        flags = counts.flags(self.of.failing)
        return {
            **words,
            "counts": counts,
            "theme": self.names.theme(counts.theme),
            "share": share_words(counts.share, self.names.lang),
            "bar": share_bar(
                counts.share, words["text"], self.names.lang, target=self._limit, kind="no" if flags else "yes"
            ),
            "answers": answers_bar(counts, words["text"]),
            "flags": [say(f"collected.flags.{flag}", self.names.lang) for flag in flags],
        }

    def section(self, theme: str) -> dict[str, Any]:
        """A section of the form, and how the service judged it."""
        judged: SectionResult | None = next((one for one in self.of.sections if one.theme == theme), None)
        return {
            "name": self.names.theme(theme),
            "judged": judged,
            "value": self.names.judgement(judged.value) if judged and judged.value else None,
            "rows": [self.question(one) for one in self.of.questions if one.theme == theme],
        }

    def balance(self) -> list[dict[str, Any]]:
        """Questions on deadlines, and those to be seen beside them."""
        if self.of.balance is None:
            return []
        groups = (("deadlines", self.of.balance.deadlines), ("beside", self.of.balance.beside))
        found = [
            {"kind": kind, "rows": [self.question(one) for one in self.of.questions if one.question in ids]}
            for kind, ids in groups
        ]
        return found if all(group["rows"] for group in found) else []

    def management(self, answer: ManagementAnswer) -> dict[str, Any]:
        """A management question and its answer."""
        value = self.names.answer(answer.question, answer.value) if answer.value else None
        return {**question_words(answer.question, self.names), "value": value, "answer": answer}
