"""Findings: what is shown, in whose words, and what never is."""

from datetime import date
from typing import Any

import attrs
import pytest

from barnevern_tilsyn.engine import FactUsed, Outcome, Run, Strength
from barnevern_tilsyn.findings import Finding, findings_of
from barnevern_tilsyn.findings.finding import fact_of
from barnevern_tilsyn.findings.fingerprint import fingerprint
from barnevern_tilsyn.findings.messages import fact_name, outcome_name, reason, strength_name
from barnevern_tilsyn.model import Kilde
from barnevern_tilsyn.rules import builtin
from tests.records import melding, sak, undersokelse

CASE = "0b9f0b9a-0000-4000-8000-000000000001"
ELEMENT = "0B9F0B9A-0000-4000-8000-00000000000A"


def _findings(as_of: date | None = None, **keys: Any) -> dict[str, Finding]:
    case = attrs.evolve(sak(**keys), kilde=Kilde(fil="a.xml", format="register"))
    return {finding.rule: finding for finding in findings_of(Run(builtin("lov"), as_of=as_of).see(case))}


def _late(**keys: Any) -> dict[str, Finding]:
    case = {"id": CASE, "meldinger": [melding(ELEMENT, slutt=date(2026, 3, 12))], "undersokelser": []}
    return _findings(**{**case, "relasjoner": [], **keys})


def test_a_breach_says_what_when_where_and_by_which_law() -> None:
    finding = _late()["MEL001"]
    assert (finding.outcome, finding.case, finding.element_id) == (Outcome.BREACH, CASE, ELEMENT.lower())
    assert finding.deadline is not None
    assert (finding.deadline.nominal, finding.deadline.days_over) == (date(2026, 3, 9), 3)
    (provision,) = finding.provisions
    assert (provision.paragraph, provision.ledd, provision.in_force) == ("2-1", 1, date(2023, 1, 1))
    assert provision.cite() == "bvl. § 2-1 første ledd"
    assert (finding.certainty, finding.strength, finding.severity) == ("text", "hard", None)
    assert [(fact.path, fact.value) for fact in finding.facts] == [
        ("Melding.start_dato", "2026-03-02"),
        ("Melding.konklusjon.slutt_dato", "2026-03-12"),
    ]
    assert finding.message() == (
        "Meldingen ble mottatt 2. mars 2026 og konkludert 12. mars 2026. "
        "Siste dag for gjennomgang: 9. mars 2026 (3 dager over fristen)."
    )


def test_why_a_person_must_judge_and_what_is_missing_are_in_the_text() -> None:
    unborn = _late(personalia=[{"id": "p", "fodseldato": date(2026, 5, 5)}])["MEL001"]
    assert unborn.message().endswith("loven gjelder i utgangspunktet ikke før fødselen.")
    unknown = _late(personalia=[])["MEL001"]
    assert unknown.outcome is Outcome.OPEN
    assert unknown.message().endswith("Mangler for å avgjøre: barnets fødselsdato (Personalia.fodseldato).")


def test_an_open_one_counts_its_days_to_the_last_day_known() -> None:
    finding = _findings(date(2026, 6, 19), undersokelser=[undersokelse(slutt=None)])["UND001"]
    assert finding.deadline is not None
    assert (finding.deadline.event, finding.deadline.days_over) == (None, 10)
    unknown = _findings(undersokelser=[{"id": "u", "start_dato": date(2026, 3, 9), "utvidet_frist": None}])["UND001"]
    assert unknown.deadline is not None
    assert unknown.deadline.days_over == 0


def test_no_birth_date_is_shown() -> None:
    for finding in _late(personalia=[{"id": "p", "fodseldato": date(2026, 5, 5)}]).values():
        assert "2026-05-05" not in repr(finding)
        assert "5. mai 2026" not in finding.message()


def test_ids_that_are_no_uuids_are_not_shown() -> None:
    finding = _late(id="CANARY", meldinger=[melding("CANARY", slutt=date(2026, 3, 12))])["MEL001"]
    assert (finding.case, finding.element_id, finding.fingerprint) == (None, None, None)
    assert "CANARY" not in repr(finding)


def test_a_finding_is_compared_without_its_source() -> None:
    one = _late()["MEL001"]
    other = attrs.evolve(one, source=attrs.evolve(one.source, file="b.xml", line=7))
    assert one == other


def test_fingerprints() -> None:
    mark = fingerprint("MEL001", CASE, ELEMENT)
    assert mark is not None
    assert len({mark, fingerprint("UND001", CASE, ELEMENT), fingerprint("MEL001", ELEMENT, CASE)}) == 3
    assert fingerprint("MEL001", None, ELEMENT) is None
    assert fingerprint("MEL001", CASE, None) is None


def test_a_fingerprint_is_the_same_however_its_ids_are_spelt() -> None:
    other = _late(id=CASE.upper(), meldinger=[melding(ELEMENT.lower(), slutt=date(2026, 3, 12))])["MEL001"]
    assert other.fingerprint == _late()["MEL001"].fingerprint is not None


def test_whether_the_case_is_closed() -> None:
    closed = date(2026, 3, 20)
    assert not _late()["MEL001"].case_closed
    assert _late(avsluttet=True)["MEL001"].case_closed
    assert _late(slutt_dato=closed)["MEL001"].case_closed
    assert not _findings(date(2026, 3, 19), id=CASE, slutt_dato=closed, meldinger=[melding()])["MEL001"].case_closed


def test_what_is_known_not_to_have_been_done() -> None:
    def undone(**keys: Any) -> dict[str, bool]:
        found = _findings(**keys).values()
        return {finding.rule: finding.deadline.undone for finding in found if finding.deadline}

    assert undone(meldinger=[melding(slutt=None)], undersokelser=[]) == {"MEL001": True}
    assert undone(meldinger=[melding(slutt=date(2026, 3, 12))], undersokelser=[])["MEL001"] is False
    unknown = [{"id": "m", "start_dato": date(2026, 3, 2)}]
    assert undone(meldinger=unknown, undersokelser=[]) == {"MEL001": False}


def test_words() -> None:
    assert outcome_name(Outcome.BREACH) == "mulig lovbrudd"
    assert fact_name("Sak.planer") == "planene i saken (Sak.planer)"
    assert fact_name("Plan.tillegg") == "Plan.tillegg"
    assert reason("a-plugin's-own") == "a-plugin's-own"
    assert all(strength_name(strength) for strength in Strength)


def test_a_duty_that_is_met_is_not_days_over() -> None:
    met = _findings(date(2026, 9, 1))["UND002"]
    assert met.outcome is Outcome.MET
    assert met.deadline is not None
    assert (met.deadline.nominal, met.deadline.days_over) == (date(2026, 6, 9), 0)


@pytest.mark.parametrize(("value", "shown"), [(True, "true"), (False, "false"), (date(2026, 3, 2), "2026-03-02")])
def test_a_fact_is_shown_as_case_json_writes_it(value: object, shown: str) -> None:
    assert fact_of(FactUsed("Melding.tillegg.apenbart_grunnlos", value)).value == shown
