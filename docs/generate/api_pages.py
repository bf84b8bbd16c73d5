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

_FOR_RULES = """# Reference for rule authors

`rule`, `load_rules`, `choose_rules`, `Registry`, `Rule` and `RuleSourceError` are public names of the root package: see
[Reference](api.md). A rule needs these besides, and they are as public as those.

## `barnevern_tilsyn.engine`

```{eval-rst}
.. automodule:: barnevern_tilsyn.engine
   :no-index:
   :members: Assessment, Cap, Clock, Condition, Context, DeliveryCheck, Event, FactUsed, Linked, Sammenheng, Standing,
      Strength, Truth, condition, rules_in, unknown
   :undoc-members:
```

## `barnevern_tilsyn.law`

```{eval-rst}
.. automodule:: barnevern_tilsyn.law
   :no-index:
   :members: Certainty, Frist, Hjemmel, NotInForceError, Provisions, Versjon, deadline
   :undoc-members:
```

## `barnevern_tilsyn.testing`

```{eval-rst}
.. automodule:: barnevern_tilsyn.testing
   :no-index:
   :members:
   :undoc-members:
```

The elements of a case are in `barnevern_tilsyn.model`. What their three kinds of nothing mean stands in
[Outcomes and facts](../outcomes.md).
"""


def pages() -> Iterator[tuple[str, str]]:
    """One page for users, one for those who write rules."""
    yield "api.md", _PAGE
    yield "rule-api.md", _FOR_RULES
