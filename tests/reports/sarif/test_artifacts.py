"""Files by URI: whatever the name is, the URI leads back to it."""

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.reports.sarif.artifacts import BASE, Artifacts

URI = re.compile(r"(file://)?[A-Za-z0-9._~!$&'()*+,;=:@%/-]*", re.ASCII)


def _locations(*names: str) -> tuple[list[Any], list[dict[str, Any]]]:
    artifacts = Artifacts()
    return [artifacts.place(name, None)["artifactLocation"] for name in names], artifacts.rows


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_a_relative_name_comes_back_from_its_uri(name: str) -> None:
    path = PurePosixPath(name)
    (location,), _ = _locations(f"mappe/{name}")
    assert URI.fullmatch(location["uri"])
    parts = urlsplit(location["uri"])
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    if not path.is_absolute() and not re.search(r"\.(zip|t\w\w\w?|tar\.\w+)!", name, re.IGNORECASE):
        assert unquote_to_bytes(parts.path).decode() == f"mappe/{path}".removesuffix("/.")
        assert location["uriBaseId"] == BASE


@pytest.mark.parametrize(
    ("name", "uri", "base"),
    [
        ("export/00001.xml", "export/00001.xml", BASE),
        ("./export//a.xml", "export/a.xml", BASE),
        ("../a.xml", "../a.xml", BASE),
        ("a b.xml", "a%20b.xml", BASE),
        ("c:d.xml", "c%3Ad.xml", BASE),
        ("100%.xml", "100%25.xml", BASE),
        ("æ?#.xml", "%C3%A6%3F%23.xml", BASE),
        ("linje\nskift.xml", "linje%0Askift.xml", BASE),
        ("\udcff.xml", "%FF.xml", BASE),
        ("\ud800.xml", "%5Cud800.xml", BASE),
        ("-", "-", BASE),
        ("hei!du.xml", "hei%21du.xml", BASE),
        ("/data/å.xml", "file:///data/%C3%A5.xml", None),
    ],
)
def test_names(name: str, uri: str, base: str | None) -> None:
    (location,), rows = _locations(name)
    assert (location["uri"], location.get("uriBaseId")) == (uri, base)
    assert rows == [{"location": location, "roles": ["analysisTarget"]}]


@pytest.mark.parametrize("suffix", [".zip", ".TAR", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"])
def test_a_member_is_nested_in_its_archive(suffix: str) -> None:
    (member, second), rows = _locations(f"ut/a{suffix}!b/c!d.xml", f"ut/a{suffix}!/e.xml")
    assert rows[0]["location"] == {"uri": f"ut/a{suffix}", "uriBaseId": BASE, "index": 0}
    assert member == {"uri": "b/c%21d.xml", "index": 1}
    assert second == {"uri": "/e.xml", "index": 2}
    assert [row.get("parentIndex") for row in rows] == [None, 0, 0]


def test_each_file_is_listed_once() -> None:
    (first, again, other), rows = _locations("a.xml", "a.xml", "b.xml")
    assert first == again != other
    assert [row["location"]["index"] for row in rows] == [0, 1]


def test_a_line_is_a_region() -> None:
    artifacts = Artifacts()
    assert artifacts.place("a.xml", 7)["region"] == {"startLine": 7}
    assert "region" not in artifacts.place("a.xml", 0)
