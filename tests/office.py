"""LibreOffice without a window: what it makes of our workbooks, each run with a profile of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

__all__ = ["OFFICE", "converted", "needs_office"]

OFFICE = shutil.which("soffice")

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


def converted(files: Iterable[Path], to: str, out: Path) -> list[Path]:
    """The files in another format, in a folder: ``to`` is what soffice calls it, such as ``xlsx``."""
    names = list(files)
    profile = (out / "profile").as_uri()
    command = [
        str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", to,
        "--outdir", str(out), *map(str, names),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(out), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=120)
    made = [out / f"{name.stem}.{to.partition(':')[0]}" for name in names]
    assert all(file.exists() for file in made), done.stderr.decode("utf-8", "replace")
    return made
