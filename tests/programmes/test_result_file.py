"""Results out of files: what a service judged counts as its programme says, whatever the file says."""

from typing import Any

import attrs
import pytest

from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.collected_json import CollectedError, collected_json
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.programme import Counts
from barnevern_tilsyn.programmes.result_file import read_result
from barnevern_tilsyn.programmes.service_result import Verdict
from tests.programmes.rounds import FIRST, own_form, sample_of

SAMPLE = sample_of(2)
FOUND = collect([("own", own_form(SAMPLE, {"child": "svikt"}, {}))], SAMPLE, FIRST).collected
AT = next(at for at, one in enumerate(FOUND.sections) if one.theme == "child")


def changed(**values: Any) -> bytes:
    sections = list(FOUND.sections)
    sections[AT] = attrs.evolve(sections[AT], **values)
    return collected_json(attrs.evolve(FOUND, sections=tuple(sections)))


def test_what_was_collected_is_a_result() -> None:
    assert read_result("a.json", changed(), builtin()).themes["child"] is Verdict.FAILING


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"counts": Counts.YES}, "counts"),
        ({"counts": None}, "counts"),
        ({"value": None}, "counts"),
        ({"value": "ja"}, "value"),
    ],
)
def test_a_judgement_that_does_not_count_as_its_programme_says_is_refused(values: dict[str, Any], place: str) -> None:
    with pytest.raises(CollectedError) as error:
        read_result("a.json", changed(**values), builtin())
    assert [fault.place for fault in error.value.faults] == [f"sections[{AT}].{place}"]


def test_a_question_that_was_taken_away_is_missed() -> None:
    less = collected_json(attrs.evolve(FOUND, questions=FOUND.questions[1:]))
    with pytest.raises(CollectedError) as error:
        read_result("a.json", less, builtin())
    assert [fault.place for fault in error.value.faults] == ["questions"]


def test_of_a_version_that_is_not_at_hand_the_file_is_believed() -> None:
    older = attrs.evolve(FOUND, programme=OfProgramme(id=FIRST.id, version="0.9"))
    assert read_result("a.json", collected_json(older), builtin()).themes["child"] is Verdict.FAILING
