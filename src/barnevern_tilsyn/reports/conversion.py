"""What came of a conversion: how many cases were written, what was lost, and what could not be written."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.formats import printable, sentence
from barnevern_tilsyn.formats.conversion import Beside, Converted
from barnevern_tilsyn.formats.written import Loss
from barnevern_tilsyn.model import Message, Reject, RejectedFacts, Superseded, Unreadable
from barnevern_tilsyn.reports import wire
from barnevern_tilsyn.reports.places import report_texts
from barnevern_tilsyn.reports.rows import Row, rows_of, tool_row
from barnevern_tilsyn.reports.text import Beside as Sections
from barnevern_tilsyn.reports.text import facts_words

__all__ = ["FORMAT", "Conversion"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_PLACE = re.compile(r"\[[0-9]+\]")
_Kind = tuple[str, Message]


class Conversion:
    """Gathers what came of a conversion. ``each``: keep every loss for the JSON, not only how many of a kind."""

    def __init__(self, lang: str, *, each: bool = False) -> None:
        self._lang = lang
        self._each = each
        self._counts: Counter[type] = Counter()
        self._kinds: dict[_Kind, tuple[int, str]] = {}
        self._lost: list[dict[str, Any]] = []
        self._beside: dict[type[Row], list[Row]] = {}
        self._sections = Sections(lang)

    def see(self, item: Converted | Beside) -> None:
        """Count and keep one thing."""
        self._counts[type(item)] += 1
        if isinstance(item, Converted):
            for loss in item.lost:
                self._lose(item.fil, loss)
        elif self._each:
            for row in rows_of(item, self._lang):
                self._beside.setdefault(type(row), []).append(row)
        else:
            self._sections.keep(item)

    def _lose(self, fil: str, loss: Loss) -> None:
        if self._each:
            self._lost.append(
                {
                    "file": printable(fil),
                    "line": loss.linje or None,
                    "path": loss.path,
                    "code": loss.reason.id,
                    "reason": loss.message(self._lang),
                }
            )
            return
        kind = (_PLACE.sub("[]", loss.path), loss.reason)
        count, first = self._kinds.get(kind, (0, f"{printable(fil)}:{loss.linje}" if loss.linje else printable(fil)))
        self._kinds[kind] = (count + 1, first)

    @property
    def summary(self) -> dict[str, int]:
        """The counts: what was read, and what came of it."""
        seen = self._counts
        return {
            "cases_read": seen[Converted] + seen[Superseded] + seen[Reject],
            "cases_written": seen[Converted],
            "cases_superseded": seen[Superseded],
            "cases_rejected": seen[Reject],
            "facts_rejected": seen[RejectedFacts],
            "files_unreadable": seen[Unreadable],
        }

    @property
    def exit_code(self) -> int:
        """2 for unreadable files, 1 for cases or facts that could not be read or written, else 0."""
        seen = self._counts
        return 2 if seen[Unreadable] else 1 if seen[Reject] + seen[RejectedFacts] else 0

    def as_text(self) -> Iterator[str]:
        """For people: each kind of loss once, with how often and where first."""
        texts = report_texts(self._lang)["conversion"]
        if self._kinds:
            yield click.style(texts["lost"], bold=True)
            for (path, reason), (count, first) in self._kinds.items():
                words = fill(texts["times"], (("count", count), ("first", first)), self._lang)
                place = f"{path}: " if path else ""
                yield f"  {place}{sentence(reason, self._lang)} {click.style(words, dim=True)}"
            yield ""
        yield from self._sections.sections(texts["rejects"])
        words = fill(texts["summary"], tuple(self.summary.items()), self._lang)
        yield f"{words} {facts_words(self._counts[RejectedFacts], self._lang)}".rstrip()

    def as_json(self, version: str) -> bytes:
        """For programs, indented. ``version`` is the tool's own."""
        data = {
            "format": FORMAT,
            "tool": tool_row(version),
            "summary": self.summary,
            "rejects": self._beside.get(wire.Reject, []),
            "unreadable": self._beside.get(wire.Unreadable, []),
            "notices": self._beside.get(wire.Notice, []),
            "lost": self._lost,
        }
        return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
