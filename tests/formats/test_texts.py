"""Every message has a sentence, and every sentence a message."""

import re
import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.formats.errors import sentence
from barnevern_tilsyn.formats.misfit import NotHeld
from barnevern_tilsyn.model import Message

PACKAGE = files("barnevern_tilsyn.formats")
FAMILIES = (
    "archive|attribute|case|delivery|document|draft|element|facts|faults|file|folder|id|json|kostra|limit|not_held|schema|"
    "text|value|write|xml|xsd|xsi"
)


def used() -> set[str]:
    """The ids in the code, those made of a name put in included."""
    found: set[str] = set()
    for source in PACKAGE.iterdir():
        if source.name.endswith(".py"):
            text = source.read_text(encoding="utf-8")
            found |= set(re.findall(rf'"((?:{FAMILIES})\.[a-z_]+)"', text))
            found |= {
                f"limit.{name}" for name in re.findall(r'(?:over|_limit)\((?:node, |level\[0\], )?"([a-z_]+)"', text)
            }
    return found | {f"value.{base}" for base in ("boolean", "date", "dateTime", "gYear")}


def sentences(lang: str = "nb") -> dict[str, str]:
    return tomllib.loads(PACKAGE.joinpath(f"texts/{lang}.toml").read_text(encoding="utf-8"))


def test_messages_and_sentences_are_the_same() -> None:
    assert used() == set(sentences())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_sentences(lang: str) -> None:
    for id, text in sentences(lang).items():
        assert text[0].isupper(), id
        assert text.endswith("."), id
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        assert sentence(Message(id, tuple((name, 1) for name in names)), lang)


def test_not_held_has_its_own_reasons() -> None:
    assert NotHeld("not_held.zone").reason in sentences()
    assert str(NotHeld("not_held.zone")) == ""
