"""A sample as JSON: nothing is lost on the way, every fault is told, and nothing that stands there is shown."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.candidates import Candidate
from barnevern_tilsyn.programmes.sample_json import DOCUMENT, SampleError, read_sample_json, sample_json
from barnevern_tilsyn.programmes.sampling import draw
from tests.json_schemas import validator
from tests.programmes.drawing import KINDS, candidate, candidates, population

OURS = builtin()
PROGRAMME = OURS["egenkontroll-2024-1"]
CANARY = "KANARIFUGL"


def written(cases: list[Candidate] | None = None, size: int = 4, seed: int = 3) -> bytes:
    found = [candidate(at, KINDS[at % 7], "9901") for at in range(20)] if cases is None else cases
    return sample_json(draw(population(found), PROGRAMME, seed=seed, size=size))


def faults(data: Any) -> dict[str, str]:
    with pytest.raises(SampleError) as caught:
        read_sample_json("sample.json", json.dumps(data).encode(), OURS)
    assert CANARY not in "".join(line for lang in LANGUAGES for line in caught.value.sentences(lang))
    return {fault.place: fault.reason.id for fault in caught.value.faults}


class TestThereAndBack:
    @given(candidates(8), st.integers(1, 6), st.integers(0, 999_999_999))
    def test_nothing_is_lost(self, cases: list[Candidate], size: int, seed: int) -> None:
        sample = draw(population(cases), PROGRAMME, seed=seed, size=size)
        content = sample_json(sample)
        assert read_sample_json("a.json", content, OURS) == sample
        assert sample_json(read_sample_json("a.json", content, OURS)) == content
        validator(DOCUMENT).validate(json.loads(content))


class TestFaults:
    @pytest.mark.parametrize(
        ("path", "value", "place", "reason"),
        [
            (["seed"], 4, "id", "changed"),
            (["id"], CANARY, "id", "changed"),
            (["wanted"], "4", "wanted", "expected-int"),
            (["as_of"], "2026-13-01", "as_of", "expected-date"),
            (["programme", "id"], CANARY, "programme.id", "no-such-programme"),
            (["programme", "version"], CANARY, "programme.version", "other-version"),
            (["rules", 0, "rule"], CANARY, "rules[0].rule", "not-a-choice"),
            (["rules", 0, "held"], CANARY, "rules[0].held", "not-a-choice"),
            (["rules", 0, "reason", "id"], CANARY, "rules[0].reason.id", "not-a-choice"),
            (["rules", 0, "reason", "args", "seed"], CANARY, "rules[0].reason.args", "not-a-choice"),
            (["rules", 0, "reason", "args", CANARY], 1, "rules[0].reason.args", "not-a-choice"),
            (["rules", 2, "reason", "args", "first"], CANARY, "rules[2].reason.args", "not-a-choice"),
            (["cases", 1, "case"], CANARY, "cases[1].case", "no-case-name"),
            (["cases", 1, "outcome"], CANARY, "cases[1].outcome", "no-such-value"),
            (["cases", 1, "may_be"], [CANARY], "cases[1].may_be", "no-such-value"),
            (["cases", 1, "municipality"], CANARY, "cases[1].municipality", "no-municipality"),
            (["cases", 1, CANARY], CANARY, "cases[1]", "key-of-none"),
            (["document"], "selfcheck-form", "document", "other-document"),
            (["format"], 2, "format", "other-format"),
        ],
    )
    def test_each_is_told_with_its_place(self, path: list[Any], value: Any, place: str, reason: str) -> None:
        data = json.loads(written())
        *way, last = path
        inner = data
        for step in way:
            inner = inner[step]
        inner[last] = value
        assert faults(data).get(place) == reason

    def test_a_case_that_stands_there_twice(self) -> None:
        data = json.loads(written())
        data["cases"][1] = data["cases"][0]
        assert faults(data) == {"cases[1]": "twice-here"}

    @given(st.data())
    def test_anything_else_anywhere_is_told(self, data: st.DataObject) -> None:
        whole = json.loads(written())
        places: list[tuple[Any, Any]] = []

        def walk(inner: Any) -> None:
            for key, value in inner.items() if isinstance(inner, dict) else enumerate(inner):
                places.append((inner, key))
                if isinstance(value, dict | list):
                    walk(value)

        walk(whole)
        inner, key = data.draw(st.sampled_from(places))
        other = data.draw(st.sampled_from([CANARY, None, 7, 0.5, True, [], {}, [CANARY], {CANARY: CANARY}]))
        if inner[key] != other:
            inner[key] = other
            assert faults(whole)
