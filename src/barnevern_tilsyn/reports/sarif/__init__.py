"""SARIF 2.1.0: findings for code scanning and viewers. What each property holds: docs/sarif.md."""

from barnevern_tilsyn.reports.sarif.log import lines

__all__ = ["lines"]
