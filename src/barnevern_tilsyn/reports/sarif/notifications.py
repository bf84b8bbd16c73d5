"""What the reader of a run must know beside its results: what could not be judged, and what was noticed."""

from typing import Any

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.formats import printable, sentence
from barnevern_tilsyn.model import Message, Notice, Reject, Superseded, Unreadable
from barnevern_tilsyn.reports.sarif.artifacts import Artifacts
from barnevern_tilsyn.reports.sarif.message import message
from barnevern_tilsyn.reports.sarif.results import logical_place
from barnevern_tilsyn.runners import Found, Report, Stream

__all__ = ["Notifications"]


class Notifications:
    """Gathered while a run goes on. An error among them says that the results are not complete."""

    def __init__(self, artifacts: Artifacts, lang: str) -> None:
        self._artifacts = artifacts
        self._lang = lang
        self._execution: list[dict[str, Any]] = []
        self._unnamed = 0

    def add(self, found: Found) -> None:
        """Note what is no result, and whether a result can be told from others in a later run."""
        match found:
            case Finding(outcome=Outcome.ERROR):
                place = self._artifacts.place(found.source.file, found.source.line)
                location = {"physicalLocation": place, "logicalLocations": [logical_place(found)]}
                self._note("rule.crashed", "error", found.message(self._lang), location, rule=found.rule)
            case Finding():
                self._unnamed += found.fingerprint is None
            case Reject():
                for fault in found.faults:
                    path = printable(fault.path)
                    text = f"{path}: {sentence(fault.expected, self._lang)}"
                    location = {
                        "physicalLocation": self._artifacts.place(found.fil, fault.linje),
                        "logicalLocations": [{"fullyQualifiedName": path, "kind": "element"}],
                    }
                    self._note(fault.expected.id, "error", text, location)
            case Unreadable():
                self._beside(found.fil, found.reason, "error")
            case Notice():
                self._beside(found.fil, found.reason, "note")
            case Superseded():
                pass

    def invocation(self, run: Stream | Report, exit_code: int) -> dict[str, Any]:
        """The ``invocation`` of a run that has ended."""
        texts = catalogue("barnevern_tilsyn.reports", f"texts/{self._lang}.toml")
        configuration = [
            _notification(
                "rule.cannot_be_decided",
                "warning",
                fill(texts["cannot-be-decided"], (("rule", rule), ("missing", missing)), self._lang),
                rule=rule,
            )
            for rule, missing in run.summary.cannot_be_decided_here
        ]
        if self._unnamed:
            text = fill(texts["sarif"]["no-fingerprint"], (("count", self._unnamed),), self._lang)
            configuration.append(_notification("fingerprint.none", "note", text))
        failed = exit_code > 1 or any(row["level"] == "error" for row in self._execution)
        return {
            "executionSuccessful": not failed,
            "exitCode": exit_code,
            "exitCodeDescription": texts["sarif"]["exit-codes"][str(exit_code)],
            "toolExecutionNotifications": self._execution,
            "toolConfigurationNotifications": configuration,
        }

    def _beside(self, fil: str, reason: Message, level: str) -> None:
        location = {"physicalLocation": self._artifacts.place(fil, None)}
        self._note(reason.id, level, sentence(reason, self._lang), location)

    def _note(self, id: str, level: str, text: str, location: dict[str, Any], *, rule: str = "") -> None:
        self._execution.append({**_notification(id, level, text, rule=rule), "locations": [location]})


def _notification(id: str, level: str, text: str, *, rule: str = "") -> dict[str, Any]:
    about = {"associatedRule": {"id": rule}} if rule else {}
    return {"descriptor": {"id": id}, **about, "level": level, "message": message(text)}
