"""Courses out of the generator of the register's part, with lawful facts laid over them."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Final

from barnevern_tilsyn.testing.oracle import judge
from barnevern_tilsyn.testing.rich.lawful_facts import lay_over
from barnevern_tilsyn.testing.rich.rich_case import RichCase
from barnevern_tilsyn.testing.synthetic import shapes_investigations as investigations
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.dice import NoRoom, days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from barnevern_tilsyn.testing.synthetic.shape_weights import SHAPES
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Hjemmel, Kode

__all__ = ["COURSES", "Course", "broken_course", "lawful_course", "looked_at_again"]

Course = Callable[[Draft], None]

_FOR_REVIEW = (
    investigations.extension_late,
    investigations.registered_apart,
    investigations.dismissal_decided_late,
    investigations.act_not_linked,
)
COURSES: Final[tuple[Course, ...]] = tuple(course for course, _ in SHAPES if course not in _FOR_REVIEW)
"""The kinds of courses that can be as they should, the simplest ones first."""

_ATTEMPTS = 200
_NEW_ACT = date(2023, 1, 1)
_LAWFUL = {"met", "running", "not_applicable"}
_LAID_OVER = {"MED002"}
"""Rules of the register's part whose facts are completed when the rest is laid over."""


def lawful_course(rng: Random, known: date, courses: Sequence[Course] = COURSES) -> RichCase:
    """A case of one of the courses, extracted on a day, in which the oracle sees nothing to find or to review.

    Raises ``NoRoom`` where none of them fits before the day.
    """
    for _ in range(_ATTEMPTS):
        case = _drafted(rng, rng.choice(courses), known)
        if case and {truth.outcome for truth in judge(case, known) if truth.rule not in _LAID_OVER} <= _LAWFUL:
            return lay_over(case, rng)
    raise NoRoom


def looked_at_again(draft: Draft) -> None:
    """Dismissed at the party's wish, and a new investigation dismissed again within the half year."""
    received = draft.received(400, first=_NEW_ACT)
    for begun in (received, received + days(200)):
        report = draft.report(begun, "2", begun + days(3))
        draft.investigation([report], slutt=begun + days(60), kode=Kode("4"))


def broken_course(rng: Random, known: date, code: str) -> RichCase:
    """A case with one breach of a duty that the register's part shows, else as it should be. Raises ``NoRoom``.

    Of a rule that never says breach it has one thing to review.
    """
    for _ in range(_ATTEMPTS):
        plant, boundary = rng.choice(PLANTS[code]), rng.random() < 0.3

        def course(draft: Draft, plant: Callable[..., None] = plant, *, boundary: bool = boundary) -> None:
            plant(draft, boundary=boundary)

        case = _drafted(rng, course, known)
        wrong = [truth for truth in judge(case, known) if truth.outcome in ("breach", "review")] if case else []
        if case and [truth.rule for truth in wrong] == [code]:
            return lay_over(case, rng)
    raise NoRoom


def _drafted(rng: Random, course: Course, known: date) -> CaseSpec | None:
    """The register's part of a case; none where the course does not fit."""
    draft = Draft(rng, known)
    draft.avgiver = rng.choice(AVGIVERE)
    try:
        course(draft)
    except NoRoom:
        return None
    _decide_dismissals(draft)
    return draft.finished()


def _decide_dismissals(draft: Draft) -> None:
    """To dismiss a case is a decision. The register does not ask for it; a whole record has it."""
    decided = {row.fra_id for row in draft.relasjoner if row.til_type == "Vedtak"}
    for u in draft.parts.get("undersokelser", ()):
        if u.slutt_dato and u.kode and u.kode.kode > "2" and u.id not in decided and not u.er_slettet:
            new = u.slutt_dato >= _NEW_ACT
            draft.decision(u.slutt_dato, Hjemmel("BVL2021", "2", "5") if new else Hjemmel("BVL", "4", "3"), u)
