"""The rules there are, found by code or name, chosen by rule set, code and family."""

from collections.abc import Iterable, Iterator
from types import ModuleType

from barnevern_tilsyn.engine.rule import Rule

__all__ = ["Registry", "UnknownRuleError", "rules_in"]


class UnknownRuleError(LookupError):
    """No rule, family or rule set has this name."""


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules that a module defines, in its order."""
    return [value for value in vars(module).values() if isinstance(value, Rule)]


class Registry:
    """An immutable set of rules. Raises ``ValueError`` when two rules share a code or a name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(sorted(rules, key=lambda rule: rule.code))
        self._by_name: dict[str, Rule] = {}
        for rule in self._rules:
            for name in (rule.code, rule.name):
                if name in self._by_name:
                    raise ValueError(f"two rules are called {name!r}")
                self._by_name[name] = rule

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    @property
    def rulesets(self) -> tuple[str, ...]:
        """The names of the rule sets, sorted."""
        return tuple(sorted({rule.ruleset for rule in self._rules}))

    def get(self, name: str) -> Rule:
        """The rule with this code or name. Raises ``UnknownRuleError``."""
        found = self._by_name.get(name) or self._by_name.get(name.upper())
        if found is None:
            raise UnknownRuleError(name)
        return found

    def select(
        self, rulesets: Iterable[str] = ("lov",), *, select: Iterable[str] = (), ignore: Iterable[str] = ()
    ) -> "Registry":
        """The rules of these rule sets, of these only the selected, without the ignored.

        ``select`` and ``ignore`` take codes, names and families. Raises ``UnknownRuleError``, and ``TypeError`` for a
        single string where several names are meant.
        """
        if any(isinstance(names, str) for names in (rulesets, select, ignore)):
            raise TypeError("expected several names, not one string")
        sets = set(rulesets)
        if self._rules and (unknown := sets - set(self.rulesets)):
            raise UnknownRuleError(min(unknown))
        chosen = self._named(select)
        dropped = self._named(ignore) or set()
        return Registry(
            rule
            for rule in self._rules
            if rule.ruleset in sets and (chosen is None or rule.code in chosen) and rule.code not in dropped
        )

    def _named(self, names: Iterable[str]) -> set[str] | None:
        wanted = list(names)
        if not wanted:
            return None
        codes: set[str] = set()
        for name in wanted:
            family = {rule.code for rule in self._rules if rule.family == name.upper()}
            codes |= family or {self.get(name).code}
        return codes
