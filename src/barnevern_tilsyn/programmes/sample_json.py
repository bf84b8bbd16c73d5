"""A sample as JSON: what the next steps of a self-check read. Field by field in docs/self-check.md."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, Literal

import attrs

from barnevern_tilsyn.engine.own_file import FileError, FileFault
from barnevern_tilsyn.engine.own_json import document_json, read_document
from barnevern_tilsyn.formats.json_schema import schema_of
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.sample import RuleHeld, Sample
from barnevern_tilsyn.programmes.sample_checking import Written, WrittenReason, WrittenRule, argument, faults_of

__all__ = ["DOCUMENT", "FORMAT", "SampleError", "identified", "read_sample_json", "sample_json", "sample_schema"]

DOCUMENT: Final = "selfcheck-sample"
FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_ID_DIGITS: Final = 16
_TEXTS: Final = ("barnevern_tilsyn.programmes", "texts")


class SampleError(FileError):
    """A file with a sample that cannot be used. Never says what stands there."""


def sample_json(sample: Sample) -> bytes:
    """A sample as indented JSON."""
    return document_json(_written(sample), DOCUMENT, FORMAT)


def identified(sample: Sample) -> Sample:
    """The sample with the id that follows from all else in it.

    No secret stands in it: a case goes by a random name or a keyed pseudonym.
    """
    import hashlib  # noqa: PLC0415 - brings OpenSSL along, which only samples need

    content = sample_json(attrs.evolve(sample, id=""))
    return attrs.evolve(sample, id=hashlib.sha256(content).hexdigest()[:_ID_DIGITS])


def read_sample_json(name: str, content: bytes, programmes: Mapping[str, Programme]) -> Sample:
    """The sample in a JSON document, drawn by one of these programmes, by their ids.

    Raises ``SampleError`` with all its faults; ``name`` is what the file is called in it. A sample that somebody has
    changed since it was drawn is none.
    """
    written = read_document(
        name,
        content,
        Written,
        document=DOCUMENT,
        format=FORMAT,
        check=partial(faults_of, programmes=programmes),
        error=SampleError,
        texts=_TEXTS,
    )
    sample = _read(written)
    if identified(sample).id != sample.id:
        raise SampleError(name, (FileFault("id", Message("changed"), _TEXTS),))
    return sample


def _written(sample: Sample) -> Written:
    rules = tuple(
        WrittenRule(rule=row.rule, held=row.held, reason=WrittenReason(id=row.reason.id, args=dict(row.reason.args)))
        for row in sample.rules
    )
    return Written(**_but_rules(sample), rules=rules)


def _read(written: Written) -> Sample:
    rules = tuple(
        RuleHeld(rule=row.rule, held=row.held, reason=Message(row.reason.id, _args(row.reason.args)))
        for row in written.rules
    )
    return Sample(**_but_rules(written), rules=rules)


def _args(written: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, argument(name, value)) for name, value in written.items())


def _but_rules(sample: Sample | Written) -> dict[str, Any]:
    return {name: getattr(sample, name) for name in attrs.fields_dict(Written) if name != "rules"}


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Document(Written):
    """A sample of the cases of a service for a self-check, and how it was drawn."""

    format: Literal[1]
    document: Literal["selfcheck-sample"]


def sample_schema() -> dict[str, Any]:
    """The JSON Schema of a sample."""
    description = "A sample of cases: what selfcheck sample writes, and the next steps of a self-check read."
    return schema_of(_Document, name=f"{DOCUMENT}-{FORMAT}", description=description)
