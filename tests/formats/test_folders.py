"""Folders: each file in them is read, or said, or counted; nothing is waited for."""

import gzip
import os
import socket
from pathlib import Path

import pytest

from barnevern_tilsyn.formats import read
from barnevern_tilsyn.formats.sniff import archive_kind, is_litter, looks_like_xml, worth_reading
from barnevern_tilsyn.model import Notice, Sak, Superseded, Unreadable
from tests.formats.samples import document
from tests.formats.test_bad_input import everything, reason, tarred, zipped

GOOD = document("4.0.1", full=False)
OTHER = document("4.0.1", full=False, seed=3)
THIRD = document("4.0.1", full=False, seed=5)


def told(found: list[object]) -> list[tuple[str, str, int]]:
    """Of notices: file name, message id, count."""
    return [
        (Path(item.fil).name, item.reason.id, dict(item.reason.args).get("count", 0))  # type: ignore[misc]
        for item in found
        if isinstance(item, Notice)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "export"
    (top / "inner" / "deeper").mkdir(parents=True)
    (top / "a.xml").write_bytes(GOOD)
    (top / "inner" / "b.txt").write_bytes(OTHER)
    (top / "inner" / "notes.txt").write_text("hemmelig")
    (top / "inner" / "deeper" / "page.json").write_text("{}")
    (top / "inner" / "deeper" / "nothing").write_bytes(b"")
    return top


def test_what_is_not_read_is_counted_once_for_the_folder(folder: Path) -> None:
    found = everything(folder)
    assert [type(item) for item in found] == [Sak, Sak, Notice]
    assert told(found) == [("export", "folder.ignored", 3)]  # type: ignore[arg-type]
    notice = found[-1]
    assert isinstance(notice, Notice)
    assert notice.sak_id == ""
    assert len(list(read(folder))) == 2
    found = everything([folder, folder / "inner" / "deeper"])
    assert told(found) == [("export", "folder.ignored", 3), ("deeper", "folder.ignored", 2)]  # type: ignore[arg-type]
    assert reason(found[-2]) == "folder.no_xml"


HEADS = {
    "xml": GOOD,
    "declared late": b" \r\n\t" * 3 + GOOD.split(b"?>", 1)[1].strip(),
    "byte-order mark": b"\xef\xbb\xbf" + GOOD,
    "utf-16": GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "utf-16 without mark": GOOD.decode().replace("UTF-8", "UTF-16LE").encode("utf-16-le"),
    "zip": zipped({"x.xml": GOOD}),
    "tar": tarred({"x.xml": GOOD}),
    "gzip": gzip.compress(GOOD),
}


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("name", ["x", "x.dat", "X.XML.bak", ".x"])
def test_a_document_by_another_name_is_read(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HEADS[kind])
    assert [type(item) for item in everything(tmp_path)] == [Sak]
    if not name.startswith("."):
        assert [type(item) for item in everything(str(tmp_path / "**"))] == [Sak]


def test_xml_of_another_kind_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html>hemmelig</html>")
    (tmp_path / "b.xsd").write_text("<schema/>")
    (tmp_path / "c.XML").write_text("hemmelig")
    (tmp_path / "d.zip").write_text("hemmelig")
    assert [reason(item) for item in everything(tmp_path)] == [
        "file.html",
        "file.other_root",
        "file.no_xml",
        "file.no_xml",
    ]


def test_office_documents_are_no_archives_of_records(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    (tmp_path / "b.ods").write_bytes(zipped({"mimetype": b"x", "content.xml": b"<x/>"}))
    (tmp_path / "c.xml").write_bytes(GOOD)
    found = everything(tmp_path)
    assert [type(item) for item in found] == [Sak, Notice]
    assert told(found)[0][2] == 2  # type: ignore[arg-type]


def test_litter_is_counted_whatever_it_is_called(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(GOOD)
    (folder / "._a.xml").write_bytes(b"\0\5\x16\7")
    (folder / "__MACOSX" / "inner.xml").mkdir(parents=True)
    (folder / "__MACOSX" / "inner.xml" / "x.xml").write_bytes(GOOD)
    found = everything(folder)
    assert [type(item) for item in found] == [Sak, Sak, Notice]
    assert told(found) == [("export", "folder.ignored", 6)]  # type: ignore[arg-type]
    assert [is_litter(name) for name in ("__MACOSX/a.xml", "a/._b.xml", "a/.DS_Store", "__MACOSX", "a_.xml")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_what_is_no_plain_file_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "m")
    os.mkfifo(folder / "n.xml")
    (folder / "o.xml").symlink_to(folder / "m")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(os.path.relpath(folder / "p.xml"))
        for source in (folder, f"{folder}/**"):
            found = everything(source)
            unread = [item for item in found if isinstance(item, Unreadable)]
            assert [Path(item.fil).name for item in unread] == ["m", "n.xml", "o.xml", "p.xml"]
            assert {reason(item) for item in unread} == {"file.special"}
            assert sum(isinstance(item, Sak) for item in found) == 2
        found = everything(f"{folder}/*")
        assert [reason(item) for item in found if isinstance(item, Unreadable)] == ["file.special"] * 4


def test_links(folder: Path) -> None:
    (folder / "latest").symlink_to(folder / "inner")
    (folder / "loop").symlink_to(folder)
    (folder / "gone").symlink_to(folder / "nowhere")
    (folder / "z.xml").symlink_to(folder / "a.xml")
    found = everything(folder)
    assert [(Path(item.fil).name, reason(item)) for item in found if isinstance(item, Unreadable)] == [
        ("gone", "file.missing")
    ]
    assert [name for name, id, _ in told(found) if id == "folder.link"] == ["latest", "loop"]  # type: ignore[arg-type]
    assert [type(item) for item in found if isinstance(item, Sak | Superseded)] == [Sak, Sak, Superseded]


def test_patterns(folder: Path) -> None:
    (folder / "c.xml").write_bytes(THIRD)
    assert [type(item) for item in everything(f"{folder}/?.xml")] == [Sak, Sak]
    assert [type(item) for item in everything(f"{folder}/*")] == [Sak, Sak, Sak, Notice]
    found = everything(f"{folder}/**")
    assert [type(item) for item in found] == [Sak, Sak, Sak, Notice]
    assert told(found) == [("**", "folder.ignored", 3)]  # type: ignore[arg-type]
    assert [type(item) for item in everything(f"{folder}/**/*.xml")] == [Sak, Sak]
    assert [type(item) for item in everything(f"{folder}/**/**/*.xml")] == [Sak, Sak]
    assert [reason(item) for item in everything(f"{folder}/*/*.txt") if isinstance(item, Unreadable)] == ["file.no_xml"]


def test_a_pattern_that_finds_folders_only(folder: Path) -> None:
    (folder / "inner" / "b.txt").unlink()
    found = everything(f"{folder}/inner/**")
    assert [type(item) for item in found] == [Unreadable, Notice]
    assert reason(found[0]) == "folder.no_xml"


def test_a_folder_that_may_not_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir

    def refuse(path: str) -> list[str]:
        if Path(path).name == "inner":
            raise PermissionError(13, "hemmelig")
        return listed(path)

    monkeypatch.setattr(os, "listdir", refuse)
    found = everything(folder)
    assert [type(item) for item in found] == [Sak, Unreadable]
    assert reason(found[1]) == "file.permission"
    assert [reason(item) for item in everything(folder / "inner")] == ["file.permission"]


def test_first_bytes() -> None:
    for text in (b"<", b" \n<a", b"\xef\xbb\xbf <a", "\ufeff<a".encode("utf-16-le"), b" " * 512):
        assert looks_like_xml(text)
        assert worth_reading(text)
    for text in (b"", b" ", b"a<", b"{}", b"%PDF-<", b"\0" * 512, b"\0<", bytes(range(256)) * 2):
        assert worth_reading(text) is (text == b"\0<"), text
    assert archive_kind(b"PK\x03") == ""
    assert archive_kind(b"0" * 512) == ""
