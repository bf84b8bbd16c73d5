"""``check --xsd``: the caller's own schema on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine.texts import LANGUAGES

DEMO = Path(__file__).parents[2] / "examples" / "demo"
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
ANY = (
    '<xs:element name="Barnevern"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/>'
    '</xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>'
)
NONE = '<xs:element name="Noe"/>'


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def schema(folder: Path, body: str) -> Path:
    file = folder / "skjema.xsd"
    file.write_text(f"<xs:schema {XS}>{body}</xs:schema>", encoding="utf-8")
    return file


def test_a_schema_that_takes_all_changes_nothing(tmp_path: Path) -> None:
    file = DEMO / "00011.xml"
    plain, held = run("check", file), run("check", file, "--xsd", schema(tmp_path, ANY))
    assert (held.exit_code, held.output) == (plain.exit_code, plain.output)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_it_refuses_is_a_reject(tmp_path: Path, lang: str) -> None:
    result = run("check", DEMO / "00011.xml", "--xsd", schema(tmp_path, NONE), "--lang", lang)
    assert result.exit_code == 1
    words = {"nb": "Etter skjemaet ditt", "nn": "Etter skjemaet ditt", "en": "By your schema"}[lang]
    assert words in result.output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_schema_that_cannot_be_used_is_a_usage_error(tmp_path: Path, lang: str) -> None:
    broken = tmp_path / "brutt.xsd"
    broken.write_text("<x>", encoding="utf-8")
    outside = schema(tmp_path, '<xs:include schemaLocation="http://example.org/x.xsd"/>')
    for file in (broken, tmp_path / "mangler.xsd", outside):
        result = run("check", DEMO, "--xsd", file, "--lang", lang)
        assert result.exit_code == 2
        assert f"{file}: " in result.output
        assert "Traceback" not in result.output


def test_the_schema_is_never_written_over(tmp_path: Path) -> None:
    file = schema(tmp_path, ANY)
    before = file.read_bytes()
    assert run("check", DEMO, "--xsd", file, "--output", file).exit_code == 2
    assert file.read_bytes() == before
