"""``selfcheck sample``: a sample of generated cases, as text and as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.testing.generator import generate, write

CANARY = "KANARIFUGL"
DEMO = Path(__file__).parents[3] / "examples" / "demo"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["selfcheck", "sample", "--lang", "en", *(str(arg) for arg in args)])


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write(generate(80, seed=5), folder)
    return folder


def test_text_tells_the_cases_and_how_the_rules_stand(export: Path) -> None:
    result = _run(export, "--seed", 1)
    assert result.exit_code == 0
    assert "Random: holds" in result.stdout
    assert "Cases that could not be drawn" in result.stdout


def test_json_to_a_file_and_the_rules_on_the_screen(export: Path, tmp_path: Path) -> None:
    out = tmp_path / "sample.json"
    result = _run(export, "--seed", 1, "--size", 4, "--output-format", "json", "--output", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Random: holds" in result.stderr
    data = json.loads(out.read_text(encoding="utf-8"))
    assert list(data)[:2] == ["format", "document"]
    assert (data["document"], data["seed"], data["wanted"]) == ("selfcheck-sample", 1, 4)
    assert data["id"] in result.stderr
    again = _run(export, "--seed", 1, "--size", 4, "--output-format", "json")
    assert again.stdout == out.read_text(encoding="utf-8")


def test_no_case_that_can_be_drawn_and_documents_that_cannot_be_read() -> None:
    assert _run(DEMO, "--seed", 1, "--as-of", "2010-01-01").exit_code == 1
    result = _run(DEMO / "broken.xml", "--seed", 1)
    assert (result.exit_code, "broken.xml:7" in result.stderr) == (1, True)
    assert _run(DEMO / "missing.xml", "--seed", 1).exit_code == 2


@pytest.mark.parametrize("arguments", [[], ["--output-format", "json", "--output", "sample.json"]])
def test_no_case_at_all_makes_no_sample_of_the_year_one(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = _run(DEMO / "broken.xml", "--seed", 1, *arguments)
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert "No case could be read" in result.stderr


def test_of_no_cases_no_rule_holds() -> None:
    result = _run(DEMO / "broken.xml", "--seed", 1, "--as-of", "2024-12-01")
    assert (result.exit_code, "holds" in result.stdout) == (1, False)
    assert "Municipalities: cannot hold" in result.stdout


class TestPrivacy:
    def _marked(self, folder: Path) -> Path:
        """A case that can be drawn, with marked text wherever a case in JSON may hold some."""
        konklusjon = {"slutt_dato": "2026-06-09", "kode": "1", "presisering": CANARY}
        avgiver = {"kommunenummer": CANARY, "kommunenavn": CANARY}
        case = {
            "id": f"{CANARY}-id",
            "migrert_id": CANARY,
            "journalnummer": CANARY,
            "leveranse": {"id": CANARY, "dato_uttrekk": "2026-10-01T12:00:00Z", "avgiver": avgiver},
            "undersokelser": [{"id": CANARY, "start_dato": "2026-03-09", "konklusjon": konklusjon}],
        }
        file = folder / "case.json"
        file.write_text(json.dumps(case), encoding="utf-8")
        return file

    @pytest.mark.parametrize("output_format", ["text", "json"])
    def test_nothing_personal_is_shown(self, tmp_path: Path, output_format: str) -> None:
        file, key = self._marked(tmp_path), tmp_path / "pseudonym.key"
        key.write_text("0f1e2d3c4b5a69788796a5b4c3d2e1f0" * 2, encoding="utf-8")
        key.chmod(0o600)
        result = _run(file, "--seed", 1, "--pseudonym-key-file", key, "--output-format", output_format)
        assert result.exit_code == 0
        name = bt.Names(key.read_bytes()).case(f"{CANARY}-id")
        assert name is not None
        assert name in result.stdout
        assert CANARY not in result.output

    def test_a_case_without_a_name_cannot_be_drawn(self, tmp_path: Path) -> None:
        result = _run(self._marked(tmp_path), "--seed", 1)
        assert (result.exit_code, "--pseudonym-key-file" in result.output) == (2, True)
        assert CANARY not in result.output


def test_a_file_of_kostra_has_cases_too(tmp_path: Path) -> None:
    key = tmp_path / "pseudonym.key"
    key.write_text("0f1e2d3c4b5a69788796a5b4c3d2e1f0" * 2, encoding="utf-8")
    result = _run(DEMO.parent / "kostra.xml", "--seed", 1, "--pseudonym-key-file", key)
    assert "Cases that could not be drawn" in result.stdout or "The cases" in result.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--programme", "egenkontrol"], "there is no programme egenkontrol"),
        (["--programme", "samarbeid-2008"], "has no rules for drawing cases"),
        (["--programme", "missing.toml"], "cannot read the programme missing.toml"),
        (["--programme", DEMO / "00001.xml"], "00001.xml: "),
        (["--size", "0"], "--size"),
    ],
)
def test_wrong_usage(args: list[object], said: str) -> None:
    result = _run(DEMO, "--seed", 1, *args)
    assert (result.exit_code, said in result.output) == (2, True)
