"""Names of cases, elements and files: their own where that tells nothing, keyed ones where there is a key."""

import hashlib
import pickle
import subprocess
import sys
import traceback
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.findings import Names, WeakKeyError, key_from
from barnevern_tilsyn.findings.names import is_uuid
from barnevern_tilsyn.findings.pseudonym import LEAST_KEY_BYTES, Pseudonyms

CASE = "0b9f0b9a-0000-4000-8000-000000000001"
KEYS = st.binary(min_size=LEAST_KEY_BYTES, max_size=64)
IDS = st.one_of(st.text(), st.uuids().map(str), st.text(st.characters(exclude_categories=())))
KEY = bytes(range(32))


def _all(names: Names, case: str, element: str) -> list[str | None]:
    return [names.case(case), names.element(case, "Melding", element), names.file(element)]


class TestWithoutAKey:
    @given(st.uuids())
    def test_a_uuid_is_a_name_in_any_case(self, id: uuid.UUID) -> None:
        assert Names().case(str(id).upper()) == Names().element(CASE, "Melding", str(id).upper()) == str(id)

    @given(IDS.filter(lambda text: not is_uuid(text)))
    def test_nothing_else_is(self, id: str) -> None:
        assert (Names().case(id), Names().element(CASE, "Melding", id)) == (None, None)

    @given(st.text())
    def test_a_file_goes_by_its_own_name(self, file: str) -> None:
        assert Names().file(file) == file

    @pytest.mark.parametrize("text", ["", "0b9f0b9a", CASE + "0", CASE.replace("0", "٠"), "x" * 36, CASE + "\n"])
    def test_what_is_no_uuid(self, text: str) -> None:
        assert not is_uuid(text)


class TestWithAKey:
    @given(KEYS, IDS, IDS.filter(bool))
    def test_the_same_key_the_same_names_and_every_kind_its_own(self, key: bytes, case: str, element: str) -> None:
        names = _all(Names(key), case, element)
        assert names == _all(Names(bytes(key)), case, element)
        assert len(set(names)) == 3
        assert all(name and len(name) == 32 and set(name) <= set("0123456789abcdef") for name in names)

    @given(KEYS, KEYS, IDS, IDS.filter(bool))
    def test_another_key_gives_other_names(self, one: bytes, other: bytes, case: str, element: str) -> None:
        if one != other:
            assert not set(_all(Names(one), case, element)) & set(_all(Names(other), case, element))

    @given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
    def test_no_two_things_are_called_the_same(self, one: list[str], other: list[str]) -> None:
        assert (Pseudonyms(KEY).of("kind", *one) == Pseudonyms(KEY).of("kind", *other)) == (one == other)

    def test_an_element_is_one_of_its_case_and_kind(self) -> None:
        names = Names(KEY)
        assert len({names.element(case, kind, "1") for case in "ab" for kind in ("Melding", "Undersokelse")}) == 4

    def test_a_uuid_is_the_same_in_any_case(self) -> None:
        assert _all(Names(KEY), CASE, CASE.lower())[:2] == _all(Names(KEY), CASE.upper(), CASE.upper())[:2]

    def test_no_file_has_no_name(self) -> None:
        assert Names(KEY).file("") == ""

    def test_it_is_no_plain_digest_of_the_id(self) -> None:
        plain = {hashlib.new(name, CASE.encode()).hexdigest()[:32] for name in ("md5", "sha1", "sha256", "sha512")}
        assert Names(KEY).case(CASE) not in plain

    def test_the_names_of_version_1_do_not_change(self) -> None:
        """Reports are compared over the years: a name that changed would make all findings new."""
        names = Names(KEY)
        assert names.case(CASE) == "83ad077debbfc8038e1985da4d9682b8"
        assert names.element(CASE, "Melding", CASE) == "fa3c29637c33c638e2acc57683a2158e"
        assert names.file("a.xml") == "2e2cf82b56f73c4f098e8edd7b6e4711"

    def test_the_same_in_another_process(self) -> None:
        code = f"from barnevern_tilsyn.findings import Names; print(Names(bytes(range(32))).case({CASE!r}))"
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert told.strip() == Names(KEY).case(CASE) == pickle.loads(pickle.dumps(Names(KEY))).case(CASE)


class TestKey:
    @given(st.binary(min_size=LEAST_KEY_BYTES, max_size=64).filter(lambda key: not key.isascii()))
    def test_random_bytes_are_taken_as_they_are(self, key: bytes) -> None:
        assert key_from(key) == key

    @pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b" \n\n"])
    def test_space_around_a_key_of_text_is_no_part_of_it(self, end: bytes) -> None:
        assert key_from(KEY.hex().encode() + end) == KEY.hex().encode()

    @pytest.mark.parametrize(
        ("content", "reason"),
        [(b"", "empty"), (b" \n", "empty"), (b"x" * 31, "short"), (b"x" * 31 + b"\n", "short"), (b"x" * 1025, "long")],
    )
    def test_what_cannot_be_a_key_is_told_without_it(self, content: bytes, reason: str) -> None:
        with pytest.raises(WeakKeyError) as refused:
            key_from(content)
        assert refused.value.reason == reason
        assert "xxx" not in "".join(traceback.format_exception(refused.value))

    def test_a_key_from_python_must_be_bytes_and_long(self) -> None:
        with pytest.raises(WeakKeyError):
            Names(b"secret")
        with pytest.raises(WeakKeyError):
            Names(b"")
        with pytest.raises(TypeError):
            Names("k" * 40)  # type: ignore[arg-type]

    def test_the_key_is_in_no_representation(self) -> None:
        names = Names(b"KANARIFUGL" * 4)
        assert "KANARI" not in repr(names) + repr(names._pseudonyms) + str(names._pseudonyms) + repr(vars(names))
