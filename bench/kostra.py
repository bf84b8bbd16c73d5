"""KOSTRA files, a whole municipality in each: read and checked beside bare lxml going through the same file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn import formats
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.testing.kostra import write_kostra
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.kostra_text import end_of_file, individ_text, start_of_file
from bench.clock import Candidate
from bench.documents import SEED, several_courses

__all__ = ["CONTROLS", "ITERPARSE", "Municipality", "candidates", "municipalities"]

YEAR = 2025
ITERPARSE = "lxml iterparse"
CONTROLS = "read + all `kostra` controls"


@attrs.frozen
class Municipality:
    """A file with ``count`` children."""

    name: str
    about: str
    path: Path
    count: int

    @property
    def size(self) -> float:
        """Kilobytes a child, on average."""
        return self.path.stat().st_size / self.count / 1000


def municipalities(folder: Path, count: int) -> list[Municipality]:
    """Two files of ``count`` children each, written below ``folder``."""
    folder.mkdir(parents=True)
    drawn, long = folder / "as-drawn.xml", folder / "histories.xml"
    write_kostra(drawn, count, seed=SEED, year=YEAR)
    long.write_text("".join(_histories(count)), encoding="utf-8")
    return [
        Municipality("histories", "several courses in each child", long, count),
        Municipality("as drawn", "the generator's children as they come", drawn, count),
    ]


def _histories(count: int) -> Iterator[str]:
    yield start_of_file(*AVGIVERE[0][:3], YEAR)
    number = 1
    for draft in several_courses(date(YEAR, 12, 31), (AVGIVERE[0],)):
        text = individ_text(draft.finished(), number, YEAR)
        if text:
            yield text
            number += 1
        if number > count:
            break
    yield end_of_file()


def candidates(file: Municipality) -> Iterator[Candidate]:
    """Each goes through the file from its beginning, a child at a time."""
    path = str(file.path)

    def plain() -> int:
        found = 0
        for _, child in etree.iterparse(path, tag="Individ", resolve_entities=False, no_network=True, load_dtd=False):
            child.clear()
            found += 1
        return found

    def checked(*rulesets: str) -> int:
        return bt.check_files([path], rulesets=rulesets).summary.cases_checked

    for name, count in (
        (ITERPARSE, plain),
        ("read, validated", lambda: sum(isinstance(item, Individ) for item in formats.documents(path))),
        (CONTROLS, lambda: checked("kostra")),
        ("read + all rules of the law", lambda: checked("lov")),
        ("read + both", lambda: checked("kostra", "lov")),
    ):
        yield Candidate(name, file.name, count, file.count)
