"""Of several deliveries of a case only the latest is read."""

import gc
import tracemalloc
from collections import Counter
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.formats import documents, read
from barnevern_tilsyn.formats.deliveries import Deliveries, in_order
from barnevern_tilsyn.model import Notice, Reject, Sak, Superseded
from tests.formats.samples import document
from tests.scale import scaled

BASE = document("4.0.1", full=False).decode()
CASE = BASE.split('<Sak Id="')[1][:36]


def delivery(
    number: int, moment: str, *, before: int | None = None, case: str = CASE, journal: str = "x", broken: bool = False
) -> bytes:
    head, rest = BASE.split("<Barnevern ", 1)
    body = rest.partition(">")[2].replace(CASE, case).replace('Journalnummer="', f'Journalnummer="{journal}')
    previous = "" if before is None else f' ForrigeId="{ident(before)}"'
    text = f'{head}<Barnevern Id="{ident(number)}" DatoUttrekk="{moment}"{previous}>{body}'
    return (text.replace("StartDato", "Startdato") if broken else text).encode()


def ident(number: int) -> str:
    return str(UUID(int=number, version=4))


def kinds(*sources: bytes) -> list[str]:
    return [type(item).__name__ for item in documents(list(sources))]


FIRST = delivery(1, "2026-10-01T00:00:00Z")
SECOND = delivery(2, "2026-10-02T00:00:00Z", before=1)
THIRD = delivery(3, "2026-10-03T00:00:00Z", before=2)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_stands_whatever_the_order(order: tuple[int, ...]) -> None:
    sources = [(FIRST, SECOND, THIRD)[at] for at in order]
    found = list(documents(sources))
    assert [type(item) for item in found] == [Sak if at == 2 else Superseded for at in order]
    assert [item.sak_id for item in found if isinstance(item, Superseded)] == [CASE, CASE]
    (sak,) = read(sources)
    assert sak.leveranse
    assert sak.leveranse.id == ident(3)


def test_that_another_of_the_same_moment_was_not_read_is_told() -> None:
    moment = "2026-10-01T00:00:00Z"
    valid, broken = delivery(1, moment), delivery(1, moment, broken=True)
    for sources in ((valid, broken), (broken, valid)):
        told = [item.reason.id for item in documents(list(sources)) if isinstance(item, Notice)]
        read_one = any(isinstance(item, Sak) for item in documents(list(sources)))
        assert told == (["delivery.same_moment"] if read_one else [])
    two = (delivery(1, moment, journal="a"), delivery(2, moment, journal="b"))
    assert sorted(kinds(*two)) == ["Notice", "Sak", "Superseded"]
    assert "Notice" not in kinds(valid, valid)
    assert "Notice" not in kinds(delivery(1, moment), delivery(2, moment, before=1))


def test_moments_are_compared_as_instants() -> None:
    earlier = delivery(9, "2026-10-01T01:30:00+02:00")
    later = delivery(1, "2026-09-30T23:45:00Z", before=9)
    assert kinds(earlier, later) == ["Superseded", "Sak"]
    assert kinds(later, earlier) == ["Sak", "Superseded"]


def test_ids_are_compared_without_case() -> None:
    assert kinds(FIRST, delivery(2, "2026-10-02T00:00:00Z", before=1, case=CASE.upper())) == ["Superseded", "Sak"]


def test_at_one_moment_the_greatest_delivery_id_stands() -> None:
    one, two = delivery(1, "2026-10-01T00:00:00Z", before=2), delivery(2, "2026-10-01T00:00:00Z", before=1)
    assert kinds(two, one) == ["Sak", "Superseded"]
    assert kinds(one, two) == ["Superseded", "Sak"]


MOMENT = "2026-10-01T00:00:00Z"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_at_one_moment_the_end_of_the_chain_stands(order: tuple[int, ...]) -> None:
    chain = (
        delivery(9, MOMENT, before=1, journal="first"),
        delivery(4, MOMENT, before=9, journal="second"),
        delivery(6, MOMENT, before=4, journal="third"),
    )
    found = list(documents([chain[at] for at in order]))
    assert [type(item) for item in found] == [Sak if at == 2 else Superseded for at in order]
    after = delivery(2, "2026-10-02T00:00:00Z", before=6)
    earlier = delivery(1, "2026-09-30T00:00:00Z")
    assert Counter(kinds(earlier, *chain, after)) == {"Sak": 1, "Superseded": 4}


