"""The command line speaks bokmål, nynorsk and English: its own words, and click's."""

import ast
import errno
import os
from collections.abc import Iterator
from gettext import gettext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import barnevern_tilsyn.cli
from barnevern_tilsyn.cli import main
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.language import LANGUAGES, VARIABLE, chosen, spoken
from barnevern_tilsyn.cli.wording import SpokenContext, catalogue
from barnevern_tilsyn.engine import texts

ROOM = Path(barnevern_tilsyn.cli.__file__).parent
USAGE = {"nb": "Bruk: ", "nn": "Bruk: ", "en": "Usage: "}
OPTIONS = {"nb": "Valg:", "nn": "Val:", "en": "Options:"}

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def _run(*args: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli, args, env={VARIABLE: None, **(env or {})})


def _contexts(command: click.Command = cli, parent: click.Context | None = None) -> Iterator[click.Context]:
    ctx = SpokenContext(command, info_name=command.name, parent=parent, obj="nb", **command.context_settings)
    yield ctx
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _contexts(child, ctx)


COMMANDS = [ctx.command_path.split()[1:] for ctx in _contexts()]
each_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


class TestWhichLanguage:
    def test_the_languages_are_those_of_the_messages(self) -> None:
        assert LANGUAGES == texts.LANGUAGES

    @pytest.mark.parametrize(
        ("words", "environment", "lang"),
        [
            ([], None, "nb"),
            ([], "nn", "nn"),
            ([], "", "nb"),
            ([], "sv", "nb"),
            (["check", "x", "--lang", "en"], "nn", "en"),
            (["--lang=en", "check", "x"], "nn", "en"),
            (["--lang", "en", "check", "--lang", "nn"], None, "nn"),
            (["check", "x", "--lang"], None, "nb"),
            (["check", "x", "--lang", "sv"], "en", "en"),
            (["--lang", "--lang", "en"], None, "en"),
        ],
    )
    def test_chosen(
        self, monkeypatch: pytest.MonkeyPatch, words: list[str], environment: str | None, lang: str
    ) -> None:
        monkeypatch.delenv(VARIABLE, raising=False)
        if environment is not None:
            monkeypatch.setenv(VARIABLE, environment)
        assert chosen(words) == lang

    @given(st.lists(st.sampled_from(["--lang", "--lang=nn", "--lang=x", "en", "check", "--", ""]) | st.text()))
    def test_any_words_give_a_language(self, words: list[str]) -> None:
        assert chosen(words) in LANGUAGES

    @each_language
    def test_before_or_after_the_command_or_in_the_environment(self, lang: str) -> None:
        outputs = {
            _run("--lang", lang, "check").output,
            _run("check", "--lang", lang).output,
            _run("check", env={VARIABLE: lang}).output,
        }
        assert len(outputs) == 1
        assert outputs.pop().startswith(USAGE[lang])

    @pytest.mark.parametrize("args", [("rules", "--lang", "sv"), ("--lang=sv", "rules")])
    def test_no_language_is_a_usage_error(self, args: tuple[str, ...]) -> None:
        result = _run(*args)
        assert (result.exit_code, "'--lang'" in result.output) == (2, True)

    def test_no_language_in_the_environment_is_a_usage_error_too(self) -> None:
        result = _run("rules", env={VARIABLE: "sv"})
        assert (result.exit_code, VARIABLE in result.output) == (2, True)

    def test_the_environment_is_left_as_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for before in (None, "de"):
            monkeypatch.delenv("LANGUAGE", raising=False)
            if before:
                monkeypatch.setenv("LANGUAGE", before)
            with spoken("nn"):
                assert gettext("Options") == "Val"
            assert (os.environ.get("LANGUAGE"), gettext("Options")) == (before, "Options")


