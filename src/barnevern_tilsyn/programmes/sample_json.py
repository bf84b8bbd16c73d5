"""A sample as JSON: what the next steps of a self-check read. Field by field in docs/self-check.md."""

from typing import Any, Final

import attrs
import msgspec

from barnevern_tilsyn.programmes.sample import Sample

__all__ = ["DOCUMENT", "FORMAT", "as_json", "identified"]

FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

DOCUMENT: Final = "selfcheck-sample"
_ID_DIGITS: Final = 16


def as_json(sample: Sample) -> bytes:
    """The sample as indented JSON in UTF-8."""
    head = {"format": FORMAT, "document": DOCUMENT}
    return msgspec.json.format(msgspec.json.encode(head | _table(sample)), indent=2) + b"\n"


def identified(sample: Sample) -> Sample:
    """The sample with the id that follows from all else in it.

    No secret stands in it: a case goes by a random name or a keyed pseudonym.
    """
    import hashlib  # noqa: PLC0415 - brings OpenSSL along, which only a draw needs

    content = as_json(attrs.evolve(sample, id=""))
    return attrs.evolve(sample, id=hashlib.sha256(content).hexdigest()[:_ID_DIGITS])


def _table(sample: Sample) -> dict[str, Any]:
    rules = [
        {"rule": row.rule, "held": row.held, "reason": {"id": row.reason.id, "args": dict(row.reason.args)}}
        for row in sample.rules
    ]
    return attrs.asdict(sample, recurse=False) | {"rules": rules}
