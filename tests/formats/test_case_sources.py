"""Case JSON from wherever it comes: files, lines, folders, archives, streams; and several deliveries of one case."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
import zipfile
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import barnevern_tilsyn as bt
from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.formats.case_writer import write_json
from barnevern_tilsyn.model import Kilde, Notice, Reject, Sak, Superseded, Unreadable
from tests.formats.samples import document

CASE = str(UUID(int=7, version=4))


def case(id: str = "a", **keys: Any) -> bytes:
    return json.dumps({"id": id, **keys}).encode()


LINES = b"\n".join((case("a"), b"", case("b"), b'{"id": 1}', case("c"), b""))


def told(*sources: Any, **how: Any) -> list[Any]:
    """What came of each document, shortly."""
    found: list[Any] = []
    for item in documents(list(sources), **how):
        match item:
            case Sak():
                found.append((item.id, item._linje))
            case Reject():
                found.append([(fault.linje, fault.expected.id) for fault in item.faults])
            case Unreadable() | Notice():
                found.append(item.reason.id)
            case Superseded():
                found.append("superseded")
    return found


OF_LINES = [("a", 1), ("b", 3), [(4, "json.id")], ("c", 5)]


@pytest.mark.parametrize("data", [LINES, b"\xef\xbb\xbf" + LINES, LINES.replace(b"\n", b"\r\n"), b"\n\n" + LINES])
def test_json_lines_are_told_by_what_stands_there(data: bytes, tmp_path: Path) -> None:
    first = 3 if data.startswith(b"\n") else 1
    expected = [("a", first), ("b", first + 2), [(first + 3, "json.id")], ("c", first + 4)]
    file = tmp_path / "saker.json"
    file.write_bytes(data)
    assert told(file) == told(data) == told(io.BytesIO(data)) == expected


def test_a_broken_first_line_does_not_hide_the_others(tmp_path: Path) -> None:
    for broken in (b'{"id": "a", "mel', b'{"id": "a"', b'{"id": "a"}}'):
        data = broken + b"\n" + case("b") + b"\n"
        assert told(data)[-1] == ("b", 2)
    file = tmp_path / "saker.jsonl"
    file.write_bytes(b'{"id": "a", "meldinger": [\n' + case("b"))
    assert told(file) == [[(1, "json.truncated")], ("b", 2)]


def test_a_document_may_stand_on_many_lines() -> None:
    pretty = json.dumps(json.loads(case("a", meldinger=[{"id": "m"}], planer=[])), indent=2).encode()
    for data in (pretty, b"\n" + pretty, b'{"id": "a", "meldinger": [\n{"id": "m"}\n]}', b'{"id": "a"\n}\n'):
        assert [item[0] for item in told(data)] == ["a"]
    assert told(pretty.replace(b'"m"', b"1")) == [[(5, "json.id")]]


def test_a_file_of_one_line_holds_one_case(tmp_path: Path) -> None:
    for name in ("a.json", "a.jsonl", "a.txt", "a"):
        (tmp_path / name).write_bytes(case("a") + b"\n")
        assert told(tmp_path / name) == [("a", int(name == "a.jsonl"))]
    (tmp_path / "empty.jsonl").write_bytes(b" \n")
    assert told(tmp_path / "empty.jsonl") == ["file.empty"]


def test_a_folder_has_its_cases_read_and_other_json_counted(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(case("a"))
    (tmp_path / "b.jsonl").write_bytes(case("b") + b"\n" + case("c"))
    (tmp_path / "c.xml").write_bytes(document())
    (tmp_path / "d.json").write_bytes(b'{"Meldinger": []}')
    (tmp_path / "findings.json").write_bytes(b'{"format": 1}')
    (tmp_path / "package.json").write_bytes(b'{\n  "name": "x"\n}')
    assert [item if isinstance(item, str) else item[0] for item in told(tmp_path)] == [
        *("a", "b", "c"),
        next(iter(bt.read(document()))).id,
        (1, "json.missing"),
        "folder.ignored",
    ]


def packings() -> dict[str, bytes]:
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mappe/saker.jsonl", LINES)
        archive.writestr("package.json", b'{"name": "x"}')
    with tarfile.open(fileobj=tarred, mode="w:gz") as packed:
        info = tarfile.TarInfo("saker.jsonl")
        info.size = len(LINES)
        packed.addfile(info, io.BytesIO(LINES))
    return {
        "a.zip": zipped.getvalue(),
        "a.tgz": tarred.getvalue(),
        "a.jsonl.gz": gzip.compress(LINES),
        "a.jsonl.bz2": bz2.compress(LINES),
        "a.json.xz": lzma.compress(LINES),
    }


@pytest.mark.parametrize("name", packings())
def test_archives(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(packings()[name])
    expected = [*OF_LINES, *(["archive.ignored"] if name == "a.zip" else [])]
    assert told(tmp_path / name) == told(tmp_path) == told(packings()[name]) == expected
    fil = next(item._kilde.fil for item in documents(tmp_path / name) if isinstance(item, Sak))
    inner = {"a.zip": "!mappe/saker.jsonl", "a.tgz": "!saker.jsonl"}.get(name, "")
    assert fil == f"{tmp_path / name}{inner}"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(LINES))
    monkeypatch.setattr("sys.stdin", stdin)
    assert told("-") == OF_LINES


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "latin-1"])
def test_another_encoding_is_told(encoding: str, tmp_path: Path) -> None:
    mark = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    (tmp_path / "a.json").write_bytes(mark + '{"id": "å"}'.encode(encoding))
    assert told(tmp_path / "a.json") == [[(1, "json.encoding")]]


def test_source(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(LINES)
    assert {sak._kilde for sak in documents(file) if isinstance(sak, Sak)} == {Kilde(fil=str(file), format="json")}


def test_a_text_of_json_is_no_path() -> None:
    with pytest.raises(TypeError, match="not the text"):
        documents('{"id": "a"}')


def test_a_document_beyond_the_limit_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(case("a" * 30))
    assert told(tmp_path / "a.json", limits=Limits(document_bytes=20)) == [[(1, "limit.document_bytes")]]
    for packing in (bytes, gzip.compress):
        (tmp_path / "b.jsonl").write_bytes(packing(b"\n".join((case("a"), case("b" * 30), case("c")))))
        assert told(tmp_path / "b.jsonl", limits=Limits(document_bytes=20)) == [
            ("a", 1),
            [(2, "limit.document_bytes")],
            ("c", 3),
        ]


@pytest.mark.parametrize("packed", [False, True])
def test_memory_does_not_grow_with_the_lines(tmp_path: Path, packed: bool) -> None:
    def peak(count: int) -> int:
        file = tmp_path / "saker.jsonl"
        data = b"".join(case(f"sak {number}", journalnummer="x" * 1_000) + b"\n" for number in range(count))
        file.write_bytes(gzip.compress(data, 1) if packed else data)
        tracemalloc.start()
        try:
            assert sum(isinstance(item, Sak) for item in documents(file)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(6_500) - peak(4_500) < 1_000_000


def delivery(number: int, moment: str | None, before: int | None = None, case: str = CASE, **keys: Any) -> bytes:
    leveranse = {"id": str(UUID(int=number, version=4)), "dato_uttrekk": moment}
    if before is not None:
        leveranse["forrige_id"] = str(UUID(int=before, version=4))
    if moment is None:
        del leveranse["dato_uttrekk"]
    return json.dumps({"id": case, "leveranse": leveranse, **keys}).encode()


FIRST = delivery(1, "2026-10-01T00:00:00Z")
SECOND = delivery(2, "2026-10-02T01:00:00+02:00", before=1)
THIRD = delivery(3, "2026-10-03T00:00:00Z", before=2)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("id", [CASE, "sak 7"])
def test_the_latest_delivery_stands(order: tuple[int, ...], id: str) -> None:
    sources = [(FIRST, SECOND, THIRD)[at].replace(CASE.encode(), id.encode()) for at in order]
    assert [item if item == "superseded" else item[0] for item in told(*sources)] == [
        id if at == 2 else "superseded" for at in order
    ]
    (sak,) = bt.read(b"\n".join(sources))
    assert sak.leveranse
    assert sak.leveranse.forrige_id == str(UUID(int=2, version=4))


def test_json_and_register_xml_are_deliveries_of_one_case() -> None:
    xml = document()
    (of_xml,) = bt.read(xml)
    later = write_json(of_xml).replace(b"2026-10-01T00:30:00Z", b"2026-10-02T00:30:00Z")
    assert told(xml, later)[0] == "superseded"
    assert told(xml, later)[-1] == (of_xml.id, 0)
    earlier = write_json(of_xml).replace(b"2026-10-01T00:30:00Z", b"2026-09-01T00:30:00Z")
    assert "superseded" in told(xml, earlier)[1:]


def test_a_rejected_latest_does_not_bring_an_older_one_back() -> None:
    broken = delivery(2, "2026-10-02T00:00:00Z", before=1, avsluttet="ja")
    assert told(FIRST, broken) == ["superseded", [(1, "json.boolean")]]


def test_without_a_moment_nothing_tells_which_is_later() -> None:
    undated, other = delivery(9, None), delivery(8, None, avsluttet=True)
    assert told(FIRST, undated) == ["delivery.newer_unreadable", (CASE, 0), "superseded"]
    assert sorted(map(str, told(undated, other))) == sorted(["superseded", "delivery.newer_unreadable", str((CASE, 0))])
    assert told(undated, undated) == [(CASE, 0), "superseded"]
    assert told(undated, case("b")) == [(CASE, 0), ("b", 0)]
    illegible = delivery(2, "i går")
    assert told(FIRST, illegible) == ["delivery.newer_unreadable", (CASE, 0), [(1, "value.dateTime")]]
