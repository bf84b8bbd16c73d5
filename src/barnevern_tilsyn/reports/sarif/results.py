"""Findings as results."""

from collections.abc import Mapping
from typing import Any, Final

from barnevern_tilsyn.engine import Outcome, Severity
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.reports.rows import finding_row
from barnevern_tilsyn.reports.sarif.artifacts import Artifacts
from barnevern_tilsyn.reports.sarif.message import message
from barnevern_tilsyn.reports.sarif.rules import FAULT_LEVELS
from barnevern_tilsyn.reports.sarif.taxonomies import Taxonomies

__all__ = ["FINGERPRINT", "logical_place", "result"]

FINGERPRINT: Final = "barnevern-tilsyn/v1"

_KINDS: Final[Mapping[Outcome, str]] = {
    Outcome.BREACH: "fail",
    Outcome.FAULT: "fail",
    Outcome.REVIEW: "review",
    Outcome.OPEN: "open",
    Outcome.RUNNING: "informational",
    Outcome.MET: "pass",
    Outcome.NOT_APPLICABLE: "notApplicable",
}
"""All outcomes but ``error``: a rule that failed is a condition of the tool, so it becomes a notification."""

_PROPERTIES: Final = (
    *("outcome", "certainty", "case", "element", "as_of"),
    *("deadline", "facts", "missing", "reasons", "provisions"),
)
"""The keys of the JSON that SARIF has no property of its own for."""


def result(
    finding: Finding, rule_index: int, artifacts: Artifacts, taxonomies: Taxonomies, lang: str
) -> dict[str, Any]:
    """The ``result`` of a finding of any outcome but ``error``."""
    kind = _KINDS[finding.outcome]
    row = finding_row(finding, lang)
    told: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "kind": kind,
        "level": _level(finding) if kind == "fail" else "none",
        "message": message(_sentence(finding, lang)),
        "locations": [
            {
                "physicalLocation": artifacts.place(finding.source.file, finding.source.line),
                "logicalLocations": [logical_place(finding)],
            }
        ],
    }
    if finding.fingerprint is not None:
        told["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
    taxa = taxonomies.references(finding.provisions)
    if taxa:
        told["taxa"] = taxa
    told["properties"] = {name: getattr(row, name) for name in _PROPERTIES}
    return told


def logical_place(finding: Finding) -> dict[str, Any]:
    """The element within its case, by id where it has one that may be shown."""
    case = f"Sak {finding.case}" if finding.case else "Sak"
    element = f"{finding.element_type} {finding.element_id}" if finding.element_id else finding.element_type
    name = case if finding.element_type == "Sak" else element
    return {
        "name": name,
        "fullyQualifiedName": name if finding.element_type == "Sak" else f"{case}/{element}",
        "kind": "element",
    }


def _sentence(finding: Finding, lang: str) -> str:
    """The message after its outcome and its provisions: a viewer may show it alone."""
    outcome = outcome_name(finding.outcome, lang)
    cited = "; ".join(provision.cite(lang) for provision in finding.provisions)
    return f"{outcome[0].upper()}{outcome[1:]}{f' ({cited})' if cited else ''}: {finding.message(lang)}"


def _level(finding: Finding) -> str:
    return FAULT_LEVELS[Severity(finding.severity)] if finding.severity else "error"
