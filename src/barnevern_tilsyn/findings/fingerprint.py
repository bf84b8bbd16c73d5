"""Fingerprints: the same finding in two runs, without a file, a line, a date or a message in it."""

__all__ = ["fingerprint"]


def fingerprint(rule: str, case: str | None, element: str | None) -> str | None:
    """A stable name for a rule's finding on an element of a case, from their names; ``None`` where one has none.

    A name is a UUID, which is random, or a keyed pseudonym: the digest of either tells nothing of the child.
    """
    if case is None or element is None:
        return None
    import hashlib  # noqa: PLC0415 - brings OpenSSL along, which only a finding needs

    return hashlib.sha256(f"{rule}\n{case}\n{element}".encode()).hexdigest()[:32]
