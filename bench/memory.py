"""The peak memory of ``check`` over many documents, each run a process of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import attrs

from barnevern_tilsyn.testing.kostra import write_kostra
from bench import peak
from bench.documents import SEED, as_drawn

__all__ = ["Peaks", "measure", "measure_kostra", "prepare"]


@attrs.frozen
class Peaks:
    """Megabytes at most, on ``few`` and on ``many`` cases in a ``place``: a folder, an archive or a KOSTRA file."""

    place: str
    few: float
    many: float

    @property
    def ratio(self) -> float:
        """What many documents take against few."""
        return self.many / self.few


def prepare(folder: Path, count: int) -> tuple[Path, Path]:
    """A folder and a zip archive of the same ``count`` documents, as drawn."""
    place, archive = folder / f"{count}", folder / f"{count}.zip"
    place.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number, document in enumerate(as_drawn(count)):
            name = f"{number:06}.xml"
            (place / name).write_bytes(document)
            packed.writestr(name, document)
    return place, archive


def measure(command: Path, folder: Path, few: int, many: int) -> list[Peaks]:
    """The peaks of ``command`` (the console script) on a folder and on an archive."""
    small, large = prepare(folder, few), prepare(folder, many)
    places = zip(("folder", "zip archive"), small, large, strict=True)
    return [Peaks(name, _peak(command, one), _peak(command, other)) for name, one, other in places]


def measure_kostra(command: Path, folder: Path, few: int, many: int) -> Peaks:
    """The peaks on a KOSTRA file, with the controls that have to see all its children."""
    peaks = []
    for count in (few, many):
        path = folder / f"kostra-{count}.xml"
        write_kostra(path, count, seed=SEED)
        peaks.append(_peak(command, path, "--ruleset", "kostra"))
    return Peaks("KOSTRA file", *peaks)


def _peak(command: Path, delivery: Path, *options: str) -> float:
    """Over a small process in between: what a process forks from counts in its own peak."""
    launcher = [sys.executable, "-I", "-S", peak.__file__, str(command), "check", str(delivery), *options]
    done = subprocess.run(launcher, check=True, capture_output=True, text=True)
    code, kilobytes = map(int, done.stdout.split())
    if code not in (0, 1):
        raise RuntimeError(f"check ended with exit code {code}")
    return kilobytes / 1000
