"""The examples of a self-check are what the code that makes them makes."""

from barnevern_tilsyn.programmes.improvement import read_plan
from tests.programmes.example_files import FOLDER, example_files


def test_the_files_are_those_that_are_made() -> None:
    made = example_files()
    assert {name: (FOLDER / name).read_bytes() for name in made} == made
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.json")} == set(made)


def test_the_goals_are_goals() -> None:
    assert read_plan("goals.toml", (FOLDER / "goals.toml").read_bytes()).goals
