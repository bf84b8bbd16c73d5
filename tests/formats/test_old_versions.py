"""Versions 1.1.0 to 2.1.1: what they say otherwise is read in the model's shape, what they leave open is unknown."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.formats.misfit import Misfit, NotHeld
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.formats.times import datetime_value, moment_value
from barnevern_tilsyn.law.kalender import oslo_moment
from barnevern_tilsyn.model import NOT_REPORTED, Lovhjemmel, Reject, Sak, Superseded
from tests.formats.mutations import MOMENTS
from tests.formats.samples import document, tree

IDENTITY_ON_THE_CASE = ("1.1.0", "1.2.0")
BEFORE_PATTERNS = (*IDENTITY_ON_THE_CASE, "2.0.0", "2.1.1")


def read(data: bytes, version: str | None = None) -> Sak | Reject:
    result = read_document("a.xml", data, version, Limits())
    assert isinstance(result, Sak | Reject)
    return result


def case(data: bytes, version: str | None = None) -> Sak:
    result = read(data, version)
    assert isinstance(result, Sak), result
    return result


def changed(version: str, path: str, text: str, attribute: str = "") -> bytes:
    """The sample of a version with a text or an attribute changed."""
    root = tree(version)
    node = root.find(path)
    assert node is not None
    if attribute:
        node.set(attribute, text)
    else:
        node.text = text
    return etree.tostring(root, encoding="UTF-8")


@pytest.mark.parametrize("version", IDENTITY_ON_THE_CASE)
def test_identity_on_the_case_is_one_row_that_begins_nobody_knows_when(version: str) -> None:
    sak = case(document(version))
    (row,) = sak.personalia or ()
    assert row.id == sak.id
    assert (row.start_dato, row.er_slettet) == (NOT_REPORTED, NOT_REPORTED)
    assert isinstance(row.fodseldato, date)
    assert (row.fodselsnummer, row.dufnummer) == ("01821012345", "123456789012")
    assert row.kjonn in ("0", "1", "2")
    assert row._linje == sak._linje
    (least,) = case(document(version, full=False)).personalia or ()
    assert least.dufnummer is NOT_REPORTED
    assert "01821012345" not in repr(sak)


@pytest.mark.parametrize("version", IDENTITY_ON_THE_CASE)
@pytest.mark.parametrize(("text", "expected"), [(" 4\t", "4"), ("", NOT_REPORTED), ("23", "23")])
def test_of_a_list_of_codes_one_is_held(version: str, text: str, expected: Any) -> None:
    sak = case(changed(version, "Sak/Melding/Melder", text, "Kode"), version)
    assert isinstance(sak.meldinger, tuple)
    assert [row.kode for row in sak.meldinger[0].meldere or ()] == [expected]


@pytest.mark.parametrize("version", IDENTITY_ON_THE_CASE)
@pytest.mark.parametrize(
    ("text", "reason"),
    [("1 2", "not_held.codes"), ("1 99", "value.code_list"), ("1\xa0", "value.code_list"), ("24", "value.code_list")],
)
def test_more_codes_and_others_are_refused(version: str, text: str, reason: str) -> None:
    result = read(changed(version, "Sak/Melding/Melder", text, "Kode"), version)
    assert isinstance(result, Reject)
    assert [fault.expected.id for fault in result.faults] == [reason]


@pytest.mark.parametrize("version", IDENTITY_ON_THE_CASE)
@pytest.mark.parametrize("text", ["", "bvl", "Barnevernloven", "BVL ", "§"])
def test_an_act_in_free_text_is_known_only_by_its_code(version: str, text: str) -> None:
    found = basis(changed(version, "Sak/Vedtak/Lovhjemmel/Lov", text), version)
    assert (found.lov, found.kapittel) == (NOT_REPORTED, "5")
    assert basis(changed(version, "Sak/Vedtak/Lovhjemmel/Lov", "BVL"), version).lov == "BVL"


def basis(data: bytes, version: str) -> Lovhjemmel:
    """The legal basis of the first decision."""
    sak = case(data, version)
    assert isinstance(sak.vedtak, tuple)
    assert sak.vedtak[0].lovhjemmel
    return sak.vedtak[0].lovhjemmel


@pytest.mark.parametrize("version", BEFORE_PATTERNS)
def test_a_part_of_a_legal_basis_without_its_form_is_not_known(version: str) -> None:
    texts = {"Kapittel": "IV", "Paragraf": "§ 4", "Ledd": "2.", "Punktum": "-"}
    for name, text in texts.items():
        field = name.lower()
        assert getattr(basis(changed(version, f"Sak/Vedtak/Lovhjemmel/{name}", text), version), field) is NOT_REPORTED
    whole = basis(changed(version, "Sak/Vedtak/Lovhjemmel/Ledd", "3"), version)
    assert (whole.ledd, whole.kapittel) == (("3",), "5")


@pytest.mark.parametrize("version", IDENTITY_ON_THE_CASE)
def test_an_evaluation_without_a_date_was_made_nobody_knows_when(version: str) -> None:
    for text, day in {
        "2022-03-01": date(2022, 3, 1),
        "1. mars": NOT_REPORTED,
        "": NOT_REPORTED,
        "2022-03-01Z": NOT_REPORTED,
    }.items():
        sak = case(changed(version, "Sak/Plan/Evaluering", text, "UtfortDato"), version)
        assert isinstance(sak.planer, tuple)
        assert [row.utfort_dato for row in sak.planer[0].evalueringer or ()] == [day]


@pytest.mark.parametrize("version", ["1.1.0", "1.2.0", "2.0.0"])
def test_a_demand_has_no_code_before_version_2_1(version: str) -> None:
    (krav,) = [krav for vedtak in case(document(version)).vedtak or () for krav in vedtak.krav or ()]
    assert krav.konklusjon
    assert isinstance(krav.konklusjon.slutt_dato, date)
    assert (krav.konklusjon.kode, krav.konklusjon.presisering) == (NOT_REPORTED, NOT_REPORTED)


@pytest.mark.parametrize("version", BEFORE_PATTERNS)
def test_what_came_later_is_not_known(version: str) -> None:
    sak = case(document(version))
    assert isinstance(sak.tiltak, tuple)
    assert isinstance(sak.undersokelser, tuple)
    assert sak.er_slettet is NOT_REPORTED
    assert sak.tiltak[0].tiltaksgrunnlag is NOT_REPORTED
    assert sak.tiltak[0].oppfolging
    assert sak.tiltak[0].oppfolging.hyppigheter is NOT_REPORTED
    assert sak.undersokelser[0].barnets_medvirkning is NOT_REPORTED


def moment(text: str) -> datetime | str:
    try:
        return moment_value(text)
    except NotHeld as reason:
        return reason.reason
    except Misfit:
        return "refused"


@given(st.datetimes(datetime.fromisoformat("2022-01-01"), datetime.fromisoformat("2024-01-01")))
def test_without_a_zone_it_is_the_clock_in_norway(clock: datetime) -> None:
    found = moment_value(clock.isoformat())
    assert found == oslo_moment(clock) == clock.replace(tzinfo=ZoneInfo("Europe/Oslo"))
    assert found.utcoffset() in (timedelta(hours=1), timedelta(hours=2))
    assert found.replace(tzinfo=None) == clock


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-10-30T02:30:00", datetime(2022, 10, 30, 0, 30, tzinfo=UTC)),
        ("2022-12-31T24:00:00", datetime(2022, 12, 31, 23, tzinfo=UTC)),
        ("2022-12-31T12:00:00.12345678901", datetime(2022, 12, 31, 11, 0, 0, 123456, tzinfo=UTC)),
        ("12022-12-31T12:00:00", "not_held.moment"),
        ("-0004-02-29T12:00:00Z", "not_held.moment"),
        ("12022-02-29T12:00:00", "refused"),
        ("2022-12-31", "refused"),
        (" 2022-12-31T12:00:00", "refused"),
        ("", "refused"),
    ],
)
def test_moments_of_any_kind(text: str, expected: datetime | str) -> None:
    assert moment(text) == expected


def test_what_a_later_version_allows_is_the_same_moment() -> None:
    for text in MOMENTS:
        try:
            expected = datetime_value(text)
        except Misfit:
            continue
        if text == text.strip():
            assert moment_value(text) == expected


def test_the_latest_of_two_deliveries_without_a_zone_is_read() -> None:
    early, late = document("1.1.0"), document("1.1.0").replace(b"T02:00:00", b"T02:00:01", 1)
    for both in ([early, late], [late, early]):
        found = list(documents(both))
        assert {type(item) for item in found} == {Sak, Superseded}
        (sak,) = [item for item in found if isinstance(item, Sak)]
        assert sak.leveranse
        assert sak.leveranse.dato_uttrekk == datetime(2022, 5, 1, 0, 0, 1, tzinfo=UTC)
