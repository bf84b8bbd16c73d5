"""The files of ``examples/selfcheck``: two rounds of a service that never was. Run this to write them again."""

from datetime import date
from pathlib import Path
from typing import Final

from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.audit import audit_json
from barnevern_tilsyn.programmes.collected_json import collected_json
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.form_json import form_json
from barnevern_tilsyn.programmes.sample_json import sample_json
from barnevern_tilsyn.testing.simulated_services import simulated_audits, simulated_rounds

FOLDER: Final = Path(__file__).parents[2] / "examples" / "selfcheck"


def example_files() -> dict[str, bytes]:
    """What stands in each file, by its path in the folder."""
    first, second = (builtin()[f"egenkontroll-2024-{number}"] for number in (1, 2))
    (before,) = simulated_rounds(first, 1, 1, seed=2, cases=4, municipality="0390", as_of=date(2024, 11, 1))
    (after,) = simulated_rounds(second, 1, 0, seed=2, cases=4, municipality="0390", as_of=date(2025, 6, 1))
    (audit,) = simulated_audits(builtin()["nav-2022"], 1, 1, seed=1)
    forms = {f"forms/{number}.json": form for number, form in enumerate(before.forms[:-1], 1)}
    forms["forms/service.json"] = before.forms[-1]
    rounds = ((first, before), (second, after))
    collected = [collect(list(zip("abcde", one.forms, strict=True)), one.sample, of).collected for of, one in rounds]
    return {
        "sample.json": sample_json(before.sample),
        **{name: form_json(form) for name, form in forms.items()},
        "first.json": collected_json(collected[0]),
        "second.json": collected_json(collected[1]),
        "audit.json": audit_json(audit),
    }


if __name__ == "__main__":
    (FOLDER / "forms").mkdir(parents=True, exist_ok=True)
    for name, content in example_files().items():
        (FOLDER / name).write_bytes(content)
