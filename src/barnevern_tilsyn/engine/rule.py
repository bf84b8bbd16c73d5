"""A rule: one function on one kind of element, with what is said of it. It holds no message and knows no clock."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import attrs

from barnevern_tilsyn.engine.assessment import Assessment
from barnevern_tilsyn.engine.context import Context
from barnevern_tilsyn.engine.needs import check_path
from barnevern_tilsyn.engine.outcome import Severity, Strength
from barnevern_tilsyn.law import Hjemmel

__all__ = ["DeliveryCheck", "Judge", "Rule", "rule"]

Judge = Callable[[Any, Context], Assessment | None]
"""Looks at one element; ``None``: the rule has nothing to say of it."""


class DeliveryCheck(Protocol):
    """A check over a stream of cases: sees each, then finishes."""

    def see(self, ctx: Context) -> Iterable[tuple[Any, Assessment]]:
        """What can be said on seeing this case: pairs of element and assessment."""
        ...

    def finish(self) -> Iterable[tuple[Context, Any, Assessment]]:
        """What can be said only when all cases were seen."""
        ...


@attrs.frozen(weakref_slot=False, kw_only=True)
class Rule:
    """A rule as the registry holds it.

    ``judge`` is called for each element of type ``applies_to`` (``Sak``: once a case). A rule over a whole delivery
    has ``start`` instead, which gives a fresh ``DeliveryCheck``. ``hjemmel``: all provisions it ever rested on; those
    in force on the day that counts are cited. ``needs``: the facts it reads, in the notation ``Melding.start_dato``.
    ``texts``: package and folder of its catalogue.
    """

    code: str
    name: str
    theme: str
    applies_to: type
    duties: tuple[str, ...]
    hjemmel: tuple[Hjemmel, ...]
    strength: Strength
    needs: tuple[str, ...] = attrs.field()
    texts: tuple[str, str]
    judge: Judge | None = None
    start: Callable[[], DeliveryCheck] | None = None
    ruleset: str = "lov"
    version: str = "1.0"
    severity: Severity | None = None
    given: str = ""

    @needs.validator
    def _check_needs(self, _attribute: "attrs.Attribute[Any]", value: tuple[str, ...]) -> None:
        for path in value:
            check_path(path)

    @property
    def family(self) -> str:
        """The letters of the code: ``UND`` of ``UND001``."""
        return self.code.rstrip("0123456789")


def rule(
    *,
    code: str,
    name: str,
    theme: str,
    applies_to: type,
    duties: tuple[str, ...],
    hjemmel: tuple[Hjemmel, ...],
    strength: Strength,
    needs: tuple[str, ...],
    ruleset: str = "lov",
    version: str = "1.0",
    severity: Severity | None = None,
    texts: tuple[str, str] | None = None,
) -> Callable[[Judge], Rule]:
    """Make a function a rule. Its docstring is the given/when/then of the rule's page.

    ``texts`` is by default the folder ``texts`` beside the function's module. Raises ``ValueError`` for a path in
    ``needs`` that the model does not have.
    """

    def wrap(judge: Judge) -> Rule:
        return Rule(
            code=code,
            name=name,
            theme=theme,
            applies_to=applies_to,
            duties=duties,
            hjemmel=hjemmel,
            strength=strength,
            needs=needs,
            ruleset=ruleset,
            version=version,
            severity=severity,
            texts=texts or (judge.__module__.rpartition(".")[0], "texts"),
            judge=judge,
            given=" ".join((judge.__doc__ or "").split()),
        )

    return wrap
