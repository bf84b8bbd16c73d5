"""What the forms of a round come to, as a workbook: questions, sections and the management's answers."""

from collections.abc import Mapping

from barnevern_tilsyn.programmes.collected import Collected, QuestionCount
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.reports.collected_text import about, rule_words
from barnevern_tilsyn.reports.round_words import Names, heads, names_of, say
from barnevern_tilsyn.reports.table_xlsx import SHARE_HEADS, Cell, Sheet, share_cells, tables_xlsx

__all__ = ["as_xlsx"]


def as_xlsx(collected: Collected, programmes: Mapping[str, Programme], *, lang: str = "nb") -> bytes:
    """The workbook, the same bytes every time. ``programmes``: where its questions' texts are, by id."""
    names = names_of(collected.programme, programmes, lang)
    lines = (*about(collected, names), rule_words(collected, lang), say("interval", lang))
    above = (names.title(collected.programme), *lines)
    sheets = [_questions(collected, names, above), _sections(collected, names), _management(collected, names)]
    return tables_xlsx(names.title(collected.programme), [one for one in sheets if one.rows], lang)


def _questions(collected: Collected, names: Names, above: tuple[str, ...]) -> Sheet:
    answers = dict.fromkeys(
        names.answer(question.question, one.id) for question in collected.questions for one in question.answers
    )
    first = heads(names.lang, "id", "theme", "question")
    last = heads(names.lang, "not-answered", "changed", *SHARE_HEADS, "flags")
    start = len(first) + len(answers)
    return Sheet(
        name=say("sheets.questions", names.lang),
        above=above,
        heads=(*first, *answers, *last),
        rows=tuple(_question(one, tuple(answers), collected, names) for one in collected.questions),
        wide=frozenset({2, start + len(last) - 1}),
        shares=frozenset(range(start + 4, start + 7)),
    )


def _question(
    question: QuestionCount, answers: tuple[str, ...], collected: Collected, names: Names
) -> tuple[Cell, ...]:
    counts = {names.answer(question.question, one.id): one.forms for one in question.answers}
    flags = (say(f"collected.flags.{flag}", names.lang) for flag in question.flags(collected.failing))
    return (
        question.question,
        names.theme(question.theme),
        names.question_text(question.question),
        *(counts.get(answer) for answer in answers),
        question.not_answered,
        question.changed,
        *share_cells(question.share),
        ", ".join(flags),
    )


def _sections(collected: Collected, names: Names) -> Sheet:
    return Sheet(
        name=say("sheets.sections", names.lang),
        heads=heads(names.lang, "theme", "judgement", "reasons"),
        rows=tuple(
            (names.theme(one.theme), one.value and names.judgement(one.value), one.reasons)
            for one in collected.sections
        ),
        wide=frozenset({0, 1, 2}),
    )


def _management(collected: Collected, names: Names) -> Sheet:
    return Sheet(
        name=say("sheets.management", names.lang),
        heads=heads(names.lang, "id", "question", "answer", "comment"),
        rows=tuple(
            (
                one.question,
                names.question_text(one.question),
                one.value and names.answer(one.question, one.value),
                one.comment,
            )
            for one in collected.management
        ),
        wide=frozenset({1, 3}),
    )
