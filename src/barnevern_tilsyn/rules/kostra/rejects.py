"""What could not be read of a KOSTRA file, by the part of it that is at fault."""

from typing import Final

from barnevern_tilsyn.model import Fault, Reject

__all__ = ["AVGIVER", "INDIVID", "fault_in", "is_missing", "is_too_many"]

AVGIVER: Final = "Barnevern/Avgiver"
INDIVID: Final = "Barnevern/Individ"

_MISSING: Final = "element.missing"
_TOO_MANY: Final = ("element.too_many", "element.order")
"""A second one, or one that stands where there may be none."""


def is_missing(reject: Reject, part: str) -> Fault | None:
    """The fault that there is no such part, if that is one."""
    return next((f for f in _of(reject) if f.path == part and f.expected.id == _MISSING), None)


def is_too_many(reject: Reject, part: str) -> Fault | None:
    """The fault that there is a part too many, if that is one."""
    return next((f for f in _of(reject) if f.path == part and f.expected.id in _TOO_MANY), None)


def fault_in(reject: Reject, part: str) -> Fault | None:
    """The first fault of a part that is there, or of what is in it."""
    counts = (_MISSING, *_TOO_MANY)
    return next(
        (
            fault
            for fault in _of(reject)
            if fault.path.startswith(f"{part}/") or (fault.path == part and fault.expected.id not in counts)
        ),
        None,
    )


def _of(reject: Reject) -> tuple[Fault, ...]:
    """The faults of a KOSTRA file; none of another format's."""
    return reject.faults if reject.format == "kostra" else ()
