"""``indicators`` on the command line: the period, formats, own definitions, errors and exit codes."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from tests.formats import samples

DEMO = Path(__file__).parents[2] / "examples" / "demo"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["indicators", *(str(arg) for arg in args)])


def test_text_of_a_year_in_quarters() -> None:
    result = _run(DEMO / "00011.xml", "--year", "2024", "--step", "quarter", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("Steering figures for 1 January 2024")
    assert "Investigations finished within the time limit\n      0 of 1 (0%)." in result.stdout
    assert "quarter 3 of 2024: 0 of 1 (0%)." in result.stdout


@pytest.mark.parametrize("period", [("--half-year", "2024-2"), ("--from", "2024-07-01", "--to", "2024-12-31")])
def test_two_ways_to_the_same_period(period: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert _run(DEMO / "00011.xml", *period, "--output-format", "json", "--output", out).stdout == ""
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["period"] == {"first": "2024-07-01", "last": "2024-12-31", "step": None}


def test_csv() -> None:
    result = _run(DEMO / "00011.xml", "--year", "2024", "--output-format", "csv")
    assert result.stdout.startswith("figure,name,first,last,measure,value\n")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "--half-year"),
        (("--year", "2024", "--half-year", "2024-1"), "--half-year"),
        (("--from", "2024-01-01"), "--to"),
        (("--from", "2024-01-02", "--to", "2024-01-01"), "2200"),
        (("--half-year", "2024-3"), "2026-1"),
        (("--year", "1"), "1900"),
    ],
)
def test_what_is_no_period(args: tuple[str, ...], words: str) -> None:
    result = _run(DEMO / "00011.xml", *args, "--lang", "en")
    assert result.exit_code == 2
    assert words in result.stderr


def test_own_definitions(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\nversion = "1"\n[[figures]]\nid = "plan"\norigin = "ours"\naspect = "thoroughness"\n'
        'unit = "investigation"\ncertainty = "text"\nname.nb = "Egen plan"\nnumerator.nb = "x"\ndenominator.nb = "y"\n'
        'outcomes = { rules = ["UND003"], dated_by = "closed" }\n',
        encoding="utf-8",
    )
    result = _run(DEMO / "00011.xml", "--year", "2024", "--figures", own)
    assert result.exit_code == 0
    assert "Egen plan" in result.stdout
    own.write_text('id = "own"\nversion = 1\n', encoding="utf-8")
    result = _run(DEMO / "00011.xml", "--year", "2024", "--figures", own, "--lang", "en")
    assert result.exit_code == 2
    assert "own.toml: version: A text is expected here." in result.stderr
    assert "own.toml: figures: This is missing." in result.stderr
    assert _run(DEMO / "00011.xml", "--year", "2024", "--figures", tmp_path / "none.toml").exit_code == 2


@pytest.mark.parametrize(("file", "code"), [("00001.xml", 0), ("broken.xml", 1), ("truth/truth.json", 2)])
def test_exit_codes(file: str, code: int) -> None:
    assert _run(DEMO / file, "--year", "2024").exit_code == code


def test_services_side_by_side(tmp_path: Path) -> None:
    result = _run(DEMO, "--year", "2024", "--compare", "municipality", "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout.startswith("Services side by side")
    data = json.loads(_run(DEMO, "--year", "2024", "--compare", "district", "--output-format", "json").stdout)
    assert data["protection"]["least"] == 5
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\nversion = "1"\nleast = 0\nzero_is_small = false\nlargest_share = 1\nleast_cases = 0\n'
        "least_for_median = 0\n",
        encoding="utf-8",
    )
    args = ("--year", "2024", "--compare", "municipality", "--protection", own, "--output-format", "csv")
    assert ",<" not in _run(DEMO, *args).stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--compare", "municipality", "--step", "month"), "without --step"),
        (("--protection", "x"), "use --compare or --template too"),
        (("--template", "council", "--step", "month"), "without --compare"),
        (("--template", "other"), "council and half-year"),
        (("--template", "council", "--output-format", "csv"), "--output-format html"),
    ],
)
def test_options_that_do_not_go_together(args: tuple[str, ...], words: str) -> None:
    result = _run(DEMO, "--year", "2024", *args, "--lang", "en")
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_report_after_a_template(tmp_path: Path) -> None:
    result = _run(DEMO, "--year", "2024", "--template", "council", "--lang", "nn")
    assert result.exit_code == 1
    assert result.stdout.startswith("# Årleg utgreiing til kommunestyret")
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\nversion = "1"\npublic = false\ntitle.nb = "Egen"\nabout.nb = "Om"\n'
        '[[sections]]\ntitle.nb = "Del"\nfigures = ["investigation-plan"]\n',
        encoding="utf-8",
    )
    assert "2 av 2 (100" in _run(DEMO, "--year", "2024", "--template", own).stdout
    own.write_text("x", encoding="utf-8")
    assert _run(DEMO, "--year", "2024", "--template", own).exit_code == 2


CANARY = "KANARIFUGL"


@pytest.mark.parametrize(
    "args",
    [
        *[("--output-format", form) for form in ("text", "json", "csv", "html")],
        *[("--compare", "district", "--output-format", form) for form in ("text", "json", "csv")],
        *[("--template", id) for id in ("council", "half-year")],
    ],
)
def test_no_text_of_a_record_in_any_output(tmp_path: Path, args: tuple[str, ...]) -> None:
    """The case as many times as it has strings, each time with a marked value for the next one."""
    (case,) = bt.read(samples.document("4.0.1"))
    text = bt.write_json(case).decode()
    lines = [
        f'{text[: at.start()]}"{CANARY}"{text[at.end() :]}'.replace(f'"{case.id}"', f'"{case.id[:-3]}{number:03x}"')
        for number, at in enumerate(re.finditer(r'(?<=:)"[^"]*"', text))
    ]
    assert len(lines) > 50
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = _run(tmp_path, "--from", "2000-01-01", "--to", "2026-12-31", "--step", "year", *args)
    if "--step" in result.output:
        result = _run(tmp_path, "--from", "2000-01-01", "--to", "2026-12-31", *args)
    assert result.exit_code in (0, 1)
    assert CANARY not in result.output


def test_a_reporter_with_a_code_that_is_none_is_counted_without_it(tmp_path: Path) -> None:
    (case,) = bt.read(samples.document("4.0.1"))
    text = re.sub(r'("meldere":\[\{"kode":)"[^"]*"', rf'\1"{CANARY}"', bt.write_json(case).decode())
    assert CANARY in text
    (tmp_path / "case.json").write_text(text, encoding="utf-8")
    args = ("--from", "2000-01-01", "--to", "2026-12-31", "--output-format", "json")
    result = _run(tmp_path / "case.json", *args)
    (value,) = [one for one in json.loads(result.stdout)["values"] if one["id"] == "reporters"]
    assert value["whole"]["unknown"] >= 1
    assert CANARY not in result.stdout


def test_silence_after_the_extraction_tells_something_only_when_asked_to() -> None:
    def unknown(*args: str) -> int:
        result = _run(DEMO / "00011.xml", "--year", "2030", "--as-of", "2030-12-31", "--output-format", "json", *args)
        (value,) = [one for one in json.loads(result.stdout)["values"] if one["id"] == "open-investigations"]
        return int(value["whole"]["unknown"])

    assert (unknown(), unknown("--assume-unchanged")) == (0, 0)
    result = _run(DEMO, "--year", "2030", "--as-of", "2030-12-31", "--output-format", "json")
    still = _run(DEMO, "--year", "2030", "--as-of", "2030-12-31", "--output-format", "json", "--assume-unchanged")
    counts = [
        next(one["whole"] for one in json.loads(run.stdout)["values"] if one["id"] == "open-investigations")
        for run in (result, still)
    ]
    assert (counts[0]["of"], counts[1]["unknown"]) == (0, 0)
    assert counts[0]["unknown"] == counts[1]["of"] > 0
