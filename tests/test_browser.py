"""The browser that pages are tried in sees what they must not do."""

import pytest

from tests.browser import Visit

PAGE = """<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><title>Side</title>
<style>body {{ color: #222; background: #fff }} {style}</style></head>
<body><main><h1>Side</h1>{body}</main></body></html>"""


def page(body: str = "", style: str = "") -> str:
    return PAGE.format(body=body, style=style)


def test_a_page_without_fault_is_opened(visit: Visit) -> None:
    assert visit(page()).title() == "Side"


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        (page("<script>console.error('oi')</script>"), "console: oi"),
        (page("<script>throw new Error('oi')</script>"), "script: oi"),
        (page("<img alt='x' src='http://example.invalid/a.png'>"), "request: http://example.invalid/a.png"),
        (page("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"), "axe, light: image-alt: "),
        (
            page("<p>Grå tekst</p>", "@media (prefers-color-scheme: dark) { p { color: #888 } }"),
            "axe, dark: color-contrast: ",
        ),
    ],
    ids=["console", "script", "request", "axe", "dark"],
)
def test_each_fault_is_seen(visit: Visit, html: str, seen: str) -> None:
    visit(html)
    found = visit.faults()
    visit.close()
    assert [fault for fault in found if fault.startswith(seen)]
