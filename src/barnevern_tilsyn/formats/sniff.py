"""What a file is, by its name and by its first bytes."""

import re
from functools import cache
from typing import Final

import attrs

from barnevern_tilsyn.formats.prolog import ascii_markup
from barnevern_tilsyn.model import Sak

__all__ = [
    "HEAD",
    "archive_kind",
    "in_archive",
    "is_archive",
    "is_litter",
    "is_xml",
    "looks_like_case",
    "looks_like_json",
    "looks_like_xml",
    "named_json_lines",
    "worth_reading",
]

HEAD: Final = 512
"""So many of the first bytes of a file are looked at."""

_ARCHIVES: Final = (".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")
_JSON_LINES: Final = (".jsonl", ".ndjson")
_PACKED: Final = tuple(
    f"{name}{packing}" for name in (".xml", ".json", *_JSON_LINES) for packing in (".gz", ".bz2", ".xz")
)
_MEMBER: Final = re.compile(
    rf"(?P<archive>.+?(?:{'|'.join(map(re.escape, _ARCHIVES))}))!(?P<member>.+)", re.DOTALL | re.IGNORECASE
)
_MAGIC: Final = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
)
_MAGICS: Final = tuple(magic for magic, _ in _MAGIC)
_SUM_AT: Final = slice(148, 156)
_OCTAL: Final = re.compile(rb" *[0-7]+[ \0]*")
_JSON_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]*[{\[]|\xff\xfe(?:[ \t\r\n]\0)*[{\[]\0|\xfe\xff(?:\0[ \t\r\n])*\0[{\[]"
)
"""Also in UTF-16, to say that it must not be."""
_FIRST_KEY: Final = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"([A-Za-z_]+)"[ \t\r\n]*:')
_OFFICE: Final = (b"[Content_Types].xml", b"mimetype")
_ZIP_NAME_AT: Final = 30


def is_xml(name: str) -> bool:
    """Whether a file is a document by its name."""
    return name.lower().endswith(".xml")


def named_json_lines(name: str) -> bool:
    """Whether a file has a document on each line by its name, be it packed or not."""
    return name.lower().removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz").endswith(_JSON_LINES)


def is_archive(name: str) -> bool:
    """Whether a file is an archive, or a packed document, by its name."""
    return name.lower().endswith((*_ARCHIVES, *_PACKED))


def in_archive(name: str) -> tuple[str, str] | None:
    """The archive and the member in it that a source names (``a.zip!b.xml``); None for a file of its own.

    An archive that does not look like one by its name stays one with its member, as any other file would.
    """
    found = _MEMBER.fullmatch(name)
    return (found["archive"], found["member"]) if found else None


def is_litter(name: str) -> bool:
    """Whether a file is what macOS leaves behind, for it to be ignored whatever its name ends in."""
    *folders, last = name.split("/")
    return "__MACOSX" in folders or last.startswith("._") or last == ".DS_Store"


def archive_kind(head: bytes) -> str:
    """``zip``, ``tar``, ``gz``, ``bz2`` or ``xz`` by the first ``HEAD`` bytes of a file, or empty."""
    if head.startswith(_MAGICS):
        return next(kind for magic, kind in _MAGIC if head.startswith(magic))
    return "tar" if head[257:262] == b"ustar" or _is_old_tar(head) else ""


def _is_old_tar(head: bytes) -> bool:
    """Whether this is the header of a tar as of Unix version 7, which only its sum tells."""
    stated = head[_SUM_AT]
    if len(head) < HEAD or _OCTAL.fullmatch(stated) is None:
        return False
    return int(stated.strip(b" \0"), 8) == sum(head) - sum(stated) + sum(b" " * len(stated))


def looks_like_xml(head: bytes) -> bool:
    """Whether the first bytes can be those of XML: a tag after byte-order mark and white space."""
    markup, at = ascii_markup(head)
    start = markup[at:].lstrip(b" \t\r\n")
    return start.startswith(b"<") or (not start and len(head) >= HEAD)


def looks_like_json(head: bytes) -> bool:
    """Whether the first bytes can be those of JSON: an object or a list after byte-order mark and white space."""
    return _JSON_START.match(head) is not None


def looks_like_case(head: bytes) -> bool:
    """Whether the first bytes are those of a case as JSON: an object whose first key is one of a case's.

    A folder has other JSON in it too. Capitals are let pass, for them to be told of.
    """
    first = _FIRST_KEY.match(head)
    return first is not None and first[1].decode("ascii").lower() in _keys_of_case()


@cache
def _keys_of_case() -> frozenset[str]:
    return frozenset(field.name for field in attrs.fields(Sak) if not field.name.startswith("_"))


def worth_reading(head: bytes) -> bool:
    """Whether a file that is no document by its name is XML, a case as JSON, or an archive all the same.

    An office document is a zip with XML in it, and no archive of records.
    """
    if archive_kind(head):
        return not head.startswith(_OFFICE, _ZIP_NAME_AT)
    return looks_like_xml(head) or looks_like_case(head)
