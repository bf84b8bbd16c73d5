"""A rule: one function on one kind of element, with what is said of it. It holds no message and knows no clock."""

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, Protocol

import attrs

from barnevern_tilsyn.engine.assessment import Assessment
from barnevern_tilsyn.engine.needs import carried, check_path
from barnevern_tilsyn.engine.outcome import Severity, Strength
from barnevern_tilsyn.engine.rule_texts import RuleTexts
from barnevern_tilsyn.law import Hjemmel, Versjon, version_on

__all__ = ["DeliveryCheck", "Judge", "Rule", "package_of", "rule"]

_DAYS_KEPT: Final = 8_192

Judge = Callable[..., Assessment | None]
"""Looks at one element, and at a rejected document alone; ``None``: the rule has nothing to say of it."""


_CODE = re.compile(r"[A-Z][A-Z0-9]*([-_][A-Z0-9]+)*")
_NUMBER = re.compile(r"[-_]?[0-9]+[A-Z]*$")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class DeliveryCheck(Protocol):
    """A check over a stream of cases: sees each, then finishes."""

    def see(self, ctx: Any) -> Iterable[tuple[Any, Assessment]]:
        """What can be said on seeing this case (its ``Context``): pairs of element and assessment."""
        ...

    def finish(self) -> Iterable[tuple[Any, Any, Assessment]]:
        """What can be said only when all cases were seen."""
        ...


class _InForce(dict[date, tuple[Versjon, ...]]):
    """Provisions by day: each rule asks for the same few days again and again."""

    def __init__(self, hjemler: tuple[Hjemmel, ...]) -> None:
        super().__init__()
        self._hjemler = hjemler
        self._shared: dict[tuple[Versjon, ...], tuple[Versjon, ...]] = {}

    def __missing__(self, day: date) -> tuple[Versjon, ...]:
        versions = ((hjemmel, version_on(hjemmel, day)) for hjemmel in self._hjemler)
        found = tuple(attrs.evolve(version, hjemmel=hjemmel) for hjemmel, version in versions if version is not None)
        found = self._shared.setdefault(found, found)
        if len(self) < _DAYS_KEPT:
            self[day] = found
        return found


@attrs.frozen(weakref_slot=False, kw_only=True)
class Rule:
    """A rule as the registry holds it.

    ``judge`` is called for each element of type ``applies_to`` (``Sak``: once a case). A rule over a whole delivery
    has ``start`` instead, which gives a fresh ``DeliveryCheck``. ``hjemmel``: all provisions it ever rested on; those
    in force on the day that counts are cited. ``needs``: the facts it reads, in the notation ``Melding.start_dato``.
    ``rests_on``: those of them without which it can only be open, whatever else is known.
    ``texts``: package and folder of its catalogue, or the texts by language. ``origin``: whose rule it is, where it is
    not one of this package: a package and its version, or a file.

    A rule with a ``severity`` is a control: it has no ``strength``, and what it finds is a fault. ``valid_from`` and
    ``valid_to``, ``softened_when_migrated``, ``formats``, ``on_request`` and ``about``: see
    ``engine.control.control``.
    """

    code: str = attrs.field()
    name: str = attrs.field()
    theme: str
    applies_to: type
    duties: tuple[str, ...]
    hjemmel: tuple[Hjemmel, ...]
    strength: Strength | None = attrs.field(converter=attrs.converters.optional(Strength))
    needs: tuple[str, ...] = attrs.field()
    rests_on: tuple[str, ...] = attrs.field(default=())
    texts: RuleTexts = attrs.field(eq=False, repr=False)
    judge: Judge | None = None
    start: Callable[[], DeliveryCheck] | None = None
    ruleset: str = "lov"
    version: str = "1.0"
    severity: Severity | None = None
    given: str = ""
    origin: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    softened_when_migrated: bool = False
    formats: tuple[str, ...] = ()
    on_request: bool = False
    about: tuple[str, ...] = ()
    _in_force: "_InForce" = attrs.field(init=False, repr=False, eq=False)

    @_in_force.default
    def _provisions_by_day(self) -> "_InForce":
        return _InForce(self.hjemmel)

    @code.validator
    def _check_code(self, _attribute: "attrs.Attribute[Any]", value: str) -> None:
        if not _CODE.fullmatch(value):
            raise ValueError("the code of a rule is capital letters and digits, such as KOMM001")

    @name.validator
    def _check_name(self, _attribute: "attrs.Attribute[Any]", value: str) -> None:
        if not _NAME.fullmatch(value):
            raise ValueError("the name of a rule is small letters, digits and hyphens, such as report-review-goal")

    @needs.validator
    def _check_needs(self, _attribute: "attrs.Attribute[Any]", value: tuple[str, ...]) -> None:
        for path in value:
            check_path(path)

    @rests_on.validator
    def _check_rests_on(self, _attribute: "attrs.Attribute[Any]", value: tuple[str, ...]) -> None:
        if not set(value) <= set(self.needs):
            raise ValueError("rests_on names facts that needs does not")

    def in_force(self, day: date) -> tuple[Versjon, ...]:
        """The provisions in force on a day, each as it is cited, with the dates of the version that holds it."""
        return self._in_force[day]

    def is_for(self, format: str) -> bool:
        """Whether it can say anything of records of a format."""
        if self.formats and format not in self.formats:
            return False
        return all(carried(path, format) for path in self.rests_on)

    def is_in_use(self, day: date) -> bool:
        """Whether it looks at records that were extracted on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    @property
    def family(self) -> str:
        """The code without its number: ``UND`` of ``UND001``, ``NBR-MELDING`` of ``NBR-MELDING-2A``."""
        return _NUMBER.sub("", self.code)

    @property
    def package(self) -> str:
        """The package whose folder holds its texts and cases; empty where it is in none."""
        return self.texts[0] if isinstance(self.texts, tuple) else package_of(self.judge or self.start)


def package_of(function: Callable[..., Any] | None) -> str:
    """The package in whose folder a function's module lies: the module itself, or the one around it."""
    spec = getattr(sys.modules.get(getattr(function, "__module__", "")), "__spec__", None)
    return spec.parent or "" if spec else ""


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
    rests_on: tuple[str, ...] = (),
    ruleset: str = "lov",
    version: str = "1.0",
    severity: Severity | None = None,
    texts: RuleTexts | None = None,
) -> Callable[[Judge], Rule]:
    """Make a function a rule. Its docstring is the given/when/then of the rule's page.

    ``rests_on``: facts among ``needs`` without which the rule can only be open. Where the format of a record cannot
    carry one of them the rule is not run on it, and the summary of the run says so once.

    ``texts`` is by default the folder ``texts`` beside the function's module. A mapping gives the texts themselves, by
    language. Raises ``ValueError`` for a path in ``needs`` that the model does not have, and for a code or a name of
    another form.
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
            rests_on=rests_on,
            ruleset=ruleset,
            version=version,
            severity=severity,
            texts=texts or (package_of(judge), "texts"),
            judge=judge,
            given=" ".join((judge.__doc__ or "").split()),
        )

    return wrap
