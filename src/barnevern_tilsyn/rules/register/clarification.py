"""Codes that cannot stand alone: the register's code lists say which need a clarification (*presisering*)."""

from datetime import date
from typing import Any

from barnevern_tilsyn.codes import lookup
from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr, written

__all__ = ["clarified"]


def clarified(
    *, code: str, name: str, applies_to: type, part: str, codes: str, file: str, valid_from: date | None = SINCE_2013
) -> Rule:
    """The control that fires where a code of the list ``codes`` at ``part`` of the element lacks its clarification."""
    kind = applies_to.__name__
    path = f"{kind}.{part}"

    def judge(element: Any, ctx: Context) -> Assessment | None:
        value = written(getattr(element, part), ctx)
        rows = value if isinstance(value, tuple) else (value,) if value else ()
        demanding = [row for row in rows if _demands(codes, row.kode)]
        bare = [row for row in demanding if row.presisering is not NOT_REPORTED and not row.presisering]
        if bare:
            first, which = bare[0], tuple(sorted({row.kode for row in bare}))
            return fires("no-clarification", facts=((f"{path}.kode", first.kode),), args=(("codes", which),), at=first)
        if any(row.presisering is NOT_REPORTED for row in demanding):
            return undecided(f"{path}.presisering")
        if any(row.kode is NOT_REPORTED and not row.presisering for row in rows):
            return undecided(f"{path}.kode")
        return undecided(path) if value is NOT_REPORTED else None

    judge.__doc__ = (
        f"Given a code at {path} that the code list {codes} does not let stand alone, when its clarification is "
        "missing, then the control fires."
    )
    return nbr(
        code=code,
        name=name,
        theme="missing-clarification",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(f"{path}.kode", f"{path}.presisering"),
        file=file,
        valid_from=valid_from,
    )(judge)


def _demands(codes: str, kode: Any) -> bool:
    found = lookup(codes, kode) if isinstance(kode, str) else None
    return found is not None and found.requires_presisering
