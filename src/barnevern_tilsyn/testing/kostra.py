"""Synthetic KOSTRA files (form 15F): a whole municipality in one year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

from barnevern_tilsyn.testing.generator import drafts, shares_of
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.kostra_text import end_of_file, individ_text, start_of_file
from barnevern_tilsyn.testing.written_versions import NEWEST, span_of

__all__ = ["kostra_file", "write_kostra"]

_NOT_BORN = "99999"


def kostra_file(
    count: int, *, seed: int, plant: Mapping[str, float] | Sequence[str] = (), year: int = 2025
) -> Iterator[str]:
    """A valid file with ``count`` children, a piece of its text at a time, the same one for the same arguments.

    Children have the courses of ``generate``, as far as the file can tell them; ``plant`` as there. Numbers are
    synthetic, month plus 80, and no two are the same. Raises ``ValueError`` as ``generate``, and for a year before 2025
    or after 2034.
    """
    shares = shares_of(plant)
    first, last = (day.year for day in span_of(NEWEST))
    if not first <= year <= last:
        raise ValueError(f"year must lie from {first} to {last}")
    return _pieces(count, Random(f"kostra {year} {seed}"), shares, year)


def _pieces(count: int, rng: Random, shares: dict[str, float], year: int) -> Iterator[str]:
    avgiver = rng.choice(AVGIVERE)
    yield start_of_file(*avgiver[:3], year)
    taken: set[str] = set()
    for draft, _, _ in drafts(rng, shares, lambda: date(year, 12, 31), (avgiver,)):
        if len(taken) == count:
            break
        case = draft.finished()
        number = case.personalia[-1].fodselsnummer
        if number in taken or number.endswith(_NOT_BORN):
            continue
        text = individ_text(case, len(taken) + 1, year)
        if text:
            taken.add(number)
            yield text
    yield end_of_file()


def write_kostra(
    path: Path, count: int, *, seed: int, plant: Mapping[str, float] | Sequence[str] = (), year: int = 2025
) -> None:
    """Writes ``kostra_file`` to a file, whose folder is made if need be. Raises ``OSError`` and ``ValueError``."""
    pieces = kostra_file(count, seed=seed, plant=plant, year=year)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
