"""Melding: a report of concern, who sent it and what it is about."""

from typing import Final

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import Melding
from barnevern_tilsyn.rules.register.clarification import clarified
from barnevern_tilsyn.rules.register.duplicates import no_duplicates
from barnevern_tilsyn.rules.register.facts import fact_at, unknown_of
from barnevern_tilsyn.rules.register.missing_part import ended_without
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.parametre import number
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr

__all__ = [
    "before_the_case_ended",
    "concluded_with_reporter",
    "concluded_with_subject",
    "concluded_within_days",
    "received_before_concluded",
    "reporter_clarified",
    "said_once",
    "subject_clarified",
    "within_the_case",
]

_FILE: Final = "melding"
_RECEIVED: Final = "Melding.start_dato"
_CONCLUSION: Final = "Melding.konklusjon"
_CONCLUDED: Final = "Melding.konklusjon.slutt_dato"

received_before_concluded: Rule = dates_in_order(
    code="NBR-MELDING-2A",
    name="register-report-received-after-concluded",
    applies_to=Melding,
    earlier=_RECEIVED,
    later=_CONCLUDED,
    file=_FILE,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-MELDING-2C",
    name="register-report-concluded-after-case-end",
    applies_to=Melding,
    earlier=_CONCLUDED,
    later="Sak.slutt_dato",
    file=_FILE,
    softened_when_migrated=True,
)
within_the_case: Rule = dates_in_order(
    code="NBR-MELDING-2E",
    name="register-report-received-before-case-start",
    applies_to=Melding,
    earlier="Sak.start_dato",
    later=_RECEIVED,
    file=_FILE,
    softened_when_migrated=True,
)


@nbr(
    code="NBR-MELDING-3",
    name="register-report-concluded-after-seven-days",
    theme="deadline-approximation",
    applies_to=Melding,
    severity=Severity.WARNING,
    needs=(_RECEIVED, _CONCLUDED),
    file=_FILE,
    valid_from=SINCE_2013,
)
def concluded_within_days(melding: Melding, ctx: Context) -> Assessment | None:
    """Given a report with a day of receipt and a day of conclusion, when it is concluded more than 7 days after
    receipt, then the control fires.
    """
    received, concluded = fact_at(_RECEIVED, melding, ctx), fact_at(_CONCLUDED, melding, ctx)
    if not received.value or not concluded.value:
        return unknown_of(received, concluded)
    limit, days = number("melding.frist"), (concluded.value - received.value).days
    if days <= limit:
        return None
    args = (("start", received.value), ("event", concluded.value), ("days", days), ("limit", limit))
    return fires("too-long", facts=((_RECEIVED, received.value), (_CONCLUDED, concluded.value)), args=args)


@nbr(
    code="NBR-MELDING-4",
    name="register-report-without-reporter",
    theme="missing-part",
    applies_to=Melding,
    severity=Severity.ERROR,
    needs=(_CONCLUSION, "Melding.meldere"),
    file=_FILE,
    valid_from=SINCE_2013,
)
def concluded_with_reporter(melding: Melding, ctx: Context) -> Assessment | None:
    """Given a report with a conclusion, when it has no reporter, then the control fires."""
    return ended_without(fact_at(_CONCLUSION, melding, ctx), melding, "Melding.meldere", ctx)


@nbr(
    code="NBR-MELDING-5",
    name="register-report-without-subject",
    theme="missing-part",
    applies_to=Melding,
    severity=Severity.ERROR,
    needs=(_CONCLUSION, "Melding.saksinnhold"),
    file=_FILE,
    valid_from=SINCE_2013,
)
def concluded_with_subject(melding: Melding, ctx: Context) -> Assessment | None:
    """Given a report with a conclusion, when it has no subject (*saksinnhold*), then the control fires."""
    return ended_without(fact_at(_CONCLUSION, melding, ctx), melding, "Melding.saksinnhold", ctx)


said_once: Rule = no_duplicates(
    code="NBR-MELDING-19",
    name="register-report-twice",
    applies_to=Melding,
    rows=lambda ctx: [row for row in ctx.whole.meldinger if any(fact_at(_CONCLUSION, row, ctx))],
    given=" with a conclusion",
    file=_FILE,
    severity=Severity.INFO,
)
reporter_clarified: Rule = clarified(
    code="NBR-MELDER-2",
    name="register-reporter-without-clarification",
    applies_to=Melding,
    part="meldere",
    codes="melder",
    file=_FILE,
)
subject_clarified: Rule = clarified(
    code="NBR-SAKSINNHOLD-2",
    name="register-subject-without-clarification",
    applies_to=Melding,
    part="saksinnhold",
    codes="saksinnhold",
    file=_FILE,
)
