"""Pages in a real browser, Debian's chromium, and what each page of ours owes wherever it is opened.

The fixture ``visit`` opens HTML as a file from disk and gives Playwright's page. When the test is over it asks of each
page that is still open: no error in its console, no request to a network, nothing that axe finds, in light and in dark.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

__all__ = ["Visit", "browser", "visit"]

_EXECUTABLES: Final = ("chromium", "chromium-browser")
_LOCAL: Final = ("file:", "data:", "blob:")
_ASKED: Final[dict[Literal["light", "dark"], dict[str, Any]]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}
"""What axe is asked. All but the colours is the same in light and in dark."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    executable = next(filter(None, map(shutil.which, _EXECUTABLES)), None)
    if executable is None:
        pytest.skip("chromium is not installed: .ci/install-tools does it on Debian")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield started
        started.close()


class Visit:
    """Opens pages, and keeps what the browser complained of."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self._opened: list[tuple[Page, list[str]]] = []

    def __call__(self, html: str | Path, *, width: int = 1100, height: int = 900, **context: Any) -> Page:
        """Open a page from its text or its file. ``context``: what else Playwright's ``new_context`` takes.

        It moves nothing: what a page animates is at its end at once. Nothing is reached but the disk.
        """
        file = self._written(html) if isinstance(html, str) else html
        around = self._browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", offline=True, **context
        )
        around.set_default_timeout(20_000)
        page = around.new_page()
        self._opened.append((page, self._listen(page)))
        page.goto(file.resolve().as_uri())
        return page

    def _written(self, html: str) -> Path:
        file = self._folder / f"page-{len(self._opened)}.html"
        file.write_text(html, encoding="utf-8")
        return file

    @staticmethod
    def _listen(page: Page) -> list[str]:
        complaints: list[str] = []

        def told(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                complaints.append(f"console: {message.text}")

        page.on("console", told)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("request", lambda one: None if one.url.startswith(_LOCAL) else complaints.append(f"request: {one.url}"))
        return complaints

    def faults(self) -> list[str]:
        """What is wrong with the pages that are open, as far as a program can tell."""
        found = []
        for page, complaints in self._opened:
            found += complaints
            if not page.is_closed():
                found += accessibility_faults(page)
        return found

    def close(self) -> None:
        """Close all pages."""
        contexts: dict[BrowserContext, None] = dict.fromkeys(page.context for page, _ in self._opened)
        for context in contexts:
            context.close()
        self._opened.clear()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Opens a page; after the test each must be without fault."""
    visits = Visit(browser, tmp_path)
    try:
        yield visits
        faults = visits.faults()
        assert not faults, "\n".join(faults)
    finally:
        visits.close()


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds in a page, in light and in dark, with the elements it found it in."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    page.evaluate(Axe().axe_script)
    for scheme, options in _ASKED.items():
        page.emulate_media(color_scheme=scheme)
        for violation in page.evaluate("options => axe.run(options).then(found => found.violations)", options):
            places = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
            found.append(f"axe, {scheme}: {violation['id']}: {violation['help']} ({places})")
    return found
