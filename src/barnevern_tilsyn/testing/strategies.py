"""Hypothesis strategies for whole cases: lawful ones, ones with a single finding, ones that do not tell everything.

All of it is synthetic; the numbers of children are of the month + 80 kind. What fails shrinks to a simpler course.
"""

from datetime import date
from random import Random
from typing import Final

from barnevern_tilsyn.model import Sak

try:
    from hypothesis import reject
    from hypothesis import strategies as st

    from barnevern_tilsyn.testing.rich import (
        COURSES,
        FIRST_DAY,
        Course,
        RichCase,
        broken_case,
        first_day,
        lawful_course,
        planted_codes,
    )
    from barnevern_tilsyn.testing.synthetic.dice import NoRoom
except ModuleNotFoundError as error:
    raise ImportError(f"{error.name} is not installed: pip install 'barnevern-tilsyn[hypothesis]'") from None
from barnevern_tilsyn.testing.thinning import facts_in, thinned

__all__ = ["cases_with", "lawful_cases", "partial_cases", "rich_cases"]

_LAST_DAY: Final = date(2027, 12, 31)
_SEEDS: Final = st.integers(0, 2**32 - 1)


def lawful_cases() -> st.SearchStrategy[Sak]:
    """Whole cases on which every rule of ``lov`` is met, running or not applicable on the day of their extraction.

    They are of many courses, from a report that is dropped to aftercare, extracted on a day from June 2025 to 2027
    and judged by the law of each day that counts. What the register cannot carry (``tillegg``) is told of each element.
    """
    return rich_cases().map(RichCase.sak)


def cases_with(code: str) -> st.SearchStrategy[Sak]:
    """Lawful cases but for one breach, of the rule with this code: no other rule of ``lov`` finds one.

    Of a rule that never says breach there is one thing to review, and no breach. Raises ``ValueError`` for a rule that
    is not among ``planted_codes()``.
    """
    return rich_cases(code).map(RichCase.sak)


def partial_cases(cases: st.SearchStrategy[Sak] | None = None) -> st.SearchStrategy[Sak]:
    """Cases with facts left out, as a system that does not export everything tells them.

    ``cases``: the whole ones, by default ``lawful_cases()``. A fact that is left out is not reported: no rule may find
    a breach that it does not find in the whole case.
    """
    return (lawful_cases() if cases is None else cases).flatmap(_partial)


def rich_cases(code: str | None = None) -> st.SearchStrategy[RichCase]:
    """``lawful_cases``, or with a code ``cases_with``, in two parts: what register XML carries, and the rest."""
    if code is None:
        return st.builds(_lawful, st.sampled_from(COURSES), _SEEDS, st.dates(FIRST_DAY, _LAST_DAY))
    if code not in planted_codes():
        raise ValueError(f"only these rules can be planted: {', '.join(planted_codes())}")
    return st.builds(_broken, st.just(code), _SEEDS, st.dates(first_day(code), _LAST_DAY))


def _lawful(course: Course, seed: int, known: date) -> RichCase:
    try:
        return lawful_course(Random(seed), known, [course])
    except NoRoom:
        reject()


def _broken(code: str, seed: int, known: date) -> RichCase:
    try:
        return broken_case(Random(seed), known, code)
    except NoRoom:
        reject()


def _partial(case: Sak) -> st.SearchStrategy[Sak]:
    places = st.integers(0, len(facts_in(case)) - 1)
    return st.sets(places).map(lambda left_out: _without(case, left_out))


def _without(case: Sak, left_out: set[int]) -> Sak:
    places = iter(range(len(facts_in(case))))
    return thinned(case, lambda _: next(places) in left_out)
