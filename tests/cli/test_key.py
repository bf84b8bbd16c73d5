"""The pseudonym key on the command line: a file, its faults, and that it is never shown or lost."""

import json
import os
import secrets
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.testing.generator import generate, write


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text(secrets.token_hex(32) + "\n")
    file.chmod(0o600)
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(5, seed=1, plant={"MEL001": 1.0}), out)
    return out


def test_the_same_key_gives_the_same_bytes_and_the_names_of_the_library(folder: Path, key: Path) -> None:
    args = ("check", folder / "*.xml", "--output-format", "json", "--pseudonym-key-file", key)
    first, second = _run(*args), _run(*args)
    assert first.stdout == second.stdout
    assert first.stderr == ""
    plain = json.loads(_run(*args[:-2]).stdout)["findings"]
    names = Names(key.read_bytes().strip())
    for row, own in zip(json.loads(first.stdout)["findings"], plain, strict=True):
        assert row["case"] == names.case(own["case"])
        assert row["element"]["id"] == names.element(own["case"], own["element"]["type"], own["element"]["id"])
        assert row["source"]["file"] == names.file(own["source"]["file"])
        assert row["fingerprint"] not in (None, own["fingerprint"])
        for kept in ("rule", "outcome", "deadline", "facts", "message", "as_of"):
            assert row[kept] == own[kept]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", {"nb": "tom", "nn": "tom", "en": "empty"}),
        (b"KANARIFUGL\n", {"nb": "kortere enn 32", "nn": "kortare enn 32", "en": "shorter than 32"}),
        (
            b"KANARIFUGL" * 200,
            {"nb": "er nok en annen", "nn": "er nok ei anna", "en": "longer than 1,024"},
        ),
        (None, {"nb": "finnes ikke", "nn": "finst ikkje", "en": "does not exist"}),
    ],
)
def test_what_cannot_be_a_key(tmp_path: Path, folder: Path, content: bytes | None, said: dict[str, str]) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    for lang in LANGUAGES:
        result = _run("check", folder, "--pseudonym-key-file", file, "--lang", lang)
        assert (result.exit_code, said[lang] in result.output) == (2, True), result.output
        assert "KANARIFUGL" not in result.output


@pytest.mark.skipif(os.name != "posix", reason="the file's mode tells nothing here")
def test_a_key_that_everyone_can_read_is_told_of(folder: Path, key: Path) -> None:
    key.chmod(0o644)
    args = ("check", folder / "*.xml", "--fail-on", "never", "--pseudonym-key-file", key)
    result = _run(*args)
    assert (result.exit_code, "alle på maskinen kan lese" in result.stderr) == (0, True)
    assert "everyone on this machine" in _run(*args, "--lang", "en").stderr


def test_the_key_is_not_overwritten(folder: Path, key: Path) -> None:
    before = key.read_bytes()
    assert _run("check", folder, "--pseudonym-key-file", key, "--output", key).exit_code == 2
    assert key.read_bytes() == before
