"""The tests that the documentation shows a vendor pass as they stand."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_they_pass() -> None:
    file = ROOT / "examples" / "vendor" / "test_export.py"
    options = ["-c", "/dev/null", "-p", "no:cacheprovider", "--rootdir", str(ROOT), "--hypothesis-seed=1", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(file)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout
