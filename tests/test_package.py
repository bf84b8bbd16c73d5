"""The package as a whole: its version, its public names, what importing it costs, what its wheel holds."""

import doctest
import json
import pkgutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import barnevern_tilsyn

ROOT = Path(__file__).parents[1]
HEAVY = {"attrs", "click", "dateutil", "holidays", "hypothesis", "jinja2", "lxml", "msgspec", "multiprocessing"}


def imported_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after ``statement`` and not before."""
    script = (
        "import json, sys\n"
        "before = set(sys.modules)\n"
        f"{statement}\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in set(sys.modules) - before})))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_version_is_the_installed_one() -> None:
    assert barnevern_tilsyn.__version__ == metadata.version("barnevern-tilsyn")


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert imported_by("import barnevern_tilsyn") & HEAVY == set()


def test_every_public_name_is_there() -> None:
    for name in barnevern_tilsyn.__all__:
        assert getattr(barnevern_tilsyn, name) is not None
    assert set(barnevern_tilsyn.__all__) <= set(dir(barnevern_tilsyn))


def test_no_public_name_is_that_of_a_room() -> None:
    """Importing a room sets its name on the package, which would hide the public one from then on."""
    rooms = {module.name for module in pkgutil.iter_modules(barnevern_tilsyn.__path__)}
    assert rooms & set(barnevern_tilsyn.__all__) == set()


def test_the_example_in_the_docstring() -> None:
    tried = doctest.testmod(barnevern_tilsyn)
    assert tried.failed == 0
    assert tried.attempted > 0


def test_an_unknown_name_is_an_attribute_error() -> None:
    name = "no_such_name"
    with pytest.raises(AttributeError, match=name):
        getattr(barnevern_tilsyn, name)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=120,
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_wheel_holds_all_of_the_package_and_nothing_else(wheel: list[str]) -> None:
    package = ROOT / "src" / "barnevern_tilsyn"
    source = {
        f"barnevern_tilsyn/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel if ".dist-info/" not in name} == source


def test_wheel_carries_type_marker_and_licences(wheel: list[str]) -> None:
    assert "barnevern_tilsyn/py.typed" in wheel
    assert {name.rpartition("/")[2] for name in wheel if ".dist-info/licenses/" in name} == {"LICENSE", "NOTICE"}
