"""Pages that are written from the package itself, so that they cannot disagree with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from docs.generate import (
    absence_pages,
    api_pages,
    case_pages,
    cli_pages,
    code_pages,
    compare_pages,
    indicator_pages,
    kostra_pages,
    law_pages,
    programme_pages,
    published_pages,
    register_pages,
    rule_pages,
    schema_files,
    settings_pages,
)

__all__ = ["write_pages"]


def _pages() -> Iterator[tuple[str, str]]:
    yield from absence_pages.pages()
    yield from case_pages.pages()
    yield from cli_pages.pages()
    yield from settings_pages.pages()
    yield from code_pages.pages()
    yield from law_pages.pages()
    yield from programme_pages.pages()
    yield from published_pages.pages()
    yield from indicator_pages.pages()
    yield from rule_pages.pages()
    yield from compare_pages.pages()
    yield from kostra_pages.pages()
    yield from register_pages.pages()
    yield from api_pages.pages()
    yield from schema_files.pages()


def write_pages(folder: Path) -> None:
    """Write every generated page into ``folder``, after emptying it."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in _pages():
        page = folder / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text.rstrip() + "\n", encoding="utf-8")
