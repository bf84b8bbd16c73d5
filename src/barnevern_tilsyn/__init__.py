"""Potential breaches of Norwegian child-welfare law, found in case records.

>>> import barnevern_tilsyn as bt
>>> bt.all_rules("lov").get("UND001").name
'undersokelse-time-limit'
"""

from barnevern_tilsyn._version import __version__

TYPE_CHECKING = False  # importing typing would double the price of `--version`
if TYPE_CHECKING:
    from barnevern_tilsyn.engine import MissingAsOfError, Outcome, Registry, Rule, UnknownRuleError
    from barnevern_tilsyn.engine.rule import rule
    from barnevern_tilsyn.findings import Finding, Names, WeakKeyError
    from barnevern_tilsyn.formats import Limits, RecordError, read
    from barnevern_tilsyn.formats.case_writer import write_json
    from barnevern_tilsyn.formats.own_schema import SchemaFileError
    from barnevern_tilsyn.formats.writer import write_xml
    from barnevern_tilsyn.formats.written import Loss, WriteError, Written
    from barnevern_tilsyn.law import Frist, Hjemmel, deadline
    from barnevern_tilsyn.model import NOT_REPORTED, Reject, Sak, Unreadable
    from barnevern_tilsyn.rules import RuleSourceError, load_rules
    from barnevern_tilsyn.rules import builtin as all_rules
    from barnevern_tilsyn.rules import choose as choose_rules
    from barnevern_tilsyn.runners import Report, Stream, Summary, check, check_files, check_stream

__all__ = [
    "NOT_REPORTED",
    "Finding",
    "Frist",
    "Hjemmel",
    "Limits",
    "Loss",
    "MissingAsOfError",
    "Names",
    "Outcome",
    "RecordError",
    "Registry",
    "Reject",
    "Report",
    "Rule",
    "RuleSourceError",
    "Sak",
    "SchemaFileError",
    "Stream",
    "Summary",
    "UnknownRuleError",
    "Unreadable",
    "WeakKeyError",
    "WriteError",
    "Written",
    "__version__",
    "all_rules",
    "check",
    "check_files",
    "check_stream",
    "choose_rules",
    "deadline",
    "load_rules",
    "read",
    "rule",
    "write_json",
    "write_xml",
]

_HOMES = {
    "engine": ("MissingAsOfError", "Outcome", "Registry", "Rule", "UnknownRuleError", "rule"),
    "findings": ("Finding", "Names", "WeakKeyError"),
    "formats": ("Limits", "RecordError", "read"),
    "formats.case_writer": ("write_json",),
    "formats.own_schema": ("SchemaFileError",),
    "formats.writer": ("write_xml",),
    "formats.written": ("Loss", "WriteError", "Written"),
    "law": ("Frist", "Hjemmel", "deadline"),
    "model": ("NOT_REPORTED", "Reject", "Sak", "Unreadable"),
    "rules": ("RuleSourceError", "all_rules", "choose_rules", "load_rules"),
    "runners": ("Report", "Stream", "Summary", "check", "check_files", "check_stream"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_RENAMED = {"all_rules": "builtin", "choose_rules": "choose"}


if not TYPE_CHECKING:  # a type checker must find what is not there

    def __getattr__(name):
        """Import a public name when it is first asked for: start-up pays only for what is used."""
        from importlib import import_module  # noqa: PLC0415 - it costs as much as all the rest here

        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{home}"), _RENAMED.get(name, name))
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
