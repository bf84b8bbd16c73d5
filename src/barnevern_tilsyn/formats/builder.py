"""Builders of the model, written as code from the field tables: reading and strict validation in one pass.

A builder either returns the case or raises ``LookupError``: the document does not fit this version. Which
faults it has is then found by ``faults``, slower and in full. Attributes are dispatched by the tuple of their
names, so that the code for one combination knows where each stands; code is compiled when first needed.
"""

from collections.abc import Callable
from typing import Any, Protocol

from barnevern_tilsyn.formats.fields import ChildField, ElementFields, root_fields
from barnevern_tilsyn.formats.generated import Code, Shapes
from barnevern_tilsyn.formats.structure import Structure, Value
from barnevern_tilsyn.formats.values import Misfit
from barnevern_tilsyn.formats.xsi import XSI_IGNORED, XSI_TYPE
from barnevern_tilsyn.model import Sak

__all__ = ["Absence", "Builder", "ElementBuilder", "write_builder", "write_element_builder"]

Absence = Callable[[str], bool]
"""Whether that nothing stands at a path means that it did not happen; else it is not known."""


class Builder(Protocol):
    """Makes a case of the root of a parsed document. Raises ``LookupError`` when it does not fit."""

    def __call__(self, root: Any) -> Sak:
        """Read ``root`` as one version of the register."""


class ElementBuilder(Protocol):
    """Makes an element of the model of one in a parsed part of a document. Raises ``LookupError`` as ``Builder``."""

    def __call__(self, element: Any, before: int) -> Any:
        """Read ``element``, with so many lines of the document ``before`` the part."""


def write_element_builder(structure: Structure, fields: ElementFields, absence: Absence) -> ElementBuilder:
    """The builder of one element of a format that has no UUIDs, for documents that are parsed in parts."""
    return _Writer(structure, absence, "c.sourceline + before", along="before").element_builder(fields)


def write_builder(structure: Structure, absence: Absence, *, many_lines: bool = False) -> Builder:
    """The builder of a version; ``absence`` says what is meant by what is missing.

    With ``many_lines`` the lines are asked of ``lines.line_of``.
    """
    return _Writer(structure, absence, "line_of(c)" if many_lines else "c.sourceline").builder()


