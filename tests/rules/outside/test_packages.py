"""Rules in installed packages: imported only when their rule set is asked for, and never left out in silence."""

import sys
from pathlib import Path

import pytest

from barnevern_tilsyn.engine import UnknownRuleError
from barnevern_tilsyn.rules import RuleSourceError, all_available, builtin, choose, find_rule
from barnevern_tilsyn.rules.outside.packages import installed_rulesets
from barnevern_tilsyn.runners import check
from tests.own_rules import install, source
from tests.records import melding, sak

OURS = [rule.code for rule in builtin("lov")]
MEL = [code for code in OURS if code.startswith("MEL")]


def _codes(*args: object, **keys: object) -> list[str]:
    return [rule.code for rule in choose(*args, **keys)]  # type: ignore[arg-type]


class TestOneGoodPackage:
    @pytest.fixture(autouse=True)
    def package(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        install(monkeypatch, tmp_path, "good_rules", {"__init__.py": "", "rules.py": source()})
        for name in ("good_rules", "good_rules.rules"):
            monkeypatch.delitem(sys.modules, name, raising=False)

    def test_it_is_known_by_its_rule_set_and_not_imported(self) -> None:
        assert installed_rulesets() == ("egen",)
        assert _codes() == OURS
        assert "good_rules" not in sys.modules

    def test_it_runs_when_its_rule_set_is_asked_for(self) -> None:
        assert _codes(["egen"]) == ["EGEN001"]
        assert _codes(["lov", "egen"]) == sorted([*OURS, "EGEN001"])
        (finding,) = check(sak(meldinger=[melding()]), rulesets=["egen"])
        assert (finding.rule, finding.ruleset) == ("EGEN001", "egen")

    def test_its_origin_is_the_package(self) -> None:
        assert find_rule("own-rule").origin == "good_rules 1.0"
        rules, faults = all_available()
        assert [rule.code for rule in rules] == sorted([*(rule.code for rule in builtin()), "EGEN001"])
        assert faults == ()

    def test_selecting_its_rule_does_not_let_it_into_another_rule_set(self) -> None:
        with pytest.raises(UnknownRuleError, match="of the rule set 'egen'"):
            choose(["lov"], select=["EGEN001"])
        assert _codes(["lov"], ignore=["EGEN001"]) == OURS
        assert _codes(["lov", "egen"], select=["own-theme", "MEL"]) == ["EGEN001", *MEL]

    def test_the_nearest_name_is_told(self) -> None:
        with pytest.raises(UnknownRuleError) as unknown:
            choose(["egne"])
        assert unknown.value.nearest == "egen"
        with pytest.raises(UnknownRuleError) as unknown:
            choose(["lov"], select=["EGEN01"])
        assert unknown.value.nearest == "EGEN001"

    def test_our_rule_is_found_without_it(self) -> None:
        assert find_rule("UND001").code == "UND001"
        assert "good_rules" not in sys.modules

    def test_a_file_may_not_take_its_names(self, tmp_path: Path) -> None:
        (tmp_path / "egen.py").write_text(source(), encoding="utf-8")
        with pytest.raises(RuleSourceError, match=r"good_rules 1\.0: EGEN001 .* a rule of egen\.py"):
            choose(["egen"], files=[tmp_path / "egen.py"])


@pytest.mark.parametrize(
    ("package", "value", "text"),
    [
        ("rule_object", "rule_object.rules:seen", source()),
        ("rule_list", "rule_list.rules:RULES", source() + "\nRULES = [seen]\n"),
        ("rule_twice", "rule_twice.rules", source() + "\nalias = seen\n"),
    ],
)
def test_what_an_entry_point_may_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str, value: str, text: str
) -> None:
    install(monkeypatch, tmp_path, package, {"__init__.py": "", "rules.py": text}, value=value)
    assert _codes(["egen"]) == ["EGEN001"]


@pytest.mark.parametrize(
    ("package", "ruleset", "text", "id", "said"),
    [
        ("bad_import", "egen", "import no_such_module_at_all", "load", "ModuleNotFoundError"),
        ("bad_exit", "egen", "raise SystemExit(0)", "load", "SystemExit"),
        ("bad_empty", "egen", "", "no-rules", "no rules"),
        ("bad_set", "other", source(), "other-ruleset", "the entry point is named other"),
        ("bad_code", "egen", source(code="UND001"), "taken", "a rule of barnevern-tilsyn"),
        ("bad_texts", "egen", source(texts="None"), "no-texts", "texts/nb"),
    ],
)
class TestOneBadPackage:
    @pytest.fixture(autouse=True)
    def package_installed(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str, ruleset: str, text: str
    ) -> None:
        install(monkeypatch, tmp_path, package, {"__init__.py": "", "rules.py": text}, ruleset=ruleset)

    def test_asked_for_it_stops_the_run(self, package: str, ruleset: str, id: str, said: str) -> None:
        with pytest.raises(RuleSourceError, match=rf"^{package} 1\.0: ") as refused:
            choose(["lov", ruleset])
        assert refused.value.reason.id == id
        assert said in str(refused.value)

    def test_it_is_told_where_its_rules_may_be_meant(self, id: str, said: str) -> None:
        for ask in (lambda: find_rule("EGEN009"), lambda: choose(["lov"], ignore=["EGEN009"])):
            with pytest.raises(RuleSourceError) as refused:
                ask()
            assert said in str(refused.value)

    def test_our_own_rules_run_without_it(self, id: str, said: str) -> None:
        assert _codes() == OURS
        rules, (fault,) = all_available()
        assert [*rules] == [*builtin()]
        assert fault.reason.id == id


def test_nobody_else_fills_our_rule_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path, "bold_rules", {"__init__.py": "", "rules.py": source()}, ruleset="lov")
    assert _codes(["lov"]) == OURS
    _, (fault,) = all_available()
    assert (fault.reason.id, "bold_rules" in sys.modules) == ("reserved-entry", False)


def test_two_packages_with_one_code_are_both_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for package in ("first_rules", "second_rules"):
        install(monkeypatch, tmp_path / package, package, {"__init__.py": "", "rules.py": source()})
    with pytest.raises(RuleSourceError, match=r"second_rules 1\.0: EGEN001 .* a rule of first_rules 1\.0"):
        choose(["egen"])
    assert _codes() == OURS