class TestHelp:
    @each_language
    @each_command
    def test_help_is_in_the_language(self, command: list[str], lang: str) -> None:
        result = _run(*command, "--help", "--lang", lang)
        assert result.exit_code == 0
        assert result.output.startswith(USAGE[lang])
        assert OPTIONS[lang] in result.output
        for other in {"Valg:", "Val:", "Options:"} - {OPTIONS[lang]}:
            assert other not in result.output

    @each_command
    def test_one_process_can_show_all_languages(self, command: list[str]) -> None:
        shown = {lang: _run(*command, "--help", "--lang", lang).output for lang in LANGUAGES}
        assert len(set(shown.values())) == len(LANGUAGES)
        assert shown == {lang: _run(*command, "--help", "--lang", lang).output for lang in reversed(LANGUAGES)}

    def test_a_run_that_shows_no_help_reads_no_catalogue(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("barnevern_tilsyn.cli.wording.catalogue", None)
        assert _run("rules").exit_code == 0


class TestErrors:
    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["check"], {"nb": "Mangler argumentet 'STI...'", "nn": "Manglar argumentet 'STIG...'", "en": "'PATH...'"}),
            (["check", "--nope"], {"nb": "finnes ikke", "nn": "finst ikkje", "en": "No such option"}),
            (["chekc"], {"nb": "Kommandoen", "nn": "Kommandoen 'chekc' finst", "en": "No such command"}),
            (["generate", "out", "--count", "x"], {"nb": "gyldig tall", "nn": "gyldig tal.", "en": "not a valid"}),
            (["generate", "out", "--count", "0"], {"nb": "utenfor", "nn": "utanfor", "en": "not in the range"}),
            (["check", "x", "--output-format", "pdf"], {"nb": "ikke blant", "nn": "ikkje blant", "en": "not one of"}),
            (["check", "x", "--output", "/"], {"nb": "er en mappe", "nn": "er ei mappe", "en": "is a directory"}),
            (["check", "x", "--as-of", "x"], {"nb": "skriv datoen", "nn": "skriv datoen", "en": "expected a date"}),
            (["check", "x", "--show", "x"], {"nb": "velg en", "nn": "vel ein", "en": "expected one or more of breach"}),
            (["check", "x", "--ruleset", "x"], {"nb": "ingen regel,", "nn": "heiter x", "en": "is called x"}),
            (["generate", "out", "--as-of", "2000-01-01"], {"nb": "1. juni", "nn": "frå 1. juni", "en": "1 June 2025"}),
            (
                ["generate", "out", "--plant", "X"],
                {"nb": "brudd og feil kan bare", "nn": "brot og feil kan berre", "en": "MEL001"},
            ),
            (["explain", "X"], {"nb": "se «", "nn": "sjå «", "en": "see `barnevern"}),
        ],
    )
    def test_usage_errors(self, args: list[str], said: dict[str, str]) -> None:
        for lang in LANGUAGES:
            result = _run(*args, "--lang", lang)
            assert result.exit_code == 2
            assert said[lang] in result.output
            assert result.output.startswith(USAGE[lang])

    @pytest.mark.parametrize(
        ("lang", "said"), [("nb", "ikke plass igjen"), ("nn", "ikkje plass att"), ("en", "no space is left")]
    )
    def test_the_last_words_of_a_run(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, said: str
    ) -> None:
        def fail(**_keys: object) -> None:
            raise OSError(errno.ENOSPC, "KANARIFUGL", "KANARIFUGL.xml")

        monkeypatch.setattr("barnevern_tilsyn.cli.app.cli", fail)
        monkeypatch.setattr("sys.argv", ["barnevern-tilsyn", "check", "x", "--lang", lang])
        with pytest.raises(SystemExit):
            main()
        told = capsys.readouterr().err
        assert said in told
        assert "KANARIFUGL" not in told

    def test_a_cause_without_words_is_told_by_its_code(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def fail(*_args: object) -> None:
            raise OSError(errno.EHOSTDOWN, "KANARIFUGL")

        monkeypatch.setattr("barnevern_tilsyn.testing.generator.write", fail)
        result = _run("generate", str(tmp_path), "--lang", "en")
        assert (result.exit_code, "EHOSTDOWN" in result.output, "KANARI" in result.output) == (2, True, False)


def _leaves(table: Any, path: str = "") -> dict[str, str]:
    if isinstance(table, str):
        return {path: table}
    return {key: text for name, inner in table.items() for key, text in _leaves(inner, f"{path}/{name}").items()}


class TestCatalogues:
    def test_the_same_texts_in_all_languages(self) -> None:
        keys = {lang: sorted(_leaves(catalogue(lang))) for lang in LANGUAGES}
        assert keys["nb"] == keys["nn"] == keys["en"]

    @each_language
    def test_every_command_and_parameter_has_its_text(self, lang: str) -> None:
        words = catalogue(lang)
        expected = {f"/metavars/{name}" for name in ("commands", "options")} | {"/help"}
        for ctx in _contexts():
            own = "".join(f"/commands/{name}" for name in ctx.command_path.split()[1:])
            expected.add(f"{own}/help")
            for param in ctx.command.get_params(ctx):
                name = max(param.opts, key=len).lstrip("-")
                if isinstance(param, click.Option):
                    inner = f"{own}/options/{name}"
                    expected.add(inner if inner in _leaves(words) else f"/options/{name}")
                if not (isinstance(param.type, click.Choice) or getattr(param, "is_flag", False)):
                    expected.add(f"/metavars/{name if name in words['metavars'] else param.type.name}")
        shown = {key for key in _leaves(words) if not key.startswith(("/sentences/", "/causes/"))}
        assert shown == expected

    @each_language
    def test_every_sentence_is_said_somewhere(self, lang: str) -> None:
        sources = [ast.parse(path.read_text(encoding="utf-8")) for path in ROOM.rglob("*.py")]
        said = {
            id.value
            for source in sources
            for node in ast.walk(source)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            for at in {"usage_error": [0], "said": [0], "_fail": [1]}.get(node.func.id, [])
            if isinstance(id := node.args[at], ast.Constant)
        }
        assert said == set(catalogue(lang)["sentences"])

    @each_language
    def test_causes_are_codes_of_the_operating_system(self, lang: str) -> None:
        assert set(catalogue(lang)["causes"]) - {"other"} <= set(errno.errorcode.values())

    @each_language
    @each_command
    def test_arguments_are_explained(self, command: list[str], lang: str) -> None:
        shown = _run(*command, "--help", "--lang", lang).output
        (ctx,) = [ctx for ctx in _contexts() if ctx.command_path.split()[1:] == command]
        for param in ctx.command.params:
            if isinstance(param, click.Argument) and not isinstance(param.type, click.Choice):
                metavar = catalogue(lang)["metavars"][param.name].rstrip(".")
                assert shown.count(metavar) >= 2


FOR_PROGRAMMERS = {
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "Invalid start character for option ({option})",
    "Choice({choices})",
}
"""Of click's texts those that only a programmer can come to see, or that ask what we never ask."""


def _of_click() -> dict[str, tuple[str, ...]]:
    """Click's own texts, as it marks them for gettext: the plural form beside the singular where there is one."""
    spec = find_spec("click")
    assert spec is not None
    assert spec.origin is not None
    found = {}
    for room in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        rows = extract_from_file(
            "python", Path(spec.origin).with_name(f"{room}.py"), keywords={"_": None, "ngettext": (1, 2)}
        )
        for _, message, _, _ in rows:
            forms = (message,) if isinstance(message, str) else tuple(message)
            found[forms[0]] = forms
    return {first: forms for first, forms in found.items() if first not in FOR_PROGRAMMERS}


def _po(lang: str) -> Catalog:
    with (ROOM / "locale" / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=lang)


def _strings(words: Catalog) -> dict[str, tuple[str, ...]]:
    """The translations, all forms of each, by their first form in English."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: tuple(message.string or ())
        for message in words
        if message.id
    }


@pytest.mark.parametrize("lang", ["nb", "nn"])
class TestWordsOfClick:
    def test_all_are_translated_and_no_more(self, lang: str) -> None:
        translated = {message.id: message for message in _po(lang) if message.id}
        assert {id if isinstance(id, str) else tuple(id) for id in translated} == {
            forms[0] if len(forms) == 1 else forms for forms in _of_click().values()
        }
        for message in translated.values():
            assert message.string
            assert all(message.string)

    def test_the_compiled_catalogue_is_that_of_the_source(self, lang: str) -> None:
        with (ROOM / "locale" / lang / "LC_MESSAGES" / "messages.mo").open("rb") as file:
            shipped = _strings(read_mo(file))
        assert shipped == _strings(_po(lang)), "run: pybabel compile -d src/barnevern_tilsyn/cli/locale"
