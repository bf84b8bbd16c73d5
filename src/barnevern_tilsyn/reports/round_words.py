"""How rounds of a self-check are put in words: shares with their intervals, and what a programme calls things."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine.texts import catalogue, fill, format_number
from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.shares import Difference, Share

__all__ = ["Names", "difference_words", "heads", "names_of", "round_texts", "say", "share_words", "wrapped"]

_WIDTH: Final = 96
_MINUS: Final = "−"


def round_texts(lang: str) -> Mapping[str, Any]:
    """The texts of rounds and of the national picture."""
    return catalogue("barnevern_tilsyn.reports", f"texts/rounds/{lang}.toml")


def say(place: str, lang: str, /, **args: Any) -> str:
    """A sentence by its place in the catalogue: ``collected.sample``."""
    found: Any = round_texts(lang)
    for key in place.split("."):
        found = found[key]
    return fill(found, args.items(), lang)


def heads(lang: str, *names: str) -> tuple[str, ...]:
    """The heads of columns, by name."""
    return tuple(say(f"heads.{name}", lang) for name in names)


def share_words(share: Share, lang: str) -> str:
    """``8 av 10 (80 %; 49–94 %)``."""
    value, interval = share.value, share.interval
    if value is None or interval is None:
        return say("share-of-none", lang)
    low, high = format_number(round(100 * interval.low), lang), round(interval.high, 2)
    return say("share", lang, count=share.k, of=share.n, share=round(value, 2), low=low, high=high)


def difference_words(difference: Difference, lang: str) -> str | None:
    """``+20 prosentpoeng (intervall −18 til +51)``, None where there is no difference to speak of."""
    value, interval = difference.value, difference.interval
    if value is None or interval is None:
        return None
    points, low, high = (_signed(one, lang) for one in (value, interval.low, interval.high))
    return say("difference", lang, points=points, low=low, high=high)


def _signed(value: float, lang: str) -> str:
    points = round(100 * value)
    sign = "+" if points > 0 else _MINUS if points < 0 else ""
    return f"{sign}{format_number(abs(points), lang)}"


@attrs.frozen
class Names:
    """What a programme calls its parts, in a language; their ids where the programme is not at hand."""

    programme: Programme | None
    lang: str

    def title(self, of: OfProgramme) -> str:
        """The name of the programme."""
        return self.programme.name.say(self.lang) if self.programme else of.id

    def theme(self, id: str) -> str:
        """The name of a section."""
        themes = {one.id: one.name for one in self.programme.themes} if self.programme else {}
        return themes[id].say(self.lang) if id in themes else id

    def question(self, id: str) -> str:
        """The id and the text of a question."""
        return f"{id} {self.question_text(id)}".rstrip()

    def question_text(self, id: str) -> str:
        """The text of a question, empty where it is not at hand."""
        asked = (*self.programme.questions, *self.programme.management) if self.programme else ()
        return next((one.text.say(self.lang) for one in asked if one.id == id), "")

    def answer(self, question: str, value: str) -> str:
        """The name of an answer to a question."""
        asked = (*self.programme.questions, *self.programme.management) if self.programme else ()
        found = next((one for one in asked if one.id == question), None)
        return self._value(self.programme.answer_set(found).id, value) if self.programme and found else value

    def judgement(self, value: str) -> str:
        """The name of an answer to how a section is judged."""
        judged = self.programme.judgement if self.programme else None
        return self._value(judged.answers, value) if judged else value

    def outcome(self, id: str) -> str:
        """The name of an outcome of the sampling."""
        groups = self.programme.sampling.outcomes if self.programme and self.programme.sampling else ()
        return next((group.name.say(self.lang) for group in groups if group.id == id), id)

    def _value(self, answers: str, value: str) -> str:
        sets = {one.id: one for one in self.programme.answer_sets} if self.programme else {}
        names = {one.id: one.name for one in sets[answers].values} if answers in sets else {}
        return names[value].say(self.lang) if value in names else value


def names_of(of: OfProgramme, programmes: Mapping[str, Programme], lang: str) -> Names:
    """The names of a programme, where one of these is it in the same version."""
    found = programmes.get(of.id)
    return Names(found if found and found.version == of.version else None, lang)


def wrapped(text: str, indent: int, *, first: int | None = None) -> Iterator[str]:
    """A text over as many lines as it takes, each begun so far in."""
    start = " " * (indent if first is None else first)
    for line in text.splitlines() or [""]:
        yield from textwrap.wrap(line, _WIDTH + indent, initial_indent=start, subsequent_indent=" " * indent)
        start = " " * indent
