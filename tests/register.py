"""What the register's controls say of a case, for tests."""

from datetime import UTC, date, datetime
from typing import Any

from barnevern_tilsyn.engine import Outcome, Result, Run
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules import builtin
from tests.records import sak

__all__ = ["extraction", "fired", "opened", "results"]


def extraction(day: date) -> dict[str, Any]:
    """A delivery that was extracted on a day."""
    return {"dato_uttrekk": datetime(day.year, day.month, day.day, 12, tzinfo=UTC)}


def results(case: Sak, *codes: str) -> list[Result]:
    """All that these controls say, of all where none is named."""
    rules = builtin("register")
    return Run(rules.select(["register"], select=codes) if codes else rules).see(case)


def fired(case: Sak, *codes: str) -> set[tuple[str, str, str]]:
    """The faults: control, element and severity."""
    found = (result for result in results(case, *codes) if result.outcome is Outcome.FAULT)
    return {(result.rule.code, result.element.id, str(result.severity)) for result in found}


def opened(case: Sak, code: str) -> set[str]:
    """The facts that a control lacks to decide."""
    return {path for result in results(case, code) if result.outcome is Outcome.OPEN for path in result.missing}


def fires(code: str, **keys: Any) -> bool:
    """Whether a control fires on ``sak(**keys)``."""
    return bool(fired(sak(**keys), code))
