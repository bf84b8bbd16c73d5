"""Every bad input: one clear sentence, nothing out of the document in it, and the other files are still read."""

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from barnevern_tilsyn.formats import Limits, RecordError, documents, read
from barnevern_tilsyn.formats.errors import sentence
from barnevern_tilsyn.model import Message, Notice, Reject, Sak, Superseded, Unreadable
from tests.formats.samples import document

GOOD = document("4.0.1")
OTHER = document("4.0.1", seed=3)
SMALL = Limits(document_bytes=100_000, line_bytes=20_000, archive_bytes=300_000, archive_members=50)

ENTITIES = b'<!DOCTYPE Barnevern [<!ENTITY a "hemmelig"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

REJECTED = {
    "truncated in an attribute": (GOOD[: GOOD.index(b"StartDato") + 14], "xml.truncated"),
    "truncated between elements": (GOOD[: GOOD.index(b"<Melding ")], "xml.truncated"),
    "truncated in the last tag": (GOOD.rstrip()[:-3], "xml.truncated"),
    "truncated in the first tag": (GOOD[: GOOD.index(b"Id=") + 1], "xml.truncated"),
    "truncated in a comment": (GOOD.replace(b"<Melding ", b"<!-- <Melding "), "xml.truncated"),
    "latin-1 said to be utf-8": (GOOD.replace(b"tekst", "blåbær".encode("latin-1"), 1), "xml.encoding"),
    "unknown encoding": (GOOD.replace(b"UTF-8", b"UTF-99"), "xml.encoding"),
    "doctype": (GOOD.replace(b"<Barnevern", b"<!DOCTYPE Barnevern><Barnevern", 1), "xml.doctype"),
    "external doctype": (b'<!DOCTYPE Barnevern SYSTEM "file:///etc/passwd">' + GOOD[38:], "xml.doctype"),
    "entity": (ENTITIES + GOOD.split(b"?>", 1)[1].replace(b"tekst", b"&b;", 1), "xml.doctype"),
    "entity in an attribute": (ENTITIES + b'<Barnevern Id="&b;"/>', "xml.doctype"),
    "doctype after a comment": (b"<!-- x --><?y z?>\n" + ENTITIES + b"<Barnevern/>", "xml.doctype"),
    "doctype in utf-16": ((ENTITIES + b"<Barnevern/>").decode().encode("utf-16"), "xml.doctype"),
    "undeclared entity": (GOOD.replace(b"tekst", b"&hemmelig;", 1), "xml.entity"),
    "junk after the end": (GOOD + b"<hemmelig/>", "xml.junk_after_end"),
    "two documents in one": (GOOD.rstrip() + GOOD.split(b"?>", 1)[1], "xml.junk_after_end"),
    "null bytes after the end": (GOOD + b"\0\0", "xml.junk_after_end"),
    "control character": (GOOD.replace(b"tekst", b"te\x01kst", 1), "xml.character"),
    "bare ampersand": (GOOD.replace(b"tekst", b"a & b", 1), "xml.malformed"),
    "tags that do not match": (GOOD.replace(b"</Melding>", b"</Meldinger>", 1), "xml.tags_mismatch"),
    "attribute twice": (GOOD.replace(b"<Melding ", b'<Melding Id="hemmelig" ', 1), "xml.attribute_twice"),
    "undeclared prefix": (GOOD.replace(b"<Melding ", b'<Melding x:y="hemmelig" ', 1), "xml.namespace"),
    "a line beyond the limit": (GOOD.replace(b"tekst", b"x" * 30_000, 1), "limit.line_bytes"),
    "a document beyond the limit": (GOOD.replace(b"<Plan ", b"\n" * 100_000 + b"<Plan ", 1), "limit.document_bytes"),
    "deep": (b"<Barnevern>" + b"<a>" * 100 + b"</a>" * 100 + b"</Barnevern>", "limit.depth"),
    "very deep": (b"<Barnevern>\n" + b"<a>\n" * 9_000 + b"</a>" * 2_000, "limit.depth"),
    "another namespace": (GOOD.replace(b"<Barnevern ", b'<Barnevern xmlns="urn:x" ', 1), "element.root"),
    "not the schema": (b"<Barnevern/>", "attribute.missing"),
}  # fmt: skip

