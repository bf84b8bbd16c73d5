"""Which versions a document may be, and what its absences then mean."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.formats import Limits, absence, documents, register
from barnevern_tilsyn.formats.containment import contained
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.formats.structure import Attribute, Value, structure
from barnevern_tilsyn.formats.versions import candidates, newest_first, pinnable, versions
from barnevern_tilsyn.law.kalender import oslo_day
from barnevern_tilsyn.model import NOT_REPORTED, Oppfolging, Reject, Sak
from tests.formats.mutations import mutated
from tests.formats.samples import VERSIONS, document
from tests.scale import scaled


def case(data: bytes, version: str | None = None) -> Sak:
    result = read_document("a.xml", data, version, Limits())
    assert isinstance(result, Sak), result
    return result


def moved(data: bytes, moment: str) -> bytes:
    head, rest = data.split(b'DatoUttrekk="', 1)
    return head + b'DatoUttrekk="' + moment.encode() + b'"' + rest.partition(b'"')[2]


def optional_paths() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for version in VERSIONS:
        for path, part in structure(version).paths().items():
            if not part.required if isinstance(part, Attribute) else part.least == 0:
                found.setdefault(path, []).append(version)
    return found


def test_versions_are_in_use_until_a_year_after_the_next_one() -> None:
    known = versions()
    assert [version.number for version in known] == list(VERSIONS)
    for version, following in pairwise(known):
        assert version.last_day == following.first_day.replace(year=following.first_day.year + 1)
    assert known[-1].last_day is None


@given(st.integers(min_value=0, max_value=90_000), st.sets(st.sampled_from(VERSIONS)))
def test_candidates_fit_and_were_in_use_if_any_was(hours: int, fitting: set[str]) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    found = candidates(moment, fitting.__contains__, lambda older, newer: False)
    assert set(found) <= fitting
    in_use = {version.number for version in versions() if version.in_use(oslo_day(moment))}
    assert set(found) == (fitting & in_use or fitting)
    assert list(found) == [number for number in newest_first() if number in found]


def test_what_is_contained_is_not_tried() -> None:
    tried: list[str] = []

    def fits(number: str) -> bool:
        tried.append(number)
        return number == "3.0.5"

    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert candidates(moment, fits, contained) == ("4.0.1", "3.0.5")
    assert tried == ["3.0.5"]


def test_few_versions_are_contained_in_others() -> None:
    pairs = {(older, newer) for older in VERSIONS for newer in VERSIONS if older != newer and contained(older, newer)}
    assert pairs == {("3.0.5", "4.0.1"), ("1.1.0", "1.2.0")}
    assert all(contained(version, version) for version in VERSIONS)


def test_what_fits_the_contained_version_fits_the_other() -> None:
    fitting, count = 0, scaled(1_500)
    for data in mutated("3.0.5", count, seed=9):
        older = read_document("a", data, "3.0.5", Limits())
        if isinstance(older, Sak):
            fitting += 1
            assert read_document("a", data, "4.0.1", Limits()) == older
    assert fitting > count / 5


def test_the_day_of_extraction_is_oslos() -> None:
    assert oslo_day(datetime(2025, 9, 14, 22, 30, tzinfo=UTC)) == date(2025, 9, 15)
    assert oslo_day(datetime(2025, 12, 14, 22, 30, tzinfo=UTC)) == date(2025, 12, 14)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2022-01-01T00:00:00Z", ("4.0.1", "3.0.5", "2.2.3", "2.1.1", "2.0.0")),
        ("2022-08-25T12:00:00Z", ("4.0.1", "3.0.5", "2.2.3", "2.1.1", "2.0.0")),
        ("2022-08-26T12:00:00Z", ("2.0.0",)),
        ("2022-12-02T12:00:00Z", ("2.1.1", "2.0.0")),
        ("2023-06-01T00:00:00Z", ("2.2.3", "2.1.1", "2.0.0")),
        ("2023-12-03T00:00:00Z", ("2.2.3", "2.1.1")),
        ("2024-01-11T00:00:00Z", ("2.2.3",)),
        ("2024-04-03T21:59:59Z", ("2.2.3",)),
        ("2024-04-03T22:00:00Z", ("3.0.5", "2.2.3")),
        ("2025-04-04T12:00:00Z", ("3.0.5", "2.2.3")),
        ("2025-04-05T12:00:00Z", ("3.0.5",)),
        ("2026-01-01T12:00:00Z", ("4.0.1", "3.0.5")),
        ("2026-09-16T12:00:00Z", ("4.0.1",)),
    ],
)
def test_a_document_that_fits_all_is_of_those_in_use(moment: str, expected: tuple[str, ...]) -> None:
    data = moved(document("2.2.3", full=False), moment)
    assert case(data)._kilde.versjoner == expected


def test_content_tells_the_version() -> None:
    told: dict[str, tuple[str, ...]] = {version: (version,) for version in VERSIONS}
    told |= {"3.0.5": ("4.0.1", "3.0.5"), "2.1.1": ("2.2.3", "2.1.1"), "1.1.0": ("1.2.0", "1.1.0")}
    for version, fitting in told.items():
        for moment in ("2022-01-01T00:00:00Z", "2026-06-01T00:00:00Z"):
            data = moved(document(version), moment)
            unpinned = case(data)
            assert unpinned._kilde.versjoner == fitting
            assert case(data, version) == unpinned
            assert case(data, version)._kilde.versjoner == (version,)


@pytest.mark.parametrize(
    ("version", "other"),
    [("2.2.3", "3.0.5"), ("2.2.3", "4.0.1"), ("3.0.5", "2.2.3"), ("4.0.1", "2.2.3"), ("4.0.1", "3.0.5")],
)
def test_a_pinned_version_is_the_only_one(version: str, other: str) -> None:
    assert isinstance(read_document("a", document(version), other, Limits()), Reject)


def test_an_unknown_version_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="unknown register version"):
        documents(b"", version="1.0")


def test_faults_are_those_of_the_version_that_fits_best() -> None:
    data = document("2.2.3").replace(b"<Plan ", b'<Plan Feil="1" ', 1)
    result = read_document("a", data, None, Limits())
    assert isinstance(result, Reject)
    assert [fault.expected.id for fault in result.faults] == ["attribute.unknown"]
    worse = document("4.0.1", full=False).replace(b"<Sak ", b'<Sak Feil="1" ', 1)
    result = read_document("a", worse, None, Limits())
    assert isinstance(result, Reject)
    # All versions refuse it for one reason: on the tie the newest is meant, which knows ErSlettet.
    assert "@ErSlettet" in str(result.faults[0].expected.args)


def test_every_optional_path_has_a_row() -> None:
    spoken_of = {row.path for row in absence.rows() if not row.codes and row.before is None and not row.versions}
    assert set(optional_paths()) == {path for path in spoken_of if not path.startswith("Barnevern/Individ/")}


def test_codes_of_some_versions_are_those_that_the_others_lack() -> None:
    paths = (
        *("Plan/@Plantype", "Tiltak/Kategori/@Kode", "Vedtak/Lovhjemmel/Lov", "Slettet/@Type"),
        *("Melding/Melder/@Kode", "Melding/Konklusjon/@Kode", "Undersokelse/Konklusjon/@Kode"),
    )
    codes = {path: {version: set(codes_at(version, path)) for version in VERSIONS} for path in paths}
    instead = {(row.path, code) for row in absence.rows() if row.instead for code in row.codes}
    for version in VERSIONS:
        lacking = absence.uncoded((version,))
        for path, by_version in codes.items():
            element = re.sub("/@(Plantype|Kode|Type)$|/Kategori/@Kode$|/Lovhjemmel/Lov$", "", path)
            known, old = by_version[VERSIONS[-1]], by_version[version] or {"BVL", "BVL2021"}
            stood_for = {code for code in known if (f"Barnevern/Sak/{element}", code) in instead}
            assert {code for owner, code in lacking if owner == element and code in known} == known - old - stood_for


def test_what_stood_for_a_code_is_a_code_of_these_versions() -> None:
    rows = [row for row in absence.rows() if row.instead]
    assert len(rows) == 4
    for row in rows:
        below = "/Kategori/@Kode" if row.path.endswith("Tiltak") else "/@Kode"
        path = row.path.removeprefix("Barnevern/Sak/") + below
        for version in VERSIONS:
            assert (version in row.versions) == set(codes_at(version, path)).isdisjoint(row.codes)
            assert row.instead in codes_at(version, path)


def codes_at(version: str, path: str) -> tuple[str, ...]:
    part = structure(version).paths()[f"Barnevern/Sak/{path}"]
    value = part.value if isinstance(part, Attribute) else part.kind
    assert isinstance(value, Value)
    return value.codes


def test_what_candidates_lack_is_what_any_of_them_lacks() -> None:
    assert absence.uncoded(("4.0.1",)) == frozenset()
    assert absence.uncoded(("2.2.3", "2.1.1")) == absence.uncoded(("2.2.3",)) | absence.uncoded(("2.1.1",))
    assert ("Plan", "7") in absence.uncoded(("2.2.3", "2.1.1"))
    assert case(document("2.1.1"))._kilde.ukodet == absence.uncoded(("2.1.1",))


def test_rows_are_well_formed() -> None:
    known = {path for version in (*VERSIONS, "kostra") for path in structure(version).paths()}
    for row in absence.rows():
        assert row.meaning in {absence.NO, absence.UNKNOWN}
        assert row.path in known
        assert row.reason.endswith(".")
        assert set(row.versions) <= set(pinnable())


STANDS_OTHERWISE = re.compile("Oppfolging|Personalia$|@Presisering$")
"""In a version without it: in another form, where it was required, or not, as the code that it stands beside."""


def test_what_only_some_versions_carry_is_never_a_no() -> None:
    for path, carrying in optional_paths().items():
        if len(carrying) < len(VERSIONS) and not STANDS_OTHERWISE.search(path):
            assert all(absence.meaning(path, version) == absence.UNKNOWN for version in VERSIONS), path


def test_what_only_some_candidates_carry_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "meaning", lambda path, version: absence.NO)
    register._builder.cache_clear()
    register._same_absence.cache_clear()
    try:
        data = document("3.0.5").replace(b' ErSlettet="false"', b"")
        alone, together = case(data, "4.0.1"), case(moved(data, "2026-01-01T00:00:00Z"))
        assert together._kilde.versjoner == ("4.0.1", "3.0.5")
        assert [u.barnets_medvirkning for u in alone.undersokelser or ()] == [None]
        assert [u.barnets_medvirkning for u in together.undersokelser or ()] == [NOT_REPORTED]
        assert together.er_slettet is None
    finally:
        register._builder.cache_clear()
        register._same_absence.cache_clear()


def test_codes_before_their_first_day_are_unknown() -> None:
    plan = "Barnevern/Sak/Plan"
    assert absence.meaning(plan, "4.0.1") == absence.NO
    assert absence.meaning(plan, "4.0.1", "7", date(2023, 1, 1)) == absence.NO
    assert absence.meaning(plan, "4.0.1", "7", date(2022, 12, 31)) == absence.UNKNOWN
    assert absence.meaning(plan, "2.1.1", "7", date(2023, 1, 1)) == absence.UNKNOWN
    assert absence.meaning(plan, "4.0.1", "1", date(2022, 12, 31)) == absence.NO
    assert absence.meaning("Barnevern/Sak/Melding/Konklusjon", "3.0.5", "7") == absence.UNKNOWN
    assert absence.meaning("Barnevern/Sak/Melding/Konklusjon", "3.0.5", "3") == absence.NO
    assert absence.meaning("Barnevern/Finnes/Ikke", "4.0.1") == absence.UNKNOWN


def test_the_least_document_knows_what_did_not_happen() -> None:
    sak = case(document("4.0.1", full=False))
    nothing = [
        sak.personalia, sak.meldinger, sak.undersokelser, sak.planer, sak.tiltak, sak.vedtak, sak.ettervern,
        sak.oversendelser_fylkesnemnd, sak.flyttinger, sak.relasjoner, sak.slettede,
    ]  # fmt: skip
    assert nothing == [()] * 11
    assert sak.slutt_dato is None
    assert sak.er_slettet is NOT_REPORTED
    assert sak.avsluttet is NOT_REPORTED
    assert sak.tillegg is NOT_REPORTED


ID = "0b8f1c9e-1f2d-4c3b-8a4e-00000000000{}"


@pytest.mark.parametrize("version", VERSIONS)
def test_absence_in_elements(version: str) -> None:
    inner = (
        f'<Melding Id="{ID.format(1)}" StartDato="2026-01-01"/>'
        f'<Undersokelse Id="{ID.format(2)}" StartDato="2026-01-01"><UtvidetFrist StartDato="2026-02-01"/>'
        "</Undersokelse>"
        f'<Undersokelse Id="{ID.format(3)}" StartDato="2026-01-01"/>'
        f'<Tiltak Id="{ID.format(4)}" StartDato="2026-01-01"><Lovhjemmel><Lov>BVL2021</Lov><Kapittel>3</Kapittel>'
        f"<Paragraf>1</Paragraf>{'<Ledd/>' if version == '1.1.0' else ''}</Lovhjemmel>"
        '<Kategori Kode="4.1"/></Tiltak>'
    )
    data = document(version, full=False).decode()
    opened = data.replace("/>\n</Barnevern>", f">{inner}</Sak>\n</Barnevern>")
    sak = case(opened.encode(), version)
    assert isinstance(sak.meldinger, tuple)
    assert isinstance(sak.undersokelser, tuple)
    assert isinstance(sak.tiltak, tuple)
    (melding,), (first, second), (tiltak,) = sak.meldinger, sak.undersokelser, sak.tiltak
    assert melding.konklusjon is None
    assert melding.meldere is NOT_REPORTED
    assert first.utvidet_frist
    assert first.utvidet_frist.innvilget is NOT_REPORTED
    assert second.utvidet_frist is None
    assert second.konklusjon is None
    assert second.barnets_medvirkning is NOT_REPORTED
    assert tiltak.tilsyn is NOT_REPORTED
    assert tiltak.oppfolging is NOT_REPORTED
    assert tiltak.opphevelse is None
    assert tiltak.lovhjemmel
    assert tiltak.lovhjemmel.bokstav is NOT_REPORTED
    assert tiltak.jmfr_lovhjemler == ()


def test_flat_visits_of_version_2_are_gathered() -> None:
    sak = case(document("2.2.3", copies=3))
    assert isinstance(sak.tiltak, tuple)
    for tiltak in sak.tiltak:
        assert isinstance(tiltak.oppfolging, Oppfolging)
        assert tiltak.oppfolging.hyppigheter is NOT_REPORTED
        assert isinstance(tiltak.oppfolging.utforte, tuple)
        assert len(tiltak.oppfolging.utforte) == 3
        assert all(isinstance(visit.utfort_dato, date) for visit in tiltak.oppfolging.utforte)


def test_tillegg_is_never_reported() -> None:
    def look(thing: Any) -> int:
        if isinstance(thing, tuple):
            return sum(map(look, thing))
        if not attrs.has(type(thing)):
            return 0
        found = 0
        for field in attrs.fields(type(thing)):
            value = getattr(thing, field.name)
            if field.name == "tillegg":
                assert value is NOT_REPORTED
                found += 1
            found += look(value)
        return found

    assert look(case(document("4.0.1"))) >= 8


@given(st.integers(min_value=-3, max_value=3))
def test_fractions_are_cut_to_microseconds(days: int) -> None:
    moment = datetime(2026, 10, 1, 2, 0, 0, 123456, tzinfo=UTC) + timedelta(days=days)
    text = moment.strftime("%Y-%m-%dT%H:%M:%S.123456999Z")
    leveranse = case(moved(document(full=False), text)).leveranse
    assert leveranse
    assert leveranse.dato_uttrekk == moment
