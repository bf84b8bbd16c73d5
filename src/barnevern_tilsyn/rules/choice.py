"""Which rules are to run: ours, those of the user's own files, and those of installed packages that are asked for."""

from collections.abc import Iterable
from pathlib import Path

from barnevern_tilsyn.engine import Registry, Rule, UnknownRuleError
from barnevern_tilsyn.engine.registry import several
from barnevern_tilsyn.rules.catalogue import builtin
from barnevern_tilsyn.rules.outside.admission import RESERVED
from barnevern_tilsyn.rules.outside.errors import RuleSourceError
from barnevern_tilsyn.rules.outside.files import add_file
from barnevern_tilsyn.rules.outside.packages import add_packages, installed_rulesets

__all__ = ["all_available", "choose", "find_rule"]


def choose(
    rulesets: Iterable[str] = ("lov",),
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    files: Iterable[str | Path] = (),
    on_request: bool = False,
) -> Registry:
    """The rules of these rule sets and files, of these only the selected, without the ignored.

    A rule set may be one that an installed package brings; only then is the package imported. A file's rules run
    because the file was named. ``on_request``: see ``Registry.select``. Raises ``UnknownRuleError``, and
    ``RuleSourceError`` for a file or package that was asked for and cannot be used: to leave its rules out would
    acquit.
    """
    sets, select, ignore = several(rulesets), several(select), several(ignore)
    foreign = set(sets) - set(RESERVED)
    files = tuple(files)
    rules = builtin(*sorted(set(sets) & set(RESERVED)))
    if files or foreign or any(name not in rules for name in (*select, *ignore)):
        rules = _with_files(files)
    added = tuple({rule.ruleset: None for rule in rules if rule.origin})
    if foreign:
        rules = _with_packages(rules, foreign)
    if unknown := set(sets) - set(rules.rulesets):
        raise UnknownRuleError(min(unknown), {*rules.rulesets, *installed_rulesets()})
    if any(name not in rules for name in (*select, *ignore)):
        rules = _with_packages(rules, set(installed_rulesets()) - foreign)
    return rules.select((*sets, *added), select=select, ignore=ignore, on_request=on_request)


def all_available(files: Iterable[str | Path] = ()) -> tuple[Registry, tuple[RuleSourceError, ...]]:
    """Every rule there is: ours, those of these files and of all installed packages; and which packages failed.

    Raises ``RuleSourceError`` for a file that cannot be used.
    """
    return add_packages(_with_files(files), installed_rulesets())


def find_rule(name: str, files: Iterable[str | Path] = ()) -> Rule:
    """The rule with this code or name: ours, of these files, or of an installed package.

    Raises ``UnknownRuleError``, and ``RuleSourceError`` for a file, or a package where the rule may have been.
    """
    rules = _with_files(files)
    try:
        return rules.get(name)
    except UnknownRuleError:
        return _with_packages(rules, installed_rulesets()).get(name)


def _with_files(files: Iterable[str | Path]) -> Registry:
    rules = builtin()
    for file in files:
        rules = add_file(rules, Path(file))
    return rules


def _with_packages(rules: Registry, rulesets: Iterable[str]) -> Registry:
    rules, faults = add_packages(rules, rulesets)
    if faults:
        raise faults[0]
    return rules
