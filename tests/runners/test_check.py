"""Many cases: everything is counted, the order is fixed, a bad document stops nothing."""

import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Registry, Strength, rule
from barnevern_tilsyn.model import Superseded, Undersokelse
from barnevern_tilsyn.runners import Found, Report, check, check_files, check_stream
from barnevern_tilsyn.testing.generator import generate, write
from tests.records import melding, sak, vedtak

ALL = frozenset(bt.Outcome)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(60, seed=11, plant=("MEL001", "UND001", "UND003", "UND004")), out)
    shutil.rmtree(out / "truth")
    (out / "zz-broken.xml").write_text("<Barnevern><Sak>", encoding="utf-8")
    (out / "zz-page.xml").write_text("<html></html>", encoding="utf-8")
    (out / "zz-twice.xml").write_bytes((out / "00001.xml").read_bytes())
    return out


def _sorted(report: Report) -> list[bt.Finding]:
    return sorted(report.findings, key=lambda f: (str(f.case), f.rule, str(f.element_id)))


def test_everything_is_counted(folder: Path) -> None:
    report = check_files([folder], show=ALL)
    s = report.summary
    assert (s.cases_read, s.cases_checked, s.cases_superseded, s.cases_rejected) == (62, 60, 1, 1)
    assert s.files_unreadable == len(report.unreadable) == 1
    assert sum(s.outcomes.values()) == len(report.findings)
    assert {c: sum(n.values()) for c, n in s.by_rule.items()} == {
        code: sum(f.rule == code for f in report.findings) for code in s.by_rule
    }
    shown = check_files([folder])
    assert shown.summary == s
    assert {f.outcome for f in shown.findings} <= {bt.Outcome.BREACH, bt.Outcome.REVIEW}


def test_a_stream_gives_what_the_report_holds_as_it_is_found(folder: Path) -> None:
    report = check_files([folder], show=ALL)
    stream = check_stream([folder], show=ALL)
    first = next(stream)
    assert stream.summary.cases_checked < report.summary.cases_checked
    found: list[Found] = [first, *stream]
    kinds = [bt.Finding, bt.Reject, bt.Unreadable, Superseded]
    assert sorted(found, key=lambda item: kinds.index(type(item))) == list(report)  # sorting keeps the order of a kind
    assert (stream.summary, stream.faults) == (report.summary, report.faults)
    places = [item.source.file if isinstance(item, bt.Finding) else item.fil for item in found]
    assert places == sorted(places)


def test_a_stream_refuses_unknown_rules_at_once(folder: Path) -> None:
    with pytest.raises(bt.UnknownRuleError):
        check_stream([folder], select=["NONE999"])


def test_two_runs_are_equal(folder: Path) -> None:
    assert check_files([folder], show=ALL) == check_files([folder], show=ALL)


def test_zip_and_folder_and_shuffled_files_give_equal_findings(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.glob("*.xml"))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    plain = check_files([folder], show=ALL)
    assert check_files([tmp_path / "all.zip"], show=ALL).findings == plain.findings
    backwards = check_files(list(reversed(files)), show=ALL)
    assert _sorted(backwards) == _sorted(plain)
    assert backwards.summary == plain.summary


def test_select_and_ignore(folder: Path) -> None:
    only = check_files([folder], select=["UND"], ignore=["UND004"], show=ALL)
    assert set(only.summary.by_rule) == {"UND001", "UND002", "UND003"}
    with pytest.raises(bt.UnknownRuleError):
        check_files([folder], select=["XXX"])


def test_what_a_format_cannot_carry_is_said_once(folder: Path) -> None:
    @rule(
        code="TST001",
        name="test",
        theme="test",
        applies_to=Undersokelse,
        duties=(),
        hjemmel=(),
        strength=Strength.HARD,
        needs=("Undersokelse.start_dato", "Undersokelse.tillegg.samlet_vurdering.dato"),
        rests_on=("Undersokelse.tillegg.samlet_vurdering.dato",),
    )
    def silent(_element: object, _ctx: object) -> None:
        """Given nothing, when asked, then silent."""

    summary = check_files([folder], rules=Registry([silent])).summary
    assert summary.cannot_be_decided_here == (("TST001", ("Undersokelse.tillegg.samlet_vurdering.dato",)),)
    assert check_files([folder], select=["UND001", "MEL001"]).summary.cannot_be_decided_here == ()


def test_one_case_by_the_public_face() -> None:
    case = sak(meldinger=[melding(slutt=date(2026, 3, 10))])
    (finding,) = bt.check(case)
    assert (finding.rule, finding.outcome) == ("MEL001", bt.Outcome.BREACH)
    assert list(check(case, as_of=date(2026, 3, 9))) == []
    whole = attrs.evolve(case, vedtak=sak(vedtak=[vedtak()]).vedtak, tiltak=sak(tiltak=[{"id": "t"}]).tiltak)
    assert {f.rule for f in check(whole, show=ALL)} == {rule.code for rule in bt.choose_rules(["lov"])}
    assert not list(check(case, rules=Registry([])))
    assert len(list(check(whole, show=(outcome for outcome in bt.Outcome)))) == len(bt.choose_rules(["lov"]))
    with pytest.raises(TypeError, match="several names"):
        check_files([], select="UND001")
    with pytest.raises(TypeError, match="not a moment"):
        check(case, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(bt.MissingAsOfError):
        check(attrs.evolve(case, leveranse=None))


def test_outcomes_go_by_name_too_and_a_misspelt_one_is_refused(folder: Path) -> None:
    (case, *_) = bt.read(folder, on_reject=lambda _: None)
    everything = list(check(case, show=ALL))
    assert [f for f in everything if f.outcome is bt.Outcome.MET] == list(check(case, show=["met"]))  # type: ignore[list-item]
    with pytest.raises(ValueError, match="brech"):
        check_stream([folder], show=["brech"])  # type: ignore[list-item]
