"""``schema`` prints what is published."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.schema import schema
from barnevern_tilsyn.reports.schemas import SCHEMAS, schema_text


def test_every_schema_can_be_asked_for() -> None:
    (argument,) = [param for param in schema.params if isinstance(param, click.Argument)]
    assert isinstance(argument.type, click.Choice)
    assert list(argument.type.choices) == list(SCHEMAS)


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_schema_is_printed_or_written(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["schema", name])
    assert (result.exit_code, result.output) == (0, schema_text(name))
    file = tmp_path / "schema.json"
    assert CliRunner().invoke(cli, ["schema", name, "--output", str(file)]).output == ""
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(schema_text(name))


def test_an_unknown_schema_is_wrong_usage() -> None:
    result = CliRunner().invoke(cli, ["schema", "findngs"])
    assert (result.exit_code, "findings-line" in result.output) == (2, True)
