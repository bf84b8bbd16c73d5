"""The Act that a decision, a measure or an application rests on was in force on its day.

A measure rests on the Act of its decision: it may begin under a new Act on a decision made under the old one.
"""

from datetime import date
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import control, undecided
from barnevern_tilsyn.model import NOT_REPORTED, OversendelseFylkesnemnd, Tiltak, Vedtak
from barnevern_tilsyn.rules.data.code_control import told
from barnevern_tilsyn.rules.data.code_days import Misuse, Period, misuse
from barnevern_tilsyn.rules.data.facts import facts_at

_LIST: Final = "lov"


def _wrong(
    element: Any, day: date, period: Period | None = None, *, of: str = "", certain: bool = True
) -> Assessment | None:
    """What is wrong with the Acts named, on a day (``of``: the path of it). One referred to is a warning at most."""
    kind = type(element).__name__
    found: list[tuple[Any, Misuse]] = []
    for path, weighty in ((f"{kind}.lovhjemmel.lov", certain), (f"{kind}.jmfr_lovhjemler.lov", False)):
        for part, kode in facts_at(element, path):
            wrong = misuse(_LIST, kode, day, period) if kode else None
            if wrong is not None:
                found.append((part, wrong if weighty else wrong.softened()))
    return told(found, f"{kind}.lovhjemmel.lov", of or f"{kind}.start_dato")


def _act_control(code: str, name: str, applies_to: type) -> Rule:
    kind = applies_to.__name__

    def judge(element: Any, _ctx: Context) -> Assessment | None:
        day = element.start_dato
        if not element.lovhjemmel or day is None:
            return None
        return undecided(f"{kind}.start_dato") if day is NOT_REPORTED else _wrong(element, day)

    judge.__doc__ = f"Given the Act of a {kind}, when it was not in force on its day, then the control fires."
    judge.__module__ = __name__
    return control(
        code=code,
        name=name,
        theme="legal-basis",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(f"{kind}.lovhjemmel.lov", f"{kind}.jmfr_lovhjemler.lov", f"{kind}.start_dato"),
        ruleset="data",
        file="acts",
        about=(f"{kind}.lovhjemmel.lov", f"{kind}.jmfr_lovhjemler.lov"),
    )(judge)


decision_act = _act_control("DAT020", "data-decision-act", Vedtak)
application_act = _act_control("DAT021", "data-application-act", OversendelseFylkesnemnd)


@control(
    code="DAT022",
    name="data-measure-act",
    theme="legal-basis",
    applies_to=Tiltak,
    severity=Severity.ERROR,
    needs=(
        *("Tiltak.lovhjemmel.lov", "Tiltak.jmfr_lovhjemler.lov", "Tiltak.start_dato", "Tiltak.konklusjon.slutt_dato"),
        "Vedtak.start_dato",
    ),
    ruleset="data",
    file="acts",
    about=("Tiltak.lovhjemmel.lov", "Tiltak.jmfr_lovhjemler.lov"),
)
def measure_act(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given the Act of a measure, when it was in force neither when the decision behind the measure was made nor while
    the measure ran, then the control fires.
    """
    start = tiltak.start_dato
    if not tiltak.lovhjemmel or start is None:
        return None
    if start is NOT_REPORTED:
        return undecided("Tiltak.start_dato")
    joined = ctx.whole.linked(tiltak, Vedtak)
    decided = sorted(row.start_dato for row in joined if row.start_dato)
    end = (tiltak.konklusjon.slutt_dato if tiltak.konklusjon else None) or ctx.extracted
    of = "Vedtak.start_dato" if decided else ""
    period = Period(min(start, *decided), end) if decided else Period(start, end)
    found = [_wrong(tiltak, day, period, of=of, certain=bool(decided)) for day in decided or [start]]
    if None in found:
        return None
    if ctx.sak.vedtak is NOT_REPORTED or any(row.start_dato is NOT_REPORTED for row in joined):
        return undecided("Vedtak.start_dato")
    return found[-1]
