"""The data files of a package."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["files"]


def files(package: str) -> "Traversable":
    """The folder of a package, as of ``importlib.resources``.

    That costs a tenth of the start-up, for packages that are not in a folder: it is left to them.
    """
    origin = getattr(import_module(package), "__file__", None)
    folder = Path(origin).parent if origin else None
    if folder is not None and folder.is_dir():
        return folder
    from importlib import resources  # noqa: PLC0415 - see above

    return resources.files(package)
