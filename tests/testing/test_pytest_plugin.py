"""The plugin in a run of pytest of its own: its fixtures, and that a run which does not use them pays nothing."""

import subprocess
import sys
from pathlib import Path

TESTS = """
import sys

from pathlib import Path

DEMO = Path({demo!r})
HEAVY = {{"attrs", "msgspec", "lxml", "click", "dateutil", "barnevern_tilsyn.engine"}}


def test_nothing_heavy_is_there_before_it_is_used():
    assert not HEAVY & set(sys.modules)


def test_a_file_passes(assert_no_breach_in_files):
    assert_no_breach_in_files(DEMO / "00001.xml")


def test_a_case_fails(assert_no_breach):
    import barnevern_tilsyn as bt

    for sak in bt.read(DEMO / "00005.xml"):
        assert_no_breach(sak, lang="en")
"""


def test_fixtures(tmp_path: Path) -> None:
    demo = Path(__file__).parents[2] / "examples" / "demo"
    file = tmp_path / "test_export.py"
    file.write_text(TESTS.format(demo=str(demo)), encoding="utf-8")
    options = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:cov", "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "/dev/null", *options, str(file)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "1 failed, 2 passed" in done.stdout, done.stdout
    assert "AssertionError: Case " in done.stdout
    assert "POTENTIAL BREACH  UND001" in done.stdout
    assert "assertions.py" not in done.stdout