def test_at_one_moment_rings_and_forks_fall_back_to_the_greatest_id() -> None:
    ring = [delivery(number, MOMENT, before=before) for number, before in ((1, 3), (2, 1), (3, 2))]
    assert kinds(*ring) == ["Superseded", "Superseded", "Sak"]
    other_way = [delivery(number, MOMENT, before=before) for number, before in ((1, 2), (2, 3), (3, 1))]
    assert kinds(*other_way) == ["Superseded", "Superseded", "Sak"]
    fork = [delivery(number, MOMENT, before=5) for number in (7, 5, 6)]
    of_fork = [item for item in documents(fork) if isinstance(item, Sak)]
    assert [sak.leveranse and sak.leveranse.id for sak in of_fork] == [ident(7)]
    itself = [delivery(number, MOMENT, before=number) for number in (1, 2)]
    assert kinds(*itself).count("Sak") == 1
    beside_a_ring = [*ring, delivery(0, MOMENT, before=8)]
    assert kinds(*beside_a_ring)[-1] == "Sak"


def test_chains_at_one_moment_are_not_mixed() -> None:
    chain = [delivery(7, MOMENT, before=1), delivery(9, MOMENT, before=7)]
    alone = delivery(8, MOMENT, before=55)
    found = list(documents([delivery(1, "2026-09-01T00:00:00Z"), *chain, alone]))
    assert len([item for item in found if isinstance(item, Notice)]) == 2
    assert sum(isinstance(item, Sak) for item in found) == 1


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6), st.integers(0, 1)), min_size=1, max_size=9))
def test_the_latest_is_named_by_no_other_unless_all_are(rows: list[tuple[int, int, int]]) -> None:
    case, digest = bytes(16), bytes(8)

    def record(number: int, before: int, moment: int) -> bytes:
        return case + moment.to_bytes(8, "big") + number.to_bytes(16, "big") + digest + before.to_bytes(16, "big")

    records = sorted(record(*row) for row in rows)
    row = in_order(records)
    assert sorted(row) == records
    assert row[-1][16:24] == max(record[16:24] for record in records)
    at_once = [record for record in records if record[16:24] == row[-1][16:24]]
    named = {record[48:] for record in at_once if record[48:] != record[24:40]}
    unnamed = {record[24:40] for record in at_once} - named
    assert row[-1][24:40] == max(unnamed or {record[24:40] for record in at_once})


def test_many_deliveries_at_one_moment_take_little_time() -> None:
    case, digest = bytes(16), bytes(8)
    records = [
        case + bytes(8) + number.to_bytes(16, "big") + digest + (number + 1).to_bytes(16, "big")
        for number in range(30_000)
    ]
    assert in_order(records) == records[::-1]


def test_neither_names_nor_folders_decide(tmp_path: Path) -> None:
    one = delivery(1, "2026-10-01T00:00:00Z", journal="a")
    two = delivery(1, "2026-10-01T00:00:00Z", journal="b")
    found = set()
    for at, (left, right) in enumerate(((one, two), (two, one))):
        folder = tmp_path / str(at)
        (folder / "inner").mkdir(parents=True)
        (folder / "a.xml").write_bytes(left)
        (folder / "inner" / "b.xml").write_bytes(right)
        (sak,) = read(folder)
        found.add(sak.journalnummer)
    assert len(found) == 1


def test_equal_documents_are_read_once() -> None:
    assert kinds(FIRST, FIRST, FIRST) == ["Sak", "Superseded", "Superseded"]


