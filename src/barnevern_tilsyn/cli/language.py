"""The language of the command line: which one was asked for, and click's own words in it."""

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from barnevern_tilsyn.cli.settings import flag_values, language_in

__all__ = ["LANGUAGES", "VARIABLE", "chosen", "spoken"]

LANGUAGES = ("nb", "nn", "en")
"""Those of ``engine.texts``, the default first: importing it here would make ``--help`` wait for the engine."""
VARIABLE = "BARNEVERN_TILSYN_LANG"

_DOMAIN = "messages"
_LOCALE = str(Path(__file__).with_name("locale"))


def chosen(words: Sequence[str]) -> str:
    """The language of ``--lang`` anywhere among the words, else of the environment, of the settings file, else nb.

    What is no language is passed over here: the option itself refuses it, in the language found.
    """
    asked = (*flag_values(words, "--lang"), os.environ.get(VARIABLE))
    found = next((lang for lang in asked if lang in LANGUAGES), None) or language_in(words)
    return found if found in LANGUAGES else LANGUAGES[0]


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
