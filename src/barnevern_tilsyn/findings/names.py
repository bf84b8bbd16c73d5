"""What a case, an element and a file are called in all that is shown."""

import re

from barnevern_tilsyn.findings.pseudonym import Pseudonyms

__all__ = ["Names", "is_uuid"]

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


def is_uuid(value: str) -> bool:
    """Whether an id is a UUID. Any other id may be free text of a case system and is never shown."""
    return _UUID.fullmatch(value) is not None


class Names:
    """The names of cases, elements and files: their own, or keyed pseudonyms of all of them.

    Without a key a case or an element goes by its id where that is a UUID, and has no name where it is not.
    ``pseudonym_key``: see ``Pseudonyms``, whose errors it raises.
    """

    def __init__(self, pseudonym_key: bytes | None = None) -> None:
        self._pseudonyms = None if pseudonym_key is None else Pseudonyms(pseudonym_key)

    def case(self, case: str) -> str | None:
        """The name of the case with this id; ``None`` where it has none."""
        if self._pseudonyms is None:
            return case.lower() if is_uuid(case) else None
        return self._pseudonyms.of("case", _one_spelling(case))

    def element(self, case: str, kind: str, element: str) -> str | None:
        """The name of an element of a case; ``None`` where it has none. ``kind``: such as ``Melding``."""
        if self._pseudonyms is None:
            return element.lower() if is_uuid(element) else None
        return self._pseudonyms.of("element", _one_spelling(case), kind, _one_spelling(element))

    def file(self, file: str) -> str:
        """The name of a file. Nothing, where there is none."""
        return self._pseudonyms.of("file", file) if self._pseudonyms and file else file


def _one_spelling(id: str) -> str:
    """A UUID is the same in capitals. Of other ids only their system knows."""
    return id.lower() if is_uuid(id) else id