def test_a_missing_delivery_is_noticed() -> None:
    found = list(documents([FIRST, THIRD]))
    assert [type(item) for item in found] == [Superseded, Notice, Sak]
    notice = found[1]
    assert isinstance(notice, Notice)
    assert (notice.sak_id, notice.reason.id) == (CASE, "delivery.chain_broken")
    assert kinds(FIRST, SECOND, THIRD) == ["Superseded", "Superseded", "Sak"]
    assert kinds(FIRST, delivery(2, "2026-10-02T00:00:00Z")) == ["Superseded", "Notice", "Sak"]
    gap_below = delivery(2, "2026-10-02T00:00:00Z", before=77)
    assert kinds(FIRST, gap_below, THIRD) == ["Superseded", "Notice", "Superseded", "Sak"]


def test_a_rejected_latest_does_not_bring_an_older_one_back() -> None:
    found = list(documents([FIRST, delivery(2, "2026-10-02T00:00:00Z", before=1, broken=True)]))
    assert [type(item) for item in found] == [Superseded, Reject]


def test_a_head_that_cannot_be_read_is_judged_by_itself() -> None:
    assert kinds(FIRST, SECOND[:60]) == ["Sak", "Reject"]
    assert kinds(FIRST, SECOND.replace(CASE.encode(), b"x")) == ["Sak", "Reject"]


def test_a_rejected_delivery_without_a_legible_moment_raises_a_doubt() -> None:
    unplaced = SECOND.replace(b"2026-10-02", b"2026-10-32")
    found = list(documents([FIRST, unplaced]))
    assert [type(item) for item in found] == [Notice, Sak, Reject]
    notice = found[0]
    assert isinstance(notice, Notice)
    assert (notice.fil, notice.sak_id, notice.reason.id) == ("<bytes>", CASE, "delivery.newer_unreadable")
    assert kinds(unplaced, FIRST, THIRD) == ["Reject", "Superseded", "Notice", "Notice", "Sak"]
    assert kinds(unplaced, unplaced) == ["Reject", "Reject"]
    assert kinds(unplaced, delivery(5, "2026-10-05T00:00:00Z", broken=True)) == ["Reject", "Reject"]
    other = delivery(1, "2026-09-01T00:00:00Z", case=ident(77))
    assert kinds(unplaced, other, FIRST) == ["Reject", "Sak", "Notice", "Sak"]


def test_a_rejected_delivery_with_illegible_ids_is_placed_by_its_moment() -> None:
    assert kinds(FIRST, SECOND.replace(ident(2).encode(), b"x")) == ["Superseded", "Reject"]
    assert kinds(FIRST, SECOND.replace(ident(1).encode(), b"x")) == ["Superseded", "Notice", "Reject"]
    nameless = FIRST.replace(ident(1).encode(), b"x")
    assert kinds(nameless, SECOND) == ["Superseded", "Sak"]


def test_other_cases_are_left_alone() -> None:
    other = delivery(1, "2026-09-01T00:00:00Z", case=ident(77))
    assert kinds(FIRST, other) == ["Sak", "Sak"]


@settings(max_examples=scaled(40), deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 28)), max_size=8))
def test_each_case_is_read_once_and_nothing_is_lost(rows: list[tuple[int, int, int]]) -> None:
    sources = [
        delivery(number, f"2026-10-{day:02}T00:00:00Z", before=number - 1, case=ident(1000 + case))
        for case, number, day in rows
    ]
    found = list(documents(sources))
    cases = [item for item in found if isinstance(item, Sak)]
    assert len(cases) == len({case for case, _, _ in rows})
    assert len(cases) + sum(isinstance(item, Superseded) for item in found) == len(rows)
    for sak in cases:
        days = [day for case, _, day in rows if ident(1000 + case) == sak.id]
        assert sak.leveranse
        assert sak.leveranse.dato_uttrekk
        assert sak.leveranse.dato_uttrekk.day == max(days)


def test_little_is_kept_of_each_case() -> None:
    deliveries = Deliveries()
    heads = [delivery(1, "2026-10-01T00:00:00Z", case=ident(number)) for number in range(2_000)]

    def kept_after(part: list[bytes]) -> int:
        for head in part:
            deliveries.note(head)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    first = kept_after(heads[:1_000])
    second = kept_after(heads[1_000:])
    deliveries.close()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert (second - first) / 1_000 < 100
    assert after < second - 64 * 2_000
