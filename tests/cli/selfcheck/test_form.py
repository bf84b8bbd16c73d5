"""``selfcheck form``: a file for each case of a sample, and the service's own."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.reports.form_reading import read_form
from barnevern_tilsyn.testing.generator import generate, write


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["selfcheck", *(str(arg) for arg in args)])


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write(generate(80, seed=5, plant=("MEL001", "UND001")), folder)
    return folder


@pytest.fixture(scope="module")
def sample(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.json"
    assert _run("sample", export, "--seed", 1, "--output-format", "json", "--output", file).exit_code == 0
    return file


def _forms(folder: Path) -> list[Form]:
    files = sorted(file for file in folder.iterdir() if file.suffix in (".json", ".xlsx"))
    return [read_form(file.name, file.read_bytes(), builtin()) for file in files]


@pytest.mark.parametrize("output_format", ["html", "xlsx", "json"])
def test_a_file_for_each_case_and_the_service_s_own(
    export: Path, sample: Path, tmp_path: Path, output_format: str
) -> None:
    out = tmp_path / "new" / "forms"
    result = _run("form", sample, export, "--output", out, "--output-format", output_format, "--lang", "en")
    assert result.exit_code == 0
    cases = [one["case"] for one in json.loads(sample.read_text(encoding="utf-8"))["cases"]]
    names = [f"00-service.{output_format}", *(f"{at:02}-{case}.{output_format}" for at, case in enumerate(cases, 1))]
    assert sorted(file.name for file in out.iterdir()) == names
    assert result.stdout.splitlines() == [str(out / name) for name in names]
    assert "answers are proposed from the record" in result.stderr
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    again = _run("form", sample, export, "--output", out, "--output-format", output_format, "--lang", "en")
    assert again.exit_code == 0
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_json_and_workbooks_hold_the_same_forms(export: Path, sample: Path, tmp_path: Path) -> None:
    for output_format in ("json", "xlsx"):
        _run("form", sample, export, "--output", tmp_path / output_format, "--output-format", output_format)
    forms = _forms(tmp_path / "json")
    assert _forms(tmp_path / "xlsx") == forms
    assert {answer.proposed for form in forms for answer in form.answers} >= {None, "ja", "nei"}


def test_a_form_that_may_have_been_filled_in_is_not_replaced(export: Path, sample: Path, tmp_path: Path) -> None:
    args = ("form", sample, export, "--output", tmp_path, "--output-format", "json", "--lang", "en")
    _run(*args)
    filled = sorted(tmp_path.iterdir())[3]
    filled.write_bytes(filled.read_bytes().replace(b'"value": null', b'"value": "ja"', 1))
    content = filled.read_bytes()
    result = _run(*args)
    assert (result.exit_code, filled.name in result.output.replace("\n", "")) == (2, True)
    assert filled.read_bytes() == content


def test_a_case_that_is_not_in_the_records(export: Path, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    file = next(file for file in sorted(export.iterdir()) if file.suffix == ".xml")
    (tmp_path / "one" / "case.xml").write_bytes(file.read_bytes())
    out = tmp_path / "forms"
    result = _run("form", sample, tmp_path / "one", "--output", out, "--output-format", "json", "--lang", "en")
    assert result.exit_code == 1
    assert "was not found in the records" in result.stderr
    assert len(_forms(out)) == 1 + len(json.loads(sample.read_text(encoding="utf-8"))["cases"])


def test_a_sample_drawn_with_a_key(export: Path, tmp_path: Path) -> None:
    key, file = tmp_path / "key", tmp_path / "sample.json"
    key.write_bytes(b"k" * 32)
    _run(
        "sample", export, "--seed", 1, "--pseudonym-key-file", key, "--output-format", "json", "--output", file
    )  # fmt: skip
    args = ("form", file, export, "--output", tmp_path / "forms", "--output-format", "json", "--lang", "en")
    assert "drawn with a key" in _run(*args).output
    result = _run(*args, "--pseudonym-key-file", key)
    assert result.exit_code == 0
    assert all(len(form.subject.case) == 32 for form in _forms(tmp_path / "forms") if form.subject)


def test_wrong_usage(export: Path, sample: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.json"
    changed.write_bytes(sample.read_bytes().replace(b'"seed": 1', b'"seed": 2'))
    for bad in (changed, tmp_path / "missing.json", next(export.glob("*.xml"))):
        assert _run("form", bad, export, "--output", tmp_path / "forms").exit_code == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert _run("form", sample, export, "--output", tmp_path / "file").exit_code == 2
    assert _run("form", sample, export).exit_code == 2
    assert not (tmp_path / "forms").exists()


@pytest.mark.parametrize(("output_format", "module"), [("html", "jinja2"), ("xlsx", "openpyxl")])
def test_without_the_extra_it_says_how_to_get_it(
    export: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output_format: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("barnevern_tilsyn.cli.extras.find_spec", lambda _name: None)
    result = _run("form", sample, export, "--output", tmp_path / "forms", "--output-format", output_format)
    assert (result.exit_code, f"barnevern-tilsyn[{output_format}]" in result.output) == (2, True)