UNREADABLE = {
    "empty": (b"", "file.empty"),
    "white space": (b" \n ", "file.empty"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "file.pdf"),
    "html": (b"<!DOCTYPE html>\n<html><body>hemmelig", "file.html"),
    "html without doctype": (b"<HTML><body>hemmelig</body></HTML>", "file.html"),
    "text": (b"hemmelig", "file.no_xml"),
    "json": (b'{"hemmelig": 1}', "file.other_json"),
    "binary": (bytes(range(256)), "file.no_xml"),
    "doctype hidden in utf-7": (
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE Barnevern+AD4<Barnevern/>',
        "file.no_xml",
    ),
    "other root": (b"<hemmelig/>", "file.other_root"),
    "lower case": (GOOD.replace(b"Barnevern", b"barnevern"), "file.other_root"),
    "lower case after a comment": (b"<!-- x --><barnevern/>", "file.other_root"),
}


def reason(result: object) -> str:
    if isinstance(result, Reject):
        return result.faults[0].expected.id
    assert isinstance(result, Unreadable), result
    return result.reason.id


def everything(sources: object, limits: Limits = SMALL) -> list[Sak | Reject | Unreadable | Superseded | Notice]:
    return list(documents(sources, limits=limits))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", REJECTED)
def test_a_document_of_a_known_kind_is_rejected(name: str) -> None:
    data, expected = REJECTED[name]
    result, good = everything([data, OTHER])
    assert isinstance(result, Reject)
    assert reason(result) == expected
    assert isinstance(good, Sak)
    with pytest.raises(RecordError) as caught:
        list(read(data, limits=SMALL))
    assert "hemmelig" not in str(caught.value)
    assert str(caught.value).startswith("<bytes>:")


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_document_is_unreadable(name: str) -> None:
    data, expected = UNREADABLE[name]
    result, good = everything([data, OTHER])
    assert isinstance(result, Unreadable)
    assert reason(result) == expected
    assert isinstance(good, Sak)
    with pytest.raises(RecordError) as caught:
        list(read(data, limits=SMALL))
    assert "hemmelig" not in str(caught.value)
    assert str(caught.value) == f"<bytes>: {sentence(result.reason)}"


def test_a_well_formed_document_is_rejected_with_one_fault_only() -> None:
    for name, (data, _) in REJECTED.items():
        (result,) = everything(data)
        assert isinstance(result, Reject)
        assert len(result.faults) == 1 or name in {"not the schema", "another namespace"}


def test_elements_and_attributes_are_bounded() -> None:
    many = GOOD.replace(b"<Personalia ", b"<Melding " + b'StartDato="2026-01-01"/><Personalia ', 1)
    (result,) = everything(many, Limits(elements=20))
    assert reason(result) == "limit.elements"
    (result,) = everything(GOOD, Limits(elements=20))
    assert reason(result) == "limit.elements"
    (result,) = everything(GOOD, Limits(attributes=20))
    assert reason(result) == "limit.attributes"
    (result,) = everything(GOOD, Limits(depth=3))
    assert reason(result) == "limit.depth"
    (result,) = everything(GOOD, Limits(depth=6))
    assert isinstance(result, Sak)


def test_faults_are_bounded() -> None:
    data = GOOD.replace(b"</Sak>", b"<Feil/>\n" * 500 + b"</Sak>")
    for limits, most in ((Limits(faults=10), 10), (Limits(), 100)):
        (result,) = everything(data, limits)
        assert isinstance(result, Reject)
        assert len(result.faults) == most + 1
        assert result.faults[-1].expected == Message("faults.more", (("limit", most),))


def test_a_fault_is_listed_once() -> None:
    for data in (
        GOOD.replace(b"<UtvidetFrist ", b'<UtvidetFrist Feil="1" Mer="2" '),
        GOOD.replace(b"</Sak>", b"<Feil/><Feil/><Feil/></Sak>"),
    ):
        (result,) = everything(data)
        assert isinstance(result, Reject)
        assert len(result.faults) == 1
    lines = GOOD.replace(b"</Sak>", b"<Feil/>\n<Feil/><Feil/></Sak>")
    (result,) = everything(lines, Limits(faults=2))
    assert isinstance(result, Reject)
    first, second = result.faults
    assert second.linje == first.linje + 1
    assert second.expected is first.expected
    assert second.path is first.path


