"""A template filled with figures, as Markdown: what could not be computed stays open, with the reason."""

from collections.abc import Iterable, Iterator

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.indicators import Indicators, Tally, Value
from barnevern_tilsyn.indicators.by_record import of_code
from barnevern_tilsyn.indicators.comparison import Compared, protected, protected_kinds
from barnevern_tilsyn.indicators.protection import Protection
from barnevern_tilsyn.indicators.reading import Kinds
from barnevern_tilsyn.indicators.template import Left, Section, Template
from barnevern_tilsyn.reports.indicators import Gathered
from barnevern_tilsyn.reports.indicators_services_words import count_words, nothing_words, row_words
from barnevern_tilsyn.reports.indicators_words import indicator_texts, reporter_name, value_words, whose_words
from barnevern_tilsyn.reports.text import Beside

__all__ = ["Told", "as_markdown"]


def as_markdown(template: Template, found: Gathered, protection: Protection, *, lang: str = "nb") -> Iterator[str]:
    """The report, line by line. In a public one small numbers are hidden."""
    texts = indicator_texts(lang)
    words = texts["filled"]
    whole = found.indicators.period.whole
    told = Told(found, protection if template.public else None, lang)
    yield f"# {template.title.say(lang)}"
    yield ""
    yield fill(words["period"], (("first", whole.first), ("last", whole.last)), lang)
    judged = fill(texts["as_of"], (("day", found.indicators.as_of),), lang) if found.indicators.as_of else ""
    yield f"{told.cases()} {judged or texts['as_extracted']}"
    yield ""
    yield template.about.say(lang)
    if template.public:
        args = (("limit", protection.least), ("least", protection.least_cases))
        yield fill(texts["comparison"]["protected"], args, lang)
    for section in template.sections:
        yield ""
        yield from _section(section, told, lang)
    beside = Beside(lang)
    for other in found.beside:
        beside.keep(other)
    lines = list(beside.sections())
    if lines:
        yield ""
        yield fill(words["not-counted"], (("count", len(found.beside)),), lang)
    yield ""
    yield texts["closing"]


def _section(section: Section, told: "Told", lang: str) -> Iterator[str]:
    yield f"## {section.title.say(lang)}"
    yield ""
    for id in section.figures:
        value = told.indicators.value(id)
        yield f"* **{value.figure.name.say(lang)}**: {told.words(value)}"
        parts = [text.say(lang) for text in (value.figure.numerator, value.figure.denominator) if text]
        yield f"  *{' / '.join(parts)}. {whose_words(value.figure, lang)}*"
    yield from (_left(left, lang) for left in section.left_open)


def _left(left: Left, lang: str) -> str:
    words = indicator_texts(lang)["filled"]
    return (
        f"* [ ] **{left.text.say(lang)}**: ______ ({fill(words['left'], (('reason', left.reason.say(lang)),), lang)})"
    )


class Told:
    """What figures came to in words: in full, or where there is a protection, as far as may be made public."""

    def __init__(self, found: Gathered, protection: Protection | None, lang: str) -> None:
        self.indicators: Indicators = found.indicators
        self._tally = found.tally
        self._protection = protection
        self._lang = lang
        self._compared = _by_id(found.tally, protection, found) if protection else {}

    def cases(self) -> str:
        """How many cases there were."""
        texts, count = indicator_texts(self._lang), self.indicators.cases
        if self._protection is not None and self._protection.is_small(count):
            return fill(texts["filled"]["few-cases"], (("limit", self._protection.least),), self._lang)
        return fill(texts["cases"], (("count", count),), self._lang)

    def words(self, value: Value) -> str:
        """The figure in a line."""
        if self._protection is None or value.figure.how is None:
            return " ".join(value_words(value, self._lang))
        if isinstance(value.whole, Kinds):
            return self._kinds(value.figure.id, value.whole, self._protection)
        compared = self._compared[value.figure.id]
        if compared.all is None:
            return nothing_words(compared, self._lang)
        return f"{row_words(compared.all, self._protection, self._lang)}."

    def _kinds(self, figure: str, kinds: Kinds, protection: Protection) -> str:
        shown, whole = protected_kinds(
            kinds, protection, lambda code: self._tally.contributors(figure, None, of_code(code))
        )
        rows = [(reporter_name(code, self._lang), one) for code, one in shown.items()]
        told = [f"{name} {self._count(one.count, protection, small=one.small)}" for name, one in rows if one.count != 0]
        never = tuple(name for name, one in rows if one.count == 0)
        words = indicator_texts(self._lang)["sentences"]
        parts = [f"{self._count(whole.count, protection, small=whole.small)}: {', '.join(told)}." if told else ""]
        if never and kinds.of:
            name = "none-seen" if kinds.unknown or kinds.unplaced else "never"
            parts.append(fill(words[name], (("names", never),), self._lang))
        return " ".join(part for part in parts if part) or str(words["none"])

    def _count(self, count: int | None, protection: Protection, *, small: bool) -> str:
        return count_words(count, small=small, protection=protection, lang=self._lang)


def _by_id(tally: Tally, protection: Protection, found: Gathered) -> dict[str, Compared]:
    rows: Iterable[Compared] = protected(tally, protection, undecidable=found.undecidable)
    return {row.figure.id: row for row in rows}
