"""The JSON of ``selfcheck national``: stable and versioned. Field by field in docs/national.md."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from barnevern_tilsyn.programmes.collected_json import rounded, rounded_interval
from barnevern_tilsyn.programmes.national import MethodPicture, NationalPicture, Tally
from barnevern_tilsyn.programmes.published import Published
from barnevern_tilsyn.programmes.shares import Share
from barnevern_tilsyn.reports.rows import tool_row

__all__ = ["DOCUMENT", "FORMAT", "as_json", "published_json"]

DOCUMENT: Final = "national"
FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(found: NationalPicture, *, version: str) -> bytes:
    """The picture as indented JSON in UTF-8. ``version`` is the tool's own."""
    data = {
        **_head(version),
        "rounds": [
            {
                "round": one.round,
                "methods": [_method(method) for method in one.methods],
                "together": _tally(one.together),
                "counties": _tallies(one.counties),
            }
            for one in found.rounds
        ],
        "twice": found.twice,
        "contradicted": found.contradicted,
    }
    return _written(data)


def published_json(rows: Iterable[Published], *, version: str) -> bytes:
    """Published figures as indented JSON in UTF-8."""
    return _written({**_head(version), "published": [_published(row) for row in rows]})


def _head(version: str) -> dict[str, Any]:
    return {"format": FORMAT, "document": DOCUMENT, "tool": tool_row(version)}


def _written(data: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _method(method: MethodPicture) -> dict[str, Any]:
    return {
        "method": method.method,
        "programmes": [{"id": one.id, "version": one.version} for one in method.programmes],
        "chosen": method.chosen,
        "total": _tally(method.total),
        "interval": rounded_interval(method.interval),
        "themes": _tallies(method.themes),
        "counties": _tallies(method.counties),
        "published": [_published(row) for row in method.published],
    }


def _tallies(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {key: _tally(tally) for key, tally in tallies.items()}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "services": tally.services,
        "found": _share(tally.found),
        "breach": _share(tally.breach),
        "verdicts": {verdict.value: count for verdict, count in tally.verdicts.items()},
    }


def _share(share: Share) -> dict[str, Any]:
    return {"k": share.k, "n": share.n, "share": rounded(share.value)}


def _published(row: Published) -> dict[str, Any]:
    return {
        "round": row.round,
        "programme": row.programme,
        "method": row.method,
        "theme": row.theme,
        "found": row.found,
        "services": row.services,
        "counted": row.counted,
        "chosen": row.chosen,
        "certainty": row.certainty,
        "note": row.note,
        "sources": row.sources,
    }
