"""Paths of facts: which there are, and which the register can carry."""

from typing import Any

import attrs
import pytest

from barnevern_tilsyn.engine import Assessment, Run, Standing, Strength, rule
from barnevern_tilsyn.engine.needs import carried, check_path, format_of
from barnevern_tilsyn.model import Kilde, Melding
from barnevern_tilsyn.rules import builtin
from tests.records import melding, sak, undersokelse


@pytest.mark.parametrize(
    "path", ["Melding", "Melding.nothing", "Nothing.start_dato", "Melding.start_dato.more", "fact.x", ""]
)
def test_what_is_no_fact(path: str) -> None:
    with pytest.raises(ValueError, match="no fact"):
        check_path(path)


def test_what_the_register_carries() -> None:
    assert carried("Melding.konklusjon.slutt_dato", "register")
    assert carried("Sak.leveranse.avgiver.kommunenummer", "register")
    assert carried("Tiltak.tilsyn.utforte.utfort_dato", "register")
    assert not carried("Undersokelse.tillegg.samlet_vurdering.dato", "register")
    assert not carried("Tiltak.tilsyn.utforte.tillegg.notat", "register")


def test_other_formats_carry_every_fact() -> None:
    assert carried("Undersokelse.tillegg.samlet_vurdering.dato", "json")


@pytest.mark.parametrize(
    "keys",
    [
        {"tillegg": {}},
        {"meldinger": [{**melding(), "tillegg": {}}]},
        {"undersokelser": [undersokelse(tillegg=None)]},
        {"planer": [{"id": "p", "evalueringer": [{"tillegg": {}}]}]},
        {"tiltak": [{"id": "t", "tilsyn": {"utforte": [{"id": "b", "tillegg": {}}]}}]},
    ],
)
def test_a_record_from_the_register_that_was_added_to(keys: dict[str, Any]) -> None:
    read = Kilde(format="register")
    assert format_of(attrs.evolve(sak(), kilde=read)) == "register"
    assert format_of(attrs.evolve(sak(**keys), kilde=read)) == ""


def test_a_rule_is_not_run_where_what_it_rests_on_cannot_be() -> None:
    path = "Melding.tillegg.muntlig"
    judged = rule(
        code="EX001",
        name="ex",
        theme="ex",
        applies_to=Melding,
        duties=(),
        hjemmel=(),
        strength=Strength.SOFT,
        needs=(path, "Melding.start_dato"),
        rests_on=(path,),
    )(lambda _element, ctx: Assessment(standing=Standing.FULFILLED, law_day=ctx.as_of, situation="x"))
    run = Run([judged])
    assert len(run.see(sak())) == 1
    assert run.undecidable() == {}
    assert run.see(attrs.evolve(sak(), kilde=Kilde(format="register"))) == []
    assert run.undecidable() == {"EX001": {path}}


def test_a_rule_rests_only_on_what_it_needs() -> None:
    with pytest.raises(ValueError, match="rests_on"):
        attrs.evolve(next(iter(builtin("lov"))), rests_on=("Melding.tillegg.muntlig",))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Melding.start_dato", True),
        ("Melding.konklusjon.slutt_dato", True),
        ("Tiltak.kategori.kode", True),
        ("Melding.er_slettet", False),
        ("Undersokelse.utvidet_frist", False),
        ("Undersokelse.utvidet_frist.start_dato", False),
        ("Vedtak.start_dato", False),
        ("Sak.leveranse.fagsystem", False),
        ("Melding.tillegg.muntlig", False),
    ],
)
def test_what_a_kostra_file_carries(path: str, expected: bool) -> None:
    assert carried(path, "kostra") is expected


def test_a_rule_that_rests_on_what_was_added_runs_where_it_was_added() -> None:
    path = "Melding.tillegg.muntlig"
    judged = rule(
        code="EX001",
        name="ex",
        theme="ex",
        applies_to=Melding,
        duties=(),
        hjemmel=(),
        strength=Strength.SOFT,
        needs=(path,),
        rests_on=(path,),
    )(lambda _element, ctx: Assessment(standing=Standing.FULFILLED, law_day=ctx.as_of, situation="x"))
    read = Kilde(format="register")
    added = attrs.evolve(sak(meldinger=[{**melding(), "tillegg": {"muntlig": True}}]), kilde=read)
    run = Run([judged])
    assert run.see(attrs.evolve(sak(), kilde=read)) == []
    assert len(run.see(added)) == 1
