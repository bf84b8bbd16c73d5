"""The findings do not depend on how a delivery is packed, on the order of its files, or on the run."""

import gzip
import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, check_files
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.scale import scaled

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 10, 1)
Files = dict[str, bytes]


def changed(xml: bytes, number: int, *, moment: str = "", before: int | None = None) -> bytes:
    """Another delivery of a case: its id, its moment of extraction, and the delivery that it says was before it."""
    head, rest = xml.split(b"<Barnevern ", 1)
    attributes, rest = rest.split(b">", 1)
    kept = re.search(rb'DatoUttrekk="[^"]*"', attributes)
    assert kept is not None
    taken = f'DatoUttrekk="{moment}"'.encode() if moment else kept[0]
    chain = b"" if before is None else f' ForrigeId="{ident(before)}"'.encode()
    return b"%s<Barnevern Id=%s %s%s>%s" % (head, f'"{ident(number)}"'.encode(), taken, chain, rest)


def ident(number: int) -> str:
    return str(UUID(int=number, version=4))


def without_ends(xml: bytes) -> bytes:
    """The case as it may have been before: nothing concluded yet."""
    return re.sub(rb" *<Konklusjon [^>]*/>\n", b"", xml)


EARLIER, LATER = "2026-01-05T08:00:00+01:00", "2026-10-02T08:00:00Z"
FATES: dict[str, Callable[[bytes, int], list[bytes]]] = {
    "alone": lambda xml, _: [xml],
    "superseded": lambda xml, n: [changed(without_ends(xml), n, moment=EARLIER), changed(xml, n + 1, before=n)],
    "chain broken": lambda xml, n: [changed(without_ends(xml), n, moment=EARLIER), changed(xml, n + 1, before=n + 9)],
    "at one moment": lambda xml, n: [changed(without_ends(xml), n + 1, before=n + 2), changed(xml, n, before=n + 1)],
    "twice": lambda xml, _: [xml, xml],
    "rejected": lambda xml, _: [xml.replace(b" StartDato", b" Startdato", 1)],
    "superseded by a reject": lambda xml, n: [
        xml,
        changed(xml, n, moment=LATER).replace(b" Journalnummer", b" Nummer"),
    ],
    "superseded, the other a reject": lambda xml, n: [
        changed(xml, n, moment=EARLIER).replace(b" Journalnummer", b" Nummer"),
        changed(xml, n + 1, before=n),
    ],
    "a reject that cannot be placed": lambda xml, n: [xml, changed(xml, n, moment="i går")],
    "truncated": lambda xml, _: [xml, xml[: len(xml) // 2]],
    "no document": lambda _xml, _n: [b"<html></html>"],
}
"""What becomes of a case in a delivery: the documents there are of it."""


def delivery(seed: int, fates: list[str], order: Random) -> Files:
    """Documents by the names of their files, which have nothing to do with their order."""
    shares = {code: 0.8 / len(PLANTS) for code in PLANTS}
    made = generate(len(fates), seed=seed, plant=shares, as_of=AS_OF)
    found = [
        document
        for at, (case, fate) in enumerate(zip(made, fates, strict=True))
        for document in FATES[fate](case.xml, 100 * at + 1)
    ]
    names = [f"{number:03}.xml" for number in range(len(found))]
    order.shuffle(names)
    return dict(zip(names, found, strict=True))


def in_folder(files: Files, place: Path, folders: int = 1) -> list[Any]:
    for number, (name, data) in enumerate(files.items()):
        folder = place / f"folder{folders}" / (f"{number % folders}" if folders > 1 else "")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return [place / f"folder{folders}"]


def in_zip(files: Files, place: Path) -> list[Any]:
    with zipfile.ZipFile(place / "all.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return [place / "all.zip"]


def in_tar(files: Files, place: Path) -> list[Any]:
    with tarfile.open(place / "all.tar", "w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return [place / "all.tar"]


def in_compressed_tar(files: Files, place: Path) -> list[Any]:
    (tar,) = in_tar(files, place)
    (place / "all.tar.gz").write_bytes(gzip.compress(tar.read_bytes()))
    return [place / "all.tar.gz"]


def shuffled(files: Files, order: Random) -> Files:
    names = sorted(files)
    order.shuffle(names)
    return {name: files[name] for name in names}


def said(report: Report) -> dict[str, Counter[Hashable]]:
    """All that a report says, but for the names of files and for what is told of whole folders and archives."""
    return {
        "findings": Counter(report.findings),
        "rejects": Counter(reject.faults for reject in report.rejects),
        "unreadable": Counter(one.reason for one in report.unreadable),
        "superseded": Counter(one.sak_id for one in report.superseded),
        "notices": Counter((one.sak_id, one.reason) for one in report.notices if one.sak_id),
    }


@settings(max_examples=scaled(60))
@given(
    st.integers(0, 2**32),
    st.lists(st.sampled_from(sorted(FATES)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
@example(7, sorted(FATES), Random(7))
@example(8, sorted(FATES) * 3, Random(8))
def test_findings_are_the_same_however_a_delivery_is_packed(seed: int, fates: list[str], order: Random) -> None:
    files = delivery(seed, fates, order)

    def checked(paths: list[Any]) -> Report:
        return check_files(paths, as_of=AS_OF, show=Outcome)

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = in_folder(files, place)
        plain = checked(folder)
        assert checked(folder) == plain
        for pack in (in_zip, in_tar, in_compressed_tar):
            report = checked(pack(shuffled(files, order), place))
            assert report.findings == plain.findings
            assert report.summary == plain.summary
            assert said(report) == said(plain)
        others = shuffled(files, order)
        for sources in (in_folder(others, place, 3), [folder[0] / file for file in others], list(others.values())):
            report = checked(sources)
            assert said(report) == said(plain)
            assert report.summary == plain.summary


def test_there_is_something_to_compare() -> None:
    """Findings of every rule and outcome, rejects, unreadable files, superseded deliveries and notices."""
    reports = {
        fate: check_files(list(delivery(seed, [fate] * 12, Random(seed)).values()), as_of=AS_OF, show=Outcome)
        for seed, fate in enumerate(FATES)
    }
    findings = [finding for report in reports.values() for finding in report.findings]
    assert {finding.outcome for finding in findings} == set(Outcome) - {Outcome.FAULT, Outcome.ERROR}
    assert {finding.rule for finding in findings} == {rule.code for rule in builtin("lov") if rule.is_for("register")}
    assert {fate: {kind for kind, found in said(report).items() if found} for fate, report in reports.items()} == {
        "alone": {"findings"},
        "superseded": {"findings", "superseded"},
        "chain broken": {"findings", "superseded", "notices"},
        "at one moment": {"findings", "superseded"},
        "twice": {"findings", "superseded"},
        "rejected": {"rejects"},
        "superseded by a reject": {"rejects", "superseded", "notices"},
        "superseded, the other a reject": {"findings", "superseded"},
        "a reject that cannot be placed": {"findings", "rejects", "notices"},
        "truncated": {"findings", "rejects", "superseded", "notices"},
        "no document": {"unreadable"},
    }


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_two_processes_print_the_same_bytes(output_format: str) -> None:
    program = Path(sys.executable).with_name("barnevern-tilsyn")
    command = [str(program), "check", "examples/demo", "--as-of", str(AS_OF), "--output-format", output_format]
    printed = {
        subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False, timeout=60
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop()) > 1_000
