"""Fill in the forms of a self-check in place of people, to try the whole flow.

Caseworkers look in the cases; this program draws lots. It reads and writes the forms as JSON, with nothing but the
standard library, so it also shows how another system can fill them in:

    python play_caseworkers.py FORMS FILLED --seed 1 --yes 0.6 --day 2025-10-20

The same forms and the same numbers give the same files.
"""

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

WEAK = {"P3": 0.3, "P4": 0.2, "U4": 0.2, "B4": 0.3, "V3": 0.2, "S1": 0.4}
"""Questions on which this service is weaker than on others, and by how much."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Fill in forms of a self-check by lot.")
    parser.add_argument("forms", type=Path, help="a folder with empty forms (JSON)")
    parser.add_argument("filled", type=Path, help="where the filled forms go")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--yes", type=float, required=True, help="how often practice is as it should be, from 0 to 1")
    parser.add_argument("--day", required=True, help="the day they are filled in, as YYYY-MM-DD")
    asked = parser.parse_args()
    asked.filled.mkdir(parents=True, exist_ok=True)
    for file in sorted(asked.forms.glob("*.json")):
        form = json.loads(file.read_text(encoding="utf-8"))
        fill(form, Random(f"{asked.seed} {file.stem}"), asked.yes)
        form["filled"] = asked.day
        text = json.dumps(form, ensure_ascii=False, indent=2)
        (asked.filled / file.name).write_text(f"{text}\n", encoding="utf-8")


def fill(form: dict[str, Any], lots: Random, yes: float) -> None:
    """Answer the questions of a form, and in the service's own form judge each section."""
    for answer in form["answers"]:
        if answer["proposed"] is not None and lots.random() < 0.9:
            answer["value"] = answer["proposed"]
        else:
            answer["value"] = lot(lots, yes - WEAK.get(answer["question"], 0))
        if answer["value"] in ("delvis", "nei"):
            answer["comment"] = "Dette ser vi ikke igjen i saken."
    for judgement in form["judgements"]:
        failing = lots.random() > yes
        judgement["value"] = "svikt" if failing else "ingen_svikt"
        judgement["reasons"] = "Vi finner det samme i flere saker." if failing else "Vi finner det i enkelte saker."


def lot(lots: Random, yes: float) -> str | None:
    """An answer; now and then the question does not apply, or is passed over."""
    drawn = lots.random()
    if drawn < 0.03:
        return None
    if drawn < 0.08:
        return "ikke_aktuelt"
    return "ja" if lots.random() < yes else lots.choice(["delvis", "nei"])


if __name__ == "__main__":
    main()
