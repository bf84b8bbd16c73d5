"""Archives: each member is read, or said, or counted, and no limit can be got around."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.model import Notice, Reject, Sak, Unreadable
from tests.formats.samples import document
from tests.formats.test_bad_input import PACKED, everything, reason, tarred, zipped

GOOD = document("4.0.1", full=False)
OTHER = document("4.0.1", full=False, seed=3)
PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def names(found: list[object]) -> list[str]:
    fils = [item._kilde.fil if isinstance(item, Sak) else item.fil for item in found]  # type: ignore[attr-defined]
    return [fil.partition("!")[2] for fil in fils]


@pytest.mark.parametrize("kind", PACKED)
def test_members_by_other_names(kind: str) -> None:
    packed = PACKED[kind](
        {
            "A.XML": GOOD,
            "__MACOSX/._A.XML": b"\0\5",
            "__MACOSX/b.xml": GOOD,
            "b.txt": OTHER,
            "c.dat": zipped({"x.xml": GOOD}),
            "d.dat": gzip.compress(GOOD),
            "e.docx": zipped({"[Content_Types].xml": b"<x/>"}),
            "f.txt": b"hemmelig",
            "g.html": b"<html/>",
            "h.tar": b"hemmelig",
            "i/.DS_Store": b"",
            "i/nothing": b"",
        }
    )
    found = everything(packed)
    assert names(found) == ["A.XML", "b.txt", "c.dat", "d.dat", "g.html", "h.tar", ""]  # type: ignore[arg-type]
    assert [type(item) for item in found[:2]] == [Sak, Sak]
    assert [reason(item) for item in found[2:-1]] == ["archive.nested", "archive.nested", "file.html", "archive.nested"]
    notice = found[-1]
    assert isinstance(notice, Notice)
    assert (notice.sak_id, notice.reason.id, notice.reason.args) == ("", "archive.ignored", (("count", 6),))


@pytest.mark.parametrize("kind", PACKERS)
@pytest.mark.parametrize("suffix", [".xml", ""])
def test_a_packed_document_is_that_document(kind: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"case{suffix}.{kind}"
    path.write_bytes(PACKERS[kind](GOOD))
    for source in (path, tmp_path, path.read_bytes(), io.BytesIO(path.read_bytes()), str(tmp_path / "*")):
        (sak,) = everything(source)
        assert isinstance(sak, Sak)
        assert "!" not in sak._kilde.fil
    good, bad = everything([path, PACKERS[kind](b"<Barnevern>hemmelig")])
    assert isinstance(good, Sak)
    assert isinstance(bad, Reject)


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_document_is_bounded(kind: str) -> None:
    pack = PACKERS[kind]
    long = GOOD.replace(b"<Sak ", b"\n" * 200_000 + b"<Sak ", 1)
    (result,) = everything(pack(long), Limits(document_bytes=100_000))
    assert reason(result) == "limit.document_bytes"
    (result,) = everything(pack(b"<Barnevern>" + b" " * 30_000_000), Limits())
    assert reason(result) == "limit.compression_ratio"
    (result,) = everything(pack(long), Limits(archive_bytes=50_000))
    assert reason(result) == "limit.archive_bytes"


@pytest.mark.parametrize("kind", PACKERS)
def test_other_packed_files(kind: str, tmp_path: Path) -> None:
    pack = PACKERS[kind]
    assert [reason(item) for item in everything([pack(b"hemmelig"), pack(b""), pack(zipped({"a.xml": GOOD}))])] == [
        "file.no_xml",
        "file.empty",
        "archive.nested",
    ]
    (result,) = everything(pack(GOOD)[:-12])
    assert reason(result) == "archive.broken"
    (tmp_path / f"log.{kind}").write_bytes(pack(b"hemmelig"))
    (tmp_path / f"log.xml.{kind}").write_bytes(pack(b"hemmelig"))
    (tmp_path / "a.xml").write_bytes(GOOD)
    assert [type(item) for item in everything(tmp_path)] == [Sak, Unreadable, Notice]


def old_tar(members: dict[str, bytes]) -> bytes:
    """A tar as of Unix version 7: without the magic."""
    out = b""
    for name, data in members.items():
        fields = [name.encode().ljust(100, b"\0"), b"000644 \0", b"000000 \0", b"000000 \0"]
        fields += [f"{len(data):011o} ".encode(), b"00000000000 ", b" " * 8, b"\0", b"\0" * 100]
        header = b"".join(fields).ljust(512, b"\0")
        header = header[:148] + f"{sum(header):06o}\0 ".encode() + header[156:]
        out += header + data + bytes(-len(data) % 512)
    return out + bytes(1024)


def test_a_tar_without_magic_is_read(tmp_path: Path) -> None:
    packed = old_tar({"b.xml": OTHER, "a.xml": GOOD, "x.txt": b"hemmelig"})
    assert [type(item) for item in everything(packed)] == [Sak, Sak, Notice]
    assert [type(item) for item in everything(gzip.compress(packed))] == [Sak, Sak, Notice]
    (tmp_path / "x.dat").write_bytes(packed)
    assert [type(item) for item in everything(tmp_path)] == [Sak, Sak, Notice]
    damaged = b"b" + packed[1:148] + b"7" + packed[149:]
    assert reason(everything(damaged)[0]) == "file.no_xml"


def test_a_tar_is_bounded_by_what_is_read_of_it() -> None:
    """Without compression and within the file: the sum of its documents alone is beyond the limit."""
    packed = tarred({f"{number}.xml": GOOD for number in range(5)})
    whole = Limits(archive_bytes=len(GOOD) * 5)
    assert len(everything(packed, whole)) == 5
    *first, last = everything(packed, Limits(archive_bytes=len(GOOD) * 5 - 1))
    assert len(first) == 4
    assert reason(last) == "limit.archive_bytes"


def others(*kinds: tuple[str, bytes]) -> Iterator[tarfile.TarInfo]:
    for name, kind in kinds:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/passwd"
        yield info


def test_links_in_a_tar_are_said_or_counted() -> None:
    more = others(("x.XML", tarfile.SYMTYPE), ("latest", tarfile.SYMTYPE), ("pipe", tarfile.FIFOTYPE))
    found = everything(tarred({"a.xml": GOOD}, more=more))
    assert [type(item) for item in found] == [Sak, Unreadable, Notice]
    assert reason(found[1]) == "archive.not_regular"
    assert isinstance(found[2], Notice)
    assert found[2].reason.args == (("count", 2),)


# What a zip unpacks to is counted, whatever becomes of it.

LARGE = GOOD + b"\n" * 40_000


def failing(packed: bytes, *members: str) -> bytes:
    """The same zip with another sum for some members."""
    out = bytearray(packed)
    for name in members:
        at = packed.index(name.encode(), packed.index(b"PK\x01\x02")) - 46
        out[at + 16] ^= 255
    return bytes(out)


def test_members_that_fail_count_as_well() -> None:
    members = {f"{number}.xml": LARGE for number in range(8)}
    bad = failing(zipped(members), *[name for name in members if name != "7.xml"])
    found = everything(bad, Limits(archive_bytes=len(LARGE) * 8))
    assert [type(item) for item in found] == [Unreadable] * 7 + [Sak]
    found = everything(bad, Limits(archive_bytes=len(LARGE) * 3))
    assert [reason(item) for item in found] == ["archive.broken"] * 3 + ["limit.archive_bytes"]


def test_members_beyond_a_limit_count_as_well() -> None:
    packed = zipped({f"{number}.xml": LARGE.replace(b"<Sak", b"<Mappe") for number in range(8)})
    long = Limits(document_bytes=1_000, archive_bytes=len(LARGE) * 3 + 20)
    assert [reason(item) for item in everything(packed, long)] == ["limit.document_bytes"] * 3 + ["limit.archive_bytes"]
    dense = Limits(compression_ratio=1, ratio_free_bytes=10, archive_bytes=len(LARGE) * 3 + 20)
    assert [reason(item) for item in everything(packed, dense)] == ["limit.compression_ratio"] * 3 + [
        "limit.archive_bytes"
    ]


def overlapping(count: int, before: bytes = b"") -> bytes:
    """A zip whose members are all one and the same."""
    single = before + zipped({"00.xml": LARGE})
    at, end = single.index(b"PK\x01\x02"), single.index(b"PK\x05\x06")
    entry = single[at:end]
    directory = b"".join(entry.replace(b"00.xml", f"{number:02}.xml".encode()) for number in range(count))
    offset = at - len(before)
    return single[:at] + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)


def test_members_within_each_other_count_each_time() -> None:
    padded = overlapping(20, before=b"PK\3\4".ljust(100_000))
    assert len(everything(padded, Limits())) == 20
    found = everything(padded, Limits(archive_bytes=len(LARGE) * 3))
    assert len(found) == 4
    assert reason(found[3]) == "limit.archive_bytes"
    assert [reason(item) for item in everything(overlapping(20), Limits())] == ["archive.broken"]
    assert [type(item) for item in everything(overlapping(1), Limits())] == [Sak]


def test_members_by_other_names_are_looked_at_within_the_limit() -> None:
    packed = zipped({f"{number}.txt": LARGE[100:] for number in range(8)})
    assert [type(item) for item in everything(packed)] == [Unreadable, Notice]
    assert [reason(item) for item in everything(packed, Limits(archive_bytes=2_000))[:1]] == ["limit.archive_bytes"]


def test_a_member_that_cannot_be_looked_at_is_said() -> None:
    packed = bytearray(zipped({"a.txt": b"hemmelig " * 99}))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    assert [reason(item) for item in everything(bytes(packed))] == ["archive.encrypted"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", b"hemmelig")
    assert [reason(item) for item in everything(out.getvalue())] == ["archive.method"]
    damaged = bytearray(zipped({"a.txt": b"hemmelig " * 99}))
    damaged[0:4] = b"PK\x03\x04"
    damaged[40:60] = b"\xff" * 20
    assert [reason(item) for item in everything(bytes(damaged))] == ["archive.broken"]


def test_a_directory_cut_short_is_damaged() -> None:
    packed = zipped({"a.xml": GOOD})
    at = packed.index(b"PK\x01\x02")
    long_name = packed[: at + 28] + b"\xff\xff" + packed[at + 30 :]
    assert [reason(item) for item in everything(long_name)] == ["archive.broken"]


def test_sums_of_members_are_checked() -> None:
    assert zlib.crc32(GOOD) != zlib.crc32(OTHER)
    found = everything(failing(zipped({"a.xml": GOOD, "b.xml": OTHER}), "a.xml"))
    assert [type(item) for item in found] == [Unreadable, Sak]
