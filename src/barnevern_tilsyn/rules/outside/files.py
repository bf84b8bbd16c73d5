"""Rules in a Python file of the user's own, its texts in it or beside it."""

import re
import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from itertools import chain, count
from pathlib import Path
from types import ModuleType

from barnevern_tilsyn.engine import Registry, rules_in
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.rules.catalogue import builtin
from barnevern_tilsyn.rules.outside.admission import Source, admit
from barnevern_tilsyn.rules.outside.errors import RuleSourceError, failed_to_load

__all__ = ["add_file", "load_rules"]


def load_rules(path: str | Path) -> Registry:
    """The rules that a Python file defines with ``@rule``. The file is run.

    Texts, cases and data of the law lie beside it: ``texts/nb/CODE.toml``, ``cases/CODE.toml``, ``law/lover.toml``. A
    module beside it is imported with ``from . import name``. Raises ``RuleSourceError``.
    """
    return Registry(rule for rule in add_file(builtin(), Path(path)) if rule.origin)


def add_file(among: Registry, path: Path) -> Registry:
    """The rules of the file and those that they are to run beside. Raises ``RuleSourceError``."""
    module = _run(path)
    ours = set(map(id, builtin()))
    found = [rule for rule in rules_in(module) if id(rule) not in ours]
    if not found:
        raise RuleSourceError(str(path), Message("no-rules"))
    return admit(found, among, Source(str(path), path.name, file=str(module.__file__)))


def _run(path: Path) -> ModuleType:
    if not path.is_file() or path.suffix != ".py":
        raise RuleSourceError(str(path), Message("no-file"))
    file = path.resolve()
    spec = _spec(file)
    module = module_from_spec(spec)
    assert spec.loader is not None
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the file may do anything
        del sys.modules[spec.name]
        raise failed_to_load(str(path), str(file), error) from None
    return module


def _spec(file: Path) -> ModuleSpec:
    """How the file is imported: as a package, so that what lies beside it is found as a package's data is.

    Its name is one that no module has, also when the file is loaded again: its data may have changed. The folder is not
    in the name, which stands in what is cited.
    """
    stem = "rules_file_" + re.sub(r"\W", "_", file.stem)
    name = next(name for name in chain([stem], (f"{stem}_{n}" for n in count(2))) if name not in sys.modules)
    spec = spec_from_file_location(name, file, submodule_search_locations=[str(file.parent)])
    assert spec is not None
    return spec