ENCODED = {
    "utf-8 with a byte-order mark": b"\xef\xbb\xbf" + GOOD,
    "utf-16": GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "utf-16 undeclared": b"\xff\xfe" + GOOD.split(b"?>", 1)[1].strip().decode().encode("utf-16-le"),
    "utf-16-be without a mark": GOOD.decode().replace("UTF-8", "UTF-16BE").encode("utf-16-be"),
    "latin-1": GOOD.replace(b"UTF-8", b"ISO-8859-1"),
    "no declaration": GOOD.split(b"?>", 1)[1].strip(),
    "comments, instructions and references": GOOD.replace(b"<Sak ", b"<!-- <Sak Id='x'> --><?x <Sak ?><Sak ", 1)
    .replace(b"BVL2021", b"BVL<!-- x --><![CDATA[20]]>2&#49;")
    .replace(b"tekst", b"&#116;ekst"),
    "carriage returns": GOOD.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_one_document_in_many_forms(name: str) -> None:
    (plain,) = everything(GOOD)
    first, other = everything([ENCODED[name], OTHER])
    assert first == plain
    assert isinstance(other, Sak)


# Files and folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.xml").write_bytes(OTHER)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.XML").write_bytes(GOOD)
    (tmp_path / "notes.txt").write_text("hemmelig")
    return tmp_path


def test_a_folder_is_read_sorted_and_the_rest_left_alone(folder: Path) -> None:
    assert [Path(sak._kilde.fil).name for sak in read(folder)] == ["b.xml", "a.XML"]
    assert [sak._kilde.fil for sak in read([folder / "c", folder / "b.xml"])] == [
        str(folder / "c" / "a.XML"),
        str(folder / "b.xml"),
    ]
    assert [Path(sak._kilde.fil).name for sak in read(str(folder / "*" / "*.XML"))] == ["a.XML"]
    assert [type(item) for item in everything(folder)] == [Sak, Sak, Notice]


def test_trouble_with_files_is_said_and_the_run_goes_on(folder: Path) -> None:
    (folder / "a.xml").mkdir()
    (folder / "d.xml").symlink_to(folder / "gone.xml")
    (folder / "e.zip").write_bytes(b"PK\x03\x04 broken")
    found = everything(folder)
    assert [(Path(item.fil).name, reason(item)) for item in found if isinstance(item, Unreadable)] == [
        ("a.xml", "folder.no_xml"),
        ("d.xml", "file.missing"),
        ("e.zip", "archive.broken"),
    ]
    assert sum(isinstance(item, Sak) for item in found) == 2


def test_missing_files_and_empty_folders(tmp_path: Path) -> None:
    assert [reason(item) for item in everything([tmp_path, tmp_path / "x.xml", f"{tmp_path}/*.xml"])] == [
        "folder.no_xml",
        "file.missing",
        "file.missing",
    ]


@pytest.mark.parametrize(
    ("error", "expected"), [(PermissionError(13, "hemmelig"), "file.permission"), (OSError(5, "hemmelig"), "file.io")]
)
def test_a_file_that_may_not_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: str
) -> None:
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "b.xml":
            raise error
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    bad, good, _ = everything(folder)
    assert reason(bad) == expected
    assert isinstance(good, Sak)


def test_strange_file_names_work_and_are_escaped_where_they_are_said(tmp_path: Path) -> None:
    names = [b"a\nb.xml", b"bl\xe5.xml", "blå\x1b[2J.xml".encode()]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"<hemmelig/>")  # noqa: PTH118
    found = everything(tmp_path)
    assert [os.fsencode(Path(item.fil).name) for item in found if isinstance(item, Unreadable)] == sorted(
        names, key=os.fsdecode
    )
    with pytest.raises(RecordError) as caught:
        list(read(tmp_path))
    text = str(caught.value)
    assert "\n" not in text
    assert r"a\nb.xml" in text
    text.encode("utf-8")


