"""What a rule owes: ours lack nothing, and each thing that a rule can lack is told."""

from pathlib import Path

import attrs
import pytest

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.rules import builtin, load_rules
from barnevern_tilsyn.rules.rule_cases import RuleCaseError
from barnevern_tilsyn.testing import check_rule, run_cases
from barnevern_tilsyn.testing.blanking import reported, without
from tests.own_rules import source, write
from tests.records import melding, sak, undersokelse

SECTIONS = ("given", "duty", "why", "clock", "example", "exceptions", "remedy", "limits")
PAGE = "".join(f'{name} = "x"\n' for name in SECTIONS)
TEXTS = '[messages]\nseen = "Seen."\n'
CASES = """
[base]
id = "sak"
leveranse = { dato_uttrekk = 2026-10-01T10:00:00Z }
meldinger = [{ id = "m", start_dato = 2026-03-02 }]

[[case]]
title = { nb = "a", nn = "a", en = "a" }
as_of = 2026-10-01
outcomes = ["review"]
"""


def _rule(folder: Path, *, texts: str = TEXTS, cases: str = CASES, body: str = "", **changes: str) -> Rule:
    write(folder, {"egen.py": source(texts="None", **(changes | ({"body": body} if body else {})))})
    for lang in ("nb", "nn", "en"):
        write(folder, {f"texts/{lang}/EGEN001.toml": f'title = "T"\n{texts}\n[page]\n{PAGE}'})
    write(folder, {"cases/EGEN001.toml": changes.get("cases", CASES)})
    (rule,) = load_rules(folder / "egen.py")
    return rule


@pytest.mark.parametrize("rule", list(builtin()), ids=lambda rule: rule.code)
def test_our_rules_lack_nothing(rule: Rule) -> None:
    assert check_rule(rule) == []
    assert all(run.faults == () for run in run_cases(rule))


def test_what_a_bare_rule_lacks(tmp_path: Path) -> None:
    (tmp_path / "egen.py").write_text(source(), encoding="utf-8")
    (rule,) = load_rules(tmp_path / "egen.py")
    faults = check_rule(rule)
    assert {"there are no texts in nn", "the page has no section why in nb", "no case shows open"} <= set(faults)
    assert len(faults) == len(set(faults))


def test_the_cases_that_are_owed(tmp_path: Path) -> None:
    assert check_rule(_rule(tmp_path)) == ["no case shows met", "no case shows open"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"cases": CASES.replace('["review"]', '["met"]')}, "case 'a': expected met, got review"),
        ({"cases": CASES + 'reasons = ["x"]'}, "case 'a': expected reasons x, got derived-duty"),
        ({"cases": CASES.replace(', en = "a"', "")}, "case 'a' has no title in en"),
        ({"cases": CASES.replace("start_dato", "start")}, "sak.meldinger.start: the model has no such fact"),
        ({"cases": CASES.replace("2026-03-02", "3")}, "case 1: "),
        ({"cases": CASES.replace("as_of", "asof")}, "case 1: there is no 'as_of'"),
        ({"cases": CASES.replace('"review"', '"maybe"')}, "maybe"),
        ({"cases": "case = ["}, "TOMLDecodeError"),
        ({"texts": '[messages]\nother = "Seen."\n'}, "the message seen is not there in nb"),
        ({"texts": '[messages]\nseen = "{nominal}"\n'}, "the message seen asks in nb for 'nominal'"),
        ({"texts": '[messages]\nseen = "{"\n'}, "the message seen is no template in nb"),
        ({"needs": "()"}, "needs names no facts"),
    ],
)
def test_each_thing_that_is_wrong(tmp_path: Path, changes: dict[str, str], fault: str) -> None:
    rule = _rule(tmp_path, **{name: value for name, value in changes.items() if name != "cases"})
    cases = changes.get("cases", CASES)
    write(tmp_path, {"cases/EGEN001.toml": cases})  # a file that cannot be read would keep the rule from loading
    assert any(fault in told for told in check_rule(rule))


