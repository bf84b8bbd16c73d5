"""Comparing two reports: nothing lost, nothing matched by guess, nothing claimed that a report cannot show."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.reports import diff_json, diff_text
from barnevern_tilsyn.reports.diff import CONCERNS, Pair, compare
from barnevern_tilsyn.reports.doubts import doubts, rule_changes
from barnevern_tilsyn.reports.json import as_json
from barnevern_tilsyn.reports.recorded import Recorded, UnreadableReportError, recorded
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import check_files
from barnevern_tilsyn.testing.generator import generate, write

RULES = ("MEL001", "UND001", "XXX009")
ALL = frozenset(Outcome)


def finding(
    n: int | None = 1, outcome: Outcome | str = Outcome.BREACH, rule: str = "UND001", **keys: Any
) -> dict[str, Any]:
    """A finding as it stands in JSON; ``n`` tells case and fingerprint, ``None``: it has no name."""
    name = None if n is None else f"{n:032x}"
    return {
        "rule": rule,
        "rule_version": "1.0",
        "name": "a-rule",
        "outcome": str(outcome),
        "severity": None,
        "case": name,
        "element": {"type": "Undersokelse", "id": name},
        "source": {"file": "a.xml", "line": 3},
        "as_of": "2026-10-01",
        "deadline": {"nominal": "2026-09-01", "latest": "2026-09-03", "event": None, "days_over": 30},
        "message": "Undersøkelsen er ikke avsluttet.",
        "fingerprint": name,
        **keys,
    }


def report(
    *findings: Mapping[str, Any], hidden: Mapping[str, Mapping[str, int]] | None = None, **keys: Any
) -> Recorded:
    """A report of these findings; ``hidden``: outcomes by rule that it counts and does not show."""
    by_rule: dict[str, Counter[str]] = {}
    for row in findings:
        by_rule.setdefault(row["rule"], Counter())[row["outcome"]] += 1
    for rule, counts in (hidden or {}).items():
        by_rule.setdefault(rule, Counter()).update(counts)
    summary = {"cases_checked": 9, "cases_rejected": 0, "files_unreadable": 0, "by_rule": by_rule, **keys}
    data = {"format": 1, "tool": {"name": "barnevern-tilsyn", "version": "0.1.0"}, "summary": summary}
    return recorded(json.dumps({**data, "findings": findings}).encode())


REPORTS = st.lists(
    st.builds(
        finding,
        st.one_of(st.none(), st.integers(0, 4)),
        st.sampled_from(Outcome),
        st.sampled_from(RULES),
        rule_version=st.sampled_from(["1.0", "1.1"]),
        as_of=st.sampled_from(["2026-10-01", "2026-11-01"]),
        severity=st.sampled_from([None, "error"]),
    ),
    max_size=12,
).map(lambda rows: report(*rows))


def concerns(found: Recorded) -> list[Any]:
    return [row for row in found.findings if row.outcome in CONCERNS]


def outcomes(pairs: Iterable[Pair]) -> list[tuple[str | None, str | None]]:
    return [(pair.old.outcome if pair.old else None, pair.new.outcome if pair.new else None) for pair in pairs]


class TestProperties:
    @given(REPORTS, REPORTS)
    def test_every_concern_is_told_of_once(self, old: Recorded, new: Recorded) -> None:
        diff = compare(old, new)
        both = (*diff.changed, *diff.unchanged)
        before = [pair.old for pair in (*both, *diff.resolved, *diff.gone)] + list(diff.nameless_old)
        now = [pair.new for pair in (*both, *diff.added)] + list(diff.nameless_new)
        assert sorted(map(id, before)) == sorted(map(id, concerns(old)))
        assert sorted(map(id, now)) == sorted(map(id, concerns(new)))

    @given(REPORTS, REPORTS)
    def test_only_like_is_compared_with_like(self, old: Recorded, new: Recorded) -> None:
        diff = compare(old, new)
        for pair in (*diff.added, *diff.changed, *diff.resolved, *diff.gone, *diff.unchanged):
            assert pair.shown.fingerprint is not None
            assert pair.old is None or pair.new is None or pair.old.fingerprint == pair.new.fingerprint
            assert not pair.case_seen or {f.case for f in old.findings} & {f.case for f in new.findings}
        names = {f.fingerprint for f in concerns(new)}
        assert not {pair.shown.fingerprint for pair in diff.resolved if pair.shown.outcome in CONCERNS} & names
        assert all(pair.old and pair.new and pair.old.outcome == pair.new.outcome for pair in diff.unchanged)
        assert all(pair.old and pair.new and pair.old.outcome != pair.new.outcome for pair in diff.changed)

    @given(REPORTS)
    def test_a_report_differs_in_nothing_from_itself(self, same: Recorded) -> None:
        diff = compare(same, same)
        assert [*diff.added, *diff.changed, *diff.resolved, *diff.gone, *rule_changes(diff)] == []
        assert {doubt.id for doubt in doubts(diff)} <= {"key-needed"}

    @given(REPORTS, REPORTS)
    def test_what_is_new_one_way_is_no_more_the_other_way(self, old: Recorded, new: Recorded) -> None:
        there, back = compare(old, new), compare(new, old)
        assert len(there.added) == len(back.gone) + len(back.resolved)
        assert len(there.changed) == len(back.changed)
        assert len(there.unchanged) == len(back.unchanged)
        assert Counter(outcomes(there.gone)) == Counter((new, old) for old, new in outcomes(back.added) if old is None)

    @given(REPORTS, REPORTS)
    def test_every_difference_can_be_written_in_every_language(self, old: Recorded, new: Recorded) -> None:
        diff = compare(old, new)
        for lang in LANGUAGES:
            lines = list(diff_text.as_text(diff, files=("old", "new"), rules=builtin("lov"), lang=lang))
            assert not any("{" in line or line.endswith(" ") for line in map(click.unstyle, lines))
            data = json.loads(diff_json.as_json(diff, files=("old", "new"), version="1", lang=lang))
            for name in ("new", "changed", "resolved", "gone", "unchanged"):
                assert len(data[name]) == data["summary"][name]
            assert [row["code"] for row in data["warnings"]] == [doubt.id for doubt in doubts(diff)]


class TestLists:
    @pytest.mark.parametrize(
        ("before", "now", "name"),
        [
            (None, "breach", "added"),
            ("met", "breach", "added"),
            ("running", "review", "added"),
            ("review", "breach", "changed"),
            ("breach", "open", "changed"),
            ("breach", "met", "resolved"),
            ("review", "running", "resolved"),
            ("open", "not_applicable", "resolved"),
            ("breach", None, "gone"),
            ("breach", "breach", "unchanged"),
            ("met", "not_applicable", None),
            (None, "met", None),
            ("running", None, None),
        ],
    )
    def test_where_a_pair_belongs(self, before: str | None, now: str | None, name: str | None) -> None:
        old = report(*([finding(outcome=before)] if before else []))
        diff = compare(old, report(*([finding(outcome=now)] if now else [])))
        lists = ("added", "changed", "resolved", "gone", "unchanged")
        assert [key for key in lists if getattr(diff, key)] == ([name] if name else [])
        if name:
            assert outcomes(getattr(diff, name)) == [(before, now)]

    def test_several_findings_of_one_fingerprint_like_with_like(self) -> None:
        old = report(finding(outcome="breach"), finding(outcome="review"))
        diff = compare(old, report(finding(outcome="review")))
        assert (outcomes(diff.unchanged), outcomes(diff.gone)) == ([("review", "review")], [("breach", None)])
        diff = compare(old, report(finding(outcome="open"), finding(outcome="review")))
        assert (outcomes(diff.unchanged), outcomes(diff.changed)) == ([("review", "review")], [("breach", "open")])

    def test_what_has_no_fingerprint_is_never_matched(self) -> None:
        diff = compare(report(finding(None)), report(finding(None)))
        assert (len(diff.nameless_old), len(diff.nameless_new), diff.unchanged, diff.added) == (1, 1, (), ())

    @pytest.mark.parametrize(
        ("before", "now", "worse"),
        [
            (None, "open", True),
            ("met", "review", True),
            ("review", "breach", True),
            ("breach", "error", True),
            ("breach", "review", False),
            ("error", "breach", False),
            ("breach", "met", False),
            ("breach", "breach", False),
        ],
    )
    def test_what_is_worse(self, before: str | None, now: str, worse: bool) -> None:
        old = report(*([finding(outcome=before)] if before else []))
        assert bool(compare(old, report(finding(outcome=now))).worse) is worse

    def test_a_pair_of_nothing_shows_nothing(self) -> None:
        with pytest.raises(ValueError, match="nothing"):
            _ = Pair(old=None, new=None, case_seen=True).shown


def _doubts(old: Recorded, new: Recorded) -> dict[str, dict[str, Any]]:
    return {doubt.id: dict(doubt.args) for doubt in doubts(compare(old, new))}


class TestDoubts:
    def test_versions(self) -> None:
        old = report(finding(), finding(2, rule="MEL001"))
        new = report(finding(rule_version="2.0"), finding(2, rule="MEL001"))
        assert _doubts(old, new) == {"rule-version": {"rule": "UND001", "old": "1.0", "new": "2.0"}}
        assert rule_changes(compare(old, new)) == {"UND001": (("1.0",), ("2.0",))}
        other = attrs.evolve(old, tool=attrs.evolve(old.tool, version="0.2.0"))
        assert _doubts(old, other) == {"tool-version": {"old": "0.1.0", "new": "0.2.0"}}

    def test_an_earlier_day(self) -> None:
        earlier = report(finding(as_of="2026-09-01"))
        assert _doubts(report(finding()), earlier)["backwards"] == {"day": date(2026, 9, 1), "last": date(2026, 10, 1)}
        assert _doubts(earlier, report(finding())) == {}

    def test_what_the_other_run_did_not_look_at_or_show(self) -> None:
        empty = report(finding(5, rule="MEL001", fingerprint="e" * 32))
        assert _doubts(report(finding(5)), empty)["gone-rule-not-run"] == {"rules": ("UND001",)}
        assert _doubts(empty, report(finding(5)))["new-rule-not-run"] == {"rules": ("UND001",)}
        hiding = report(
            finding(5, "met", fingerprint="e" * 32), hidden={"UND001": {"open": 3, "met": 8}, "MEL001": {"open": 1}}
        )
        gone = report(finding(5), finding(6))
        assert _doubts(gone, hiding)["gone-not-shown"] == {"rules": ("UND001",), "count": 3}
        assert _doubts(hiding, gone)["new-not-shown"] == {"rules": ("UND001",), "count": 3}

    def test_cases_that_were_not_read_or_are_not_seen(self) -> None:
        new = report(finding(2), cases_rejected=2, files_unreadable=1)
        told = _doubts(report(finding(), finding(2)), new)
        assert told == {"gone-not-read": {"count": 3}, "gone-case-not-seen": {"count": 1}}
        back = _doubts(new, report(finding(), finding(2)))
        assert back == {"new-not-read": {"count": 3}, "new-case-not-seen": {"count": 1}}
        whole = report(finding(2), finding(1, "met", fingerprint="f" * 32))
        assert "gone-case-not-seen" not in _doubts(report(finding(), finding(2)), whole)

    def test_names_that_cannot_be_compared(self) -> None:
        assert _doubts(report(finding(None)), report())["key-needed"] == {"before": 1, "now": 0}
        assert "no-case-in-both" in _doubts(report(finding()), report(finding(2)))
        uuid = finding(case="0b9f0b9a-0000-4000-8000-000000000001")
        assert "key-in-one" in _doubts(report(finding()), report(uuid))


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(30, seed=3, plant={"MEL001": 0.4, "UND001": 0.4, "UND004": 0.2}), out)
    return out


class TestRealReports:
    def read(self, *paths: Path, **keys: Any) -> Recorded:
        return recorded(as_json(check_files(paths, **keys), version="0.1.0"))

    def test_what_check_writes_can_be_read_back(self, delivery: Path) -> None:
        found = check_files([delivery / "*.xml"], show=ALL)
        back = recorded(as_json(found, version="0.1.0"))
        assert [row.fingerprint for row in back.findings] == [row.fingerprint for row in found.findings]
        assert [row.message for row in back.findings] == [row.message() for row in found.findings]

    def test_what_was_put_right_is_resolved_only_where_it_is_shown(self, delivery: Path, tmp_path: Path) -> None:
        rules = {"select": ["MEL001"]}
        old = self.read(delivery / "*.xml", **rules)
        late = next(found for found in old.findings if found.deadline and found.deadline.event)
        document = Path(late.source.file)
        rest = [file for file in delivery.glob("*.xml") if file != document]
        assert [pair.old for pair in compare(old, self.read(*rest, **rules)).gone] == [late]
        root = etree.fromstring(document.read_bytes())
        for konklusjon in root.iterfind(".//Melding/Konklusjon"):
            konklusjon.set("SluttDato", next(konklusjon.iterancestors("Melding")).attrib["StartDato"])
        right = tmp_path / document.name
        right.write_bytes(etree.tostring(root))
        assert outcomes(compare(old, self.read(right, *rest, show=ALL, **rules)).resolved) == [("breach", "met")]
        silent = compare(old, self.read(right, *rest, **rules))
        assert (outcomes(silent.gone), silent.gone[0].case_seen) == ([("breach", None)], False)

    def test_a_key_makes_the_findings_of_the_same_key_comparable_only(self, delivery: Path) -> None:
        paths = [delivery / "*.xml"]
        plain, one, same, other = (
            self.read(*paths, pseudonym_key=key) for key in (None, b"k" * 32, b"k" * 32, b"x" * 32)
        )
        assert len(compare(one, same).unchanged) == len(plain.findings)
        assert not compare(plain, one).unchanged
        assert not compare(one, other).unchanged


JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.just("breach")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["format", "tool", "summary", "findings", "rule", "case", "x"]), inner),
    ),
    max_leaves=8,
)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterable[tuple[Any, ...]]:
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from _places(value, (*path, key))


def _with(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = _with(data[path[0]], path[1:], value)
    return copy


WHOLE = {
    "format": 1,
    "tool": {"name": "barnevern-tilsyn", "version": "0.1.0"},
    "summary": {"cases_checked": 1, "cases_rejected": 0, "files_unreadable": 0, "by_rule": {"UND001": {"breach": 1}}},
    "findings": [finding(), finding(None)],
}
CANARY = "KANARIFUGL 05851599999"


class TestHostileFiles:
    """Broken, foreign or hostile: one of three reasons, and nothing of the file."""

    def read(self, content: bytes) -> Recorded | str:
        found, told = None, None
        try:
            found = recorded(content)
        except UnreadableReportError as error:
            told = error
        if found is not None:
            return found
        assert told is not None
        assert (str(told), told.__cause__, told.__context__) == (told.reason, None, None)
        assert told.reason in ("json", "format", "other")
        return told.reason

    @given(st.binary())
    def test_any_bytes(self, content: bytes) -> None:
        assert self.read(content) in ("json", "other")

    @given(JUNK)
    def test_any_json(self, data: Any) -> None:
        self.read(json.dumps(data).encode("utf-8", "surrogatepass"))

    @given(st.sampled_from(list(_places(WHOLE))), JUNK)
    def test_a_report_with_something_else_in_one_place(self, path: tuple[Any, ...], value: Any) -> None:
        found = self.read(json.dumps(_with(WHOLE, path, value)).encode("utf-8", "surrogatepass"))
        if isinstance(found, Recorded):
            text = "\n".join(diff_text.as_text(compare(found, found), files=("a", "b"), rules=builtin("lov")))
            assert "\n\n\n" not in text

    @given(st.integers(0, len(json.dumps(WHOLE)) - 1))
    def test_a_report_cut_short(self, length: int) -> None:
        assert self.read(json.dumps(WHOLE).encode()[:length]) in ("json", "other")

    @pytest.mark.parametrize("path", [path for path in _places(WHOLE) if path and path[-1] not in ("file", "message")])
    def test_no_free_text_passes_where_a_word_is_due(self, path: tuple[Any, ...]) -> None:
        assert self.read(json.dumps(_with(WHOLE, path, CANARY)).encode()) in ("format", "other")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "json"),
            (b"\xff\xfe{\x00}\x00", "other"),
            (b"[" * 200_000, "other"),
            (b'{"a":' * 200_000, "json"),
            (b'{"format": 2, "findings": []}', "format"),
            (b'{"format": 99999999999999999999999}', "format"),
            (b'{"format": 1}', "other"),
            (b'{"version": "2.1.0", "runs": []}', "other"),
            (b"<Barnevern/>", "json"),
        ],
    )
    def test_the_reason(self, content: bytes, reason: str) -> None:
        assert self.read(content) == reason

    def test_control_characters_and_markup_are_shown_on_one_line(self) -> None:
        found = recorded(
            json.dumps({**WHOLE, "findings": [finding(source={"file": "a\x1b[31m\n.xml", "line": 1})]}).encode()
        )
        text = "\n".join(diff_text.as_text(compare(report(), found), files=("a\n", "b"), rules=builtin("lov")))
        assert "a\\x1b[31m\\n.xml" in text
        assert "Fra a\\n" in click.unstyle(text)

    def test_a_byte_order_mark_is_no_part_of_it(self) -> None:
        assert isinstance(self.read(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()), Recorded)
        assert isinstance(self.read(json.dumps(WHOLE).encode("utf-16")), Recorded)
        assert isinstance(self.read(b"\xfe\xff" + json.dumps(WHOLE).encode("utf-16-be")), Recorded)
