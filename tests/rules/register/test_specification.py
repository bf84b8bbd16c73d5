"""The authority's ids, severities and dates, read off its specification once more, by hand."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import barnevern_tilsyn.rules.register as package
from barnevern_tilsyn.codes import kodeliste
from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.engine.rule_texts import rule_texts
from barnevern_tilsyn.engine.texts import LANGUAGES, catalogue
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.rule_cases import cases_of

CONTROLS = list(builtin("register"))
CONTROLS_BY_CODE = {rule.code: rule for rule in CONTROLS}

# severity (F, E, W, I), M: a warning for migrated data, year from which it is in use (- where none is given)
SPECIFICATION = """
FILBESKRIVELSE F 2013
AVGIVER-1 E 2013
SAK-1 E 2013
SAK-2A E 2013
SAK-6 E 2013
SAK-7 W 2013
SAK-8 E 2013
SAK-21 E 2013
SAK-22 W 2013
SAK-23 I 2013
PERSONALIA-2F E 2022
PERSONALIA-11 E 2022
PERSONALIA-12 E 2022
PERSONALIA-13 W 2022
PERSONALIA-14 E 2022
PERSONALIA-15 E 2022
PERSONALIA-16 E 2022
PERSONALIA-17 E 2022
PERSONALIA-18 I -
MELDING-2A E 2013
MELDING-2C EM 2013
MELDING-2E EM 2013
MELDING-3 W 2013
MELDING-4 E 2013
MELDING-5 E 2013
MELDING-19 I 2013
MELDER-2 E 2013
SAKSINNHOLD-2 E 2013
UNDERSOKELSE-2A E 2013
UNDERSOKELSE-2C EM 2013
UNDERSOKELSE-2E EM 2013
UNDERSOKELSE-3 E 2013
UNDERSOKELSE-7 E 2013
UNDERSOKELSE-11 W 2013
UNDERSOKELSE-19 E 2013
UNDERSOKELSE-20 E 2013
UNDERSOKELSE-21 E 2013
VEDTAK-2A E 2022
VEDTAK-2C EM 2022
VEDTAK-2E EM 2022
VEDTAK-2F E 2022
VEDTAK-2G E 2022
VEDTAK-2H E 2022
VEDTAK-2I I 2022
VEDTAK-2J I 2022
VEDTAK-3 E 2022
VEDTAK-4 E 2022
VEDTAK-5 E 2022
VEDTAK-19 I 2013
VEDTAK-20 W 2022
TILTAK-2A E 2013
TILTAK-2C EM 2013
TILTAK-2E EM 2013
TILTAK-5 W 2013
TILTAK-6 W 2013
TILTAK-7 E 2013
TILTAK-8 E 2013
TILTAK-9 W 2013
TILTAK-12 E 2013
TILTAK-13 E 2013
TILTAK-14 E 2013
TILTAK-19 W 2022
TILTAK-20 E 2022
TILTAK-21 E 2022
TILTAK-22 W 2023
TILTAK-23 W 2023
PLAN-2A E 2013
PLAN-2C EM 2013
PLAN-2E EM 2013
PLAN-2F E 2013
PLAN-2G E 2013
PLAN-19 I 2013
ETTERVERN-2A E 2022
ETTERVERN-2C E 2022
ETTERVERN-2E E -
FLYTTING-2C EM 2022
FLYTTING-2F EM 2022
OVERSENDELSE-2E E 2022
OVERSENDELSE-2F E 2022
OVERSENDELSE-5 E 2022
"""
ROWS = [row.split() for row in SPECIFICATION.split("\n") if row]
LETTERS = {"F": "fatal", "E": "error", "W": "warning", "I": "info"}


def test_all_controls_of_the_specification_and_no_other() -> None:
    assert sorted(f"NBR-{code}" for code, _, _ in ROWS) == [rule.code for rule in CONTROLS]
    in_force = [rule for rule in CONTROLS if rule.valid_to is None]
    assert Counter(rule.severity for rule in in_force) == {"fatal": 1, "error": 59, "warning": 12, "info": 7}


@pytest.mark.parametrize(("code", "severity", "since"), ROWS)
def test_severity_and_dates_are_the_authoritys(code: str, severity: str, since: str) -> None:
    rule = CONTROLS_BY_CODE[f"NBR-{code}"]
    assert rule.severity == LETTERS[severity[0]]
    assert rule.softened_when_migrated is severity.endswith("M")
    assert rule.valid_from == (None if since == "-" else date(int(since), 1, 1))
    assert rule.valid_to == (date(2023, 10, 31) if code == "SAK-6" else None)
    assert rule.name.startswith("register-")
    assert rule.version == "1.0"


def test_the_withdrawn_one_says_so() -> None:
    titles = [rule_texts(rule.texts, rule.code, "en")["title"] for rule in CONTROLS if rule.valid_to]
    assert len(titles) == 1
    assert titles[0].startswith("Withdrawn")


@pytest.mark.parametrize("rule", CONTROLS, ids=lambda rule: rule.code)
def test_every_control_has_a_whole_page(rule: Rule) -> None:
    for lang in LANGUAGES:
        page = rule_texts(rule.texts, rule.code, lang)["page"]
        assert {name for name, text in page.items() if text} == {"duty", "why", "remedy", "limits"}


@pytest.mark.parametrize("code", ["NBR-MELDING-3", "NBR-UNDERSOKELSE-11"])
def test_the_deadlines_are_labelled_as_the_authoritys_approximation(code: str) -> None:
    rule = CONTROLS_BY_CODE[code]
    assert rule.theme == "deadline-approximation"
    words = {"nb": "tilnærming", "nn": "tilnærminga", "en": "approximation"}
    for lang in LANGUAGES:
        assert words[lang] in rule_texts(rule.texts, code, lang)["page"]["limits"]


def test_the_numbers_stand_in_the_data_file_only() -> None:
    home = Path(package.__file__).parent
    for path in home.glob("*.py"):
        code = re.sub(r'""".*?"""|"[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"\b(7|11|18|25|26|90|180)\b", re.sub(r"date\([\d, ]*\)", "", code)), path.name


def test_each_case_is_of_a_control() -> None:
    for name in {rule.texts[2] for rule in CONTROLS if isinstance(rule.texts, tuple) and len(rule.texts) == 3}:
        if name == "filbeskrivelse":
            continue
        tables = set(catalogue("barnevern_tilsyn.rules.register", f"cases/{name}.toml")) - {"base"}
        assert tables <= CONTROLS_BY_CODE.keys()
    assert sum(len(cases_of(rule)) for rule in CONTROLS) > 300


@pytest.mark.parametrize(
    ("codes", "demanding"),
    [
        ("melder", ["22"]),
        ("saksinnhold", ["18", "19"]),
        ("tiltak-kategori", ["1.99", "2.99", "3.7", "3.99", "4.99", "5.99", "6.99", "7.99", "8.99"]),
        ("tiltak-opphevelse", ["4"]),
    ],
)
def test_the_code_lists_ask_for_a_clarification_where_the_specification_does(codes: str, demanding: list[str]) -> None:
    assert [code for code, kode in kodeliste(codes).codes.items() if kode.requires_presisering] == demanding
