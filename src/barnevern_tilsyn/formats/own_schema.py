"""The caller's own copy of an official schema, which each document is held against beside our own tables.

Nothing is fetched for it, and nothing read outside its folder. libxml2's messages hold values out of the document:
of each only its kind is told, with names that the schema itself declares.
"""

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from barnevern_tilsyn.formats.errors import printable, sentence
from barnevern_tilsyn.formats.limits import MIB, Limits
from barnevern_tilsyn.formats.parse import hardened, has_doctype
from barnevern_tilsyn.formats.schema_faults import faults_of
from barnevern_tilsyn.model import Fault, Message

__all__ = ["OwnSchema", "SchemaFileError"]

_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_REFERENCES: Final = tuple(f"{_XS}{name}" for name in ("include", "import", "redefine"))
_DECLARED: Final = (f"{_XS}element", f"{_XS}attribute")
_MOST_BYTES: Final = 16 * MIB
_MOST_FILES: Final = 100


class SchemaFileError(ValueError):
    """A schema that cannot be used. ``fil`` names the file, ``reason`` says why."""

    def __init__(self, fil: str, reason: Message) -> None:
        self.fil = fil
        self.reason = reason
        super().__init__(self.message())

    def message(self, lang: str = "nb") -> str:
        """The same in bokmål (``nb``), nynorsk (``nn``) or English (``en``)."""
        return f"{printable(self.fil)}: {sentence(self.reason, lang)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.fil, self.reason)


class OwnSchema:
    """A schema in a file. Raises ``SchemaFileError`` for a file that cannot be read or is none."""

    def __init__(self, file: str | os.PathLike[str]) -> None:
        fil = os.fsdecode(file)
        self._names = frozenset(_names(fil))
        try:
            self._schema = etree.XMLSchema(etree.parse(fil, hardened(etree.XMLParser)))
        except (etree.LxmlError, OSError):
            etree.clear_error_log()
            raise SchemaFileError(fil, Message("schema.invalid")) from None

    def faults(self, data: bytes, limits: Limits) -> tuple[Fault, ...]:
        """What the schema refuses of a document that is well-formed; empty where it finds it valid."""
        root = etree.fromstring(data, hardened(etree.XMLParser))
        if self._schema.validate(root):
            return ()
        log: Any = self._schema.error_log
        found = faults_of(log, root, data, self._names, limits)
        etree.clear_error_log()
        return found


def _names(fil: str) -> set[str]:
    """The names that a schema, with all files that it refers to, declares. Raises ``SchemaFileError``."""
    try:
        left = [Path(fil).resolve()]
    except (OSError, ValueError):
        raise SchemaFileError(fil, Message("schema.io")) from None
    folder = left[0].parent
    declared: set[str] = set()
    seen: set[Path] = set()
    while left:
        file = left.pop()
        if file in seen:
            continue
        seen.add(file)
        if len(seen) > _MOST_FILES:
            raise SchemaFileError(fil, Message("schema.too_large"))
        root = _parsed(fil, file)
        declared.update(node.get("name", "") for node in root.iter(*_DECLARED))
        for node in root.iter(*_REFERENCES):
            place = node.get("schemaLocation")
            if place is not None:
                left.append(_within(fil, folder, node.base or file.as_uri(), place))
    return declared - {""}


def _parsed(fil: str, file: Path) -> Any:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise SchemaFileError(fil, Message("schema.too_large"))
        data = file.read_bytes()
    except (OSError, ValueError):
        raise SchemaFileError(fil, Message("schema.io")) from None
    try:
        root = etree.fromstring(data, hardened(etree.XMLParser), base_url=file.as_uri())
    except (etree.XMLSyntaxError, ValueError):
        etree.clear_error_log()
        raise SchemaFileError(fil, Message("schema.no_xml")) from None
    if has_doctype(root) or root.tag != f"{_XS}schema":
        raise SchemaFileError(fil, Message("schema.invalid"))
    return root


def _within(fil: str, folder: Path, base: str, place: str) -> Path:
    """The file that a reference leads to. It must lie in the folder of the schema, or below."""
    address = urlsplit(urljoin(base, place))
    target = Path(unquote(address.path)).resolve()
    if address.scheme != "file" or address.netloc or not target.is_relative_to(folder):
        raise SchemaFileError(fil, Message("schema.outside"))
    return target
