"""Rules in installed packages, found by their entry points.

The name of an entry point is the rule set that it brings, so only what is asked for is imported: a package that is
broken cannot stop a run of other rules, and none can slip into it.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from barnevern_tilsyn.engine import Registry, Rule, rules_in
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.rules.catalogue import builtin
from barnevern_tilsyn.rules.outside.admission import RESERVED, Source, admit
from barnevern_tilsyn.rules.outside.errors import RuleSourceError, failed_to_load

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "add_packages", "installed_rulesets"]

GROUP = "barnevern_tilsyn.rules"
"""The group of entry points. Each names a module with rules, or an object: a rule, or several."""


def _entry_points() -> list["EntryPoint"]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - most runs ask for no other package

    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, _origin(point), point.value))


def _origin(point: "EntryPoint") -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module


def installed_rulesets() -> tuple[str, ...]:
    """The rule sets that installed packages say they bring, sorted. None of the packages is imported."""
    return tuple(sorted({point.name for point in _entry_points()}))


def add_packages(among: Registry, rulesets: Iterable[str]) -> tuple[Registry, tuple[RuleSourceError, ...]]:
    """The rules that installed packages bring for these rule sets beside those there are, and what is wrong with any.

    A package that cannot be used is left out whole, and told.
    """
    wanted, faults = set(rulesets), []
    for point in _entry_points():
        if point.name in wanted:
            try:
                among = _added(among, point)
            except RuleSourceError as fault:
                faults.append(fault)
    return among, tuple(faults)


def _added(among: Registry, point: "EntryPoint") -> Registry:
    origin = _origin(point)
    if point.name in RESERVED:
        raise RuleSourceError(origin, Message("reserved-entry", (("ruleset", point.name),)))
    try:
        found = _rules(point.load())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a package may do anything when it is imported
        raise failed_to_load(origin, "", error) from None
    if not found:
        raise RuleSourceError(origin, Message("no-rules"))
    return admit(found, among, Source(origin, origin, ruleset=point.name))


def _rules(loaded: Any) -> list[Rule]:
    """The rules in what an entry point names. A rule of ours that a module imports stays ours."""
    if isinstance(loaded, Rule):
        return [loaded]
    found = rules_in(loaded) if isinstance(loaded, ModuleType) else list(loaded)
    ours = set(map(id, builtin()))
    return [rule for rule in found if isinstance(rule, Rule) and id(rule) not in ours]
