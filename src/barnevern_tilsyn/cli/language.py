"""The language of the command line: which one was asked for, and click's own words in it."""

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["LANGUAGES", "VARIABLE", "chosen", "spoken"]

LANGUAGES = ("nb", "nn", "en")
"""Those of ``engine.texts``, the default first: importing it here would make ``--help`` wait for the engine."""
VARIABLE = "BARNEVERN_TILSYN_LANG"

_DOMAIN = "messages"
_LOCALE = str(Path(__file__).with_name("locale"))


def chosen(words: Sequence[str]) -> str:
    """The language of ``--lang`` anywhere among the words of the command line, else of the environment, else nb.

    What is no language is passed over here: the option itself refuses it, in the language found.
    """
    # The settings file comes between the environment and the default.
    asked = (*_flags(words), os.environ.get(VARIABLE))
    return next((lang for lang in asked if lang in LANGUAGES), LANGUAGES[0])


def _flags(words: Sequence[str]) -> Iterator[str]:
    """The values of ``--lang``, the last first, as click lets the last one win."""
    for at in reversed(range(len(words))):
        if words[at] == "--lang":
            yield from words[at + 1 : at + 2]
        elif words[at].startswith("--lang="):
            yield words[at].partition("=")[2]


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Let click speak a language: it asks gettext's default domain, and gettext asks the environment, at each text."""
    place, environment = gettext.bindtextdomain(_DOMAIN), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, _LOCALE)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.bindtextdomain(_DOMAIN, place)
        if environment is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = environment
