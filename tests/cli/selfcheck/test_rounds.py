"""``selfcheck collect``, ``compare``, ``national``: the same files out each time, and all that is wrong told."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.audit import audit_json
from barnevern_tilsyn.programmes.form_json import form_json
from barnevern_tilsyn.programmes.published import Published, published
from barnevern_tilsyn.programmes.sample_json import sample_json
from barnevern_tilsyn.reports.form_reading import read_form
from barnevern_tilsyn.reports.form_xlsx import form_xlsx
from barnevern_tilsyn.reports.round_writers import COLLECTED
from barnevern_tilsyn.testing.simulated_services import SimulatedRound, simulated_audits, simulated_rounds

FIRST, SECOND = (builtin()[f"egenkontroll-2024-{number}"] for number in (1, 2))
SECRET = "Hemmelig Navnesen"


def run(*args: object, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["selfcheck", *map(str, args), "--lang", lang])


def written(one: SimulatedRound, folder: Path) -> Path:
    """The files of a round: the sample, and the forms in a folder beside it."""
    (folder / "forms").mkdir(parents=True)
    (folder / "sample.json").write_bytes(sample_json(one.sample))
    for number, form in enumerate(one.forms):
        (folder / "forms" / f"{number:02}.json").write_bytes(form_json(form))
    return folder


def collected(one: SimulatedRound, folder: Path) -> Path:
    """What a round comes to, as JSON."""
    files = written(one, folder)
    output = folder / "collected.json"
    args = (files / "forms", "--sample", files / "sample.json", "--output-format", "json", "--output", output)
    assert run("collect", *args).exit_code == 0
    return output


@pytest.fixture
def first(tmp_path: Path) -> Path:
    (one,) = simulated_rounds(FIRST, 1, 1, seed=3)
    return written(one, tmp_path / "first")


class TestCollect:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_it_is_told_in_every_language(self, first: Path, lang: str) -> None:
        done = run("collect", first / "forms", "--sample", first / "sample.json", lang=lang)
        assert (done.exit_code, done.stderr) == (0, "")
        assert FIRST.name.say(lang) in done.stdout

    def test_a_rerun_gives_the_same_file_and_a_summary_on_the_screen(self, first: Path) -> None:
        outputs = [first / "a.json", first / "b.json"]
        for output in outputs:
            args = ("--output-format", "json", "--output", output)
            done = run("collect", first / "forms", "--sample", first / "sample.json", *args)
            assert done.stdout == ""
            assert "To be discussed" in done.stderr
        assert outputs[0].read_bytes() == outputs[1].read_bytes()

    def test_what_is_passed_over_in_a_folder_is_told(self, first: Path) -> None:
        args = ("collect", first / "forms", "--sample", first / "sample.json")
        before = run(*args)
        (first / "forms" / "a.html").write_text("a page", encoding="utf-8")
        (first / "forms" / "deeper.json").mkdir()
        (first / "forms" / "~$open.xlsx").write_bytes(b"")
        done = run(*args)
        assert (done.exit_code, done.stdout) == (0, before.stdout)
        assert "forms: 2 files were not read" in done.stderr

    def test_workbooks_count_like_json_whatever_they_are_called(self, first: Path) -> None:
        args = ("--sample", first / "sample.json", "--output-format", "json")
        before = run("collect", first / "forms", *args)
        for file in sorted((first / "forms").iterdir())[::2]:
            form = read_form(file.name, file.read_bytes(), builtin())
            file.with_suffix(".xlsx").write_bytes(form_xlsx(form, FIRST))
            file.unlink()
        assert run("collect", first / "forms", *args).stdout == before.stdout
        named_otherwise = [file.rename(file.with_suffix("")) for file in sorted((first / "forms").iterdir())]
        assert run("collect", *named_otherwise, *args).stdout == before.stdout

    def test_what_is_not_counted_is_told_and_the_rest_is(self, first: Path) -> None:
        forms = first / "forms"
        (forms / "00.json").rename(first / "away.json")
        (forms / "11.json").write_bytes((forms / "01.json").read_bytes())
        (forms / "12.json").write_text(json.dumps({"document": "selfcheck-form", "format": 1, "lang": SECRET}))
        for name in ("13.txt", "~$01.xlsx", ".~lock.01.xlsx#"):
            (forms / name).write_text("no form")
        done = run("collect", forms, "--sample", first / "sample.json")
        assert done.exit_code == 1
        assert "1 case of the sample without a form that counts:" in done.stderr
        assert f"{forms / '11.json'}: the same form counts once" in " ".join(done.stderr.split())
        assert f"{forms / '12.json'}: " in done.stderr
        assert SECRET not in done.output
        assert "9 forms of 10 cases" in done.stdout

    def test_a_rule_of_one_s_own_is_stated(self, first: Path) -> None:
        (first / "rule.toml").write_text("share_below = 0.1\nany_serious = false\n")
        args = (first / "forms", "--sample", first / "sample.json", "--failing", first / "rule.toml")
        done = run("collect", *args)
        assert "less than 10% of the applicable answers are yes. The limit is the service’s own." in " ".join(
            done.stdout.split()
        )
        table = json.loads(run("collect", *args, "--output-format", "json").stdout)
        assert table["failing"] == {"origin": "own", "share_below": 0.1, "any_serious": False}

    @pytest.mark.parametrize("rule", ["share_below = 2\nany_serious = true", "share_below = 1", "share = 1", "= 1"])
    def test_a_rule_that_is_none_is_refused(self, first: Path, rule: str) -> None:
        (first / "rule.toml").write_text(rule)
        done = run("collect", first / "forms", "--sample", first / "sample.json", "--failing", first / "rule.toml")
        assert done.exit_code == 2
        assert f"{first / 'rule.toml'}: " in done.stderr

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_a_page(self, first: Path, lang: str) -> None:
        args = ("collect", first / "forms", "--sample", first / "sample.json", "--output-format", "html")
        done = run(*args, lang=lang)
        assert done.exit_code == 0
        assert done.stdout.startswith("<!DOCTYPE html>")
        assert FIRST.name.say(lang) in done.stdout

    def test_a_workbook_goes_to_a_file(self, first: Path) -> None:
        args = ("collect", first / "forms", "--sample", first / "sample.json", "--output-format", "xlsx")
        assert "a workbook cannot be shown on the screen" in run(*args).stderr
        assert run(*args, "--output", first / "a.xlsx").exit_code == 0
        assert (first / "a.xlsx").read_bytes().startswith(b"PK")

    @pytest.mark.parametrize("output_format", COLLECTED)
    def test_what_is_written_of_a_case_stays_in_its_form(self, first: Path, output_format: str) -> None:
        cases = []
        for path in sorted((first / "forms").iterdir()):
            form = read_form(path.name, path.read_bytes(), builtin())
            if form.subject is not None:
                cases.append(form.subject.case)
                answers = tuple(attrs.evolve(one, comment=SECRET) for one in form.answers)
                path.write_bytes(form_json(attrs.evolve(form, answers=answers)))
        args = ("collect", first / "forms", "--sample", first / "sample.json", "--output-format", output_format)
        output = first / "out"
        done = run(*args, "--output", output)
        assert done.exit_code == 0
        texts = [done.output.encode(), output.read_bytes()]
        if output_format == "xlsx":
            with zipfile.ZipFile(output) as archive:
                texts = [archive.read(name) for name in archive.namelist()]
        for text in texts:
            assert b"Hemmelig" not in text
            assert not any(case.encode() in text for case in cases)

    def test_a_sample_that_is_none_is_refused(self, first: Path) -> None:
        done = run("collect", first / "forms", "--sample", first / "forms" / "00.json")
        assert done.exit_code == 2
        assert "00.json: document: " in done.stderr

    def test_a_file_that_is_not_there(self, first: Path) -> None:
        assert run("collect", first / "none.json", "--sample", first / "sample.json").exit_code == 2


class TestCompare:
    @pytest.fixture
    def rounds(self, tmp_path: Path) -> list[Path]:
        both = (*simulated_rounds(FIRST, 1, 1, seed=3), *simulated_rounds(SECOND, 1, 0, seed=4))
        return [collected(one, tmp_path / str(number)) for number, one in enumerate(both)]

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_two_rounds_with_goals(self, rounds: list[Path], tmp_path: Path, lang: str) -> None:
        goals = tmp_path / "goals.toml"
        goals.write_text(
            f'programme = "{FIRST.id}"\n[[goals]]\nquestion = "B2"\nbaseline = 0.4\ntarget = 0.9\ndue = 2025-06-01\n'
            'measures = [{ text = "Mal", level = "practice" }]\n'
        )
        done = run("compare", *rounds, "--goals", goals, lang=lang)
        assert (done.exit_code, done.stderr) == (0, "")
        assert "Mal" in done.stdout
        assert "S2 " in done.stdout

    def test_json(self, rounds: list[Path]) -> None:
        table = json.loads(run("compare", *rounds, "--output-format", "json").stdout)
        assert (table["document"], len(table["questions"])) == ("selfcheck-comparison", len(FIRST.questions))
        assert [row["counts"]["question"] for row in table["not_mapped"]] == ["S2"]

    def test_a_page(self, rounds: list[Path]) -> None:
        assert "<svg" in run("compare", *rounds, "--output-format", "html").stdout

    def test_a_workbook(self, rounds: list[Path], tmp_path: Path) -> None:
        assert run("compare", *rounds, "--output-format", "xlsx", "--output", tmp_path / "a.xlsx").exit_code == 0
        assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")

    def test_one_round_or_another_file_is_refused(self, rounds: list[Path], tmp_path: Path) -> None:
        assert run("compare", rounds[0]).exit_code == 2
        done = run("compare", rounds[0], tmp_path / "0" / "sample.json")
        assert done.exit_code == 2
        assert "sample.json: document: " in done.stderr
        (tmp_path / "goals.toml").write_text("programme = 1")
        assert run("compare", *rounds, "--goals", tmp_path / "goals.toml").exit_code == 2


def files_of(figures: list[Published], folder: Path) -> Iterator[Path]:
    """The files of simulated services that match published figures."""
    for figure in figures:
        programme = builtin()[figure.programme]
        if figure.method == "audit":
            for audit in simulated_audits(programme, figure.services, figure.found, seed=1):
                (folder / "audits").mkdir(exist_ok=True)
                (folder / "audits" / f"{audit.id}.json").write_bytes(audit_json(audit))
            continue
        for number, one in enumerate(simulated_rounds(programme, figure.services, figure.found, seed=1)):
            yield collected(one, folder / f"{figure.programme}-{number}")


class TestNational:
    def test_the_files_of_80_of_90_services_come_to_that(self, tmp_path: Path) -> None:
        figures = [row for row in published() if row.round == "undersokelser-2020"]
        own = list(files_of(figures, tmp_path))
        done = run("national", tmp_path / "audits", *own, "--chosen", "risk", "--published")
        assert (done.exit_code, done.stderr) == (0, "")
        text = " ".join(done.stdout.split())
        assert "something found at 47 of 52 (90%)" in text
        assert "something found at 33 of 38 (87%)" in text
        assert "something found at 80 of 90 (89%)" in text
        assert "Published: 47 of 52 services (90%)" in text
        assert text.count("they were chosen where failings were feared") == 2

    def test_a_faulty_file_is_told_and_the_run_goes_on(self, tmp_path: Path) -> None:
        (audit,) = simulated_audits(builtin()["nav-2022"], 1, 1, seed=1)
        (tmp_path / "a.json").write_bytes(audit_json(audit))
        (tmp_path / "b.json").write_bytes(audit_json(attrs.evolve(audit, municipalities=(SECRET,))))
        (tmp_path / "c.json").write_text("{")
        done = run("national", tmp_path, "--chosen", "audit=random", "--output-format", "json")
        assert done.exit_code == 1
        assert f"{tmp_path / 'b.json'}: municipalities[0]: " in done.stderr
        assert f"{tmp_path / 'c.json'}: " in done.stderr
        assert SECRET not in done.output
        (method,) = json.loads(done.stdout)["rounds"][0]["methods"]
        assert (method["chosen"], method["total"]["services"]) == ("random", 1)

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_published_figures_alone(self, lang: str) -> None:
        done = run("national", "--published", lang=lang)
        assert done.exit_code == 0
        assert all(source.url in done.stdout for row in published() for source in row.sources)

    def test_a_page(self, tmp_path: Path) -> None:
        (audit,) = simulated_audits(builtin()["nav-2022"], 1, 1, seed=1)
        (tmp_path / "a.json").write_bytes(audit_json(audit))
        for args in (("--published",), (tmp_path / "a.json", "--published")):
            assert "</html>" in run("national", *args, "--output-format", "html").stdout

    def test_a_workbook(self, tmp_path: Path) -> None:
        args = ("national", "--published", "--output-format", "xlsx", "--output", tmp_path / "a.xlsx")
        assert run(*args).exit_code == 0
        (audit,) = simulated_audits(builtin()["nav-2022"], 1, 1, seed=1)
        (tmp_path / "a.json").write_bytes(audit_json(audit))
        assert run(*args, tmp_path / "a.json").exit_code == 0

    def test_figures_of_one_s_own(self, tmp_path: Path) -> None:
        (tmp_path / "own.toml").write_text(
            "[[rows]]\nround = 'x'\nprogramme = 'x'\nmethod = 'audit'\nservices = 2\nfound = 1\ncounted = 'any'\n"
            "chosen = 'risk'\ncertainty = 'read'\nnote.nb = 'Egne tall.'\nsources = [{ url = 'https://example.no' }]\n"
        )
        args = ("national", "--published", "--figures", tmp_path / "own.toml")
        assert "Egne tall." in run(*args).stdout
        assert len(json.loads(run(*args, "--output-format", "json").stdout)["published"]) == 1

    @pytest.mark.parametrize("chosen", ["luck", "audit=luck", "check=risk", "="])
    def test_how_services_were_chosen_is_one_of_these(self, chosen: str) -> None:
        done = run("national", "--published", "--chosen", chosen)
        assert done.exit_code == 2
        assert "random, risk, volunteers, all and unknown" in done.stderr

    def test_nothing_to_sum_up(self) -> None:
        assert run("national").exit_code == 2
