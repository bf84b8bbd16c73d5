"""The changes that are tried on the code: what is changed, what is left alone, and how a change is made."""

import ast
from pathlib import Path
from types import CodeType

import pytest

from bench.mutants.changes import Module
from bench.mutants.forking import _AtImportError, _changed
from bench.mutants.run import drawn, equivalent
from bench.mutants.trees import PACKAGE


def _became(source: str) -> set[str]:
    module = Module(source)
    return {module.before_and_after(change)[1] for change in module.changes if module.is_one(change)}


@pytest.mark.parametrize(
    ("source", "became"),
    [
        ("a < b", {"a <= b"}),
        ("(a) == (b)", {"(a) != (b)"}),
        ("a is not b", {"a is b"}),
        ("x = a and b", {"x = a or b"}),
        ("x = a + b - c", {"x = a - b - c", "x = a + b + c"}),
        ("x = not a", {"x = a"}),
        ("x = 7", {"x = 8"}),
        ("x = True", {"x = False"}),
        ("x = 'a'", {"x = 'a-'"}),
        ("x = max(a)", {"x = min(a)"}),
        ("x = date.min", {"x = date.max"}),
        ("f(a, b=c)", {"f(a)", "pass"}),
        ("x = (a, b)", {"x = (a,)", "x = (b,)"}),
        ("x = [a, b]", {"x = [ b]", "x = [a]"}),
        ("x = [a for a in b if a]", {"x = [a for a in b if (not (a))]"}),
        ("def f():\n return a", {"return None"}),
        ("for a in b:\n continue", {"break"}),
    ],
)
def test_a_kind_of_change(source: str, became: set[str]) -> None:
    assert _became(source) == became


@pytest.mark.parametrize(
    "source",
    [
        '"""Words."""',
        "import a",
        '__all__ = ["a"]',
        "def f(a: 'b' | None) -> 'c':\n pass",
        "X: TypeAlias = Callable[..., 'a']",
        "@attrs.frozen(weakref_slot=False)\nclass A:\n pass",
        "zip(a, b, strict=True)",
        "x = f'{a} b'",
        "return_ = None",
    ],
)
def test_what_is_left_alone(source: str) -> None:
    assert _became(source) <= {"pass"}


def test_the_words_of_an_error_are_left_alone_and_the_error_is_not() -> None:
    assert _became("raise ValueError('words')") == {"pass"}


def test_what_is_drawn_are_other_programs_and_the_same_again_with_the_same_seed() -> None:
    first, again = drawn(3), drawn(3)
    assert {"law", "engine", "rules", "rules/data", "rules/register", "rules/kostra"} <= set(first)
    for room, row in first.items():
        one, same = next(row), next(again[room])
        assert one == same
        assert one.room == room
        source = (PACKAGE / one.path).read_text(encoding="utf-8")
        assert ast.dump(ast.parse(Module(source).changed(one.change))) != ast.dump(ast.parse(source))


def test_what_is_known_to_change_nothing_is_still_there() -> None:
    for path, was, _ in equivalent():
        source = " ".join((PACKAGE / Path(path)).read_text(encoding="utf-8").split())
        assert was in source, path


def _code(source: str) -> CodeType:
    return compile(source, "module.py", "exec")


def test_only_what_is_new_within_functions_is_swapped() -> None:
    old = "def f():\n return 1\nclass A:\n def g(self):\n  return [lambda: 2]\n"
    swapped = list(_changed(_code(old), _code(old.replace("2", "3"))))
    assert [[code.co_name for code in pair] for pair in swapped] == [["g", "g"], ["<lambda>", "<lambda>"]]
    assert list(_changed(_code(old), _code(old))) == []
    for new in (f"{old}x = 1\n", old.replace("def f():", "def f(a=1):"), old.replace("class A:", "class A:\n b = 1")):
        with pytest.raises(_AtImportError):
            list(_changed(_code(old), _code(new)))
