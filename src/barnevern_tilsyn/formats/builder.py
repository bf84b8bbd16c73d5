"""Builders of the model, written as code from the field tables: reading and strict validation in one pass.

A builder either returns the case or raises ``LookupError``: the document does not fit this version. Which
faults it has is then found by ``faults``, slower and in full. Attributes are dispatched by the tuple of their
names, so that the code for one combination knows where each stands; code is compiled when first needed.

In the code ``k`` is the row at hand, ``t`` the tag that it is of, ``next_row`` gives the one after it, and ``line`` is
the line that it stands on. An element's code takes all its rows, and returns the object with the line after them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol, TypeVar

from barnevern_tilsyn.formats.fields import ChildField, ElementFields, root_fields
from barnevern_tilsyn.formats.generated import Code, Shapes
from barnevern_tilsyn.formats.misfit import Misfit
from barnevern_tilsyn.formats.rows import IGNORED, NAMESPACES, TYPE, Row, Rows
from barnevern_tilsyn.formats.structure import Structure, Value
from barnevern_tilsyn.model import Leveranse, Sak

__all__ = ["Absence", "Builder", "write_builder", "write_element_builder"]

Absence = Callable[[str], bool]
"""Whether that nothing stands at a path means that it did not happen; else it is not known."""


T_co = TypeVar("T_co", covariant=True)

_CLOSE: Final = "    if n >= 0:"


class Builder(Protocol[T_co]):
    """Makes an object of the model of the rows of a document or part. Raises ``LookupError`` for what does not fit."""

    def __call__(self, rows: Rows) -> T_co:
        """Read all the rows, as one version of the register."""


def write_builder(structure: Structure, absence: Absence) -> Builder[Sak]:
    """The builder of a version; ``absence`` says what is meant by what is missing."""
    return _Writer(structure, absence).builder()


def write_element_builder(structure: Structure, fields: ElementFields, absence: Absence) -> Builder[Any]:
    """The builder of one element, for documents that are read in parts."""
    return _Writer(structure, absence).element_builder(fields)


class _Writer:
    """Writes and compiles the code of one builder."""

    def __init__(self, structure: Structure, absence: Absence) -> None:
        self.structure = structure
        self.absence = absence
        self.code = Code()

    def builder(self) -> Builder[Sak]:
        delivery, case = root_fields(self.structure)
        required = tuple(name for name, part in delivery.attributes.items() if part.attribute.required)
        body = self.element_body(delivery, _beginnings(delivery.tag, required))
        cut = body.index(_CLOSE)
        body[cut:cut] = [
            "    if t != 'Sak': raise Misfit",
            f"    sak, line = {self.build(case)}",
            *self.code.next_row(),
        ]
        body[-1] = f"    {self.code.keep('set_leveranse', Sak.__dict__['leveranse'].__set__)}(sak, o)"
        return self.whole(delivery, body, "sak")

    def element_builder(self, fields: ElementFields) -> Builder[Any]:
        return self.whole(fields, [f"    o, line = {self.build(fields)}"], "o")

    def whole(self, fields: ElementFields, body: list[str], made: str) -> Builder[Any]:
        """The builder with ``body``, which begins with a tag of these fields, takes all rows and has then ``made``."""
        lines = [
            "def build(rows, line, fit):",
            "    gathered = []; ids = gathered.append; texts = []; free = texts.append",
            "    next_row = rows.__next__; k = next_row()",
            f"    if tags[k[0]] != {fields.tag!r}: raise Misfit",
            *body,
            "    for _ in rows: raise Misfit",
            "    if not all_uuids(gathered) or not fit(texts): raise Misfit",
            f"    return {made}",
        ]
        build = self.code.compile("build", lines)

        def built(rows: Rows) -> Any:
            try:
                return build(rows.start(), rows.line, rows.fit)
            except (StopIteration, ValueError):  # a row too few, or one with too many or too few parts
                raise Misfit from None

        return built

    def missing(self, path: str, *, many: bool = False) -> str:
        if not self.absence(path):
            return "NOT_REPORTED"
        return "()" if many else "None"

    def build(self, fields: ElementFields) -> str:
        """An expression that builds the element that ``k`` begins, at the path of ``fields``, and the line after it."""
        label = self.code.keep("inner" if fields.element.children else "leaf", None)

        def first_call(k: Row, *rest: Any) -> Any:
            head = f"def {label}(k, next_row, line, ids, free):"
            body = self.element_body(fields, tuple(k[:-1:2]))
            code = self.code.names[label] = self.code.compile(label, [head, *body])
            return code(k, *rest)

        self.code.names[label] = first_call
        return f"{label}(k, next_row, line, ids, free)"

    def element_body(self, fields: ElementFields, usual: tuple[str, ...]) -> list[str]:
        """Lines that build an element, most of which begin with ``usual``: ``o`` is the object made of it."""
        straight = self.attributes(fields, usual)
        others = Shapes(
            lambda names: self.code.compile(
                "set_other", ["def set_other(k, o, line, ids, free):", *self.attributes(fields, names), "    return n"]
            )
        )
        unlike = (f"k[{2 * at}] != {beginning!r}" for at, beginning in enumerate(usual))
        differs = " or ".join([f"len(k) != {2 * len(usual) + 1}", *unlike])
        lines = [
            f"    o = {self.code.open_model(fields.model)}()",
            f"    if {differs}:",
            f"        n = {self.code.keep('others', others)}[(*k[:-1:2],)](k, o, line, ids, free)",
            "    else:",
            *(f"    {line}" for line in straight),
            *(f"    o.{field} = NOT_REPORTED" for field in fields.others),
            "    o._linje = line",
        ]
        closes = self.code.endings(f"/{fields.tag}")
        if not fields.element.children:
            lines += [
                "    if n < 0: line -= n + 1",
                "    else:",
                "        if k[-1] != '>': raise Misfit",
                f"        k, = next_row(); line += {closes}[k]",
            ]
        else:
            lines += ["    if n < 0: line -= n + 1; t = None", "    else:", "        line += n"]
            lines += [f"    {line}" for line in self.code.next_row(fields)]
            for part in fields.children:
                lines += self.child(fields, part)
            lines += [_CLOSE, f"        k, = k; line += {closes}[k]"]
        return [*lines, f"    o.__class__ = {self.code.model(fields.model)}", "    return o, line"]

    def attributes(self, fields: ElementFields, beginnings: tuple[str, ...]) -> list[str]:
        """Lines that check and set the attributes that a row with these beginnings has, and the ending as ``n``.

        Raises ``Misfit`` for wrong ones.
        """
        names, known = _names(fields.tag, beginnings), fields.element.attributes
        if any(attribute.required and name not in names for name, attribute in known.items()):
            raise Misfit
        parts = "".join(f"_, v{at}, " for at in range(len(names)))
        lines = [f"    {parts}n, = k", f"    n = {self.code.endings('' if names else fields.tag)}[n]"]
        for index, name in enumerate(names):
            text = f"v{index}"
            if name in known:
                lines += self.code.checks(known[name].value, text)
            elif name == TYPE:
                lines.append(f"    if {text} != {fields.element.type_name or None!r}: raise Misfit")
            elif fields.model is Leveranse and name in NAMESPACES:
                lines.append(f"    if {text} != {NAMESPACES[name]!r}: raise Misfit")
            elif fields.model is Leveranse and name in IGNORED and "xmlns:xsi" in names:
                lines.append(f"    free({text})")
            else:
                raise Misfit
        lines += self.sets(fields, names, "o")
        if fields.identity is not None:
            lines += self.identity(fields.identity, names)
        return lines

    def sets(self, fields: ElementFields, names: Sequence[str], owner: str) -> list[str]:
        """Lines that set the fields of ``owner`` from the attributes ``names``, which have passed their checks."""
        at = {name: f"v{index}" for index, name in enumerate(names)}
        return [
            f"    {owner}.{part.field} = "
            + (self.code.reading(part.attribute.value, at[name], part.form) if name in at else self.missing(part.path))
            for name, part in fields.attributes.items()
        ]

    def identity(self, fields: ElementFields, names: Sequence[str]) -> list[str]:
        """Lines that make a row of ``Personalia`` of attributes of ``Sak``."""
        return [
            f"    p = {self.code.open_model(fields.model)}()",
            *self.sets(fields, names, "p"),
            *(f"    p.{field} = NOT_REPORTED" for field in fields.others),
            "    p._linje = line",
            f"    p.__class__ = {self.code.model(fields.model)}",
            "    o.personalia = (p,)",
        ]

    def child(self, fields: ElementFields, part: ChildField) -> list[str]:
        """Lines that read one kind of child, at its place in the order."""
        name, most = part.child.name, part.child.most
        lines = [f"    if t == {name!r}:"]
        if most == 1 and not part.many:
            lines += [f"        {line}" for line in self.child_value(fields, part, f"o.{part.field}")]
        else:
            lines += ["        found = []", f"        while t == {name!r}:"]
            lines += [f"            {line}" for line in self.child_value(fields, part, "x")]
            lines.append("            found.append(x)")
            if most is not None:
                lines.append(f"        if len(found) > {most}: raise Misfit")
            lines += self.unique(fields, part)
            held = "tuple(found)"
            if part.form is not None:
                held = f"NOT_REPORTED if NOT_REPORTED in found else {held}"
            if part.flat_visits:
                held = f"Oppfolging(hyppigheter=NOT_REPORTED, utforte={held}, linje=found[0]._linje)"
            lines.append(f"        o.{part.field} = {held}")
        if part.child.least:
            lines.append("    else: raise Misfit")
        else:
            lines.append(f"    else: o.{part.field} = {self.missing(part.path, many=part.many)}")
        return lines

    def child_value(self, fields: ElementFields, part: ChildField, target: str) -> list[str]:
        """Lines, not indented, that read the child that ``k`` begins into ``target``, and go to the row after it."""
        after = [line.strip() for line in self.code.next_row(fields)]
        if part.inner is not None:
            return [f"{target}, line = {self.build(part.inner)}", *after]
        value, name = part.child.kind, part.child.name
        if not isinstance(value, Value):
            raise TypeError(part.path)
        type_name = f"xs:{value.base}" if value.name == value.base else None
        return [
            f"if k[0][:{len(name) + 1}] != '{name}>': raise Misfit",
            f"v = k[0][{len(name) + 1}:]",
            f"if len(k) > 1 and k[1:] != [{type_name!r}, {TYPE!r}]: raise Misfit",
            *(line.strip() for line in self.code.checks(value, "v")),
            f"{target} = {self.code.reading(value, 'v', part.form)}",
            f"k, = next_row(); line += {self.code.endings(f'/{name}')}[k]",
            *after,
        ]

    def unique(self, fields: ElementFields, part: ChildField) -> list[str]:
        """Lines that refuse an id that stands twice among the children of one kind."""
        names = self.structure.unique.get(part.child.name) if fields.path == self.structure.case_path else None
        if names is None or part.inner is None:
            return []
        held = ", ".join(f"x.{part.inner.attributes[name].field}" for name in names)
        return [f"        if len(found) > 1 and len({{({held}) for x in found}}) != len(found): raise Misfit"]


def _beginnings(tag: str, names: Iterable[str]) -> tuple[str, ...]:
    """How the row of a tag with these attributes begins."""
    first, *others = (f" {name}=" for name in names)
    return tag + first, *others


def _names(tag: str, beginnings: Sequence[str]) -> list[str]:
    """The attributes of a tag whose row begins so, each once. Raises ``Misfit``."""
    names = [part[1:-1] for part in beginnings]
    if names:
        names[0] = names[0].removeprefix(tag[1:] + " ")
    if len({*names}) < len(names) or (names and _beginnings(tag, names) != tuple(beginnings)):
        raise Misfit
    return names
