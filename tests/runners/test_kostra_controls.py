"""Whole KOSTRA files through the program's controls: each child as the program has it, and no name in any output."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.model.kostra import Avgiver, Individ
from barnevern_tilsyn.runners import Report, check_files
from barnevern_tilsyn.testing.generator import generate
from tests.formats_of_check import ON_SCREEN
from tests.rules.kostra.children import YEAR, child
from tests.rules.kostra.files import HEAD, file_of, xml
from tests.rules.kostra.oracle import mod11, reports
from tests.scale import scaled

AVGIVER = Avgiver(versjon=YEAR, kommunenummer="9901", kommunenavn="KANARIFUGL", organisasjonsnummer="999999999")
CANARY = "KANARIFUGL"


def children(count: int, seed: int = 1) -> list[Individ]:
    random = Random(seed)
    return [child(random, avgiver=AVGIVER) for _ in range(count)]


def judged(tmp_path: Path, text: str, **keys: object) -> Report:
    file = tmp_path / "a.xml"
    file.write_text(text, encoding="utf-8")
    chosen: dict[str, object] = {"rulesets": ["kostra"], **keys}
    return check_files([file], **chosen)  # type: ignore[arg-type]


def codes(report: Report) -> Counter[str]:
    return Counter(finding.rule.removeprefix("KOSTRA-") for finding in report.findings)


def by_child(report: Report, rows: list[Individ]) -> Iterator[tuple[Individ, Counter[str]]]:
    """The findings between the first and the last line of each child."""
    first = HEAD.count("\n") + 2
    for row in rows:
        last = first + xml(row, "Individ").count("\n") - 1
        inside = [f for f in report.findings if f.source.line and first <= f.source.line <= last]
        yield row, Counter(f.rule.removeprefix("KOSTRA-") for f in inside)
        first = last + 1


def test_each_child_is_told_what_the_program_tells_on_its_own_lines(tmp_path: Path) -> None:
    rows = children(scaled(80))
    report = judged(tmp_path, file_of(rows, AVGIVER))
    assert not report.rejects
    assert report.summary.cases_checked == len(rows)
    for row, told in by_child(report, rows):
        told -= Counter({"INDIVID_04": 1, "INDIVID_05": 1})
        assert told == Counter(reports(row, YEAR, "9901"))


def test_the_order_of_the_children_tells_nothing(tmp_path: Path) -> None:
    rows = children(40)
    shuffled = Random(2).sample(rows, len(rows))
    assert codes(judged(tmp_path, file_of(rows, AVGIVER))) == codes(judged(tmp_path, file_of(shuffled, AVGIVER)))


def test_a_broken_child_is_told_and_the_others_are_checked(tmp_path: Path) -> None:
    rows = children(20)
    before = codes(judged(tmp_path, file_of(rows, AVGIVER)))
    text = file_of(rows, AVGIVER).replace("</Barnevern>", '<Individ Id="x"/>\n</Barnevern>')
    report = judged(tmp_path, text)
    assert codes(report) == before + Counter({"INDIVID_01": 1})
    (finding,) = [f for f in report.findings if f.rule == "KOSTRA-INDIVID_01"]
    assert (finding.source.line, finding.element_type) == (text.count("\n") - 1, "Dokument")


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", True, {"AVGIVER_00"}),
        ('<Avgiver Versjon="2025"/>\n', True, {"AVGIVER_00", "AVGIVER_01"}),
        (xml(AVGIVER, "Avgiver") * 2, True, {"AVGIVER_00"}),
        (xml(AVGIVER, "Avgiver"), False, {"INDIVID_00"}),
    ],
)
def test_what_the_reader_tells_of_the_file(tmp_path: Path, head: str, body: bool, expected: set[str]) -> None:
    inner = xml(children(1)[0], "Individ") if body else ""
    report = judged(tmp_path, f"{HEAD}{head}{inner}</Barnevern>\n")
    assert {code for code in codes(report) if code in {"AVGIVER_00", "AVGIVER_01", "INDIVID_00"}} == expected


def test_the_form_is_compared_with_the_file_once(tmp_path: Path) -> None:
    text = file_of(children(3), AVGIVER)
    every = {"show": list(Outcome), "select": ["KOSTRA-AVGIVER_02", "KOSTRA-AVGIVER_04"]}
    silent = judged(tmp_path, text, **every)
    assert [(f.outcome, f.missing) for f in silent.findings] == [
        (Outcome.OPEN, ("Skjema.rapporteringsar",)),
        (Outcome.OPEN, ("Skjema.region",)),
    ]
    assert not judged(tmp_path, text, **every, region="990102", year=YEAR).findings
    wrong = judged(tmp_path, text, **every, region="0301", year=YEAR + 1)
    assert [f.message("en") for f in wrong.findings] == [
        "The file is about 2025, the form about 2026.",
        "The file is from municipality 9901, the form is about municipality 0301.",
    ]


@pytest.mark.parametrize("keys", [{"region": "990"}, {"region": "99010"}, {"year": 0}, {"year": 10_000}])
def test_a_form_that_nothing_could_fit_is_refused(tmp_path: Path, keys: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(keys))):
        judged(tmp_path, file_of(children(1), AVGIVER), **keys)


def test_with_the_law_beside_it(tmp_path: Path) -> None:
    text = file_of(children(20), AVGIVER)
    alone = codes(judged(tmp_path, text))
    both = judged(tmp_path, text, rulesets=["lov", "kostra"])
    assert Counter(f.rule.removeprefix("KOSTRA-") for f in both.findings if f.ruleset == "kostra") == alone


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
@pytest.mark.parametrize("output_format", ON_SCREEN)
def test_no_output_has_a_name_or_a_number_of_a_child(tmp_path: Path, output_format: str, lang: str) -> None:
    rows = children(15)
    file = tmp_path / "a.xml"
    broken = f'<Individ Id="{CANARY}" {CANARY}="{CANARY}"/>\n</Barnevern>'
    file.write_text(file_of(rows, AVGIVER).replace("</Barnevern>", broken), encoding="utf-8")
    args = [
        "check",
        str(file),
        "--ruleset",
        "kostra,lov",
        "--show",
        "all",
        "--output-format",
        output_format,
        "--lang",
        lang,
    ]
    result = CliRunner().invoke(cli, [*args, "--select", "kostra,lov,KOSTRA-TILTAK_24"])
    assert result.exit_code == 1
    said = result.output
    assert len(said) > 5_000
    assert CANARY not in said
    assert CANARY.lower() not in said.lower()
    for row in rows:
        for number in (row.fodselsnummer, row.dufnummer):
            assert not number or str(number) not in said


@pytest.mark.parametrize(("select", "told"), [("kostra", False), ("kostra,KOSTRA-TILTAK_24", True)])
def test_what_the_program_never_runs_runs_when_it_is_asked_for(tmp_path: Path, select: str, told: bool) -> None:
    file = tmp_path / "a.xml"
    file.write_text(file_of(children(20), AVGIVER), encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(file), "--ruleset", "kostra", "--select", select])
    assert ("KOSTRA-TILTAK_24" in result.output) is told


def test_no_line_of_json_has_a_birth_date(tmp_path: Path) -> None:
    """A number's date is never among the facts: only dates that the file has as dates are."""
    report = judged(tmp_path, file_of(children(60), AVGIVER), show=list(Outcome))
    paths = {fact.path for finding in report.findings for fact in finding.facts}
    assert paths
    assert all("dato" in path or path.endswith(("kode", "konklusjon", "avslutta_3112")) for path in paths)
    assert not any(name in path for path in paths for name in ("nummer", "saksbehandler", "presisering"))
    assert json.dumps([finding.message() for finding in report.findings])


def test_the_same_provisional_number_is_no_duplicate(tmp_path: Path) -> None:
    rows = [row for row in children(40) if row.fodselsnummer]
    text = file_of(rows, AVGIVER)
    for row in rows:
        text = text.replace(f'"{row.fodselsnummer}"', '"08901500100"')
    assert mod11("08901500100")
    assert "INDIVID_04" not in codes(judged(tmp_path, text))


def test_where_no_kostra_file_was_read_the_run_says_so(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(next(generate(1, seed=1)).xml)
    report = check_files([tmp_path], rulesets=["kostra"])
    (notice,) = report.notices
    assert (notice.reason.id, Path(notice.fil).name) == ("kostra.none_read", "b.xml")
    assert not check_files([tmp_path]).notices
    assert not judged(tmp_path, file_of(children(1), AVGIVER)).notices