def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "z.xml")
    assert [reason(item) for item in everything(folder) if isinstance(item, Unreadable)] == ["file.special"]


def test_a_pipe_by_name_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(GOOD,))
    writer.start()
    found = everything([pipe, OTHER])
    writer.join()
    assert [type(item) for item in found] == [Sak, Sak]


def test_bad_documents_are_handed_on_where_the_caller_asks() -> None:
    bad: list[Reject | Unreadable] = []
    cases = list(read([b"", GOOD, REJECTED["not the schema"][0], OTHER], on_reject=bad.append))
    assert len(cases) == 2
    assert [type(item) for item in bad] == [Unreadable, Reject]


def test_an_error_tells_where_and_what_was_expected() -> None:
    data = GOOD.replace(b'Plantype="', b'Plantype="hemmelig').replace(b"<UtvidetFrist ", b'<UtvidetFrist Feil="1" ')
    lines = data.decode().split("\n")
    with pytest.raises(RecordError) as caught:
        list(read(data))
    assert isinstance(caught.value.cause, Reject)
    first, second = str(caught.value).split("\n")
    for text, tag, path in ((first, "UtvidetFrist", "/Undersokelse/UtvidetFrist"), (second, "Plan", "/Plan/@Plantype")):
        number = next(at for at, line in enumerate(lines, 1) if f"<{tag} " in line)
        assert text.startswith(f"<bytes>:{number}: Barnevern/Sak{path}: ")
    assert "1, 2, 3, 4, 5, 6, 7 og 8" in second


# Streams


class Endless(io.RawIOBase):
    """A stream that cannot be wound back and never ends."""

    def __init__(self, head: bytes) -> None:
        self.head, self.given = head, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece = (self.head + b"x" * len(view))[: len(view)]
        self.head = b""
        view[:] = piece
        self.given += len(piece)
        return len(piece)


def test_an_endless_line_is_refused_after_the_limit() -> None:
    stream = Endless(b"<Barnevern>")
    (result,) = everything(stream)
    assert reason(result) == "limit.document_bytes"
    assert stream.given < 3_000_000


def test_streams_are_read_from_where_they_stand() -> None:
    stream = io.BytesIO(b"skip" + GOOD)
    stream.seek(4)
    (result,) = everything(stream)
    assert isinstance(result, Sak)


class Pipe(io.BytesIO):
    """A stream that cannot be wound back."""

    def seekable(self) -> bool:
        return False

    def seek(self, *args: object) -> int:
        raise io.UnsupportedOperation


def test_standard_input_and_streams_without_seek(monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = everything(Pipe(GOOD))
    assert isinstance(result, Sak)

    class Standard:
        buffer = Pipe(zipped({"a.xml": GOOD}))

    monkeypatch.setattr(sys, "stdin", Standard)
    (result,) = everything("-")
    assert isinstance(result, Sak)
    assert result._kilde.fil == "-!a.xml"


# Archives


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], *, more: Iterator[tarfile.TarInfo] | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in more or ():
            archive.addfile(info)
    return out.getvalue()


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_document_is_read_from_wherever_it_comes(
    compress: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    packed = compress(GOOD)
    (tmp_path / "a").write_bytes(packed)
    for source in (packed, io.BytesIO(packed), Pipe(packed), tmp_path / "a"):
        assert [type(item) for item in everything(source)] == [Sak]


PACKED: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": zipped,
    "tar": tarred,
    "tar.gz": lambda members: gzip.compress(tarred(members)),
    "tar.bz2": lambda members: bz2.compress(tarred(members)),
    "tar.xz": lambda members: lzma.compress(tarred(members)),
}


