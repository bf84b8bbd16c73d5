"""What every page owes: it stands by itself, is well-formed, and can be read by all."""

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import attrs

__all__ = ["Element", "Page", "owed"]

_VOID = {"meta", "link", "input", "br", "hr", "img", "col", "wbr"}


@attrs.define
class Element:
    """An element of a page, with the text directly in it."""

    name: str
    attributes: dict[str, str | None]
    path: tuple[str, ...]
    text: str = ""


class Page(HTMLParser):
    """A page taken apart. Every element is ended where it must be."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"{tag} has an attribute twice"
        found = Element(tag, dict(attrs), tuple(one.name for one in self._open))
        self.elements.append(found)
        if tag not in _VOID:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in {one.name for one in self._open}, f"<{tag}/> ends nothing outside a picture"
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"nothing for </{tag}> to end"
        assert self._open.pop().name == tag, f"</{tag}> ends another element"

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def all(self, *names: str) -> Iterator[Element]:
        return (one for one in self.elements if one.name in names)

    @property
    def words(self) -> str:
        """What is read: without the look and the code, white space made one."""
        told = (one.text for one in self.elements if one.name not in ("style", "script"))
        return " ".join(" ".join(told).split())


def owed(source: str, lang: str, *, scripts: int = 0) -> Page:
    """The page, when it has what every page owes."""
    assert source.startswith("<!DOCTYPE html>\n")
    page = Page(source)
    ids = [id for one in page.elements if (id := one.attributes.get("id"))]
    assert len(set(ids)) == len(ids)
    _closed(page, scripts)
    (root,) = page.all("html")
    assert root.attributes["lang"] == lang
    (title,) = [one for one in page.all("title") if one.path[-1] == "head"]
    assert title.text.strip()
    levels = [int(one.name[1]) for one in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in itertools.pairwise(levels))
    for one in page.all("a", "use"):
        assert (one.attributes["href"] or "").removeprefix("#") in ids, one
    for one in page.all("svg"):
        assert one.attributes.get("aria-hidden") == "true" or one.attributes.get("role") == "img"
    for one in page.all("th"):
        assert one.attributes.get("scope") in ("col", "row", "colgroup", "rowgroup"), one.text
    assert not re.search(r"\b(nan|Undefined)\b|\bNone\b(?! [a-z])|\{\{|\{%", page.words)
    return page


def _closed(page: Page, scripts: int) -> None:
    """Nothing is fetched, sent or run but what stands in the page."""
    allowed = next(
        one.attributes["content"] or ""
        for one in page.all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert allowed.startswith("default-src 'none'")
    assert "unsafe" not in allowed
    assert "http" not in allowed
    within = [one for one in page.all("style", "script") if one.attributes.get("type") != "application/json"]
    assert [one.name for one in within] == ["style"] + ["script"] * scripts
    for one in within:
        digest = base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode()
        assert f"{one.name}-src 'sha256-{digest}'" in allowed
        assert not re.search(r"url\(|@import|</", one.text.partition("sourceMapping")[0])
    for one in page.elements:
        assert not {name for name in one.attributes if name in ("style", "src", "srcset") or name.startswith("on")}
        assert one.name not in ("link", "iframe", "object", "embed", "base", "img", "foreignobject")
