"""Fingerprints: the same finding in two runs, without a file, a line, a date or a message in it."""

import hashlib
import re

__all__ = ["fingerprint", "is_uuid"]

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


def is_uuid(value: str) -> bool:
    """Whether an id is a UUID. Any other id may be free text of a case system and is never shown."""
    return _UUID.fullmatch(value) is not None


def fingerprint(rule: str, case: str, element: str) -> str | None:
    """A stable name for a rule's finding on an element; ``None`` where an id is no UUID.

    UUIDs are random, so their hash tells nothing of the child; a plain hash of any other id could be reversed.
    """
    if not is_uuid(case) or not is_uuid(element):
        return None
    return hashlib.sha256(f"{rule}\n{case.lower()}\n{element.lower()}".encode()).hexdigest()[:32]