@pytest.mark.parametrize("kind", PACKED)
def test_archives_are_read_sorted(kind: str, tmp_path: Path) -> None:
    packed = PACKED[kind]({"b/b.xml": OTHER, "a.xml": GOOD, "bad.xml": b"<hemmelig/>", "notes.txt": b"hemmelig"})
    path = tmp_path / f"a.{kind}"
    path.write_bytes(packed)
    for source in (path, tmp_path, packed, io.BytesIO(packed), Pipe(packed)):
        found = everything(source)
        fils = [item._kilde.fil if isinstance(item, Sak) else item.fil for item in found]
        assert [fil.partition("!")[2] for fil in fils] == ["a.xml", "b/b.xml", "bad.xml", ""]
        assert [type(item) for item in found] == [Sak, Sak, Unreadable, Notice]


@pytest.mark.parametrize("kind", PACKED)
def test_an_archive_without_documents(kind: str) -> None:
    result, notice = everything(PACKED[kind]({"notes.txt": b"x"}))
    assert reason(result) == "archive.no_xml"
    assert isinstance(notice, Notice)


@pytest.mark.parametrize("kind", PACKED)
def test_damaged_archives(kind: str) -> None:
    packed = PACKED[kind]({"a.xml": GOOD, "b.xml": OTHER})
    for cut in (len(packed) // 4, len(packed) // 2):
        for damaged in (packed[:cut], packed[:cut] + b"hemmelig" + packed[cut + 8 :]):
            for item in everything(damaged):
                assert isinstance(item, Sak | Reject | Unreadable)


@pytest.mark.parametrize("kind", PACKED)
def test_archives_within_archives_are_not_opened(kind: str) -> None:
    good, nested = sorted(everything(PACKED[kind]({"a.xml": GOOD, "b.zip": zipped({"c.xml": OTHER})})), key=repr)[::1]
    results = {type(good), type(nested)}
    assert results == {Sak, Unreadable}
    unreadable = good if isinstance(good, Unreadable) else nested
    assert reason(unreadable) == "archive.nested"


def test_a_zip_bomb_costs_no_more_than_its_limits() -> None:
    bomb = zipped({"a.xml": b"<Barnevern>" + b" " * 50_000_000, "b.xml": GOOD})
    tracemalloc.start()
    first, second = everything(bomb, Limits(archive_bytes=100_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16_000_000
    assert reason(first) == "limit.compression_ratio"
    assert isinstance(second, Sak)
    (result,) = everything(zipped({f"{n}.xml": b" " * 90_000 for n in range(9)}), SMALL)[-1:]
    assert reason(result) == "limit.archive_bytes"
    (result,) = everything(zipped({f"{n}.xml": b"" for n in range(51)}))
    assert reason(result) == "limit.archive_members"


@pytest.mark.parametrize("kind", ["tar.gz", "tar.bz2", "tar.xz"])
def test_a_compressed_tar_bomb_costs_no_more_than_its_limits(kind: str) -> None:
    (result,) = everything(PACKED[kind]({"a.xml": b" " * 30_000_000}), Limits())
    assert reason(result) == "limit.compression_ratio"
    (result,) = everything(PACKED[kind]({f"{n}.xml": os.urandom(90_000) for n in range(9)}))
    assert reason(result) == "limit.archive_bytes"


def test_a_tar_holds_more_than_files() -> None:
    def others() -> Iterator[tarfile.TarInfo]:
        for name, kind in (
            ("link.xml", tarfile.SYMTYPE),
            ("hard.xml", tarfile.LNKTYPE),
            ("pipe.xml", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            yield info
        folder = tarfile.TarInfo("folder.xml")
        folder.type = tarfile.DIRTYPE
        yield folder

    found = everything(tarred({"/abs/a.xml": GOOD, "../up.xml": OTHER}, more=others()))
    assert sorted(reason(item) for item in found if isinstance(item, Unreadable)) == ["archive.not_regular"] * 3
    assert [item._kilde.fil.partition("!")[2] for item in found if isinstance(item, Sak)] == ["../up.xml", "/abs/a.xml"]


def test_a_forged_tar_header_reads_no_more_than_a_header() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 200_000_000
    forged = info.tobuf() + b"0" * 5_000_000
    (result,) = everything(forged)
    assert reason(result) == "archive.broken"


def test_an_encrypted_member() -> None:
    packed = bytearray(zipped({"a.xml": GOOD}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(signature) + at] |= 1
    (result,) = everything(bytes(packed))
    assert reason(result) == "archive.encrypted"
