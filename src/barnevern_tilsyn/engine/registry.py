"""The rules there are, found by code or name, chosen by rule set, code, name, family and theme."""

from collections.abc import Iterable, Iterator
from itertools import chain
from types import ModuleType

from barnevern_tilsyn.engine.rule import Rule

__all__ = ["Registry", "UnknownRuleError", "nearest", "rules_in", "several"]


class UnknownRuleError(LookupError):
    """No rule, family, theme or rule set that could be meant has this name.

    ``nearest`` is a name that could be meant, empty if there is none. ``ruleset``: where the name is that of a rule,
    the rule set it is of, which is not among those chosen.
    """

    def __init__(self, name: str, known: Iterable[str] = (), *, ruleset: str = "") -> None:
        self.name = name
        self.nearest = nearest(name, known)
        self.ruleset = ruleset
        if ruleset:
            super().__init__(f"{name!r} is of the rule set {ruleset!r}, which is not chosen")
        else:
            hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
            super().__init__(f"no rule, family, theme or rule set is called {name!r}{hint}")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, whatever its case; empty where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name pays for it

    by_lower = {one.lower(): one for one in known}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.5)
    return by_lower[found[0]] if found else ""


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules that a module has, each once, in its order."""
    found = {id(value): value for value in vars(module).values() if isinstance(value, Rule)}
    return list(found.values())


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

    def __or__(self, other: Iterable[Rule]) -> "Registry":
        """The rules of both. Raises ``ValueError`` when two of them share a code or a name."""
        return Registry(chain(self._rules, other))

    def __contains__(self, name: str) -> bool:
        """Whether a rule, family, theme or rule set is called this."""
        return bool(self._called(name))

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
            raise UnknownRuleError(name, self._by_name)
        return found

    @property
    def names(self) -> frozenset[str]:
        """All that can be selected: codes, names, families, themes and rule sets."""
        return frozenset(self._by_name).union(*((rule.family, rule.theme, rule.ruleset) for rule in self._rules))

    def select(
        self,
        rulesets: Iterable[str] = ("lov",),
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        on_request: bool = False,
    ) -> "Registry":
        """The rules of these rule sets, of these only the selected, without the ignored.

        ``select`` and ``ignore`` take codes, names, families, themes and rule sets. A rule that is ``on_request`` is
        among them only where its own code or name is selected, or where ``on_request`` asks for all of them. Raises
        ``UnknownRuleError`` for a name that nothing has, and for one to select that none of the rule sets has;
        ``TypeError`` for a single string where several names are meant.
        """
        rulesets, select, ignore = (several(names) for names in (rulesets, select, ignore))
        for unknown in sorted(set(rulesets) - set(self.rulesets) if self._rules else ()):
            raise UnknownRuleError(unknown, self.rulesets)
        within = [rule for rule in self._rules if rule.ruleset in rulesets]
        chosen: set[str] = set()
        for name in select:
            called = self._named(name)
            if not any(rule.code in called for rule in within):
                raise UnknownRuleError(name, ruleset=self._by_name[min(called)].ruleset)
            chosen |= called
        dropped = set[str]().union(*map(self._named, ignore))
        own = {found.code for name in select if (found := self._by_name.get(name) or self._by_name.get(name.upper()))}
        asked = (rule for rule in within if on_request or not rule.on_request or rule.code in own)
        return Registry(rule for rule in asked if (not select or rule.code in chosen) and rule.code not in dropped)

    def _named(self, name: str) -> set[str]:
        """The codes of the rules that a name stands for. Raises ``UnknownRuleError``."""
        if found := self._called(name):
            return found
        raise UnknownRuleError(name, self.names)

    def _called(self, name: str) -> set[str]:
        upper = name.upper()
        return {
            rule.code
            for rule in self._rules
            if upper in (rule.code, rule.family) or name in (rule.name, rule.theme, rule.ruleset)
        }


def several(names: Iterable[str]) -> tuple[str, ...]:
    """The names as a tuple. Raises ``TypeError`` for a single string."""
    if isinstance(names, str):
        raise TypeError("expected several names, not one string")
    return tuple(names)
