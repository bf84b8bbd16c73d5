"""What is timed reads all that it is given, from memory and from a folder."""

from pathlib import Path

import pytest

from bench import documents, readers


def test_every_candidate_goes_through_all_documents(tmp_path: Path) -> None:
    for delivery in documents.deliveries(tmp_path, 10):
        found = [*readers.from_memory(delivery), *readers.from_folder(delivery)]
        assert [candidate.run() for candidate in found] == [candidate.count for candidate in found] == [10] * len(found)


@pytest.mark.parametrize("schema", [True, False])
def test_the_schema_is_measured_where_it_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: bool
) -> None:
    if schema:
        official = tmp_path / f"Barnevern_v{documents.VERSION}.xsd"
        official.write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>')
        monkeypatch.setenv("BVT_SCHEMA_DIR", str(tmp_path))
    else:
        monkeypatch.delenv("BVT_SCHEMA_DIR", raising=False)
    delivery, *_ = documents.deliveries(tmp_path / "deliveries", 1)
    for found in (readers.from_memory(delivery), readers.from_folder(delivery)):
        names = [candidate.name for candidate in found]
        assert (readers.SCHEMA in names) is schema
        assert {readers.PARSE, readers.CHECK} <= set(names)
