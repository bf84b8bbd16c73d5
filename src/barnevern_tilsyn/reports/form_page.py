"""The form of a self-check as one page: opened from disk, filled in, saved to a file and opened from it again.

It saves what ``programmes.form_json`` reads. Needs the extra ``html``.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine.own_json import MOST_BYTES
from barnevern_tilsyn.engine.texts import LANGUAGES, catalogue
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.programmes.form import LONGEST_COMMENT, Answer, Form, Hint, Judgement
from barnevern_tilsyn.programmes.form_json import form_json
from barnevern_tilsyn.programmes.programme import AnswerValue, EvidenceKind, Programme, Texts
from barnevern_tilsyn.reports.form_words import about_case, cited, fact_words
from barnevern_tilsyn.reports.html.page import render, words_of

__all__ = ["page"]

_PAGES: Final = "barnevern_tilsyn.reports.html"
_CASE_SHOWN: Final = 8
"""So much of a case's name tells it from others where there is little room."""

_KEYS: Final = (
    (("Tab",), "move"),
    (("arrows",), "answers"),
    (("1", "2", "…"), "number"),
    (("Ctrl", "Enter"), "jump"),
    (("Ctrl", "S"), "keep"),
    (("Ctrl", "O"), "read"),
)


@attrs.frozen(kw_only=True)
class _Asked:
    """What is asked for in one place: a question of the programme, or a judgement of a section.

    ``list`` and ``at``: where its answer stands in the form's JSON. ``facts``: names and what the record holds.
    """

    list: str
    at: int
    text: Texts
    values: tuple[AnswerValue, ...]
    value: str | None
    words: str
    mark: str = ""
    proposed: str | None = None
    provisions: tuple[str, ...] = ()
    person: Texts | None = None
    person_only: bool = False
    evidence: tuple[Hint, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """The id of its place in the page."""
        return f"{self.list}-{self.at}"

    @property
    def proposed_name(self) -> Texts:
        """What the proposed answer is called."""
        return {one.id: one.name for one in self.values}[self.proposed or ""]


@attrs.frozen
class _Section:
    name: Texts
    asked: Sequence[_Asked]
    about: Texts | None = None


def page(form: Form, programme: Programme, lang: str, *, version: str) -> str:
    """The page of a form of a programme, in a language, as it stands: empty or filled in.

    ``version`` is the tool's own. The same form gives the same page. Raises ``ValueError`` for a form of another
    programme.
    """
    if (form.programme.id, form.programme.version) != (programme.id, programme.version):
        raise ValueError("a form of another programme, or of another version of it")
    say = words_of("form", lang)
    name = programme.name.say(lang)
    case = form.subject.case[:_CASE_SHOWN] if form.subject else ""
    return render(
        "form.html",
        lang,
        version=version,
        texts="form",
        style=_file("form.css"),
        script=_file("form.js"),
        title=say("title-case", case=case, programme=name) if case else say("title-service", programme=name),
        programme=programme,
        of_case=form.subject is not None,
        proposals=sum(answer.proposed is not None for answer in form.answers),
        about=tuple(about_case(form, programme, lang)),
        sections=tuple(_sections(form, programme, lang)),
        keys=_KEYS,
        evidence_lang=form.lang,
        outcome_name=lambda outcome: outcome_name(outcome, lang),
        filled=form.filled,
        longest=LONGEST_COMMENT,
        form=json.loads(form_json(form)),
        settings={
            "texts": catalogue(_PAGES, f"texts/form/{lang}.toml")["script"],
            "most_bytes": MOST_BYTES,
            "most_words": LONGEST_COMMENT,
        },
    )


def _file(name: str) -> str:
    return files(_PAGES).joinpath(name).read_text(encoding="utf-8")


def _sections(form: Form, programme: Programme, lang: str) -> Iterator[_Section]:
    questions = [_question(at, answer, programme, lang) for at, answer in enumerate(form.answers)]
    for theme in programme.themes:
        of_theme = [one for one in questions if programme.question(one.mark).theme == theme.id]
        if of_theme:
            yield _Section(theme.name, of_theme)
    judgements = [_judgement(at, judgement, programme) for at, judgement in enumerate(form.judgements)]
    if judgements and programme.judgement:
        said = Texts(**{lang: words_of("form", lang)("judgements") for lang in LANGUAGES})
        yield _Section(said, judgements, about=programme.judgement.text)


def _question(at: int, answer: Answer, programme: Programme, lang: str) -> _Asked:
    question = programme.question(answer.question)
    evidence = question.evidence
    return _Asked(
        list="answers",
        at=at,
        mark=question.id,
        text=question.text,
        values=programme.answer_set(question).values,
        value=answer.value,
        words=answer.comment,
        proposed=answer.proposed,
        provisions=tuple(cited(provision, lang) for provision in question.provisions),
        person=evidence.person if evidence else None,
        person_only=evidence is not None and evidence.kind is EvidenceKind.PERSON,
        evidence=answer.evidence,
        facts=tuple(fact_words(fact, lang) for fact in answer.facts),
    )


def _judgement(at: int, judgement: Judgement, programme: Programme) -> _Asked:
    theme = {theme.id: theme for theme in programme.themes}[judgement.theme]
    asked = programme.judgement
    return _Asked(
        list="judgements",
        at=at,
        text=theme.name,
        values=programme.answer_set(asked).values if asked else (),
        value=judgement.value,
        words=judgement.reasons,
    )
