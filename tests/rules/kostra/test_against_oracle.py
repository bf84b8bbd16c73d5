"""Every control on a child against the program's own logic, written down a second time."""

from collections import Counter
from random import Random

import pytest

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.model.kostra import Avgiver, Skjema
from barnevern_tilsyn.rules import builtin
from tests.rules.kostra.children import YEAR, child
from tests.rules.kostra.oracle import reports
from tests.scale import scaled

RUN_BY_PROGRAM = builtin("kostra").select(["kostra"], ignore=["KOSTRA-INDIVID_04", "KOSTRA-INDIVID_05"])


@pytest.mark.parametrize(
    ("form", "year", "region"),
    [
        (Skjema(), YEAR, "9901"),
        (Skjema(rapporteringsar=YEAR, region="030102"), YEAR, "030102"),
        (Skjema(rapporteringsar=YEAR + 1, region="0301"), YEAR + 1, "0301"),
    ],
)
def test_a_child_is_told_what_the_program_tells(form: Skjema, year: int, region: str) -> None:
    random = Random(f"{year}{region}")
    avgiver = Avgiver(versjon=YEAR, kommunenummer="9901", kommunenavn="x", organisasjonsnummer="999999999")
    seen: Counter[str] = Counter()
    run = Run(RUN_BY_PROGRAM, skjema=form)
    for _ in range(scaled(1_000)):
        one = child(random, avgiver=avgiver)
        results = [result for result in run.see_individ(one) if "AVGIVER" not in result.rule.code]
        assert {result.outcome for result in results} <= {Outcome.FAULT}
        told = Counter(result.rule.code.removeprefix("KOSTRA-") for result in results)
        assert told == Counter(reports(one, year, region))
        seen += told
    of_children = {rule.code.removeprefix("KOSTRA-") for rule in RUN_BY_PROGRAM if rule.judge and rule.needs}
    assert set(seen) | {"INDIVID_09", "INDIVID_10"} == {code for code in of_children if "AVGIVER" not in code}
