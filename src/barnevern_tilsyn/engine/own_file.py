"""Data out of a TOML file of anybody's, read strictly: all its faults at once, each with its place and what is wrong.

Programmes and steering figures are such data: a user can replace each of ours by a file.
"""

import tomllib
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import attrs

from barnevern_tilsyn.engine.strict import made
from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.model import Message

__all__ = ["FileError", "FileFault", "SourceNote", "Texts", "parsed", "structured"]

T = TypeVar("T")

_TEXTS: Final = ("barnevern_tilsyn.engine", "own_file_texts")


@attrs.frozen(weakref_slot=False, kw_only=True)
class Texts:
    """A text in bokmål, and in nynorsk and English where there is one."""

    nb: str
    nn: str | None = None
    en: str | None = None

    def say(self, lang: str) -> str:
        """The text in a language, else in bokmål."""
        found: str | None = getattr(self, lang)
        return found or self.nb


@attrs.frozen(weakref_slot=False, kw_only=True)
class SourceNote:
    """Where something is known from."""

    url: str
    note: str = ""


@attrs.frozen(weakref_slot=False)
class FileFault:
    """A fault: the place, such as ``questions[3].text.nb``, and what is wrong there.

    ``texts``: package and folder of the catalogue that has the reason, where it is none that all such files share.
    """

    place: str
    reason: Message
    texts: tuple[str, str] = _TEXTS

    def sentence(self, lang: str = "nb") -> str:
        """The place and the fault, in a language."""
        for package, folder in (self.texts, _TEXTS):
            sentences = catalogue(package, f"{folder}/{lang}.toml")
            if self.reason.id in sentences:
                words = fill(sentences[self.reason.id], self.reason.args, lang)
                return f"{self.place}: {words}" if self.place else words
        raise KeyError(self.reason.id)


class FileError(ValueError):
    """A file that cannot be used. ``faults``: all that is wrong with it."""

    def __init__(self, name: str, faults: tuple[FileFault, ...]) -> None:
        self.name = name
        self.faults = faults
        super().__init__("\n".join(self.sentences()))

    def sentences(self, lang: str = "nb") -> tuple[str, ...]:
        """A sentence for each fault, the file's name before it."""
        return tuple(f"{self.name}: {fault.sentence(lang)}" for fault in self.faults)


def parsed(name: str, content: bytes, error: type[FileError] = FileError) -> dict[str, Any]:
    """The table of a TOML file. Raises ``error``; ``name`` is what the file is called in it."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise error(name, (FileFault("", Message("not-utf-8")),)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise error(name, (FileFault("", Message("no-toml", (("words", str(fault)),))),)) from None


def structured(
    name: str,
    table: Any,
    kind: type[T],
    *,
    check: Callable[[T], Iterable[tuple[str, Message]]],
    error: type[FileError] = FileError,
    texts: tuple[str, str] = _TEXTS,
) -> T:
    """What a table says, as an object of an attrs class. Raises ``error`` with all its faults.

    ``check`` gives what is wrong beyond the form, each with its place; ``texts`` is the catalogue of its reasons.
    """
    found, faults = made(table, kind)
    if found is None:
        raise error(name, tuple(FileFault(place, reason) for place, reason in faults))
    beyond = tuple(FileFault(place, reason, texts) for place, reason in check(found))
    if beyond:
        raise error(name, beyond)
    return found
