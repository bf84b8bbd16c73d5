"""Findings: results made ready to be shown, rendered late in the reader's language."""

from barnevern_tilsyn.findings.finding import Deadline, Fact, Finding, Provision, Source, findings_of
from barnevern_tilsyn.findings.messages import fact_name, reason, rule_texts

__all__ = ["Deadline", "Fact", "Finding", "Provision", "Source", "fact_name", "findings_of", "reason", "rule_texts"]
