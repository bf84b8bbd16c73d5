"""The example package, built as a wheel and installed beside ours in an environment of its own."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "examples" / "plugin"
KEPT = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
"""What is asked of this run of pytest is not asked of the one inside it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both wheels installed in one folder, and nothing of either source tree."""
    folder = tmp_path_factory.mktemp("plugin")
    for project in (ROOT, PLUGIN):
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "wheels")],
            cwd=project,
            capture_output=True,
            check=True,
            timeout=120,
        )
    for wheel in (folder / "wheels").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "site")
    return folder / "site"


def _run(site: Path, *args: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, *args],
        cwd=site.parent,
        env=KEPT | {"PYTHONPATH": str(site), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def _cli(site: Path, *args: str, code: int = 0) -> str:
    return _run(site, "-c", "from barnevern_tilsyn.cli import main; main()", *args, code=code)


def test_the_wheels_are_what_runs(site: Path) -> None:
    printed = _run(site, "-c", "import barnevern_tilsyn as b, eksempelkommune as e; print(b.__file__, e.__file__)")
    assert all(Path(file).is_relative_to(site) for file in printed.split())


def test_rules_lists_it_with_its_origin(site: Path) -> None:
    rows = {row["code"]: row for row in json.loads(_cli(site, "rules", "--output-format", "json"))["rules"]}
    row = rows["KOMM001"]
    assert (row["ruleset"], row["strength"]) == ("eksempelkommune", "derived")
    assert row["origin"] == "barnevern-tilsyn-eksempelkommune 1.0"
    assert rows["UND001"]["origin"] is None
    assert row["provisions"][0]["citation"] == "Eksempel kommunes rutine § 2"


@pytest.mark.parametrize(
    ("lang", "said"), [("nb", "Kommunens mål"), ("nn", "Målet til kommunen"), ("en", "The municipality's goal")]
)
def test_explain_and_check_speak_each_language(site: Path, lang: str, said: str) -> None:
    page = _cli(site, "explain", "KOMM001", "--lang", lang)
    assert "barnevern-tilsyn-eksempelkommune 1.0" in page
    assert page.count("**") == 12
    demo = str(ROOT / "examples" / "demo")
    found = _cli(site, "check", demo, "--ruleset", "eksempelkommune", "--lang", lang, "--fail-on", "review", code=1)
    assert said in " ".join(found.split())
    assert "[eksempelkommune]" in found


def test_it_runs_beside_the_law_and_never_as_the_law(site: Path) -> None:
    demo = str(ROOT / "examples" / "demo")
    args = ("check", demo, "--output-format", "json")
    alone = json.loads(_cli(site, *args, code=1))
    both = json.loads(_cli(site, *args, "--ruleset", "lov,eksempelkommune", code=1))
    theirs = [finding for finding in both["findings"] if finding["rule"] == "KOMM001"]
    assert theirs
    assert {finding["outcome"] for finding in theirs} == {"review"}
    assert {row["act"] for finding in theirs for row in finding["provisions"]} == {"eksempelkommune:RUTINE-2024-1"}
    assert [finding for finding in both["findings"] if finding["rule"] != "KOMM001"] == alone["findings"]
    assert "KOMM001" not in alone["summary"]["by_rule"]


def test_its_deadlines_are_counted_down(site: Path) -> None:
    script = (
        "import sys; from barnevern_tilsyn.testing.generator import generate, write; from pathlib import Path;"
        "write(generate(60, seed=3), Path(sys.argv[1]))"
    )
    delivery = str(site.parent / "delivery")
    _run(site, "-c", script, delivery)
    args = ("deadlines", delivery, "--ruleset", "eksempelkommune", "--as-of", "2026-09-25", "--output-format", "json")
    rows = json.loads(_cli(site, *args, code=1))["deadlines"]
    assert {rule["rule"] for row in rows for rule in row["rules"]} == {"KOMM001"}


def test_its_own_tests_pass(site: Path) -> None:
    passed = _run(site, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(PLUGIN), str(PLUGIN / "tests"))
    assert "1 passed" in passed


def test_nothing_of_other_packages_is_loaded_for_a_run_of_the_law(site: Path) -> None:
    script = (
        "import sys; import barnevern_tilsyn as bt; bt.check_files([sys.argv[1]]);"
        "print(sorted({'importlib.metadata', 'eksempelkommune', 'difflib'} & set(sys.modules)))"
    )
    assert _run(site, "-c", script, str(ROOT / "examples" / "demo" / "00001.xml")).strip() == "[]"
