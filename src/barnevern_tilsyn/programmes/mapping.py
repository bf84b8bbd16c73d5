"""Which questions of rounds map to each other: those that a programme says can be compared, and no others."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from barnevern_tilsyn.programmes.collected import Collected

__all__ = ["mapped"]


class _Asked(Protocol):
    @property
    def question(self) -> str: ...
    @property
    def same_as(self) -> str | None: ...


A = TypeVar("A", bound=_Asked)


def mapped(rounds: Sequence[Collected], asked: Callable[[Collected], Sequence[A]]) -> list[tuple[A | None, ...]]:
    """For each question what came of it in each round, None where it was not asked; those of the last round first."""
    chains: dict[str, tuple[A | None, ...]] = {}
    dropped: list[tuple[A | None, ...]] = []
    for at, one in enumerate(rounds):
        before = rounds[at - 1] if at else None
        grown: dict[str, tuple[A | None, ...]] = {}
        used: set[str] = set()
        for question in asked(one):
            old = _before(question, one, before)
            used |= {old} & chains.keys()
            grown[question.question] = (*chains.get(old, (None,) * at), question)
        rest = {id: (*chain, None) for id, chain in chains.items() if id not in used}
        dropped = [(*chain, None) for chain in dropped]
        if before is not None and before.programme.id == one.programme.id:
            grown = grown | rest
        else:
            dropped += rest.values()
        chains = grown
    found = [*chains.values(), *dropped]
    return [chain for chain in found if chain[-1]] + [chain for chain in found if not chain[-1]]


def _before(question: _Asked, one: Collected, before: Collected | None) -> str:
    """The id in the round before, empty where there is none."""
    if before is None:
        return ""
    if one.programme.id == before.programme.id:
        return question.question
    return question.same_as or "" if one.follows == before.programme.id else ""
