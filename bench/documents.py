"""The documents that are measured on: synthetic, the same ones in every run, in memory and in a folder."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import attrs

from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.shape_weights import SHAPES
from barnevern_tilsyn.testing.synthetic.xml_text import xml_text

__all__ = ["SEED", "VERSION", "Delivery", "deliveries", "several_courses", "write"]

VERSION = "4.0.1"
SEED = 20261001

_LARGE = 3000
_COURSES_A_CASE = 3
_ONE_COURSE_ONLY = {"unborn", "adult", "aftercare_given", "migrated", "svalbard", "deleted_case"}
"""Courses that make the whole case a special one: none is drawn into a longer history."""


@attrs.frozen
class Delivery:
    """The same documents twice: in memory and as files in a folder."""

    name: str
    about: str
    documents: tuple[bytes, ...]
    folder: Path

    @property
    def size(self) -> float:
        """Kilobytes a document, on average."""
        return sum(map(len, self.documents)) / len(self.documents) / 1000


def deliveries(folder: Path, count: int) -> list[Delivery]:
    """Three deliveries of ``count`` documents each, written below ``folder``."""
    return [
        _delivery(folder, "larger", "the larger of the cases drawn, each over 3 KB", larger(count)),
        _delivery(folder, "histories", "long cases, three courses in each", histories(count)),
        _delivery(folder, "as drawn", "the generator's cases as they come", as_drawn(count)),
    ]


def _delivery(folder: Path, name: str, about: str, documents: Iterator[bytes]) -> Delivery:
    place = folder / name.replace(" ", "-")
    written = tuple(documents)
    write(written, place)
    return Delivery(name, about, written, place)


def write(documents: tuple[bytes, ...], folder: Path) -> None:
    """One file a document."""
    folder.mkdir(parents=True)
    for number, document in enumerate(documents):
        (folder / f"{number:06}.xml").write_bytes(document)


def as_drawn(count: int) -> Iterator[bytes]:
    """Cases by the generator's weights: many short ones, with one report and no more."""
    return (case.xml for case in generate(count, seed=SEED))


def larger(count: int) -> Iterator[bytes]:
    """The cases of more than ``_LARGE`` bytes among those drawn: placements, with their visits, are most of them."""
    drawn = (document for document in as_drawn(100 * count) if len(document) > _LARGE)
    return (document for document, _ in zip(drawn, range(count), strict=False))


def histories(count: int) -> Iterator[bytes]:
    """Cases with several courses each, by the same weights: more reports and investigations for the same size."""
    drawn = several_courses(date(2026, 10, 1), AVGIVERE)
    return (xml_text(draft.finished()) for draft, _ in zip(drawn, range(count), strict=False))


def several_courses(known: date, avgivere: Sequence[tuple[str, str, str, str, str]]) -> Iterator[Draft]:
    """Cases without end, with several courses in each, by the generator's weights."""
    rng = Random(SEED)
    courses = [(course, weight) for course, weight in SHAPES if course.__name__ not in _ONE_COURSE_ONLY]
    shapes, weights = zip(*courses, strict=True)
    while True:
        draft = Draft(rng, known)
        draft.avgiver = rng.choice(avgivere)
        for course in rng.choices(shapes, weights, k=_COURSES_A_CASE):
            course(draft)
        draft.closed = None
        yield draft
