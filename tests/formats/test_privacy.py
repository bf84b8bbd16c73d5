"""Nothing that a document holds is ever said: not in a reject, not in an error, not in a traceback."""

import io
import traceback
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.formats import Limits, RecordError, documents, read
from barnevern_tilsyn.formats.errors import sentence
from barnevern_tilsyn.model import Notice, Reject, Sak, Superseded, Unreadable
from tests.formats.mutations import mutated
from tests.formats.samples import VERSIONS, document
from tests.formats.test_bad_input import PACKED, Pipe
from tests.scale import scaled

CANARY = "KANARIFUGL"


def said(item: object) -> str:
    """All that can be shown of what is no case."""
    if isinstance(item, Reject):
        return repr(item) + "".join(sentence(fault.expected) for fault in item.faults)
    if isinstance(item, Unreadable | Notice):
        return repr(item) + sentence(item.reason)
    return ""


def planted(version: str = "4.0.1") -> list[bytes]:
    """A canary in each attribute and text, as its value, its name, and beside it."""
    data = document(version).decode()
    found = []
    for at, piece in enumerate(pieces := data.split('"')):
        if at % 2:
            values = (CANARY, piece + CANARY, CANARY * 2_000, f"&{CANARY};", f"{CANARY}<", f"{CANARY}&#0;")
            found += ['"'.join([*pieces[:at], value, *pieces[at + 1 :]]) for value in values]
    for at, piece in enumerate(pieces := data.split(">")):
        if piece and not piece.startswith("\n"):
            found.append(">".join([*pieces[:at], CANARY + piece, *pieces[at + 1 :]]))
            found.append(">".join([*pieces[:at], f"<{CANARY}/>" + piece, *pieces[at + 1 :]]))
            found.append(">".join([*pieces[:at], f"</{CANARY}>" + piece, *pieces[at + 1 :]]))
            found.append(">".join([*pieces[:at], piece + f' {CANARY}="1"', *pieces[at + 1 :]]))
            found.append(">".join([*pieces[:at], piece + f' {CANARY}:a="1"', *pieces[at + 1 :]]))
    found += [
        f"<{CANARY}/>",
        CANARY,
        f"<!DOCTYPE {CANARY}><Barnevern/>",
        f"%PDF-{CANARY}",
        f"<?xml {CANARY}?><Barnevern/>",
    ]
    found.append(data.replace("UTF-8", CANARY))
    return [text.encode() for text in found]


def test_no_canary_sings() -> None:
    sources = planted() + planted("1.1.0")[::4]
    assert len(sources) > 1_050
    random = Random(5)
    singing = 0
    for data in sources:
        for version in (None, random.choice(VERSIONS)):
            for item in documents(data, version=version):
                if not isinstance(item, Sak):
                    singing += 1
                    assert CANARY not in said(item)
    assert singing > 1_500


def test_no_canary_sings_in_an_error() -> None:
    for data in Random(6).sample(planted(), 300):
        if all(isinstance(item, Sak) for item in documents(data)):
            continue
        with pytest.raises(RecordError) as caught:
            list(read(data))
        error = caught.value
        assert CANARY not in "".join(traceback.format_exception(error)) + repr(error) + repr(error.cause)
        assert error.__cause__ is None
        assert error.__context__ is None


@pytest.mark.parametrize("version", VERSIONS)
def test_nearly_valid_documents_never_crash_unpinned(version: str) -> None:
    kinds = set()
    for made in mutated(version, scaled(700), seed=7):
        data = made.replace(b"tekst", CANARY.encode())
        (item,) = documents(data)
        kinds.add(type(item))
        assert CANARY not in said(item)
        if isinstance(item, Reject):
            lines = [fault.linje for fault in item.faults]
            assert all(fault.path.startswith("Barnevern") for fault in item.faults)
            assert all(0 <= line <= data.count(b"\n") + 1 for line in lines)
    assert kinds == {Sak, Reject, Unreadable}


KINDS = (Sak, Reject, Unreadable, Superseded, Notice)
MARKUP = st.sampled_from(
    [b"<Barnevern", b">", b"/>", b"</Barnevern>", b"<Sak", b' Id="', b'"', b"<!--", b"-->", b"<![CDATA[", b"]]>",
     b"&#1;", b"&a;", b"<?xml version='1.0' encoding='UTF-16'?>", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"<!DOCTYPE",
     b"\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"ustar"]
)  # fmt: skip


@settings(max_examples=scaled(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(MARKUP, st.binary(max_size=12)), max_size=25).map(b"".join), st.integers(0, 3))
def test_any_bytes_give_one_answer(tmp_path: Path, data: bytes, way: int) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(data)
    source = (data, io.BytesIO(data), Pipe(data), file)[way]
    found = list(documents(source, limits=Limits(document_bytes=500, line_bytes=200)))
    assert found
    assert all(isinstance(item, KINDS) for item in found)
    for item in found:
        said(item)


@settings(max_examples=scaled(300), deadline=None)
@given(st.data())
def test_any_damage_to_a_document_gives_one_answer(data: st.DataObject) -> None:
    good = document("4.0.1", full=False)
    at = data.draw(st.integers(0, len(good)))
    width = data.draw(st.integers(0, 20))
    damaged = good[:at] + data.draw(st.binary(max_size=8)) + good[at + width :]
    (found,) = documents(damaged)
    assert isinstance(found, KINDS)


@settings(max_examples=scaled(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_an_archive_gives_an_answer(archives: dict[str, bytes], data: st.DataObject) -> None:
    packed = archives[data.draw(st.sampled_from(sorted(archives)))]
    at = data.draw(st.integers(0, len(packed)))
    width = data.draw(st.integers(0, 20))
    damaged = packed[:at] + data.draw(st.binary(max_size=8)) + packed[at + width :]
    found = list(documents(damaged, limits=Limits(archive_bytes=5_000_000)))
    assert found
    assert all(isinstance(item, KINDS) for item in found)


@pytest.fixture(scope="module")
def archives() -> dict[str, bytes]:
    members = {"a.xml": document(full=False), "b.xml": document(full=False, seed=4), "c.txt": b"x"}
    return {kind: pack(members) for kind, pack in PACKED.items()}
