"""How outcomes look at a terminal."""

import click

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings.messages import outcome_name

__all__ = ["COLOURS", "GRAVITY", "outcome_label"]

COLOURS = {
    Outcome.BREACH: "red",
    Outcome.FAULT: "red",
    Outcome.ERROR: "magenta",
    Outcome.REVIEW: "yellow",
    Outcome.OPEN: "cyan",
    Outcome.RUNNING: "blue",
    Outcome.MET: "green",
}

GRAVITY = {outcome: place for place, outcome in enumerate(Outcome)}
"""The order in which outcomes are told: the gravest first."""


def outcome_label(outcome: Outcome, lang: str) -> str:
    """An outcome in capitals and its colour."""
    return click.style(outcome_name(outcome, lang).upper(), fg=COLOURS.get(outcome), bold=True)
