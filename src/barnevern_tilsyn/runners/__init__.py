"""Many cases: read, judge, count."""

from barnevern_tilsyn.runners.checking import DEFAULT_SHOW, check, check_files
from barnevern_tilsyn.runners.report import Report, Summary

__all__ = ["DEFAULT_SHOW", "Report", "Summary", "check", "check_files"]
