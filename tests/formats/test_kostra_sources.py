"""KOSTRA files wherever they come from: read as they come, never held whole."""

import bz2
import gzip
import io
import lzma
import os
import threading
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.formats import Limits, RecordError, documents, read
from barnevern_tilsyn.formats.items import Document, Long
from barnevern_tilsyn.formats.kostra import read_kostra
from barnevern_tilsyn.formats.limits import CHUNK
from barnevern_tilsyn.formats.pieces import document_of, is_kostra
from barnevern_tilsyn.model import Notice, Reject, Sak, Unreadable
from barnevern_tilsyn.model.kostra import Individ
from tests.formats.kostra_files import AVGIVER, ROOT, child, in_pieces, municipality, read_all, told
from tests.formats.samples import VERSIONS, document
from tests.formats.test_bad_input import Pipe, tarred, zipped

SMALL = child(1, full=False)
COUNT = 600
FILE = municipality(*(SMALL.replace("Id 100001", f"Id {number}") for number in range(COUNT))).encode()
IDS = [f"Id {number}" for number in range(COUNT)]
BELOW = Limits(document_bytes=len(FILE) // 4, child_bytes=10_000)
"""A KOSTRA file is larger than any document that is held whole."""

PACKED = {
    "plain": FILE,
    "zip": zipped({"a.xml": FILE}),
    "tar": tarred({"a.xml": FILE}),
    "gz": gzip.compress(FILE),
    "bz2": bz2.compress(FILE),
    "xz": lzma.compress(FILE),
    "tar.gz": gzip.compress(tarred({"a.xml": FILE})),
    "utf-16": FILE.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
}


def ids(found: list[Any]) -> list[str]:
    return [item.id for item in found if isinstance(item, Individ)]


@pytest.mark.parametrize("limits", [Limits(), BELOW], ids=["held", "streamed"])
@pytest.mark.parametrize("kind", PACKED)
def test_a_file_of_any_size_is_read_from_anywhere(kind: str, limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(PACKED[kind])
    sources = (path, tmp_path, str(tmp_path / "*.xml"), PACKED[kind], io.BytesIO(PACKED[kind]), Pipe(PACKED[kind]))
    for source in sources:
        found = list(documents(source, limits=limits))
        assert ids(found) == IDS, source
        assert len(found) == COUNT
        assert [item._linje for item in found if isinstance(item, Individ)][-1] == 3 + COUNT


def test_a_pipe_by_name_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    thread = threading.Thread(target=pipe.write_bytes, args=(FILE,))
    thread.start()
    found = list(documents(pipe, limits=BELOW))
    thread.join()
    assert ids(found) == IDS


def test_beside_other_documents(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(document("4.0.1"))
    (tmp_path / "b.xml").write_bytes(FILE)
    (tmp_path / "c.xml").write_bytes(document("4.0.1", seed=2))
    (tmp_path / "d.zip").write_bytes(zipped({"x.xml": FILE, "y.xml": document("4.0.1", seed=3)}))
    kinds = Counter(type(item) for item in documents(tmp_path))
    assert kinds == {Sak: 3, Individ: 2 * COUNT}
    sources = {item._kilde.fil.rpartition("/")[2] for item in documents(tmp_path) if isinstance(item, Individ)}
    assert sources == {"b.xml", "d.zip!x.xml"}


def test_the_faces_agree() -> None:
    broken = SMALL.replace("Saksbehandler", "saksbehandler")
    data = municipality(SMALL, broken, SMALL).encode()
    rejects: list[Reject | Unreadable] = []
    cases = list(read(data, on_reject=rejects.append))
    assert [type(item) for item in cases] == [Sak, Sak]
    assert [told(item) for item in rejects] == [told(item) for item in read_all(data) if isinstance(item, Reject)]
    with pytest.raises(RecordError) as caught:
        list(read(data))
    assert "linje" not in caught.value.message("en")
    assert ":5: Barnevern/Individ: " in caught.value.message("en")


def test_a_damaged_archive_keeps_what_came_before() -> None:
    packed = bytearray(PACKED["zip"])
    at = len(packed) // 2
    packed[at : at + 20] = b"\0" * 20
    *found, trouble = documents(bytes(packed), limits=BELOW)
    before = found.index(next(item for item in found if not isinstance(item, Individ)))
    assert before > COUNT // 4
    assert found[:before] == read_all(FILE)[:before]
    assert isinstance(trouble, Unreadable)
    assert trouble.reason.id == "archive.broken"


def test_an_archive_over_its_limit_says_so() -> None:
    limits = Limits(document_bytes=BELOW.document_bytes, archive_bytes=CHUNK + 5_000)
    for kind in ("zip", "tar"):
        found = list(documents(PACKED[kind], limits=limits))
        assert 0 < len(ids(found)) < COUNT
        assert "limit.archive_bytes" in [item.reason.id for item in found if isinstance(item, Unreadable)]
    (trouble,) = documents(PACKED["gz"], limits=limits)
    assert told(trouble) == "limit.archive_bytes"  # type: ignore[arg-type]


def test_a_stream_that_fails_keeps_what_came_before() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > len(FILE) // 2:
                raise OSError
            return super().read(min(size or -1, 4_096) if size and size > 0 else 4_096)

    found = list(documents(Failing(FILE)))
    assert ids(found) == IDS[: len(found) - 1]
    assert isinstance(found[-1], Unreadable)


class _Endless(io.RawIOBase):
    """A municipality without end."""

    def __init__(self, count: int) -> None:
        self._pieces = self._made(count)
        self._left = b""

    @staticmethod
    def _made(count: int) -> Iterator[bytes]:
        yield (ROOT + AVGIVER).encode()
        kid = child(1).encode()
        yield from (kid for _ in range(count))
        yield b"</Barnevern>"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = next(self._pieces, b"")
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(count: int) -> int:
        stream = io.BufferedReader(_Endless(count), CHUNK)
        pieces = iter(partial(stream.read, CHUNK), b"")
        tracemalloc.start()
        number = sum(1 for item in read_kostra("a.xml", pieces, Limits()) if isinstance(item, Individ))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert number == count
        return most

    peak(20)
    assert peak(1_500) < peak(100) + 100_000


SNIFFED = {
    "children": ROOT + AVGIVER + SMALL,
    "no municipality": ROOT + SMALL,
    "no children": ROOT + AVGIVER + "</Barnevern>",
    "a comment": "<!-- <Fagsystem <Sak --><?x <Sak?>" + ROOT + "<!-- <Sak -->" + SMALL,
    "something unknown": ROOT + "<Hemmelig><x/></Hemmelig>" + SMALL,
}
NOT_SNIFFED = {
    "empty": "",
    "another root": "<x>" + AVGIVER + SMALL,
    "the child alone": SMALL,
    "a case": "<Barnevern><Sak/>" + SMALL,
    "the register's municipality": '<Barnevern><Avgiver Kommunenummer="1"/><Sak/>',
    "text": "Individ <Individ",
    "an open comment": ROOT + "<!-- " + AVGIVER + SMALL,
    "nothing told": "<Barnevern>",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_what_is_a_kostra_file(encoding: str) -> None:
    for name, text in SNIFFED.items():
        assert is_kostra(text.encode(encoding)), name
    for name, text in NOT_SNIFFED.items():
        assert not is_kostra(text.encode(encoding)), name


@pytest.mark.parametrize("version", VERSIONS)
def test_no_document_of_the_register_is_a_kostra_file(version: str) -> None:
    data = document(version)
    assert not is_kostra(data)
    assert not is_kostra(data.replace(b"<Fagsystem", b"<!-- x --><Fagsystem"))
    assert not is_kostra(data.replace(b"Fagsystem", b"fagsystem"))


@given(st.binary(max_size=300), st.integers(1, 40))
def test_documents_in_pieces_are_whole_or_handed_on(noise: bytes, size: int) -> None:
    for data in (noise, b"<Barnevern>" + noise, (ROOT + AVGIVER).encode() + noise):
        found = document_of("a.xml", in_pieces(data, size), Limits())
        assert isinstance(found, Long) == is_kostra(data)
        pieces = [found.data] if isinstance(found, Document) else found.pieces  # type: ignore[union-attr]
        assert b"".join(pieces) == data  # type: ignore[arg-type]


def test_what_a_folder_passes_over_is_still_counted(tmp_path: Path) -> None:
    (tmp_path / "kostra").write_bytes(FILE)
    (tmp_path / "notes.txt").write_bytes(b"hemmelig")
    *children, notice = documents(tmp_path)
    assert ids(children) == IDS
    assert isinstance(notice, Notice)
