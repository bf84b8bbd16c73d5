"""Paths of facts: which there are, and which the register can carry."""

import pytest

from barnevern_tilsyn.engine.needs import carried_by_register, check_path
from barnevern_tilsyn.rules import builtin


@pytest.mark.parametrize(
    "path", ["Melding", "Melding.nothing", "Nothing.start_dato", "Melding.start_dato.more", "fact.x", ""]
)
def test_what_is_no_fact(path: str) -> None:
    with pytest.raises(ValueError, match="no fact"):
        check_path(path)


def test_what_the_register_carries() -> None:
    assert carried_by_register("Melding.konklusjon.slutt_dato")
    assert carried_by_register("Sak.leveranse.avgiver.kommunenummer")
    assert carried_by_register("Tiltak.tilsyn.utforte.utfort_dato")
    assert not carried_by_register("Undersokelse.tillegg.samlet_vurdering.dato")
    assert not carried_by_register("Tiltak.tilsyn.utforte.tillegg.notat")


def test_every_rule_on_the_register_can_be_decided_from_it() -> None:
    assert all(carried_by_register(path) for rule in builtin() for path in rule.needs)
