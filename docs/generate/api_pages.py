"""The API reference: the public names of the root package, and what its types are made of."""

from collections.abc import Iterator

_PAGE = """# Reference

```{eval-rst}
.. automodule:: barnevern_tilsyn
   :members:
   :undoc-members:
```

## Parts of a finding

```{eval-rst}
.. automodule:: barnevern_tilsyn.findings
   :members: Deadline, Fact, Provision, Source, fact_name, reason
   :undoc-members:
```

## Parts of a report

```{eval-rst}
.. automodule:: barnevern_tilsyn.model
   :no-index:
   :members: Fault, Message, Notice, Superseded
   :undoc-members:
```
"""


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    yield "api.md", _PAGE
