"""Counting by calendar months.

The law's months end on the same day number, or on the month's last day where the number is missing (the principle of
domstolloven § 148 second ledd).
"""

from calendar import monthrange
from datetime import date

__all__ = ["add_months"]


def add_months(day: date, months: int) -> date:
    """The same day number so many months later (or earlier, if negative), clamped to the month's last day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))
