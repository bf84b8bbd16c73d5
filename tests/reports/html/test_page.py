"""The page itself: words, numbers, what it lets in, and how it looks to those who see colours otherwise."""

import re
import runpy
import sys
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.reports.html import page
from barnevern_tilsyn.reports.html.page import environment, policy, words_of

STYLE = files("barnevern_tilsyn.reports.html").joinpath("style.css").read_text(encoding="utf-8")


def filled(template: str, lang: str = "nb", **values: object) -> str:
    return environment(lang).from_string(template).render(**values)


class TestFilters:
    def test_each_language_has_its_way(self) -> None:
        template = "{{ n|number }} | {{ s|share }} | {{ d|day }} | {{ names|listed }}"
        values = {"n": 12000, "s": 0.125, "d": date(2026, 6, 9), "names": ["a", "b", "c"]}
        assert filled(template, "nb", **values) == "12\u00a0000 | 12,5\u00a0% | 9. juni 2026 | a, b og c"
        assert filled(template, "en", **values) == "12,000 | 12.5% | 9 June 2026 | a, b and c"

    def test_a_day_for_machines(self) -> None:
        assert filled("{{ d|iso }}", d=date(2026, 6, 9)) == "2026-06-09"


class TestTemplates:
    @given(st.text(st.sampled_from("<>&\"'ab")))
    def test_what_is_put_in_is_never_markup(self, value: str) -> None:
        assert not set(filled("{{ value }}", value=value)) & set("<>\"'")

    def test_what_is_not_given_is_an_error(self) -> None:
        with pytest.raises(UndefinedError):
            filled("{{ nothing }}")


class TestWords:
    def test_an_id_that_is_not_there(self) -> None:
        with pytest.raises(KeyError):
            words_of("", "nb")("page.no-such-text")

    def test_a_table_is_no_text(self) -> None:
        with pytest.raises(KeyError):
            words_of("", "nb")("page")


class TestPolicy:
    def test_nothing_but_what_stands_in_the_page(self) -> None:
        assert policy(("a{}",)) == (
            "default-src 'none'; style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; "
            "base-uri 'none'; form-action 'none'"
        )
        assert policy(("a{}",), ("1",)).count("sha256-") == 2


def tokens() -> list[dict[str, str]]:
    """The colours of each mode: light, dark, print."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in blocks]


def contrast(one: str, other: str) -> float:
    """By the web's guidelines for accessible content."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


STATUSES = ("breach", "review", "open", "running", "met", "fault")


class TestColours:
    def test_the_same_in_each_mode(self) -> None:
        light, dark, paper = tokens()
        assert light.keys() == dark.keys() == paper.keys()

    @pytest.mark.parametrize("colours", tokens())
    def test_words_can_be_read(self, colours: dict[str, str]) -> None:
        words = ("ink", "soft", "accent", *STATUSES)
        pairs = [*product(words, ("ground", "paper"))]
        pairs += [("on", fill) for fill in ("accent", "yes", "no", *STATUSES)]
        pairs += [("on-partly", "partly"), ("ink", "nothing"), ("ink", "tint")]
        for one, other in pairs:
            assert contrast(colours[one], colours[other]) >= 4.5, (one, other)

    @pytest.mark.parametrize("colours", tokens())
    def test_bars_and_lines_can_be_told_from_the_paper(self, colours: dict[str, str]) -> None:
        for name in ("firm", "accent", "yes", "no", *STATUSES):
            assert contrast(colours[name], colours["paper"]) >= 3, name


def test_every_language_has_what_all_pages_share() -> None:
    for lang in LANGUAGES:
        assert "0.1.0" in words_of("", lang)("page.made-by", version="0.1.0")


def test_without_the_extra_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(ModuleNotFoundError, match=r'the extra "html": pip install'):
        runpy.run_path(page.__file__)
