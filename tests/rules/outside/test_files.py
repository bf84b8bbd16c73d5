"""Rules in a file of the user's own: run, found, and refused with file and line."""

import sys
from pathlib import Path

import pytest

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES, catalogue
from barnevern_tilsyn.rules import RuleSourceError, builtin, load_rules
from barnevern_tilsyn.rules.rule_cases import cases_of
from barnevern_tilsyn.runners import check
from tests.own_rules import source, write
from tests.records import melding, sak


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "egen.py"


def _refused(file: Path, text: str) -> RuleSourceError:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleSourceError) as refused:
        load_rules(file)
    for lang in LANGUAGES:
        assert refused.value.sentence(lang).startswith(str(file))
        assert "{" not in refused.value.sentence(lang)
    return refused.value


def test_a_rule_with_its_texts_in_one_file(file: Path) -> None:
    file.write_text(source(), encoding="utf-8")
    (rule,) = rules = load_rules(file)
    assert (rule.code, rule.ruleset, rule.origin) == ("EGEN001", "egen", "egen.py")
    (finding,) = check(sak(meldinger=[melding()]), rules=rules)
    assert finding.outcome is Outcome.REVIEW
    assert finding.message().startswith("Meldingen er sett.")
    assert finding.message("nn").startswith("Meldingen er sett.")
    assert len({finding}) == 1


def test_texts_cases_law_and_modules_beside_the_file(tmp_path: Path, file: Path) -> None:
    write(
        tmp_path,
        {
            "egen.py": "from . import help_egen\n"
            + source(texts="None", hjemmel='(Provisions(f"{__name__}:R-1")("3"),)', code="help_egen.CODE").replace(
                '"help_egen.CODE"', "help_egen.CODE"
            ),
            "help_egen.py": 'CODE = "EGEN002"\n',
            "texts/en/EGEN002.toml": 'title = "Own"\n[messages]\nseen = "Seen."\n',
            "cases/EGEN002.toml": 'case = [{ title.nb = "En", as_of = 2026-01-01, outcomes = [], sak.id = "x" }]\n',
            "law/lover.toml": """
                [[lov]]
                id = "R-1"
                key = "r"
                short = { nb = "rutinen", nn = "rutinen", en = "the routine" }
                title = { nb = "rutinen", nn = "rutinen", en = "the routine" }
                in_force = 2020-01-01
            """,
            "law/versjoner.toml": 'versjon = [{ lov = "r", paragraf = "3", from = 2020-01-01, certainty = "T" }]\n',
        },
    )
    (rule,) = load_rules(file)
    assert rule.hjemmel[0].cite("en") == "the routine § 3"
    assert [case.title for case in cases_of(rule)] == [{"nb": "En"}]
    (finding,) = check(sak(meldinger=[melding()]), rules=load_rules(file))
    assert finding.message("nb").startswith("Seen.")
    assert finding.provisions[0].cite() == "rutinen § 3"


def test_two_files_of_one_name_are_two_modules(tmp_path: Path) -> None:
    write(tmp_path, {"a/egen.py": source(), "b/egen.py": source(code="EGEN009")})
    loaded = [next(iter(load_rules(tmp_path / folder / "egen.py"))) for folder in "aba"]
    assert [rule.code for rule in loaded] == ["EGEN001", "EGEN009", "EGEN001"]


def test_a_rule_of_ours_that_the_file_imports_stays_ours(file: Path) -> None:
    file.write_text("from barnevern_tilsyn.rules.melding import reviewed_in_time\n" + source(), encoding="utf-8")
    assert [rule.code for rule in load_rules(file)] == ["EGEN001"]


