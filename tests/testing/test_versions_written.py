"""Deliveries of older versions, and of the coming one: valid, read back, and judged as the truth beside them says."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import islice
from random import Random

import pytest
from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.formats import documents
from barnevern_tilsyn.formats.versions import DRAFT, newest_first
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.testing.generator import (
    PLANTS,
    VERSIONS,
    GeneratedCase,
    day_of,
    drafts,
    generate,
    plants_of,
    span_of,
)
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.older import as_carried
from barnevern_tilsyn.testing.synthetic.plants import PLANTS as LAW_PLANTS
from barnevern_tilsyn.testing.synthetic.xml_text import xml_text
from tests.formats.test_writer import differences
from tests.scale import scaled
from tests.testing.schema import official_schema

OLDER = newest_first()[1:]
TOLD = {*PLANTS, "MED002"}
"""The rules that the truth is told of."""
SHARES = {"MEL001": 0.15, "UND001": 0.15}
"""Planted in all versions. Few enough for lawful cases, which must never give a breach, to be the most."""


def judged(case: GeneratedCase, version: str | None, as_of: date) -> dict[tuple[str, str | None], str]:
    sak, *_ = documents(case.xml, version=version)
    assert isinstance(sak, Sak), sak
    found = bt.check(sak, as_of=as_of, rulesets=("lov", "data"), show=list(Outcome))
    return {(row.rule, row.element_id): row.outcome.value for row in found if row.rule in TOLD}


def truths(case: GeneratedCase) -> dict[tuple[str, str | None], str]:
    return {(truth.rule, truth.element_id): truth.outcome for truth in case.truths}


@pytest.mark.parametrize("version", OLDER)
def test_what_is_written_is_valid(version: str) -> None:
    schema = official_schema(version)
    for seed, as_of in enumerate((None, *span_of(version))):
        for case in generate(scaled(60), seed=seed, version=version, as_of=as_of, plant=SHARES):
            assert schema.validate(etree.fromstring(case.xml)), (case.shape, str(schema.error_log))


@pytest.mark.parametrize("version", VERSIONS)
def test_rules_say_what_the_truth_says(version: str) -> None:
    """Unknown stays unknown: a lawful document never gives a breach from a fact that its version cannot carry."""
    as_of = day_of(version)
    seen: Counter[str] = Counter()
    for case in generate(scaled(120), seed=4, version=version, plant=SHARES):
        expected = truths(case)
        assert judged(case, version, as_of) == expected, case.shape
        if version != DRAFT:
            assert judged(case, None, as_of) == expected, case.shape
        breaches = {key for key, outcome in expected.items() if outcome == "breach"}
        assert {rule for rule, _ in breaches} == set(case.planted)
        seen.update(expected.values())
        assert not any(rule.startswith("DAT") for rule, _ in expected)
    assert seen["breach"] > scaled(20)
    assert seen["met"] > scaled(60)


@pytest.mark.parametrize("version", [version for version in OLDER if version < "2.2"])
def test_a_plan_that_cannot_be_carried_is_never_missed(version: str) -> None:
    outcomes = Counter(
        truth.outcome
        for case in generate(scaled(200), seed=6, version=version)
        for truth in case.truths
        if truth.rule in ("AKU001", "UND003")
    )
    assert set(outcomes) <= {"open", "not_applicable"}
    assert version < "1.2" or outcomes["open"] > 10
    for code in ("AKU001", "UND003"):
        assert code not in plants_of(version)
        with pytest.raises(ValueError, match="can be planted"):
            generate(1, seed=1, version=version, plant=[code])


@pytest.mark.parametrize("version", VERSIONS)
def test_each_rule_that_can_be_planted_is_seen(version: str) -> None:
    as_of = day_of(version)
    for code in set(plants_of(version)) & set(LAW_PLANTS):
        for case in generate(scaled(10), seed=7, version=version, plant={code: 1.0}):
            wanted = "review" if code == "UND002" else "breach"
            assert wanted in {out for (rule, _), out in judged(case, version, as_of).items() if rule == code}


def test_what_can_be_planted() -> None:
    assert plants_of() == tuple(PLANTS)
    assert plants_of("3.0.5") == plants_of("2.2.3") == tuple(LAW_PLANTS)
    assert plants_of(DRAFT) == tuple(code for code in LAW_PLANTS if code != "AKU001")
    assert plants_of("2.1.1") == ("MEL001", "UND001", "UND002", "UND004")
    assert plants_of("1.1.0") == ("MEL001", "UND001", "UND002")


def test_the_default_is_the_newest() -> None:
    assert list(generate(20, seed=8)) == list(generate(20, seed=8, version="4.0.1", as_of=date(2026, 10, 1)))


@pytest.mark.parametrize("version", OLDER)
def test_a_day_beyond_the_version_is_the_callers_fault(version: str) -> None:
    first, last = span_of(version)
    for day in (first - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(ValueError, match="as_of must lie"):
            generate(1, seed=1, version=version, as_of=day)
    with pytest.raises(ValueError, match="versions can be written"):
        generate(1, seed=1, version="1.0")


def test_old_versions_are_recognised_by_what_they_hold() -> None:
    for version in ("1.1.0", "1.2.0"):
        for case in generate(20, seed=9, version=version):
            (sak,) = bt.read(case.xml)
            assert version in sak._kilde.versjoner
            assert set(sak._kilde.versjoner) <= {"1.1.0", "1.2.0"}


SAID_OTHERWISE = {
    "4": r"undersokelser\[\]\.barnets_medvirkning",
    "3": r"(.*\.)?er_slettet|slettede|relasjoner|meldinger\[\]\.konklusjon|tiltak\[\]\.oppfolging(\.hyppigheter)?",
    "2.2": r"planer|tiltak\[\]\.tiltaksgrunnlag",
    "2.1": r"(vedtak|oversendelser_fylkesnemnd)\[\]\.migrert_id|vedtak\[\]\.krav\[\]\.konklusjon\.(kode|presisering)",
    "2": r"personalia(\[\]\.(id|start_dato))?",
    "1.2": r".*lovhjem[a-z]*(\[\])?\.(ledd|bokstav)",
}
"""By the version that they came with: places that an older one says in another way, or cannot."""


@pytest.mark.parametrize("version", OLDER)
def test_what_is_read_is_the_same_case_but_for_what_could_not_be_said(version: str) -> None:
    allowed = re.compile("|".join(f"(?:{paths})" for since, paths in SAID_OTHERWISE.items() if version < since))
    made = drafts(Random(10), {}, lambda: day_of(version), AVGIVERE)
    found: Counter[str] = Counter()
    for draft, _, _ in islice(made, scaled(80)):
        case = draft.finished()
        if draft.voided and version < "3":
            continue
        (whole,) = bt.read(xml_text(case), version="4.0.1")
        (old,) = bt.read(xml_text(as_carried(case, version), version), version=version)
        found.update(re.sub(r"\[\d+\]", "[]", path) for path in differences(whole, old))
    assert {path for path in found if not allowed.fullmatch(path)} == set()
    assert found or version == "3.0.5"
