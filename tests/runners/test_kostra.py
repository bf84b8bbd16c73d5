"""Rules over the children of KOSTRA files: the law's on the case that each is, controls on what stands in the file."""

from datetime import date
from pathlib import Path

import pytest

from barnevern_tilsyn.engine import Outcome, Registry, Severity
from barnevern_tilsyn.engine.control import control, fires
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.formats.errors import sentence
from barnevern_tilsyn.model import Melding, Notice, kostra
from barnevern_tilsyn.runners import Report, check, check_files, check_stream
from tests.formats.kostra_files import AVGIVER, child, municipality

LATE = """  <Individ Id="KANARIFUGL-id" Journalnummer="KANARIFUGL-journal" StartDato="2025-02-01"
    Fodselsnummer="01851512345" Saksbehandler="KANARIFUGL-navn" Avslutta3112="2">
    <Melding Id="KANARIFUGL-m" StartDato="2025-02-03" SluttDato="2025-03-20" Konklusjon="2">
      <Melder Kode="22"><Presisering>KANARIFUGL-tekst</Presisering></Melder>
      <Undersokelse Id="KANARIFUGL-u" StartDato="2025-02-10"/>
    </Melding>
  </Individ>
"""


def _control(code: str, applies_to: type, *, ruleset: str = "kostra") -> Registry:
    made = control(
        code=code,
        name=code.lower(),
        theme="structure",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=(),
        ruleset=ruleset,
        file="x",
    )
    return Registry([made(lambda _element, _ctx: fires("x"))])


def checked(text: str, **asked: object) -> Report:
    return check_files([text.encode()], show=list(Outcome), **asked)  # type: ignore[arg-type]


def test_the_law_is_asked_of_each_child_at_the_end_of_the_year() -> None:
    report = checked(municipality(LATE, child(2)))
    late = [found for found in report.findings if found.rule == "MEL001" and found.source.line == 6]
    assert [(found.outcome, found.as_of, found.missing) for found in late] == [
        (Outcome.OPEN, date(2025, 12, 31), ("Personalia.fodseldato",))
    ]
    right = LATE.replace("01851512345", "01851599718")
    (found,) = [found for found in checked(municipality(right)).findings if found.rule == "MEL001"]
    assert found.outcome is Outcome.BREACH
    assert late[0].deadline
    assert (late[0].deadline.nominal, late[0].deadline.days_over) == (date(2025, 2, 10), 38)
    assert (report.summary.cases_read, report.summary.cases_checked) == (2, 2)


def test_an_extension_may_have_been_granted() -> None:
    report = checked(municipality(LATE))
    (found,) = [found for found in report.findings if found.rule == "UND001"]
    assert found.deadline
    assert found.deadline.latest > date(2025, 8, 1)


def test_nothing_of_a_child_gets_out() -> None:
    broken = LATE.replace("<Melding ", '<Melding Hemmelig="KANARIFUGL-attributt" ')
    report = checked(municipality(LATE, broken, child(2)))
    shown = "".join(
        [
            *(f"{found} {found.message(lang)} {found!r}" for found in report.findings for lang in ("nb", "nn", "en")),
            *(f"{reject!r} {sentence(fault.expected)}" for reject in report.rejects for fault in reject.faults),
        ]
    )
    assert report.rejects
    assert "KANARIFUGL" not in shown
    assert "018515" not in shown
    assert {(found.case, found.element_id, found.fingerprint) for found in report.findings} == {(None, None, None)}


def test_a_key_names_the_children() -> None:
    report = checked(municipality(LATE), pseudonym_key=b"k" * 32)
    assert {found.case for found in report.findings} != {None}
    assert "KANARIFUGL" not in repr(report)


def test_controls_look_at_the_file_and_rules_on_cases_at_the_case() -> None:
    rules = _control("A-1", kostra.Melding) | _control("B-1", Melding) | _control("C-1", kostra.Avgiver)
    report = checked(municipality(LATE, LATE), rules=rules)
    assert [(found.rule, found.source.line) for found in report.findings] == [
        *(("A-1", 6), ("B-1", 6), ("C-1", 3)),
        *(("A-1", 13), ("B-1", 13)),
    ]


def test_without_rules_on_cases_no_case_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnevern_tilsyn.formats.kostra_case.case_of", None)
    report = checked(municipality(LATE), rules=_control("A-1", kostra.Individ))
    assert [found.rule for found in report.findings] == ["A-1"]


NO_YEAR = municipality(LATE, LATE, avgiver=AVGIVER.replace("Versjon", "versjon"))


def test_without_a_year_the_law_waits_for_a_day() -> None:
    rules = _control("A-1", kostra.Individ) | _control("B-1", Melding)
    found = list(check_stream([NO_YEAR.encode()], rules=rules))
    assert [type(item).__name__ for item in found] == ["Reject", "Notice", "Finding", "Finding"]
    notice = found[1]
    assert isinstance(notice, Notice)
    assert notice.reason.id == "kostra.no_year"
    report = checked(NO_YEAR, rules=rules, as_of=date(2026, 1, 1))
    assert [item.rule for item in report.findings] == ["A-1", "B-1"] * 2
    assert report.notices == ()


def test_a_broken_child_is_counted_and_the_others_are_checked() -> None:
    broken = LATE.replace("Saksbehandler", "saksbehandler")
    report = checked(municipality(LATE, broken, LATE))
    assert (report.summary.cases_read, report.summary.cases_checked, report.summary.cases_rejected) == (3, 2, 1)
    assert [reject.faults[0].linje for reject in report.rejects] == [12]


def test_controls_of_the_register_leave_a_kostra_file_alone() -> None:
    broken = LATE.replace("Saksbehandler", "saksbehandler")
    report = checked(municipality(broken), rulesets=["register"])
    assert [found.rule for found in report.findings if found.rule == "NBR-FILBESKRIVELSE"] == []


def test_the_codes_of_a_kostra_file_are_of_its_own_lists() -> None:
    later = LATE.replace("2025-", "2026-").replace("</Undersokelse>", "").replace("<Undersokelse", "<Saksinnhold")
    later = later.replace('<Saksinnhold Id="KANARIFUGL-u" StartDato="2026-02-10"', '<Saksinnhold Kode="7"')
    report = checked(municipality(later, avgiver=AVGIVER.replace("2025", "2026")), rulesets=["data"])
    assert not report.rejects
    assert [found.rule for found in report.findings if found.theme == "code-not-valid"] == []


def test_what_a_kostra_file_cannot_tell_is_said_once() -> None:
    report = checked(municipality(LATE))
    assert ("UND004", ("Vedtak.start_dato",)) in report.summary.cannot_be_decided_here
    assert "UND004" not in {found.rule for found in report.findings}


def test_one_child_checked_by_itself_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(municipality(LATE), encoding="utf-8")
    (case,) = read(path)
    assert list(check(case, show=list(Outcome))) == list(check_files([path], show=list(Outcome)).findings)