@pytest.mark.parametrize("name", ["missing.py", "rules.txt", ""])
def test_what_is_no_python_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "rules.txt").touch()
    with pytest.raises(RuleSourceError, match="no such Python file"):
        load_rules(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "line", "id", "said"),
    [
        ("", 0, "no-rules", "no rules"),
        ("x = 1\ndef (:\n", 2, "syntax", "not Python"),
        ("\n\nimport no_such_module_at_all\n", 3, "load", "no_such_module_at_all"),
        ("x = 1\n\nraise ValueError('first\\nsecond')\n", 3, "load", "ValueError: first)"),
        ("import sys\nsys.exit(0)\n", 2, "load", "SystemExit"),
        ("x = 1\0", 0, "load", "null"),
        (source(needs='("Melding.nothing",)'), 8, "load", "no fact 'Melding.nothing'"),
        (source(code="egen1"), 8, "load", "capital letters"),
        (source(name="Own Rule"), 8, "load", "small letters"),
        (source(strength="weak"), 8, "load", "weak"),
        *((source(ruleset=name), 8, "reserved-ruleset", "@rule(ruleset=...)") for name in builtin().rulesets),
        (source(code="UND001"), 8, "taken", "a rule of barnevern-tilsyn"),
        (source(name="undersokelse-time-limit"), 8, "taken", "undersokelse-time-limit"),
        (source(code="UND900"), 8, "reserved-family", "letters of your own"),
        (source() + source(), 30, "taken", "a rule of egen.py"),
        (source(applies_to="str"), 8, "applies-to", "Melding"),
        (source(strength="hard"), 8, "hard-without-provision", "cites no provision"),
        (source(hjemmel='(BVL2021("99-9"),)'), 8, "unknown-provision", "99-9"),
        (source(hjemmel='(Provisions("nowhere:X")("1"),)'), 8, "unknown-provision", "nowhere:X"),
        (source(duties='("Z-9",)'), 8, "unknown-duty", "Z-9"),
        (source(texts="None"), 8, "no-texts", "texts/nb/EGEN001.toml"),
        (source(texts='("no.such.package", "texts")'), 8, "no-texts", "texts"),
        (source(texts='{"nb": {"title": "T"}}'), 8, "texts-incomplete", "(nb)"),
        (source(texts='{"nb": {"title": "T", "messages": {"seen": 1}}}'), 8, "texts-incomplete", "(nb)"),
        *(
            (
                source(texts=f'{{"nb": {{"title": "T", "messages": {{}}, "{key}": {wrong}}}}}'),
                8,
                "texts-incomplete",
                "(nb)",
            )
            for key in ("page", "reasons", "facts")
            for wrong in ('"x"', '{"a": 1}')
        ),
        (source(texts='{"sv": {"title": "T", "messages": {}}}'), 8, "no-texts", "texts"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(file: Path, text: str, line: int, id: str, said: str) -> None:
    # two rules in one module need two names for their functions
    refused = _refused(file, text.replace("def seen", "def seen_again", 1) if text.count("def seen") > 1 else text)
    assert (refused.reason.id, refused.line) == (id, line)
    assert said in str(refused)
    assert "\n" not in str(refused)


def test_faults_in_what_lies_beside(tmp_path: Path, file: Path) -> None:
    write(tmp_path, {"texts/nb/EGEN001.toml": "title = "})
    assert _refused(file, source(texts="None")).reason.id == "texts-unreadable"
    write(tmp_path, {"cases/EGEN001.toml": "case = 1"})
    assert _refused(file, source()).reason.id == "cases-unreadable"
    write(tmp_path, {"law/lover.toml": "lov = 1"})
    assert _refused(file, source()).reason.id == "law-data"


def test_what_failed_leaves_nothing_behind(file: Path) -> None:
    before = set(sys.modules)
    _refused(file, "raise ValueError\n")
    assert set(sys.modules) == before


def test_every_sentence_is_there_in_all_languages() -> None:
    sentences = {lang: catalogue("barnevern_tilsyn.rules.outside", f"texts/{lang}.toml") for lang in LANGUAGES}
    assert len({frozenset(texts) for texts in sentences.values()}) == 1


def test_our_own_rules_are_left_as_they_are(file: Path) -> None:
    before = list(builtin())
    file.write_text(source(), encoding="utf-8")
    load_rules(file)
    assert list(builtin()) == before
    assert not any(rule.origin for rule in builtin())
