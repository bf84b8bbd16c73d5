"""Rules are chosen by any of their names, and a wrong name gets the nearest right one."""

import pytest

from barnevern_tilsyn.engine import Registry, UnknownRuleError
from barnevern_tilsyn.engine.registry import nearest
from barnevern_tilsyn.rules import builtin

RULES = builtin("lov")
MEL = [rule.code for rule in RULES if rule.family == "MEL"]


def _codes(*select: str) -> list[str]:
    return [rule.code for rule in RULES.select(select=select)]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("MEL001", ["MEL001"]),
        ("mel001", ["MEL001"]),
        ("melding-review-time-limit", ["MEL001"]),
        ("MEL", MEL),
        ("mel", MEL),
        ("investigation-overdue", ["UND001", "UND002"]),
        ("lov", [rule.code for rule in RULES]),
    ],
)
def test_each_kind_of_name(name: str, codes: list[str]) -> None:
    assert _codes(name) == codes
    assert name in RULES
    left = [rule.code for rule in RULES.select(ignore=[name])]
    assert sorted(left + codes) == [rule.code for rule in RULES]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("UNDER001", "UND001"),
        ("und", "UND"),
        ("investigation-overdu", "investigation-overdue"),
        ("undersokelse-timelimit", "undersokelse-time-limit"),
        ("xyzzy", ""),
    ],
)
def test_the_nearest_name(name: str, near: str) -> None:
    assert nearest(name, RULES.names) == near


def test_what_an_unknown_name_says() -> None:
    with pytest.raises(UnknownRuleError, match="called 'UNDER001'; did you mean 'UND00") as unknown:
        RULES.select(select=["UNDER001"])
    assert unknown.value.name == "UNDER001"
    with pytest.raises(UnknownRuleError, match=r"called 'xyzzy'$"):
        RULES.get("xyzzy")


def test_two_registries_make_one() -> None:
    first, second = RULES.select(select=["MEL"]), RULES.select(ignore=["MEL"])
    assert list(first | second) == list(RULES)
    with pytest.raises(ValueError, match="MEL001"):
        RULES | first
    assert list(Registry([]) | RULES) == list(RULES)


NEVER_RUN = "KOSTRA-TILTAK_24"


@pytest.mark.parametrize(
    ("select", "among"),
    [
        ([], False),
        (["kostra"], False),
        (["KOSTRA-TILTAK"], False),
        (["legal-basis"], False),
        ([NEVER_RUN], True),
        ([NEVER_RUN.lower()], True),
        (["kostra-measure-of-wrong-act-never-run", "KOSTRA-TILTAK"], True),
    ],
)
def test_a_rule_on_request_runs_only_where_it_is_asked_for_itself(select: list[str], among: bool) -> None:
    chosen = builtin("kostra").select(["kostra"], select=select)
    assert (NEVER_RUN in [rule.code for rule in chosen]) is among


def test_all_rules_on_request_can_be_listed() -> None:
    kostra = builtin("kostra")
    assert list(kostra.select(["kostra"], on_request=True)) == list(kostra)
    assert [rule.code for rule in kostra if rule.on_request] == ["KOSTRA-LOVHJEMMEL_02", NEVER_RUN]


def test_all_kinds_of_names_can_be_the_nearest() -> None:
    assert {"MEL001", "melding-review-time-limit", "MEL", "investigation-overdue", "lov"} <= RULES.names
    assert nearest("lob", RULES.names) == "lov"
