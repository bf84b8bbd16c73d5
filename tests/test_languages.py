"""All texts are there in bokmål, nynorsk and English, say the same, and can be rendered."""

import re
import tomllib
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.engine.texts import LANGUAGES, fill
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.formats import RecordError, read
from barnevern_tilsyn.model import NOT_REPORTED, Reject, Sak, Unreadable
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.reports.text import describe_reject
from barnevern_tilsyn.rules import builtin
from tests.catalogues import all_texts
from tests.formats.mutations import mutated
from tests.records import cases

NB, NN, EN = (all_texts()[lang] for lang in LANGUAGES)
PLACES = sorted(NB)
each_language = pytest.mark.parametrize("lang", LANGUAGES)

SAME = Path(__file__).with_name("same")
DAYS = {"as_of", "day", "event", "first", "from", "last", "latest", "nominal", "registered", "start", "until"}
NUMBERS = {"before", "checked", "count", "days", "least", "limit", "most", "now", "rejected", "unreadable", "wanted"}
LISTS = {"allowed", "codes", "facts", "groups", "known", "missing", "names", "order", "rules"}
"""The types of the arguments, by their names. What has words for one and for more is a number; all others are names."""

SAME_IN_ALL, SAME_IN_NORWEGIAN = (
    {line for name in names for path in SAME.glob(name) for line in path.read_text(encoding="utf-8").splitlines()}
    for names in (["in_all*.txt"], ["in_all*.txt", "in_norwegian*.txt"])
)
"""Read one by one: what the languages do have in common, a text a line; controls of a rule set in a file of their own
(``in_norwegian_register.txt``). Anything else that is alike was forgotten."""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def words(text: str) -> set[str]:
    """The words of a text, without what is no language: placeholders, code, paths of facts, names in bokmål."""
    kept = r"\{[^}]*?\}|\b[A-Z]{3}\d{3}\b|`[^`]*`|\(\w+(\.\w+)+\)|\(mulig lovbrudd\)|«begjæring oversendt nemnd»"
    return set(re.findall(r"[^\W\d_]+", re.sub(kept, " ", text).lower()))


def arguments(text: str) -> st.SearchStrategy[dict[str, Any]]:
    """Values for the placeholders of a sentence, of the types that the code gives."""

    counted = {name for _, name, words, _ in Formatter().parse(text) if words}

    def value(name: str) -> st.SearchStrategy[Any]:
        if name in DAYS:
            return st.dates()
        if name in counted or name in NUMBERS or name.startswith(("cases_", "files_")):
            return st.integers(0, 10**9)
        return st.lists(st.just("x"), min_size=1, max_size=4).map(tuple) if name in LISTS else st.just("x")

    return st.fixed_dictionaries({name: value(name) for name in sorted(placeholders(text))})


class TestComplete:
    def test_the_same_texts_in_all_languages(self) -> None:
        assert sorted(NN) == PLACES == sorted(EN)

    def test_the_same_placeholders_in_all_languages(self) -> None:
        for place in PLACES:
            assert placeholders(NB[place]) == placeholders(NN[place]) == placeholders(EN[place]), place

    @each_language
    def test_no_text_is_empty_or_has_odd_spaces(self, lang: str) -> None:
        for place, text in all_texts()[lang].items():
            assert text.strip(), place
            assert "  " not in text, place
            assert "\t" not in text, place

    def test_every_rule_has_all_its_texts(self) -> None:
        for rule in builtin("lov"):
            for name in ("title", *(f"page/{section}" for section in SECTIONS)):
                assert f"rules/texts/*/{rule.code}/{name}" in NB

    @given(st.data(), st.sampled_from(PLACES), st.sampled_from(LANGUAGES))
    def test_every_text_takes_its_arguments(self, data: st.DataObject, place: str, lang: str) -> None:
        text = all_texts()[lang][place]
        filled = fill(text, data.draw(arguments(text)).items(), lang)
        assert "{" not in filled
        assert "None" not in filled


SECTIONS = ("given", "duty", "why", "clock", "example", "exceptions", "remedy", "limits")

CERTAIN = {
    lang: set(text.split())
    for lang, text in tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8")).items()
}
FOREIGN = {
    "nb": CERTAIN["nn"] | CERTAIN["en"],
    "nn": CERTAIN["nb"] | CERTAIN["en"],
    "en": (CERTAIN["nb"] | CERTAIN["nn"] | CERTAIN["norwegian"]) - {"en"},
}


def strange(lang: str, texts: dict[str, str]) -> dict[str, set[str]]:
    """The words of another language, by the place of the text."""
    return {place: found for place, text in texts.items() if (found := words(text) & FOREIGN[lang])}


class TestEachInItsOwnLanguage:
    @each_language
    def test_no_text_has_a_word_of_another_language(self, lang: str) -> None:
        assert strange(lang, all_texts()[lang]) == {}

    def test_a_word_of_another_language_is_seen(self) -> None:
        assert strange("nn", {"here": "Dette er ikke bra."}) == {"here": {"ikke"}}

    def test_no_text_is_the_same_in_two_languages_by_neglect(self) -> None:
        same = {NB[place] for place in PLACES if NB[place] == NN[place]}
        assert same == SAME_IN_NORWEGIAN
        assert {EN[place] for place in PLACES if EN[place] in (NB[place], NN[place])} == SAME_IN_ALL


class TestRendered:
    @given(cases())
    def test_every_finding_in_every_language(self, sak: Sak) -> None:
        run = Run(builtin("lov"), as_of=None if sak.leveranse is not NOT_REPORTED else date(2026, 10, 1))
        for finding in findings_of(run.see(sak)):
            said = {lang: finding.message(lang) for lang in LANGUAGES}
            assert len(set(said.values())) == len(LANGUAGES)
            assert all(text.endswith(".") and "{" not in text for text in said.values())

    @pytest.mark.parametrize("version", ["2.2.3", "3.0.5", "4.0.1"])
    def test_every_reject_in_every_language(self, version: str) -> None:
        refused: list[Reject | Unreadable] = []
        for document in mutated(version, 150):
            list(read(document, on_reject=refused.append))
        rejects = [row for row in refused if isinstance(row, Reject)]
        assert len(rejects) > 50
        for reject in rejects:
            assert len({tuple(describe_reject(reject, lang)) for lang in LANGUAGES}) == len(LANGUAGES)
            error = RecordError(reject)
            assert str(error) == error.message("nb") != error.message("nn") != error.message("en")

    @each_language
    def test_every_page_of_a_rule(self, lang: str) -> None:
        for rule in builtin():
            page = markdown(rule, lang)
            assert page.count("\n## ") >= (12 if rule.strength else 4)
            assert "{" not in page
            assert "None" not in page
            assert strange(lang, {rule.code: page}) == {}

    @each_language
    def test_every_outcome_has_a_word(self, lang: str) -> None:
        shown = {place.rpartition("/")[2] for place in all_texts()[lang] if "findings/texts/*/outcomes/" in place}
        assert shown == {outcome.value for outcome in Outcome}
