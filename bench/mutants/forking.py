"""A pytest plugin: the tests are collected once, and each change is tried in a fork, by those that it may break.

Where a change is within a function, the fork gives that its new code, wherever it is held. What was worked out before
is forgotten. A change to what is done when a module is imported takes a process of its own.
"""

import gc
import json
import os
import resource
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from inspect import CO_OPTIMIZED
from math import ceil
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

__all__ = ["ASKED", "FAILED", "NOT_SWAPPED", "PASSED", "pytest_runtestloop"]

PASSED, FAILED, NOT_SWAPPED = 0, 1, 99
"""How a fork ends."""
ASKED = "MUTANTS_ASKED"
"""The environment variable that names the two ends of the pipes: questions, a line each, and answers."""

# The examples of the profile ``ci``, but a failure is told at once and not made smaller first.
settings.register_profile(
    "quickly",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Answer until there is nothing more to ask."""
    if ASKED not in os.environ:
        return None
    questions, answers = (int(end) for end in os.environ[ASKED].split())
    by_id = {item.nodeid: item for item in session.items}
    with os.fdopen(questions) as asked, os.fdopen(answers, "w") as told:
        for line in asked:
            question = json.loads(line)
            child = os.fork()
            if child == 0:
                os._exit(_tried(question, by_id, session))
            _, status = os.waitpid(child, 0)
            told.write(f"{os.waitstatus_to_exitcode(status)}\n")
            told.flush()
    return True


def _tried(question: dict[str, Any], by_id: dict[str, pytest.Item], session: pytest.Session) -> int:
    items = [by_id[test] for test in question["tests"] if test in by_id]
    try:
        if len(items) < len(question["tests"]) or not _swapped(Path(question["file"]), question["source"]):
            return NOT_SWAPPED
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(question["seconds"]),) * 2)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return FAILED
    except BaseException:  # noqa: BLE001 - whatever it is: it has been noticed
        return FAILED
    return PASSED


def _swapped(file: Path, source: str) -> bool:
    """Give the functions of a module that is imported their new code. False where that is not all that is new."""
    old = compile(file.read_text(encoding="utf-8"), str(file), "exec")
    try:
        changed = dict(_changed(old, compile(source, str(file), "exec")))
    except _AtImportError:
        return False
    known = gc.get_objects()
    found = [one for one in known if isinstance(one, FunctionType) and one.__code__.co_filename == str(file)]
    held = [(one, changed[one.__code__]) for one in found if one.__code__ in changed]
    for one, code in held:
        one.__code__ = code
    for cached in known:
        if isinstance(cached, _lru_cache_wrapper) and cached.__module__.startswith("barnevern_tilsyn"):
            cached.cache_clear()
    return bool(held)


class _AtImportError(Exception):
    """A change to what is done when the module is imported."""


def _changed(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The functions whose code is new, within a module or the body of a class."""
    olds, news = ([const for const in code.co_consts if isinstance(const, CodeType)] for code in (old, new))
    if _rest(old) != _rest(new) or len(olds) != len(news):
        raise _AtImportError
    for one, other in zip(olds, news, strict=True):
        if not one.co_flags & CO_OPTIMIZED:
            yield from _changed(one, other)
        elif _plain(one) != _plain(other):
            yield one, other
            yield from _within(one, other)


def _within(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The functions within one: some were made when the module was imported, and are held by a rule."""
    olds, news = ([const for const in code.co_consts if isinstance(const, CodeType)] for code in (old, new))
    for one, other in zip(olds, news, strict=False):
        if one.co_name == other.co_name and one.co_freevars == other.co_freevars:
            yield one, other
            yield from _within(one, other)


def _rest(code: CodeType) -> tuple[object, ...]:
    consts = [const for const in code.co_consts if not isinstance(const, CodeType)]
    return code.co_code, code.co_names, repr(consts)


def _plain(code: CodeType) -> tuple[object, ...]:
    inner = tuple(_plain(const) for const in code.co_consts if isinstance(const, CodeType))
    return *_rest(code), code.co_varnames, code.co_freevars, code.co_cellvars, inner
