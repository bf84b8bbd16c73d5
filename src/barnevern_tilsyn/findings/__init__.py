"""Findings: results made ready to be shown, rendered late in the reader's language."""

from barnevern_tilsyn.engine.rule_texts import rule_texts
from barnevern_tilsyn.findings.finding import Deadline, Fact, Finding, Provision, Source, finding_of, findings_of
from barnevern_tilsyn.findings.messages import fact_name, reason

__all__ = [
    "Deadline",
    "Fact",
    "Finding",
    "Provision",
    "Source",
    "fact_name",
    "finding_of",
    "findings_of",
    "reason",
    "rule_texts",
]
