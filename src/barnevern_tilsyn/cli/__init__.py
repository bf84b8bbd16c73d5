"""The command line. ``--version`` answers before anything heavy is imported."""

import atexit
import gc
import sys

__all__ = ["main"]

_ALLOCATIONS = 100_000
"""So many objects more than before, and Python looks for garbage that only a circle keeps."""


def main() -> None:
    """Run the command line on ``sys.argv``; exits with 0, 1, 2 or 3."""
    if sys.argv[1:] == ["--version"]:
        from barnevern_tilsyn._version import __version__

        sys.stdout.write(f"barnevern-tilsyn {__version__}\n")
        return
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # What is made to last is looked through for garbage again and again: a tenth of the start-up, and of a run.
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
    # Python would look through all of it once more on its way out.
    atexit.register(gc.freeze)
    from barnevern_tilsyn.cli.app import cli

    try:
        cli(prog_name="barnevern-tilsyn")
    except OSError as error:
        _fail(2, "cannot-read-or-write", cause=error)
    except Exception as error:  # noqa: BLE001 - a traceback could show values of a case record
        _fail(3, "internal-error", kind=type(error).__name__)


def _fail(code: int, id: str, **args: object) -> None:
    from barnevern_tilsyn.cli.language import chosen
    from barnevern_tilsyn.cli.wording import said

    if sys.stderr is not None:
        sys.stderr.write(f"barnevern-tilsyn: {said(id, chosen(sys.argv[1:]), **args)}\n")
    sys.exit(code)
