"""The documents of the benchmark are what it says they are."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from lxml import etree

from barnevern_tilsyn.formats import read
from bench import documents
from tests.testing.schema import official_schema

KINDS = (documents.as_drawn, documents.larger, documents.histories)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
Kind = Callable[[int], Iterator[bytes]]


@each_kind
def test_they_are_cases_each_its_own(kind: Kind) -> None:
    cases = [sak for document in kind(40) for sak in read(document, version=documents.VERSION)]
    assert len({sak.id for sak in cases}) == 40


@each_kind
def test_they_are_the_same_in_every_run(kind: Kind) -> None:
    assert list(kind(20)) == list(kind(20))


@each_kind
def test_they_are_valid(kind: Kind) -> None:
    schema = official_schema(documents.VERSION)
    assert all(schema.validate(etree.fromstring(document)) for document in kind(200))


def test_the_larger_ones_are_all_over_three_kilobytes() -> None:
    found = list(documents.larger(50))
    assert len(found) == 50
    assert min(map(len, found)) > 3000
    assert set(found) <= set(islice(documents.as_drawn(5000), 5000))


def test_deliveries_are_written_as_they_are_in_memory(tmp_path: Path) -> None:
    found = documents.deliveries(tmp_path, 10)
    for delivery in found:
        files = sorted(delivery.folder.iterdir())
        assert tuple(file.read_bytes() for file in files) == delivery.documents
        assert delivery.size == pytest.approx(sum(file.stat().st_size for file in files) / 10_000)
    larger, histories, as_drawn = (delivery.size for delivery in found)
    assert min(larger, histories) > 1.5 * as_drawn
