"""Every date of a child in the file, with the path of its field."""

from collections.abc import Iterator
from typing import Any, Final

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Individ

__all__ = ["DATE_PATHS", "dates_of"]

_OF_CHILD: Final = (("Individ.start_dato", "start_dato"), ("Individ.slutt_dato", "slutt_dato"))
_LISTS: Final = (
    ("Individ.meldinger", "meldinger", ("start_dato", "slutt_dato")),
    ("Individ.planer", "planer", ("start_dato", "slutt_dato", "evaluert_dato")),
    ("Individ.tiltak", "tiltak", ("start_dato", "slutt_dato")),
    ("Individ.flyttinger", "flyttinger", ("slutt_dato",)),
)
_INVESTIGATION: Final = "Individ.meldinger.undersokelse"
_OF_INVESTIGATION: Final = tuple((f"{_INVESTIGATION}.{name}", name) for name in ("start_dato", "slutt_dato"))
_BY_LIST: Final = tuple(
    (path, name, tuple((f"{path}.{field}", field) for field in fields)) for path, name, fields in _LISTS
)

DATE_PATHS: Final = (
    *(path for path, _ in (*_OF_CHILD, *_OF_INVESTIGATION)),
    *(path for _, _, fields in _BY_LIST for path, _ in fields),
)


def dates_of(individ: Individ) -> Iterator[tuple[str, Any, Any]]:
    """The dates of a child and of what it has: path, element and day; the day is ``NOT_REPORTED`` where it, or all
    that it could stand in, was not read.
    """
    yield from _dates(_OF_CHILD, individ)
    for path, name, fields in _BY_LIST:
        rows = getattr(individ, name)
        if rows is NOT_REPORTED:
            yield path, individ, NOT_REPORTED
            continue
        for row in rows or ():
            yield from _dates(fields, row)
    for report in individ.meldinger or ():
        if report.undersokelse is NOT_REPORTED:
            yield _INVESTIGATION, report, NOT_REPORTED
        elif report.undersokelse:
            yield from _dates(_OF_INVESTIGATION, report.undersokelse)


def _dates(fields: tuple[tuple[str, str], ...], element: Any) -> Iterator[tuple[str, Any, Any]]:
    for path, field in fields:
        day = getattr(element, field)
        if day is not None:
            yield path, element, day
