"""The clock: how an event stands to a deadline, given what is known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from barnevern_tilsyn.engine import Context, Event, Standing
from barnevern_tilsyn.law import Frist, deadline
from barnevern_tilsyn.law.kalender import oslo_day
from tests.records import sak

DAY = timedelta(days=1)
FRIST = Frist(date(2026, 3, 2), date(2026, 6, 9), date(2026, 6, 12), ("rollover",))
NEVER = Event()
RECEIVED = st.dates(date(2023, 1, 1), date(2030, 1, 1))


def _ctx(extracted: date, as_of: date | None = None, **keys: Any) -> Context:
    moment = datetime.combine(extracted, datetime.min.time(), UTC) + timedelta(hours=8)
    return Context(sak(leveranse={"dato_uttrekk": moment}), as_of, **keys)


def _clock(extracted: date, event: Event = NEVER, as_of: date | None = None, **keys: Any) -> Any:
    return _ctx(extracted, as_of).within(FRIST, event, fact="Melding.konklusjon", **keys)


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        (FRIST.nominal, "PENDING"),
        (FRIST.nominal + DAY, "DOUBTFUL"),
        (FRIST.latest, "DOUBTFUL"),
        (FRIST.latest + DAY, "BROKEN"),
    ],
)
def test_nothing_done_yet(known: date, standing: str) -> None:
    assert _clock(known).standing is Standing[standing]


@pytest.mark.parametrize(
    ("strict", "lenient", "standing"),
    [
        (FRIST.nominal, FRIST.start, "FULFILLED"),
        (FRIST.nominal + DAY, FRIST.nominal + DAY, "DOUBTFUL"),
        (FRIST.latest + DAY, FRIST.latest + DAY, "BROKEN"),
        (FRIST.latest + DAY, FRIST.latest, "DOUBTFUL"),
        (FRIST.start - DAY, FRIST.start - DAY, "DOUBTFUL"),
    ],
)
def test_done_on_a_day(strict: date, lenient: date, standing: str) -> None:
    assert _clock(date(2027, 1, 1), Event(strict=strict, lenient=lenient)).standing is Standing[standing]


def test_facts_that_matter_only_between_open_it_only_there() -> None:
    keys: dict[str, Any] = {"between": ("Undersokelse.utvidet_frist",)}
    for day, standing in [
        (FRIST.nominal, Standing.FULFILLED),
        (FRIST.latest, Standing.UNKNOWN),
        (FRIST.latest + DAY, Standing.BROKEN),
    ]:
        assert _clock(date(2027, 1, 1), Event.on(day), **keys).standing is standing


def test_not_known_after_the_extraction() -> None:
    late = FRIST.latest + 9 * DAY
    clock = _clock(FRIST.nominal, as_of=late)
    assert (clock.standing, clock.missing) == (Standing.UNKNOWN, ("Melding.konklusjon",))
    both = _clock(FRIST.nominal, as_of=late, between=("Undersokelse.utvidet_frist",))
    assert both.missing == ("Melding.konklusjon", "Undersokelse.utvidet_frist")
    assert _clock(FRIST.nominal + DAY, as_of=late).standing is Standing.DOUBTFUL
    assert _ctx(FRIST.nominal, late, assume_unchanged=True).known_until == late


@given(RECEIVED, st.integers(0, 300), st.integers(0, 300))
def test_broken_stays_broken_as_time_goes_by(received: date, now: int, more: int) -> None:
    frist = deadline("bvl.2-2.undersokelse", received)
    order = [Standing.PENDING, Standing.DOUBTFUL, Standing.BROKEN]
    first, second = (
        _ctx(received + DAY * days).within(frist, Event(), fact="x").standing for days in (now, now + more)
    )
    assert order.index(first) <= order.index(second)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-09T21:59:59Z", date(2026, 6, 9)),
        ("2026-06-09T22:00:00Z", date(2026, 6, 10)),
        ("2026-01-09T22:59:59Z", date(2026, 1, 9)),
        ("2026-01-09T23:00:00Z", date(2026, 1, 10)),
        ("2026-06-10T05:00:00+09:00", date(2026, 6, 9)),
    ],
)
def test_the_day_in_norway(moment: str, day: date) -> None:
    assert oslo_day(datetime.fromisoformat(moment)) == day


def test_what_is_not_seen_yet() -> None:
    ctx = _ctx(date(2026, 6, 9))
    assert ctx.seen(date(2026, 6, 9)) == date(2026, 6, 9)
    assert ctx.seen(date(2026, 6, 10)) is None
    assert ctx.seen(None) is None
