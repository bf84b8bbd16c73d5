"""Many cases: read, judge, count."""

from barnevern_tilsyn.runners.checking import DEFAULT_SHOW, check, check_files, check_stream
from barnevern_tilsyn.runners.report import Found, Report, Summary
from barnevern_tilsyn.runners.stream import Stream

__all__ = ["DEFAULT_SHOW", "Found", "Report", "Stream", "Summary", "check", "check_files", "check_stream"]
