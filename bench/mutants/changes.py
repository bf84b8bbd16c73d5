"""What can be changed in a module so that a good test notices: one small change at a time, taken from its syntax tree.

Left alone is what no test can see or need see: docstrings, annotations, ``__all__``, the words of an error, the
``strict`` of a ``zip``, and the decorators of classes, which here only say how attrs should build them.
"""

import ast
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import attrs

__all__ = ["Change", "Module"]

_COMPARED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_REACHED = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.FloorDiv: "*", ast.Mod: "*", ast.BitAnd: "|", ast.BitOr: "&",
}  # fmt: skip
_NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "YES": "NO", "NO": "YES", "UNKNOWN": "NO",
    "FULFILLED": "BROKEN", "BROKEN": "FULFILLED", "DOUBTFUL": "BROKEN", "PENDING": "FULFILLED",
    "HARD": "SOFT", "SOFT": "HARD", "DERIVED": "HARD",
}  # fmt: skip
"""Names and attributes for their opposites; UNKNOWN is one both of truth and of standing."""


@attrs.frozen
class Change:
    """One change: the bytes from ``start`` to ``end`` become ``new``.

    It touches the lines from ``line`` to ``last``; the statement that they are of begins at ``since``.
    """

    kind: str
    start: int
    end: int
    new: str
    line: int
    last: int
    since: int = 0


class Module:
    """The source of one module and what can be changed in it."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        self._tree = ast.parse(source)
        self._starts = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All of them, in the order of the source."""
        found = set(self._within(self._tree, 1))
        return tuple(sorted(found, key=lambda change: (change.start, change.end, change.kind, change.new)))

    def is_one(self, change: Change) -> bool:
        """Whether the source with the change is Python, and another program."""
        try:
            return ast.dump(ast.parse(self.changed(change))) != ast.dump(self._tree)
        except SyntaxError:
            return False

    def changed(self, change: Change) -> str:
        """The whole source with the change."""
        return (self._bytes[: change.start] + change.new.encode() + self._bytes[change.end :]).decode()

    def before_and_after(self, change: Change) -> tuple[str, str]:
        """The code that the change touches, on one line: as it stands, and as it becomes."""
        first, last = self._starts[change.line - 1], self._starts[change.last]
        after = self._bytes[first : change.start] + change.new.encode() + self._bytes[change.end : last]
        return _flat(self._bytes[first:last]), _flat(after)

    def _within(self, node: ast.AST, since: int) -> Iterator[Change]:
        for child in _looked_into(node):
            begins = child.lineno if isinstance(child, ast.stmt) else since
            for change in self._at(child):
                yield attrs.evolve(change, since=min(begins, change.line))
            yield from self._within(child, begins)

    def _at(self, node: ast.AST) -> Iterator[Change]:
        match node:
            case ast.Compare():
                for (left, right), op in zip(pairwise([node.left, *node.comparators]), node.ops, strict=True):
                    yield self._between("compare", left, right, f" {_COMPARED[type(op)]} ")
            case ast.BoolOp():
                other = " or " if isinstance(node.op, ast.And) else " and "
                for left, right in pairwise(node.values):
                    yield self._between("and/or", left, right, other)
            case ast.BinOp() if type(node.op) in _REACHED and not _is_none(node.right):
                yield self._between("operator", node.left, node.right, f" {_REACHED[type(node.op)]} ")
            case ast.UnaryOp(op=ast.Not() | ast.Invert()):
                yield self._instead("not", node, self._text(node.operand))
            case ast.If() | ast.While() | ast.IfExp():
                yield self._instead("condition", node.test, f"(not ({self._text(node.test)}))")
            case ast.comprehension():
                for test in node.ifs:
                    yield self._instead("condition", test, f"(not ({self._text(test)}))")
            case ast.Constant(value=bool()):
                yield self._instead("constant", node, repr(not node.value))
            case ast.Constant(value=int(number)):
                yield self._instead("constant", node, str(number + 1))
            case ast.Constant(value=str(text)) if text:
                yield self._instead("constant", node, repr(f"{text}-"))
            case ast.Name() if node.id in _NAMES:
                yield self._instead("name", node, _NAMES[node.id])
            case ast.Attribute() if node.attr in _NAMES:
                yield self._instead("name", node, f"{self._text(node.value)}.{_NAMES[node.attr]}")
            case ast.Return(value=ast.expr()) if not _is_none(node.value):
                yield self._instead("return", node, "return None")
            case ast.Continue():
                yield self._instead("loop", node, "break")
            case ast.Break():
                yield self._instead("loop", node, "continue")
            case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise():
                yield self._instead("statement", node, "pass")
            case ast.Tuple(ctx=ast.Load(), elts=[one, other]):
                yield self._instead("item", node, f"({self._text(one)},)")
                yield self._instead("item", node, f"({self._text(other)},)")
            case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()) | ast.Set():
                for item in node.elts:
                    yield self._without("item", item)
            case ast.Call():
                for argument in node.keywords:
                    if argument.arg != "strict":
                        yield self._without("argument", argument)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column

    def _span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int, int, int]:
        last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._offset(node.lineno, node.col_offset), self._offset(last, column), node.lineno, last

    def _text(self, node: ast.expr) -> str:
        start, end, _, _ = self._span(node)
        return self._bytes[start:end].decode()

    def _instead(self, kind: str, node: ast.expr | ast.stmt, new: str) -> Change:
        start, end, line, last = self._span(node)
        return Change(kind, start, end, new, line, last)

    def _between(self, kind: str, left: ast.expr, right: ast.expr, new: str) -> Change:
        """The operator between two operands; brackets that stand there too stay where they are."""
        _, start, _, line = self._span(left)
        end, _, last, _ = self._span(right)
        closing = self._bytes[start:end].count(b")")
        opening = self._bytes[start:end].count(b"(")
        return Change(kind, start, end, f"{')' * closing}{new}{'(' * opening}", line, last)

    def _without(self, kind: str, node: ast.expr | ast.keyword) -> Change:
        """Without an item of a list or an argument of a call, and the comma that goes with it."""
        start, end, line, last = self._span(node)
        rest = self._bytes[end:]
        comma = len(rest) - len(rest.lstrip(b" \n"))
        if rest[comma : comma + 1] == b",":
            return Change(kind, start, end + comma + 1, "", line, last)
        before = self._bytes[:start].rstrip(b" \n")
        return Change(kind, len(before) - before.endswith(b","), end, "", line, last)


def _looked_into(node: ast.AST) -> Iterator[ast.AST]:
    for field, value in ast.iter_fields(node):
        if _is_left_alone(node, field):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _says_nothing(child):
                yield child


def _is_left_alone(node: ast.AST, field: str) -> bool:
    match node:
        case ast.ClassDef():
            return field != "body"
        case ast.arg() | ast.AnnAssign():
            return field == "annotation"
        case ast.FunctionDef():
            return field == "returns"
        case ast.Raise() | ast.JoinedStr():
            return True
        case ast.keyword(arg="strict"):
            return True
    return False


def _says_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _flat(code: bytes) -> str:
    return " ".join(code.decode().split())
