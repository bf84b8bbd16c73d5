"""What the benchmark makes of the times it takes; never the times themselves."""

from collections import Counter
from functools import partial

import pytest

from bench.clock import Candidate, Timing, measure


def _timing(*seconds: float) -> Timing:
    return Timing(Candidate("some", "here", lambda: 1, 1), seconds)


def test_a_ratio_is_the_median_of_the_rounds_not_the_ratio_of_the_medians() -> None:
    # The machine was slow in the second round, for both.
    assert _timing(2.0, 60.0, 2.0).over(_timing(1.0, 30.0, 1.0)) == 2.0
    assert _timing(1.0, 2.0, 30.0).over(_timing(1.0, 1.0, 10.0)) == 2.0
    assert _timing(1.0, 2.0, 30.0).median == 2.0


@pytest.mark.parametrize("waits", [True, False])
def test_each_candidate_runs_once_a_round(waits: bool) -> None:
    runs: Counter[str] = Counter()

    def run(name: str) -> int:
        runs[name] += 1
        return 7

    candidates = [Candidate(name, "here", partial(run, name), 7, waits) for name in "abc"]
    timings = measure(candidates, rounds=4)
    assert runs == {"a": 4, "b": 4, "c": 4}
    assert [timing.candidate for timing in timings] == candidates
    assert [len(timing.seconds) for timing in timings] == [4, 4, 4]


def test_what_does_not_go_through_is_no_result() -> None:
    with pytest.raises(RuntimeError, match="some, here: 2 of 3 went through"):
        measure([Candidate("some", "here", lambda: 2, 3)], rounds=1)
