import pickle
from typing import Any

import pytest

from barnevern_tilsyn.law import BVL1992, BVL2021, FVL1967, MEDVIRKNING2023, Hjemmel, all_lover, lov
from barnevern_tilsyn.law import hjemmel as makers
from barnevern_tilsyn.law.data import Table
from barnevern_tilsyn.law.hjemmel import hjemmel_from


@pytest.mark.parametrize(
    ("hjemmel", "nb", "nn", "en"),
    [
        (
            BVL2021("2-2", ledd=2, punktum=1),
            "bvl. § 2-2 andre ledd første punktum",
            "bvl. § 2-2 andre ledd første punktum",
            "Child Welfare Act § 2-2 second paragraph first sentence",
        ),
        (BVL2021("1-7"), "bvl. § 1-7", "bvl. § 1-7", "Child Welfare Act § 1-7"),
        (
            BVL1992("6-7 a", ledd=3),
            "bvl. 1992 § 6-7 a tredje ledd",
            "bvl. 1992 § 6-7 a tredje ledd",
            "Child Welfare Act 1992 § 6-7 a third paragraph",
        ),
        (
            FVL1967("2", ledd=1, bokstav="e"),
            "fvl. § 2 første ledd bokstav e",
            "fvl. § 2 første ledd bokstav e",
            "Public Administration Act § 2 first paragraph letter e",
        ),
        (
            MEDVIRKNING2023("3", ledd=7),
            "medvirkningsforskriften § 3 sjuende ledd",
            "medverknadsforskrifta § 3 sjuande ledd",
            "Participation Regulations § 3 seventh paragraph",
        ),
        (
            BVL2021("1-1", ledd=11),
            "bvl. § 1-1 11. ledd",
            "bvl. § 1-1 11. ledd",
            "Child Welfare Act § 1-1 11. paragraph",
        ),
    ],
)
def test_cites_as_lawyers_do(hjemmel: Hjemmel, nb: str, nn: str, en: str) -> None:
    assert (hjemmel.cite(), hjemmel.cite("nb"), hjemmel.cite("nn"), hjemmel.cite("en")) == (nb, nb, nn, en)
    assert str(hjemmel) == nb


def test_is_a_value() -> None:
    one = BVL2021("2-2", ledd=2)
    assert one == Hjemmel("LOV-2021-06-18-97", "2-2", 2)
    assert {one, BVL2021("2-2", ledd=2), BVL2021("2-2", ledd=3)} == {one, BVL2021("2-2", ledd=3)}
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(AttributeError):
        one.ledd = 3  # type: ignore[misc]


def test_unknown_language_and_unknown_act() -> None:
    with pytest.raises(KeyError):
        BVL2021("2-2").cite("sv")
    with pytest.raises(KeyError):
        Hjemmel("LOV-1900-01-01", "1").cite()


def test_every_maker_has_its_act() -> None:
    provisions = [value for value in vars(makers).values() if isinstance(value, makers.Provisions)]
    assert sorted(maker.lov for maker in provisions) == sorted(act.id for act in all_lover())
    for act in all_lover():
        assert lov(act.id) is lov(act.key) is act
        assert act.id.startswith(("LOV-", "FOR-"))
        assert act.until is None or (act.in_force is not None and act.in_force < act.until)


@pytest.mark.parametrize("parts", [{}, {"ledd": 2}, {"punktum": 3}, {"bokstav": "a"}, {"ledd": 2, "punktum": 3}])
def test_a_provision_out_of_a_data_file(parts: dict[str, Any]) -> None:
    table = Table("x.toml", {"lov": "bvl2021", "paragraf": "2-2", **parts})
    assert hjemmel_from(table) == BVL2021("2-2", **parts)
