"""The JSON of ``indicators --compare``: format 1, stable and versioned. Field by field in docs/indicators.md."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec

from barnevern_tilsyn.indicators import Comparison
from barnevern_tilsyn.indicators.comparison import Compared, Row
from barnevern_tilsyn.indicators.municipalities import Municipalities
from barnevern_tilsyn.reports.indicators_wire import Set
from barnevern_tilsyn.reports.rows import beside_rows, tool_row
from barnevern_tilsyn.reports.wire import Notice, Reject, Tool, Unreadable
from barnevern_tilsyn.runners.judging import Beside

__all__ = ["FORMAT", "Report", "as_json"]

FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_Format = Literal[1]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every key is there in every row; what does not apply is null."""


class ShownCount(_Row, frozen=True, kw_only=True):
    """A count, null where it is hidden; small: it is below the limit."""

    count: _Count | None
    small: bool


class ComparedRow(_Row, frozen=True, kw_only=True):
    """What a figure came to in a service; service null: in all. Of shares count is null, of others yes, no and of."""

    service: str | None
    yes: ShownCount | None
    no: ShownCount | None
    of: ShownCount | None
    unsure: ShownCount | None
    count: ShownCount | None
    share: _Share | None
    median: float | None


class ComparedFigure(_Row, frozen=True, kw_only=True):
    """A figure in each service."""

    id: str
    name: str
    not_carried: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


class ServiceRow(_Row, frozen=True, kw_only=True):
    """A service by its numbers; the municipalities that it was divided into, where it was."""

    service: str
    kommunenummer: str
    bydelsnummer: str
    name: str
    divided_into: tuple[str, ...]


class Limits(_Row, frozen=True, kw_only=True):
    """The limits that were kept."""

    id: str
    version: str
    least: _Count
    zero_is_small: bool
    largest_share: _Share
    least_cases: _Count
    least_for_median: _Count


class Span(_Row, frozen=True, kw_only=True):
    """The period."""

    first: date
    last: date


class Report(_Row, frozen=True, kw_only=True):
    """The JSON of ``barnevern-tilsyn indicators --compare --output-format json``."""

    format: _Format
    tool: Tool
    figures: Set
    period: Span
    protection: Limits
    services: tuple[ServiceRow, ...]
    values: tuple[ComparedFigure, ...]
    rejects: tuple[Reject, ...]
    unreadable: tuple[Unreadable, ...]
    notices: tuple[Notice, ...]


def as_json(
    found: Comparison,
    municipalities: Municipalities,
    *,
    version: str,
    beside: Iterable[Beside] = (),
    lang: str = "nb",
) -> bytes:
    """The comparison as indented JSON in UTF-8. ``version`` is the tool's own."""
    others: dict[str, Any] = {key: tuple(rows) for key, rows in beside_rows(beside, lang).items()}
    limits = found.protection
    report = Report(
        format=FORMAT,
        tool=tool_row(version),
        figures=Set(id=found.catalogue.id, version=found.catalogue.version),
        period=Span(first=found.period.whole.first, last=found.period.whole.last),
        protection=Limits(
            id=limits.id,
            version=limits.version,
            least=limits.least,
            zero_is_small=limits.zero_is_small,
            largest_share=limits.largest_share,
            least_cases=limits.least_cases,
            least_for_median=limits.least_for_median,
        ),
        services=tuple(
            ServiceRow(
                service=service.code,
                kommunenummer=service.kommunenummer,
                bydelsnummer=service.bydelsnummer,
                name=municipalities.name(service.kommunenummer),
                divided_into=municipalities.divided.get(service.kommunenummer, ()),
            )
            for service in found.services
        ),
        values=tuple(_figure(compared, lang) for compared in found.figures),
        **others,
    )
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def _figure(compared: Compared, lang: str) -> ComparedFigure:
    return ComparedFigure(
        id=compared.figure.id,
        name=compared.figure.name.say(lang),
        not_carried=compared.not_carried,
        rows=tuple(_row(row) for row in (*compared.rows, compared.all) if row is not None),
    )


def _row(row: Row) -> ComparedRow:
    counts = {name: ShownCount(count=shown.count, small=shown.small) for name, shown in row.counts.items()}
    return ComparedRow(
        service=row.service.code if row.service else None,
        yes=counts.get("yes"),
        no=counts.get("no"),
        of=counts.get("of"),
        unsure=counts.get("unsure"),
        count=counts.get("count"),
        share=row.share,
        median=row.median,
    )
