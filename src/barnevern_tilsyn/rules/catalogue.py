"""The rules that come with the package, each rule set imported when it is asked for."""

from functools import cache
from importlib import import_module
from typing import Final

from barnevern_tilsyn.engine import Registry, rules_in

__all__ = ["RULESETS", "builtin"]

_MODULES: Final = {
    "lov": (
        *("akuttplan", "avslutning", "begrunnelse", "foreldre", "forhandsvarsel", "henlagt_sak", "henleggelse"),
        *("hjemmebesok", "innsyn", "journal", "medvirkning", "melding", "ny_tilbakemelding", "ny_undersokelse"),
        *("sakkyndig", "samtale", "tilbakemelding", "tillitsperson", "underretning", "undersokelse"),
        *("undersokelsesplan", "undersokelsesskritt", "utredning", "utvidelse", "vedtaksinnhold"),
    ),
    "data": (
        *("acts", "between", "claims", "codes", "contradictions"),
        *("dates", "histories", "identity", "relations", "rich_dates"),
    ),
    "register": (
        *("filbeskrivelse", "avgiver", "sak", "personalia", "melding", "undersokelse", "vedtak", "tiltak"),
        *("omsorgstiltak", "plan", "ettervern", "flytting", "oversendelse"),
    ),
    "kostra": (
        "avgiver",
        "duplicates",
        "flytting",
        "identity",
        "individ",
        "lovhjemmel",
        "melding",
        "plan",
        "tiltak",
        "undersokelse",
    ),
}

RULESETS: Final = tuple(_MODULES)
"""The rule sets of the package: the law, our data controls, and the authorities' own controls."""


@cache
def builtin(*rulesets: str) -> Registry:
    """The rules of the package: those of some rule sets, or all. Raises ``KeyError`` for another rule set."""
    modules = [_module(ruleset, name) for ruleset in rulesets or RULESETS for name in _MODULES[ruleset]]
    return Registry(rule for module in modules for rule in rules_in(import_module(module)))


def _module(ruleset: str, name: str) -> str:
    return f"barnevern_tilsyn.rules.{name}" if ruleset == "lov" else f"barnevern_tilsyn.rules.{ruleset}.{name}"
