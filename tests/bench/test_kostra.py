"""The KOSTRA files of the benchmark are what it says they are, and all ways go through all children."""

from collections.abc import Callable
from importlib.util import find_spec

import pytest

from barnevern_tilsyn.formats import documents
from barnevern_tilsyn.model.kostra import Individ
from bench.kostra import CONTROLS, Municipality, candidates, municipalities


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Municipality]:
    return municipalities(tmp_path_factory.mktemp("bench") / "kostra", 30)


def test_all_children_can_be_read(files: list[Municipality]) -> None:
    for file in files:
        assert [type(item) for item in documents(file.path)] == [Individ] * 30
        assert file.size == pytest.approx(file.path.stat().st_size / 30_000)
    histories, as_drawn = files
    assert histories.size > 1.2 * as_drawn.size


def test_each_way_goes_through_all_of_them(files: list[Municipality]) -> None:
    for file in files:
        assert [candidate.run() for candidate in candidates(file)] == [30] * 5


def beside_the_others(test: Callable[..., None]) -> Callable[..., None] | None:
    """A test that is there only where what the benchmark compares with is installed (the extra bench)."""
    return test if all(map(find_spec, ("xmlschema", "durable"))) else None


@beside_the_others
def test_the_table_and_its_target(files: list[Municipality]) -> None:
    from bench import sections

    table, (target,) = sections.kostra_table(files[0], 1)
    assert table.rows[0][2] == "1.00"
    assert CONTROLS in [row[0] for row in table.rows]
    assert (target.wanted, target.at_least) == (5000, True)
