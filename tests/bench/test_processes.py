"""The processes that the benchmark starts: the right interpreter, exit codes, a peak that is the command's own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench import memory, peak, startup

SCRIPT = Path(sys.executable).with_name("barnevern-tilsyn")


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("#!/some/bin/python3.11", ["/some/bin/python3.11"]),
        ("#!/some/bin/python -I -S", ["/some/bin/python", "-I", "-S"]),
        ("#! /some/bin/python", ["/some/bin/python"]),
        ("#!/bin/sh\n'''exec' \"/a long/python\" -I \"$0\" \"$@\"\n' '''", ["/a long/python", "-I"]),
    ],
)
def test_the_interpreter_and_its_flags_are_those_of_the_script(tmp_path: Path, first: str, expected: list[str]) -> None:
    script = tmp_path / "script"
    script.write_text(f"{first}\nimport sys\n", encoding="utf-8")
    assert startup.interpreter(script) == expected


@pytest.mark.parametrize("text", ["", "#!/bin/sh\nexec ruby", "import sys\n"])
def test_a_script_without_interpreter_is_refused(tmp_path: Path, text: str) -> None:
    script = tmp_path / "script"
    script.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="does not name its interpreter"):
        startup.interpreter(script)


def test_every_start_goes_through() -> None:
    found = list(startup.candidates(SCRIPT, Path("examples/demo/00011.xml").absolute()))
    assert [candidate.run() for candidate in found] == [1, 1, 1]
    assert all(candidate.waits for candidate in found)


def test_a_start_that_fails_does_not_count(tmp_path: Path) -> None:
    *_, one = startup.candidates(SCRIPT, tmp_path / "missing.xml")
    assert one.run() == 0


def _peak(*command: str) -> tuple[int, int]:
    launcher = [sys.executable, "-I", "-S", peak.__file__, *command]
    done = subprocess.run(launcher, check=True, capture_output=True, text=True)
    code, kilobytes = map(int, done.stdout.split())
    return code, kilobytes


def test_the_peak_is_that_of_the_command() -> None:
    ballast = bytearray(200_000_000)  # of this process, and no business of the other
    small = _peak(sys.executable, "-c", "import sys; print('away'); sys.exit(3)")
    large = _peak(sys.executable, "-c", "bytearray(b'.') * 100_000_000")
    del ballast
    assert small[0] == 3
    assert large[0] == 0
    assert 1_000 < small[1] < 60_000
    assert 100_000 < large[1] < 160_000


def test_folder_and_archive_hold_the_same(tmp_path: Path) -> None:
    folder, archive = memory.prepare(tmp_path, 5)
    with zipfile.ZipFile(archive) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    assert contents == {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len(contents) == 5


def test_peaks_of_few_and_many(tmp_path: Path) -> None:
    found = memory.measure(SCRIPT, tmp_path, 2, 6)
    assert [peaks.place for peaks in found] == ["folder", "zip archive"]
    assert all(peaks.ratio == peaks.many / peaks.few for peaks in found)
    assert all(10 < peaks.few < 500 for peaks in found)


def test_a_check_that_fails_is_no_peak(tmp_path: Path) -> None:
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\nexit 3\n")
    failing.chmod(0o755)
    with pytest.raises(RuntimeError, match="exit code 3"):
        memory.measure(failing, tmp_path / "documents", 1, 2)
