"""What is wrong with rules from elsewhere, said in one sentence."""

from collections.abc import Iterator
from traceback import extract_tb
from typing import Any

from barnevern_tilsyn.engine.texts import render
from barnevern_tilsyn.model import Message

__all__ = ["RuleSourceError", "failed_to_load"]

_LONGEST = 200


class RuleSourceError(Exception):
    """Rules from a file or a package cannot be used. Says which file or package, where, and why.

    ``source`` names the file or package, ``line`` is the line in the file, 0 where there is none, ``reason`` is a
    message of this package. The text is in English; ``sentence`` gives it in a language.
    """

    def __init__(self, source: str, reason: Message, line: int = 0) -> None:
        self.source, self.reason, self.line = source, reason, line
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """The whole in a language: nb, nn or en."""
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {render('barnevern_tilsyn.rules.outside', 'texts', self.reason, lang)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.reason, self.line)


def failed_to_load(source: str, file: str, error: BaseException) -> RuleSourceError:
    """What became of loading a source, by the error that came out of it.

    No record has been opened yet, so an error's own words hold none. They are cut to one line.
    """
    if isinstance(error, SyntaxError) and error.filename == file:
        reason = Message("syntax", (("words", _line(error.msg)),))
        return RuleSourceError(source, reason, error.lineno or 0)
    words = _line(str(error))
    args = (("kind", type(error).__name__), ("words", f": {words}" if words else ""))
    return RuleSourceError(source, Message("load", args), next(_lines(file, error), 0))


def _lines(file: str, error: BaseException) -> Iterator[int]:
    """The lines of the file that led to the error, the innermost first."""
    for frame in reversed(extract_tb(error.__traceback__)):
        if frame.filename == file and frame.lineno:
            yield frame.lineno


def _line(words: str) -> str:
    first = next(iter(words.splitlines()), "")
    return "".join(c for c in first if c.isprintable())[:_LONGEST]
