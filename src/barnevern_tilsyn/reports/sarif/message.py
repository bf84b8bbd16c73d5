"""Sentences as message objects."""

from typing import Any

__all__ = ["message"]


def message(sentence: str) -> dict[str, Any]:
    """The ``message`` of a sentence: braces would be placeholders, unless there are two of each."""
    return {"text": sentence.replace("{", "{{").replace("}", "}}")}
