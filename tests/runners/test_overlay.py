"""Facts laid over a delivery of the register: the same findings as of the same facts in case JSON."""

import json
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.model import (
    Evaluering,
    EvalueringTillegg,
    MeldingTillegg,
    PlanTillegg,
    SakTillegg,
    TiltakTillegg,
    UndersokelseTillegg,
    VedtakTillegg,
)
from barnevern_tilsyn.testing.generator import generate, write
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.formats.json_cases import whole
from tests.scale import scaled

ALL = frozenset(bt.Outcome)
CASES = list(generate(40, seed=81, plant=tuple(PLANTS)))
TILLEGG: dict[str, tuple[str, Any]] = {
    "meldinger": ("Melding", MeldingTillegg),
    "undersokelser": ("Undersokelse", UndersokelseTillegg),
    "planer": ("Plan", PlanTillegg),
    "tiltak": ("Tiltak", TiltakTillegg),
    "vedtak": ("Vedtak", VedtakTillegg),
}


def told(draw: Any, sak: bt.Sak) -> tuple[bt.Sak, list[dict[str, Any]]]:
    """A case with facts in its elements, and the lines that tell the same."""
    rows: list[dict[str, Any]] = []

    def facts(type: str, element: Any, model: Any, **more: Any) -> Any:
        tillegg = draw(whole(model))
        id = more.pop("id", None) or element.id
        said = json.loads(msgspec.json.encode(tillegg))
        rows.append({"sak": sak.id, "type": type, "id": id, **more, "tillegg": said})
        return attrs.evolve(element, tillegg=tillegg)

    def evaluated(plan: Any) -> Any:
        days = [row.utfort_dato for row in plan.evalueringer or ()]
        if not days or len(set(days)) < len(days):
            return plan
        evaluations: tuple[Evaluering, ...] = tuple(
            facts("Evaluering", row, EvalueringTillegg, id=plan.id, utfort_dato=row.utfort_dato.isoformat())
            for row in plan.evalueringer
        )
        return attrs.evolve(plan, evalueringer=evaluations)

    full: Any = sak
    for name, (type, model) in TILLEGG.items():
        elements = tuple(facts(type, row, model) for row in getattr(full, name) or ())
        if elements:
            full = attrs.evolve(full, **{name: elements})
    full = attrs.evolve(full, planer=tuple(evaluated(plan) for plan in full.planer or ()))
    whole_case: bt.Sak = facts("Sak", full, SakTillegg)
    return whole_case, rows


@settings(max_examples=scaled(20), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data(), st.sampled_from(CASES))
def test_the_findings_are_those_of_the_same_facts_in_json(data: st.DataObject, made: Any) -> None:
    (sak,) = bt.read(made.xml)
    full, rows = told(data.draw, sak)
    overlay = "\n".join(map(json.dumps, rows)).encode()
    one = bt.check_files([bt.write_json(full)], show=ALL)
    other = bt.check_files([made.xml], overlay=overlay, show=ALL)
    assert other.rejects == ()
    assert one.findings == other.findings
    assert one.summary == other.summary


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    write(generate(5, seed=82, plant=("UND001",)), tmp_path / "leveranse")
    (tmp_path / "fakta.jsonl").write_text(
        "\n".join(
            json.dumps({"sak": sak, "type": "Sak", "id": sak, "tillegg": {"foreldre": []}})
            for sak in [*(sak.id for sak in bt.read(tmp_path / "leveranse")), "KANARIFUGL"]
        ),
        encoding="utf-8",
    )
    return tmp_path


def run(*args: object) -> Any:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.mark.parametrize("command", ["check", "deadlines"])
def test_a_line_without_a_place_is_told_and_is_no_case(delivery: Path, command: str) -> None:
    args = (delivery / "leveranse", "--with", delivery / "fakta.jsonl", "--as-of", "2026-10-01")
    result = run(command, *args, "--output-format", "json", *(["--show", "all"] if command == "check" else []))
    report = json.loads(result.stdout)
    assert (report["summary"]["cases_read"], report["summary"]["facts_rejected"]) == (5, 1)
    assert [(row["file"], row["line"], row["path"], row["code"]) for row in report["rejects"]] == [
        (str(delivery / "fakta.jsonl"), 6, "$.sak", "facts.no_case")
    ]
    assert result.exit_code == 1
    text = run(command, *args, "--lang", "en")
    assert "fakta.jsonl:6: $.sak: No case with this id was read." in text.stdout
    assert "Facts that could not be used: 1 line." in text.stdout
    assert "KANARIFUGL" not in result.output + text.output


@pytest.mark.parametrize(
    "command", [["coverage"], ["compare-rulesets"], ["explain", "UND001", "--case"], ["deadlines"], ["check"]]
)
def test_every_command_that_reads_cases_lays_facts_over(delivery: Path, command: list[str]) -> None:
    result = run(*command, delivery / "leveranse", "--with", delivery / "fakta.jsonl", "--lang", "en")
    assert "No case with this id was read." in result.output
    assert result.exit_code == 1


def test_no_line_is_lost_on_the_exit_code(delivery: Path) -> None:
    without = run("check", delivery / "leveranse", "--select", "UND002", "--fail-on", "breach")
    assert without.exit_code == 0
    args = ("check", delivery / "leveranse", "--select", "UND002", "--with", delivery / "fakta.jsonl")
    assert run(*args).exit_code == 1
    assert run(*args, "--fail-on", "never").exit_code == 0
    assert run(*args[:-1], delivery / "finnes-ikke.jsonl").exit_code == 2


def test_convert_lays_facts_over(delivery: Path) -> None:
    out = delivery / "saker.jsonl"
    result = run("convert", delivery / "leveranse", out, "--with", delivery / "fakta.jsonl")
    assert result.exit_code == 1
    rows = [json.loads(row) for row in out.read_bytes().splitlines()]
    assert [row["tillegg"] for row in rows] == [{"foreldre": []}] * 5
