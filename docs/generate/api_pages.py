"""The API reference: every public name of the root package."""

from collections.abc import Iterator

_PAGE = """# Reference

```{eval-rst}
.. automodule:: barnevern_tilsyn
   :members:
   :undoc-members:
```
"""


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    yield "api.md", _PAGE
