"""The ids that stand in the JSON of ``check`` and in losses, with their sentences, from the message catalogues."""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import getitem

from barnevern_tilsyn.engine.texts import catalogue
from docs.generate.markdown import table

_HEAD = """# Reasons and codes

Written from the message catalogues. The ids are for programs, the sentences for people: here in English and in bokmål,
and `--lang nn` gives them in nynorsk. Words in braces are filled in, and where there are two of them after a colon, the
one that fits the number; none of them is ever a value out of a case record.
"""

_REASONS = """## Reasons

In `findings[].reasons`: why a person must judge (*review*), or why the duty does not hold (*not applicable*). In
`findings[].deadline.reasons`: why there are two last days. A rule from elsewhere may have ids of its own.
"""

_NOTICES = ("folder.ignored", "folder.link", "archive.ignored")
_GROUPS = (
    ("Notices", ("delivery", "draft", "kostra", *_NOTICES), "In `notices`: they change no outcome and no exit code."),
    ("Files and folders", ("file", "folder"), "In `unreadable`."),
    ("Archives", ("archive",), "In `unreadable`."),
    ("Limits", ("limit",), "In `rejects` for a document, in `unreadable` for an archive and for what is no document."),
    ("XML", ("xml",), "In `rejects`."),
    ("JSON", ("case", "facts", "json"), "In `rejects`; `json.passed_over` in `notices`."),
    ("Structure", ("attribute", "document", "element", "faults", "id", "text", "xsi"), "In `rejects`."),
    ("Values", ("value", "not_held"), "In `rejects`."),
    (
        "Your own schema",
        ("xsd", "schema"),
        "In `rejects`; `xsd.not_for_kostra` in `notices`; `schema` in `SchemaFileError`.",
    ),
    ("Writing", ("write",), "In `lost` and `reasons` of Python's `write_xml`, beside codes of structure and values."),
)
"""Title, codes by name or by what stands before the dot, where they are found. The first group that fits holds."""


_Sentences = Mapping[str, tuple[str, str]]
"""The sentences in English and in bokmål, by id."""


def _sentences(package: str, *tables: str) -> _Sentences:
    english, bokmal = (reduce(getitem, tables, catalogue(package, f"texts/{lang}.toml")) for lang in ("en", "nb"))
    return {id: (english[id], bokmal[id]) for id in bokmal}


def _table(head: str, texts: _Sentences) -> str:
    return table((head, "English", "Bokmål"), ((f"`{id}`", *sentences) for id, sentences in texts.items()))


def _codes() -> Iterator[str]:
    left = dict(_sentences("barnevern_tilsyn.formats"))
    for title, names, where in _GROUPS:
        group = {id: left.pop(id) for id in tuple(left) if {id, id.partition(".")[0]} & set(names)}
        yield f"### {title}\n\n{where}\n\n{_table('Code', group)}"
    if left:
        raise ValueError(f"codes without a heading: {', '.join(left)}")


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    reasons = _sentences("barnevern_tilsyn.findings", "reasons")
    codes = "\n\n".join(_codes())
    yield (
        "codes.md",
        f"{_HEAD}\n{_REASONS}\n{_table('Reason', reasons)}\n\n## Codes of the reader and the writer\n\n{codes}",
    )