def _body(condition: str, standing: str, other: str, missing: str = "Melding.start_dato") -> str:
    return f"""standing = Standing.{standing} if {condition} else Standing.{other}
    why = ("{missing}",)
    return Assessment(standing=standing, law_day=ctx.as_of, situation="seen", missing=why, reasons=why)
"""


def test_a_fact_that_is_read_and_not_declared(tmp_path: Path) -> None:
    rule = _rule(tmp_path, body=_body("melding.start_dato", "BROKEN", "UNKNOWN"), needs='("Melding.konklusjon",)')
    assert "needs does not name Melding.start_dato" in check_rule(rule)


@pytest.mark.parametrize(("other", "said"), [("FULFILLED", "met"), ("UNKNOWN", "")])
def test_unknown_that_is_taken_for_no(tmp_path: Path, other: str, said: str) -> None:
    rule = _rule(tmp_path, body=_body("melding.start_dato", "BROKEN", other))
    fault = f"without Melding.start_dato the rule says {said}, where it said review"
    assert (fault in check_rule(rule)) is bool(said)


def test_a_control_may_be_silent_only_without_what_it_is_about() -> None:
    rule = builtin("data").get("DAT001")
    assert rule.about == ("Melding.meldere.kode", "Melding.konklusjon.slutt_dato")
    assert check_rule(rule) == []
    faults = check_rule(attrs.evolve(rule, about=()))
    assert {
        f"without Melding.{path} the control is silent, where it fired" for path in ("meldere", "meldere.kode")
    } == {*faults}


@pytest.mark.parametrize(
    ("standing", "fault", "table"),
    [
        ("UNKNOWN", "the fact Melding.tillegg has no words in en", "facts"),
        ("DOUBTFUL", "the reason Melding.tillegg has no sentence in en", "reasons"),
    ],
)
def test_reasons_and_facts_need_words(tmp_path: Path, standing: str, fault: str, table: str) -> None:
    body = _body("False", "BROKEN", standing, "Melding.tillegg")
    assert fault in check_rule(_rule(tmp_path, body=body))
    own = f'{TEXTS}[{table}]\n"Melding.tillegg" = "what it is about"\n'
    assert fault not in check_rule(_rule(tmp_path / "other", body=body, texts=own))


def test_a_rule_without_cases(tmp_path: Path) -> None:
    rule = _rule(tmp_path)
    assert len(run_cases(rule)) == 1
    (tmp_path / "cases" / "EGEN001.toml").write_text("case = 1", encoding="utf-8")
    with pytest.raises(RuleCaseError, match=r"cases/EGEN001\.toml"):
        run_cases(rule)
    (tmp_path / "cases" / "EGEN001.toml").unlink()
    assert run_cases(rule) == []


def test_a_case_says_false_of_what_did_not_happen(tmp_path: Path) -> None:
    rule = _rule(tmp_path)
    cases = """
        [[case]]
        title.nb = "En"
        as_of = 2026-10-01
        severity = "warning"
        outcomes = []
        sak = {id = "s", slutt_dato = false, er_slettet = false, meldinger = [{id = "m", konklusjon = false}]}
        """
    (tmp_path / "cases" / "EGEN001.toml").write_text(cases, encoding="utf-8")
    (run,) = run_cases(rule)
    (case,) = run.case.records
    assert isinstance(case, Sak)
    assert (case.slutt_dato, case.er_slettet) == (None, False)
    assert case.meldinger
    assert case.meldinger[0].konklusjon is None
    assert any("expected severity warning, got none" in fault for fault in run.faults)


def test_leaving_a_fact_out() -> None:
    case = sak(meldinger=[melding()], undersokelser=[undersokelse()])
    paths = reported(case)
    assert {"Sak.meldinger", "Melding.start_dato", "Undersokelse.start_dato"} <= set(paths)
    assert paths["Sak.meldinger"] == "Melding"
    assert not any(path.endswith((".id", ".er_slettet", "dato_uttrekk")) for path in paths)
    for path in paths:
        left = without(case, path)
        assert path not in reported(left)
        assert set(reported(left)) <= set(paths)
        assert left.id == case.id
    assert without(case, "Melding.start_dato").meldinger[0].start_dato is NOT_REPORTED  # type: ignore[index]
