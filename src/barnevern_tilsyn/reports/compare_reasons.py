"""Why a control judges a duty otherwise than the law does."""

from typing import Final

from barnevern_tilsyn.engine import Outcome, Result

__all__ = ["reason"]

_UNDECIDED: Final = {
    Outcome.REVIEW: "law-unsettled",
    Outcome.OPEN: "fact-missing",
    Outcome.NOT_APPLICABLE: "law-does-not-hold",
}
OTHER: Final = "other"


def reason(subject: str, ruleset: str, law: Result) -> str:
    """The id of why a rule set judges otherwise, in ``texts/compare``. ``law``: what the rule of the law came to."""
    if law.outcome in _UNDECIDED:
        return _UNDECIDED[law.outcome]
    silent = law.outcome is Outcome.BREACH
    match subject:
        case "report-review" if silent:
            return "only-concluded" if law.event is None else "day-of-grace" if ruleset == "kostra" else OTHER
        case "investigation-time" if silent:
            return _investigation_not_seen(ruleset, law)
        case "investigation-time":
            return "fewer-days" if law.outcome is Outcome.RUNNING else "act-before-end"
        case "closing-act":
            return "any-decision" if silent else "relation-only"
        case _:
            return OTHER


def _investigation_not_seen(ruleset: str, law: Result) -> str:
    if law.event is not None:
        return "only-open"
    if ruleset == "kostra":
        return "half-year"
    return "no-relation" if any(fact.inferred for fact in law.facts) else "more-days"
