"""What was collected as JSON: its attributes, and under ``result`` what follows from them, checked on the way back."""

import re
from collections.abc import Iterator
from typing import Any, Final, Literal, TypeVar

import attrs

from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.engine.own_json import document_json, read_document
from barnevern_tilsyn.formats.json_schema import schema_of
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.collected import Collected, Flag, QuestionCount
from barnevern_tilsyn.programmes.form import LONGEST_COMMENT
from barnevern_tilsyn.programmes.programme import Failing
from barnevern_tilsyn.programmes.shares import Interval, Share

__all__ = [
    "DOCUMENT",
    "FORMAT",
    "CollectedError",
    "ShareRow",
    "collected_json",
    "collected_schema",
    "read_collected",
    "rounded",
    "rounded_interval",
]

DOCUMENT: Final = "selfcheck-collected"
FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_DECIMALS: Final = 4
_ID: Final = re.compile(r"[\w.-]{1,100}")

T = TypeVar("T")


class CollectedError(FileError):
    """A file with what was collected that cannot be used. Never says what stands there."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class ShareRow:
    """``k`` of ``n``, the share with four decimals and its 95 % interval; null of none."""

    k: int
    n: int
    share: float | None
    interval: Interval | None

    @classmethod
    def of(cls, share: Share) -> "ShareRow":
        """The row of a share."""
        return cls(k=share.k, n=share.n, share=rounded(share.value), interval=rounded_interval(share.interval))


def rounded(value: float | None) -> float | None:
    """A share with four decimals."""
    return None if value is None else round(value, _DECIMALS)


def rounded_interval(interval: Interval | None) -> Interval | None:
    """An interval with four decimals."""
    return interval and Interval(round(interval.low, _DECIMALS), round(interval.high, _DECIMALS))


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Result:
    """What follows from the counts: the share of yes, and why the question is to be discussed."""

    yes: ShareRow
    flags: tuple[Flag, ...]

    @classmethod
    def of(cls, question: QuestionCount, failing: Failing | None) -> "_Result":
        return cls(yes=ShareRow.of(question.share), flags=question.flags(failing))


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Question(QuestionCount):
    """The answers to a question, and what follows from them."""

    result: _Result


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Round(Collected):
    """What a round of a self-check came to. No case, and no comment on one, is in it."""

    questions: tuple[_Question, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Document(_Round):
    """What the forms of a self-check come to: what selfcheck collect writes, and compare and national read."""

    format: Literal[1]
    document: Literal["selfcheck-collected"]


def collected_json(collected: Collected) -> bytes:
    """What was collected as indented JSON."""
    rows = tuple(
        _as(_Question, one, QuestionCount, result=_Result.of(one, collected.failing)) for one in collected.questions
    )
    return document_json(_as(_Round, collected, Collected, questions=rows), DOCUMENT, FORMAT)


def read_collected(name: str, content: bytes) -> Collected:
    """What was collected, out of a JSON document.

    Raises ``CollectedError`` with all its faults; ``name`` is what the file is called in it.
    """
    found = read_document(
        name,
        content,
        _Round,
        document=DOCUMENT,
        format=FORMAT,
        check=_faults,
        error=CollectedError,
        texts=("barnevern_tilsyn.programmes", "texts"),
    )
    rows = tuple(_as(QuestionCount, one, QuestionCount) for one in found.questions)
    return _as(Collected, found, Collected, questions=rows)


def collected_schema() -> dict[str, Any]:
    """The JSON Schema of what was collected."""
    description = (
        "What the forms of a self-check come to: what selfcheck collect writes, and compare and national read."
    )
    return schema_of(_Document, name=f"{DOCUMENT}-{FORMAT}", description=description)


def _as(kind: type[T], thing: Any, fields_of: type[Any], **more: Any) -> T:
    """Another object with the attributes that a class of the thing has, and more."""
    return kind(**{field.name: getattr(thing, field.name) for field in attrs.fields(fields_of)} | more)


def _faults(found: _Round) -> Iterator[tuple[str, Message]]:
    yield from _names(found)
    yield from _counts(found)
    for at, question in enumerate(found.questions):
        told = sum(answer.forms for answer in question.answers) + question.not_answered
        if told != found.forms:
            yield f"questions[{at}]", Message("does-not-add-up", (("count", found.forms),))
        elif question.result != _Result.of(question, found.failing):
            yield f"questions[{at}].result", Message("does-not-follow")
        if not question.changed <= question.proposed <= found.forms:
            yield f"questions[{at}].proposed", Message("no-part", (("count", found.forms),))


def _names(found: _Round) -> Iterator[tuple[str, Message]]:
    """Ids that are none, or stand twice, and words that are none: they may be anybody's, and are printed."""
    ids: dict[str, str | None] = {
        "programme.id": found.programme.id,
        "programme.version": found.programme.version,
        "follows": found.follows,
        "drawn.sample": found.drawn.sample,
    }
    for name in ("questions", "management", "sections"):
        seen: set[str] = set()
        for at, one in enumerate(getattr(found, name)):
            place = f"{name}[{at}]"
            own = one.theme if name == "sections" else one.question
            if own in seen:
                yield place, Message("twice-here")
            seen.add(own)
            ids |= {f"{place}.{key}": getattr(one, key, None) for key in ("question", "theme", "same_as", "value")}
            words = getattr(one, "reasons", "") or getattr(one, "comment", "")
            if len(words) > LONGEST_COMMENT:
                yield place, Message("too-long", (("count", LONGEST_COMMENT),))
            if not all(letter.isprintable() or letter in "\n\t" for letter in words):
                yield place, Message("no-text")
    for at, question in enumerate(found.questions):
        ids |= {f"questions[{at}].answers[{place}].id": one.id for place, one in enumerate(question.answers)}
    for name in ("outcomes", "municipalities", "left_out"):
        ids |= {f"{name}[{at}]": key for at, key in enumerate(getattr(found, name))}
    for name in ("deadlines", "beside") if found.balance else ():
        ids |= {f"balance.{name}[{at}]": id for at, id in enumerate(getattr(found.balance, name))}
    for place, id in ids.items():
        if id is not None and not _ID.fullmatch(id):
            yield place, Message("no-id")


def _counts(found: _Round) -> Iterator[tuple[str, Message]]:
    """Numbers that must not be below 0, or above what they are part of."""
    if not 0 <= found.forms <= found.drawn.cases <= found.drawn.eligible:
        yield "forms", Message("no-part", (("count", found.drawn.cases),))
    for name in ("outcomes", "municipalities", "left_out"):
        for count in getattr(found, name).values():
            if count < 0 or (name != "left_out" and count > found.forms):
                yield name, Message("no-part", (("count", found.forms),))
    for at, question in enumerate(found.questions):
        if min((question.not_answered, question.changed, *(one.forms for one in question.answers))) < 0:
            yield f"questions[{at}]", Message("no-part", (("count", found.forms),))
    if found.failing and not 0 <= found.failing.share_below <= 1:
        yield "failing.share_below", Message("no-share")
