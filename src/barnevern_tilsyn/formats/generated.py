"""The code that a builder is written in: its names, its values, and how it is compiled.

Nothing of a document ever stands in the code: only names and numbers of the package's own tables do.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, Final

from barnevern_tilsyn.formats.fields import ElementFields
from barnevern_tilsyn.formats.misfit import Misfit
from barnevern_tilsyn.formats.rows import Endings, Tags
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.formats.values import UUID, Formed, all_uuids, pattern_of, table_of
from barnevern_tilsyn.model import NOT_REPORTED, Oppfolging

__all__ = ["Code", "Shapes"]

_SHAPES_KEPT: Final = 256


class Shapes(dict[tuple[str, ...], Any]):
    """Code for an element by how its row begins: the names of its attributes as they stand in the document."""

    def __init__(self, write: Callable[[tuple[str, ...]], Any]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, names: tuple[str, ...]) -> Any:
        code = self._write(names)
        if len(self) < _SHAPES_KEPT:
            self[names] = code
        return code


class Code:
    """The names that the code of one builder refers to, and the making of more code."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {
            "Misfit": Misfit,
            "NOT_REPORTED": NOT_REPORTED,
            "tags": Tags(),
            "Oppfolging": Oppfolging,
            "all_uuids": all_uuids,
        }
        self._values: dict[str, str] = {}
        # Counted, not measured: several threads may add code to one builder.
        self._number = count()

    def compile(self, label: str, lines: list[str]) -> Any:
        """The function ``label`` of ``lines``. It is not kept among the names."""
        made: dict[str, Any] = {}
        exec(compile("\n".join(lines), f"<register {label}>", "exec"), self.names, made)  # noqa: S102 - our own tables
        return made[label]

    def keep(self, prefix: str, thing: object) -> str:
        """A new name for ``thing`` in the generated code. Never called for a refused document: names stay."""
        label = f"{prefix}_{next(self._number)}"
        self.names[label] = thing
        return label

    def model(self, model: type[Any]) -> str:
        """The name of a class of the model."""
        label = f"model_{model.__name__}"
        self.names[label] = model
        return label

    def open_model(self, model: type[Any]) -> str:
        """The name of a class with the same slots as one of the model, not frozen.

        To set a slot is an eighth of the price there. The object is given its own class when all is set.
        """
        label = f"open_{model.__name__}"
        self.names.setdefault(label, type(label, model.__bases__, {"__slots__": model.__slots__}))
        return label

    def next_row(self, within: ElementFields | None = None) -> list[str]:
        """A line that goes to the next row in an element, and finds its tag."""
        tag = "k[0].partition('>')[0]" if within is not None and within.only_texts else "tags[k[0]]"
        return [f"    k = next_row(); t = {tag}"]

    def endings(self, tag: str) -> str:
        """The name of the table of the endings of rows that hold no more than ``tag``."""
        label = self._values.setdefault(f"endings {tag}", f"endings_{next(self._number)}")
        self.names.setdefault(label, Endings(tag))
        return label

    def checks(self, value: Value, text: str) -> list[str]:
        """Lines that refuse a string beyond its pattern or length.

        Ids, and strings that no table knows, are gathered, to be looked at together.
        """
        if value.pattern == UUID:
            return [f"    ids({text})"]
        if table_of(value) is not None and value.base not in ("boolean", "dateTime") and not value.listed:
            return []
        lines = [f"    free({text})"]
        if value.pattern and value.base == "string" and not value.codes:
            label = self._values.setdefault(value.pattern, f"fits_{next(self._number)}")
            self.names.setdefault(label, pattern_of(value.pattern))
            lines.append(f"    if {label}({text}) is None: raise Misfit")
        if value.length is not None:
            least, most = value.length
            lines.append(f"    if not {least or 0} <= len({text}) <= {most}: raise Misfit")
        return lines

    def reading(self, value: Value, text: str, form: Value | None = None) -> str:
        """An expression that reads a value that has passed its checks; one without its ``form`` is not known."""
        if form is not None:
            label = self._values.setdefault(f"form {form.name}", f"formed_{next(self._number)}")
            self.names.setdefault(label, Formed(form))
            return f"{label}[{text}]"
        table = table_of(value)
        if table is None:
            return text
        label = self._values.setdefault(f"table {value.name}", f"table_{next(self._number)}")
        self.names.setdefault(label, table)
        return f"{label}[{text}]" if isinstance(table, dict) else f"{label}({text})"
