"""Findings: results made ready to be shown, rendered late in the reader's language."""

from barnevern_tilsyn.engine.rule_texts import rule_texts
from barnevern_tilsyn.findings.finding import Deadline, Fact, Finding, Provision, Source, finding_of, findings_of
from barnevern_tilsyn.findings.messages import fact_name, reason
from barnevern_tilsyn.findings.names import Names
from barnevern_tilsyn.findings.pseudonym import WeakKeyError, key_from

__all__ = [
    "Deadline",
    "Fact",
    "Finding",
    "Names",
    "Provision",
    "Source",
    "WeakKeyError",
    "fact_name",
    "finding_of",
    "findings_of",
    "key_from",
    "reason",
    "rule_texts",
]