class _Writer:
    """Writes and compiles the code of one builder.

    ``line`` is the expression for the line of the element ``c``; ``along`` names what is handed from element to
    element: what gathers the ids, or the lines before the part that is read.
    """

    def __init__(self, structure: Structure, absence: Absence, line: str, *, along: str = "ids") -> None:
        self.line = line
        self.along = along
        self.structure = structure
        self.absence = absence
        self.code = Code()

    def builder(self) -> Builder:
        delivery, case = root_fields(self.structure)
        required = tuple(name for name, part in delivery.attributes.items() if part.attribute.required)
        body = self.element_body(delivery, required)
        cut = body.index("    if k is not END: raise Misfit")
        body[cut:cut] = [
            "    if k.tag != 'Sak': raise Misfit",
            f"    sak = {self.build(case, 'k')}",
            "    i += 1; k = kids[i]",
        ]
        body[-1:] = [
            "    if not all_uuids(gathered): raise Misfit",
            f"    {self.code.keep('set_leveranse', Sak.__dict__['leveranse'].__set__)}(sak, o)",
            "    return sak",
        ]
        tag = [f"    if c.tag != {self.structure.root_name!r}: raise Misfit"]
        head = ["def build(c):", *tag, "    gathered = []; ids = gathered.append"]
        build: Builder = self.code.compile("build", [*head, *body])
        return build

    def element_builder(self, fields: ElementFields) -> ElementBuilder:
        body = [
            f"    if c.tag != {fields.path.rpartition('/')[2]!r}: raise Misfit",
            f"    return {self.build(fields, 'c')}",
        ]
        build: ElementBuilder = self.code.compile("build", [f"def build(c, {self.along}):", *body])
        return build

    def missing(self, path: str, *, many: bool = False) -> str:
        if not self.absence(path):
            return "NOT_REPORTED"
        return "()" if many else "None"

    def build(self, fields: ElementFields, text: str) -> str:
        """An expression that builds the element ``text`` at the path of ``fields``."""
        label = self.code.keep("inner" if fields.element.children else "leaf", None)
        write = self.write_inner if fields.element.children else self.write_leaf

        def first_call(element: Any, along: Any) -> Any:
            code = self.code.names[label] = write(label, fields, tuple(element.keys()))
            return code(element, along)

        self.code.names[label] = first_call
        return f"{label}({text}, {self.along})"

    def write_inner(self, label: str, fields: ElementFields, usual: tuple[str, ...]) -> Any:
        """Code for an element with children."""
        body = self.element_body(fields, usual)
        head = [f"def {label}(c, {self.along}):", "    if c.tail is not None: blank(c.tail)"]
        return self.code.compile(label, [*head, *body])

    def write_leaf(self, label: str, fields: ElementFields, usual: tuple[str, ...]) -> Any:
        """Code for an element without children."""

        def lines(names: tuple[str, ...], guard: str) -> list[str]:
            return [
                f"def {label}(c, {self.along}):",
                guard,
                "    if c.text is not None or len(c): raise Misfit",
                "    if c.tail is not None: blank(c.tail)",
                f"    o = {self.code.open_model(fields.model)}()",
                *self.attributes(fields, names),
                *self.always(fields),
                f"    o.__class__ = {self.code.model(fields.model)}",
                "    return o",
            ]

        self.attributes(fields, usual)
        others = Shapes(lambda names: self.code.compile(label, lines(names, "")))
        elsewhere = f"return {{others}}[(*c.keys(),)](c, {self.along})"
        return self.code.compile(label, lines(usual, self.unusual(usual, others, elsewhere)))

    def unusual(self, usual: tuple[str, ...], others: Shapes, then: str) -> str:
        """A line that sends an element with other attributes than the usual ones elsewhere."""
        names = self.code.keep("usual", list(usual))
        return f"    if c.keys() != {names}: " + then.format(others=self.code.keep("others", others))

    def attributes(self, fields: ElementFields, names: tuple[str, ...]) -> list[str]:
        """Lines that check and set the attributes ``names``, in that order. Raises ``Misfit`` for wrong ones."""
        present = set(names)
        known = fields.element.attributes
        if any(attribute.required and name not in present for name, attribute in known.items()):
            raise Misfit
        lines = [f"    {''.join(f'v{i}, ' for i in range(len(names)))}= c.values()"] if names else []
        for index, name in enumerate(names):
            text = f"v{index}"
            if name in known:
                lines += self.code.checks(known[name].value, text)
            elif name == XSI_TYPE:
                lines.append(f"    repeats_type(c, {text}, {fields.element.type_name!r})")
            elif name not in XSI_IGNORED:
                raise Misfit
        lines += self.sets(fields, names, "o")
        if fields.identity is not None:
            lines += self.identity(fields.identity, names)
        return lines

    def sets(self, fields: ElementFields, names: tuple[str, ...], owner: str) -> list[str]:
        """Lines that set the fields of ``owner`` from the attributes ``names``, which have passed their checks."""
        at = {name: f"v{index}" for index, name in enumerate(names)}
        return [
            f"    {owner}.{part.field} = "
            + (self.code.reading(part.attribute.value, at[name], part.form) if name in at else self.missing(part.path))
            for name, part in fields.attributes.items()
        ]

    def identity(self, fields: ElementFields, names: tuple[str, ...]) -> list[str]:
        """Lines that make a row of ``Personalia`` of attributes of ``Sak``."""
        return [
            f"    p = {self.code.open_model(fields.model)}()",
            *self.sets(fields, names, "p"),
            *(f"    p.{field} = NOT_REPORTED" for field in fields.others),
            f"    p._linje = {self.line}",
            f"    p.__class__ = {self.code.model(fields.model)}",
            "    o.personalia = (p,)",
        ]

    def always(self, fields: ElementFields) -> list[str]:
        """Lines that set what no document of this version carries, and the source line."""
        return [*(f"    o.{field} = NOT_REPORTED" for field in fields.others), f"    o._linje = {self.line}"]

    def element_body(self, fields: ElementFields, usual: tuple[str, ...]) -> list[str]:
        """Lines that build an element with children: ``c`` is the element, ``o`` the object made of it."""
        lines = ["    if c.text is not None: blank(c.text)", f"    o = {self.code.open_model(fields.model)}()"]
        if fields.attributes:
            straight = self.attributes(fields, usual)
            others = Shapes(
                lambda names: self.code.compile(
                    "set_other", [f"def set_other(c, o, {self.along}):", *self.attributes(fields, names)]
                )
            )
            elsewhere = f"{{others}}[(*c.keys(),)](c, o, {self.along})"
            lines += [self.unusual(usual, others, elsewhere), "    else:"]
            lines += [f"    {line}" for line in straight]
        else:
            lines.append(f"    if c.keys(): plain_attributes(c, {fields.element.type_name!r})")
        lines += self.always(fields)
        lines.append("    kids = c.getchildren(); kids.append(END); i = 0; k = kids[0]")
        for part in fields.children:
            lines += self.child(fields, part)
        frozen = f"    o.__class__ = {self.code.model(fields.model)}"
        return [*lines, "    if k is not END: raise Misfit", frozen, "    return o"]

    def child(self, fields: ElementFields, part: ChildField) -> list[str]:
        """Lines that read one kind of child, at its place in the order."""
        name, most = part.child.name, part.child.most
        before, value = self.child_value(part)
        lines = [f"    if k.tag == {name!r}:"]
        if most == 1 and not part.many:
            lines += [f"    {line}" for line in before]
            lines += [f"        o.{part.field} = {value}", "        i += 1; k = kids[i]"]
        else:
            lines += ["        found = []", f"        while k.tag == {name!r}:"]
            lines += [f"        {line}" for line in before]
            lines += [f"            found.append({value})", "            i += 1; k = kids[i]"]
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

    def child_value(self, part: ChildField) -> tuple[list[str], str]:
        """Lines that check the child ``k``, and the expression that reads it."""
        if part.inner is not None:
            return [], self.build(part.inner, "k")
        value = part.child.kind
        if not isinstance(value, Value):
            raise TypeError(part.path)
        type_name = f"xs:{value.base}" if value.name == value.base else ""
        checks = [
            "    if len(k): raise Misfit",
            f"    if k.keys(): plain_attributes(k, {type_name!r})",
            "    if k.tail is not None: blank(k.tail)",
            "    t = k.text or ''",
            *self.code.checks(value, "t"),
        ]
        return checks, self.code.reading(value, "t", part.form)

    def unique(self, fields: ElementFields, part: ChildField) -> list[str]:
        """Lines that refuse an id that stands twice among the children of one kind."""
        names = self.structure.unique.get(part.child.name) if fields.path == self.structure.case_path else None
        if names is None or part.inner is None:
            return []
        held = ", ".join(f"x.{part.inner.attributes[name].field}" for name in names)
        return [f"        if len(found) > 1 and len({{({held}) for x in found}}) != len(found): raise Misfit"]
