"""What is timed on case JSON reads the same cases, and the fault that is timed is one."""

import pytest

pytest.importorskip("pydantic", reason="pydantic and cattrs are in the extra bench")
pytest.importorskip("cattrs", reason="pydantic and cattrs are in the extra bench")

from bench import documents, json_readers


def test_every_candidate_goes_through_all_cases() -> None:
    cases = json_readers.as_json([*documents.larger(3), *documents.as_drawn(5)])
    found = list(json_readers.candidates(cases, "memory"))
    assert [candidate.run() for candidate in found] == [candidate.count for candidate in found] == [8] * 5
    assert len({candidate.name for candidate in found}) == 5
