"""The formats of ``check`` that are text, so that they can be looked at on the screen."""

from typing import Final

from barnevern_tilsyn.reports.writers import FORMATS

__all__ = ["ON_SCREEN"]

ON_SCREEN: Final = sorted(name for name, one in FORMATS.items() if not one.file_only)
