"""Instances of the model, any that its types allow: made from its own metadata and the values of the register."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st
from msgspec import Meta, UnsetType

from barnevern_tilsyn.formats.absence import NO, meaning
from barnevern_tilsyn.formats.fields import ChildField, ElementFields, root_fields
from barnevern_tilsyn.formats.structure import Value, structure
from barnevern_tilsyn.formats.values import UUID
from barnevern_tilsyn.model import NOT_REPORTED, Sak

UUIDS = st.uuids(version=4).map(str)
DATES = st.one_of(st.dates(date(1998, 1, 1), date(2029, 12, 31)), st.dates())
OFFSETS = st.one_of(
    st.just(UTC),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
MOMENTS = st.builds(
    datetime.combine,
    st.dates(date(2022, 1, 1), date(2034, 12, 31)),
    st.times(),
    OFFSETS,
)
ODD_OFFSETS = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
ODD_MOMENTS = st.one_of(st.datetimes(timezones=ODD_OFFSETS), st.datetimes(timezones=OFFSETS), st.datetimes())
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
ODD_TEXT = st.one_of(
    st.text(max_size=3),
    st.sampled_from(
        ["", " ", "\n", "\r\n", "\t<&>\"'", "\0", "\ud800", "\ufffe", "x" * 301, "x" * 10_001, "Status", "0"]
    ),
)
A_FEW_IDS = st.sampled_from(["0b8f1c9e-1f2d-4c3b-8a4e-000000000001", "0B8F1C9E-1F2D-4C3B-8A4E-000000000001"])
PATTERNS = {UUID: UUIDS, r"\d+[a-z]*": st.from_regex(r"[0-9]{1,2}[a-z]?", fullmatch=True), r"\d+": st.just("2")}
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    date: DATES,
    bool: st.booleans(),
    NoneType: st.none(),
    UnsetType: st.just(NOT_REPORTED),
}


def valid(value: Value) -> st.SearchStrategy[Any]:
    """The values of the model that the register has."""
    if value.base != "string":
        return {"date": DATES, "dateTime": MOMENTS, "boolean": st.booleans()}[value.base]
    if value.codes:
        return st.sampled_from(value.codes)
    if value.pattern:
        if value.pattern in PATTERNS:
            return PATTERNS[value.pattern]
        return st.from_regex(value.pattern.replace(r"\d", "[0-9]"), fullmatch=True)
    return TEXT.filter(lambda text: len(text) >= ((value.length or (0, 0))[0] or 0))


def odd(value: Value) -> st.SearchStrategy[Any]:
    """Others of the same type."""
    others = A_FEW_IDS if value.pattern == UUID else ODD_TEXT
    return {"date": DATES, "dateTime": ODD_MOMENTS, "boolean": st.booleans()}.get(
        value.base, st.one_of(others, ODD_TEXT)
    )


@attrs.frozen
class Odds:
    """Of a hundred, how often something is not as in a document: missing or odd where the register requires it, or
    where it does not, or beyond the register."""

    required: int = 0
    optional: int = 0
    beyond: int = 0


TAME = Odds()
"""Cases as they are read from documents of 4.0.1."""
ODDS = (TAME, Odds(beyond=20), Odds(optional=10, beyond=5), Odds(optional=50), Odds(1, 5, 5), Odds(30, 30, 30))
VERSION = "4.0.1"
NOTHING: tuple[Any, ...] = (NOT_REPORTED, None)


@st.composite
def instances(draw: st.DrawFn, odds: Odds | None = None) -> Sak:
    """Cases, whole or with holes, within the register or beyond it."""
    delivery, case = root_fields(structure(VERSION))
    maker = _Maker(draw, draw(st.sampled_from(ODDS)) if odds is None else odds)
    leveranse = draw(st.sampled_from(NOTHING)) if maker.now_and_then(maker.odds.required) else maker.element(delivery)
    made: Sak = maker.element(case, leveranse=leveranse)
    return made


@attrs.frozen
class _Maker:
    draw: st.DrawFn
    odds: Odds

    def now_and_then(self, of_hundred: int) -> bool:
        return of_hundred > 0 and self.draw(st.integers(0, 99)) < of_hundred

    def element(self, fields: ElementFields, **given: Any) -> Any:
        made = dict(given)
        for part in fields.attributes.values():
            absent = self.absent(part.path, required=part.attribute.required, many=False)
            made[part.field] = (
                absent[0] if absent else self.value(part.attribute.value, required=part.attribute.required)
            )
        for child in fields.children:
            absent = self.absent(child.path, required=child.child.least > 0, many=child.many)
            made[child.field] = absent[0] if absent else self.children(child)
        for field in attrs.fields(attrs.resolve_types(fields.model)):
            if field.name not in made and not field.name.startswith("_"):
                made[field.name] = self.beyond(field.type) if self.now_and_then(self.odds.beyond) else NOT_REPORTED
        return fields.model(**made)

    def absent(self, path: str, *, required: bool, many: bool) -> tuple[Any, ...]:
        """The nothing that stands here, if it does."""
        nothing = (*NOTHING, ()) if many else NOTHING
        if self.now_and_then(self.odds.required if required else self.odds.optional):
            return (self.draw(st.sampled_from(nothing)),)
        if required or self.draw(st.integers(0, 2)) == 0:
            return ()
        return (nothing[-1] if meaning(path, VERSION) == NO else NOT_REPORTED,)

    def children(self, child: ChildField) -> Any:
        required = child.child.least > 0
        most = 4 if self.now_and_then(self.odds.optional) else min(child.child.most or 2, 2)
        count = self.draw(st.integers(1, most)) if child.many else 1
        made = tuple(
            self.element(child.inner) if child.inner else self.value(child.child.kind, required=required)
            for _ in range(count)
        )
        return made if child.many else made[0]

    def value(self, value: Any, *, required: bool) -> Any:
        strange = self.now_and_then(self.odds.required if required else self.odds.optional)
        return self.draw(odd(value) if strange else valid(value))

    def beyond(self, kind: Any) -> Any:
        """Any fact of a type: also that it did not happen, and that it is not known."""
        options = get_args(kind) if get_origin(kind) in (Union, UnionType, Annotated) else (kind,)
        options = tuple(option for option in options if not isinstance(option, Meta))
        option = self.draw(st.sampled_from(options))
        if get_origin(option) is Literal:
            return self.draw(st.sampled_from(get_args(option)))
        if get_origin(option) is Annotated:
            return self.beyond(option)
        if option in SIMPLE:
            return self.draw(SIMPLE[option])
        if get_origin(option) is tuple:
            (inner, _) = get_args(option)
            return tuple(self.beyond(inner) for _ in range(self.draw(st.integers(0, 2))))
        fields = [field for field in attrs.fields(attrs.resolve_types(option)) if not field.name.startswith("_")]
        return option(**{field.name: self.beyond(field.type) for field in fields})
