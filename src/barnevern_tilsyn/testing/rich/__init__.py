"""Synthetic cases with the facts that the register cannot carry: lawful ones, and the ways to break a duty in them."""

from barnevern_tilsyn.testing.rich.courses import COURSES, Course, lawful_course
from barnevern_tilsyn.testing.rich.planted import FIRST_DAY, broken_case, first_day, planted_codes
from barnevern_tilsyn.testing.rich.rich_case import RichCase

__all__ = ["COURSES", "FIRST_DAY", "Course", "RichCase", "broken_case", "first_day", "lawful_course", "planted_codes"]
