import pytest

from barnevern_tilsyn.law import Certainty


def test_letters_of_the_data_files() -> None:
    assert [Certainty.from_letter(letter) for letter in "TASBIRC"] == (
        [Certainty.TEXT] * 2 + [Certainty.SECONDARY] * 2 + [Certainty.INFERRED] * 3
    )
    with pytest.raises(KeyError):
        Certainty.from_letter("X")


def test_is_ordered_from_weak_to_strong() -> None:
    assert sorted(Certainty) == [Certainty.INFERRED, Certainty.SECONDARY, Certainty.TEXT]
    assert min(Certainty) is Certainty.INFERRED
    assert Certainty.TEXT >= Certainty.TEXT > Certainty.SECONDARY
    with pytest.raises(TypeError):
        assert Certainty.TEXT < "text"


def test_values_are_those_of_the_findings() -> None:
    assert [one.value for one in Certainty] == ["text", "secondary", "inferred"]
