"""Services side by side for spreadsheets: a row for each figure and service."""

import csv
from io import StringIO

from barnevern_tilsyn.indicators import Comparison
from barnevern_tilsyn.indicators.comparison import Shown
from barnevern_tilsyn.indicators.municipalities import Municipalities
from barnevern_tilsyn.reports.indicators_services_words import service_name

__all__ = ["HEAD", "as_csv"]

_COUNTS = ("yes", "no", "of", "unsure", "count")
HEAD = ("figure", "name", "service", "service_name", *_COUNTS, "share", "median")


def as_csv(found: Comparison, municipalities: Municipalities, *, lang: str = "nb") -> str:
    """The comparison as CSV (RFC 4180). A hidden count is empty, or ``<5`` where it is told to be below the limit."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD)
    for compared in found.figures:
        for row in (*compared.rows, *((compared.all,) if compared.all else ())):
            counts = [_told(row.counts.get(name), found.protection.least) for name in _COUNTS]
            code = row.service.code if row.service else ""
            name = service_name(row.service, municipalities, lang)
            figure = compared.figure
            rows.writerow((figure.id, figure.name.say(lang), code, name, *counts, row.share, row.median))
    return out.getvalue()


def _told(shown: Shown | None, least: int) -> int | str:
    if shown is None or (shown.count is None and not shown.small):
        return ""
    return f"<{least}" if shown.count is None else shown.count
