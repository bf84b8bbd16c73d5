"""What is shown has no say in what is counted, and what is shown late is what would have been shown at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Context, Outcome, Run
from barnevern_tilsyn.findings import Finding, Names, findings_of
from barnevern_tilsyn.formats import documents, read
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report
from barnevern_tilsyn.runners.stream import Stream
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.kostra import kostra_file
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.records import cases
from tests.rich import rich_cases
from tests.scale import scaled

ALL = frozenset(Outcome)
SEEDS = st.integers(0, 2**32 - 1)
AS_OF = st.dates(date(2022, 10, 1), date(2027, 6, 1))


def _register(seed: int) -> Sequence[Sak]:
    plant = [code for code in PLANTS if Random(seed).random() < 0.5]
    return [sak for case in generate(4, seed=seed, plant=plant) for sak in read(case.xml)]


def _kostra(seed: int) -> Sequence[Individ]:
    file = "".join(kostra_file(4, seed=seed, plant=("MEL001", "UND001"))).encode()
    return [child for child in documents([file]) if isinstance(child, Individ)]


DELIVERIES = st.one_of(
    SEEDS.map(_register),
    SEEDS.map(_kostra),
    st.lists(cases(), min_size=1, max_size=2),
    st.lists(rich_cases(untold=2), min_size=1, max_size=2),
)


def _checked(delivery: Sequence[Sak | Individ], as_of: date, shown: frozenset[Outcome]) -> Report:
    return Stream(delivery, Run(builtin(), as_of=as_of), shown, Names()).report()


@settings(max_examples=scaled(60))
@given(DELIVERIES, AS_OF, st.frozensets(st.sampled_from(Outcome)))
def test_the_summary_is_the_same_whatever_is_shown(
    delivery: Sequence[Sak | Individ], as_of: date, shown: frozenset[Outcome]
) -> None:
    some, everything = _checked(delivery, as_of, shown), _checked(delivery, as_of, ALL)
    assert (some.summary, some.faults) == (everything.summary, everything.faults)
    assert some.findings == tuple(finding for finding in everything.findings if finding.outcome in shown)
    assert Counter(finding.outcome.value for finding in everything.findings) == everything.summary.outcomes


@settings(max_examples=scaled(60))
@given(st.one_of(cases(), rich_cases(), rich_cases(untold=2)), AS_OF)
def test_a_finding_is_the_same_whether_what_it_rests_on_was_kept_or_forgotten(case: Sak, as_of: date) -> None:
    late = Run(builtin(), as_of=as_of).see(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Context, "forget", lambda _: None)
        at_once: list[Finding] = [*findings_of(Run(builtin(), as_of=as_of).see(case))]
    assert [*findings_of(late[::-1])][::-1] == at_once
