"""What the data controls say of a record, for the tests of this folder."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from barnevern_tilsyn.engine import Outcome, Registry, Result, Run
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules import builtin

EXTRACTED = date(2026, 10, 1)
CONTROLS: Registry = builtin("data")


def case(extracted: Any = EXTRACTED, **keys: Any) -> Sak:
    """A case with nothing in it but what ``keys`` give, from long ago. ``extracted``: the day of the extraction."""
    moment = datetime.combine(extracted, datetime.min.time(), UTC).replace(hour=10)
    whole = {"id": "sak", "start_dato": date(1980, 1, 1), "leveranse": {"dato_uttrekk": moment}, **keys}
    return msgspec.convert(whole, Sak)


def found(sak: Sak, code: str = "", as_of: date | None = None) -> list[Result]:
    """What one control says, or all."""
    rules = [CONTROLS.get(code)] if code else list(CONTROLS)
    return Run(rules, as_of=as_of).see(sak)


def situations(sak: Sak, code: str) -> list[str]:
    """What one control finds fault with, in the words of its catalogue."""
    return [result.message.id for result in found(sak, code) if result.outcome is Outcome.FAULT]
