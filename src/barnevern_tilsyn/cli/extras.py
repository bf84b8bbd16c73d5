"""The extras that some formats need: asked for before the work begins."""

from importlib.util import find_spec
from typing import Final

from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["need"]

_MODULES: Final = {"html": "jinja2", "xlsx": "openpyxl"}


def need(extra: str) -> None:
    """Raise a usage error that says how to install an extra where it is not; none is needed where there is no name."""
    if extra and find_spec(_MODULES[extra]) is None:
        raise usage_error("extra-missing", extra=extra)
