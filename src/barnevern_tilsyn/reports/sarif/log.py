"""The SARIF log: what is known of the run first, then the results as they come, last what they came to."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import catalogue
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.reports.sarif.artifacts import BASE, Artifacts
from barnevern_tilsyn.reports.sarif.notifications import Notifications
from barnevern_tilsyn.reports.sarif.results import result
from barnevern_tilsyn.reports.sarif.rules import rule_rows
from barnevern_tilsyn.reports.sarif.taxonomies import Taxonomies
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.runners import Report, Stream

__all__ = ["lines"]

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def lines(run: Stream | Report, setting: Setting) -> Iterator[str]:
    """The log, line by line. Of the results nothing is kept but the names of their files."""
    artifacts = Artifacts()
    taxonomies = Taxonomies(setting.rules, setting.lang)
    notifications = Notifications(artifacts, setting.lang)
    yield "{"
    yield f'  "$schema": "{_SCHEMA}",'
    yield '  "version": "2.1.0",'
    yield '  "runs": ['
    yield "    {"
    for name, value in _head(setting, taxonomies).items():
        yield from _indented(value, 6, start=f'"{name}": ', end=",")
    yield '      "results": ['
    yield from _listed(_results(run, setting, artifacts, taxonomies, notifications), 8)
    yield "      ],"
    yield from _indented(artifacts.rows, 6, start='"artifacts": ', end=",")
    yield from _indented([notifications.invocation(run, setting.exit_code(run))], 6, start='"invocations": ')
    yield "    }"
    yield "  ]"
    yield "}"


def _head(setting: Setting, taxonomies: Taxonomies) -> dict[str, Any]:
    texts = catalogue("barnevern_tilsyn.reports", f"texts/{setting.lang}.toml")["sarif"]
    return {
        "tool": {
            "driver": {
                "name": "barnevern-tilsyn",
                "version": setting.version,
                "semanticVersion": setting.version,
                "language": setting.lang,
                "shortDescription": {"text": texts["tool"]},
                "rules": rule_rows(setting.rules, taxonomies, setting.lang),
                "supportedTaxonomies": taxonomies.supported(),
            }
        },
        "automationDetails": {"id": f"barnevern-tilsyn/{'+'.join(setting.rules.rulesets)}/"},
        "language": setting.lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": texts["base"]}}},
        "taxonomies": taxonomies.rows(),
    }


def _results(
    run: Stream | Report,
    setting: Setting,
    artifacts: Artifacts,
    taxonomies: Taxonomies,
    notifications: Notifications,
) -> Iterator[dict[str, Any]]:
    rule_index = {rule.code: index for index, rule in enumerate(setting.rules)}
    for found in run:
        notifications.add(found)
        if isinstance(found, Finding) and found.outcome is not Outcome.ERROR:
            yield result(found, rule_index[found.rule], artifacts, taxonomies, setting.lang)


def _listed(values: Iterable[Any], indent: int) -> Iterator[str]:
    """The members of a JSON array."""
    last: list[str] = []
    for value in values:
        if last:
            yield from (*last[:-1], f"{last[-1]},")
        last = list(_indented(value, indent))
    yield from last


def _indented(value: Any, indent: int, *, start: str = "", end: str = "") -> Iterator[str]:
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    first, *rest = f"{start}{text}{end}".split("\n")
    yield " " * indent + first
    yield from (" " * indent + line for line in rest)
