"""A page: a template filled in a language, with its look and the policy that lets nothing else in.

A template extends ``base.html`` and says its words by id, out of the page's own catalogue or the one that all pages
share.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, Final

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup
except ModuleNotFoundError:
    raise ModuleNotFoundError('Pages need the extra "html": pip install "barnevern-tilsyn[html]"') from None

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine.texts import catalogue, fill, format_date, format_list, format_number

__all__ = ["Words", "environment", "percent", "policy", "render", "words_of"]

_PACKAGE: Final = "barnevern_tilsyn.reports.html"

Words = Callable[..., str]
"""Gives a text by its id, such as ``soon.title``, with its typed arguments in the language's way."""


def render(
    template: str, lang: str, *, version: str, texts: str, style: str = "", script: str = "", **values: Any
) -> str:
    """The page that a template makes of ``values``, in a language.

    ``texts`` names the page's catalogue, ``texts/{texts}/{lang}.toml``. ``version`` is the tool's own. ``style`` is
    what the page's look has beyond that of all pages. ``script`` is the text of the page's only script, if it has one:
    no other can run. The same values give the same page.
    """
    look = _file("style.css") + style
    return (
        environment(lang)
        .get_template(template)
        .render(
            lang=lang,
            version=version,
            t=words_of(texts, lang),
            look=Markup(look),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - of the package too
            policy=policy((look,), (script,) if script else ()),
            **values,
        )
    )


@cache
def environment(lang: str) -> Environment:
    """The templates, with filters that write numbers, shares, days and lists as a language does."""
    made = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}
    made.filters |= {
        "number": partial(_written, format_number, lang),
        "share": partial(_written, percent, lang),
        "day": partial(_written, format_date, lang),
        "listed": lambda names: format_list(tuple(names), lang),
        "iso": date.isoformat,
    }
    return made


def _written(write: Callable[[Any, str], str], lang: str, value: Any) -> str:
    return write(value, lang)


def percent(value: float, lang: str) -> str:
    """A share as a percentage with at most one decimal."""
    return fill("{share:%}", (("share", value),), lang)


def words_of(texts: str, lang: str) -> Words:
    """The words of a page: by id those of its own catalogue, else those that all pages share.

    Asking for an id that neither has raises ``KeyError``.
    """
    tables = [catalogue(_PACKAGE, f"texts/{path}{lang}.toml") for path in (f"{texts}/", "")]

    def say(id: str, /, **args: Any) -> str:
        found = next((sentence for table in tables if (sentence := _at(table, id)) is not None), None)
        if found is None:
            raise KeyError(id)
        return fill(found, args.items(), lang)

    return say


def _at(table: Mapping[str, Any], id: str) -> str | None:
    found: Any = table
    for name in id.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return None if found is None else str(found)


def policy(styles: Iterable[str], scripts: Iterable[str] = ()) -> str:
    """The content security policy of a page with these styles and scripts within it, and nothing from anywhere."""
    parts = ["default-src 'none'", f"style-src {_hashes(styles)}", "base-uri 'none'", "form-action 'none'"]
    if scripts := tuple(scripts):
        parts.insert(1, f"script-src {_hashes(scripts)}")
    return "; ".join(parts)


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@cache
def _file(name: str) -> str:
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")
