"""Templates of reports: ours fit our figures and say whose they are; a fault in another's is told with its place."""

from pathlib import Path

import pytest

from barnevern_tilsyn.indicators import IndicatorError
from barnevern_tilsyn.indicators import builtin as figures
from barnevern_tilsyn.indicators.template import builtin, builtin_ids, load

BASE = """
id = "own"
version = "1"
public = false
title.nb = "Egen"
about.nb = "Om"

[[sections]]
title.nb = "Del"
figures = ["investigation-plan"]
"""


@pytest.mark.parametrize("id", builtin_ids())
def test_ours_have_all_texts_and_say_that_the_layout_is_ours(id: str) -> None:
    template = builtin(id, figures())
    told = [template.title, template.about, *(section.title for section in template.sections)]
    told += [text for section in template.sections for left in section.left_open for text in (left.text, left.reason)]
    assert all(text.nb and text.nn and text.en for text in told)
    assert "vårt eget" in template.about.nb
    assert "our own" in template.about.say("en")
    assert any(section.left_open for section in template.sections)
    assert template.sources


def test_the_account_to_the_council_is_public_the_half_year_report_is_not() -> None:
    assert builtin_ids() == ("council", "half-year")
    assert builtin("council", figures()).public
    assert not builtin("half-year", figures()).public
    with pytest.raises(KeyError):
        builtin("other", figures())


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(BASE, encoding="utf-8")
    assert load(file, figures()).sections[0].figures == ("investigation-plan",)
    file.write_text(BASE.replace("investigation-plan", "plan").replace("public = false", "public = 0"), "utf-8")
    with pytest.raises(IndicatorError) as error:
        load(file, figures())
    assert {fault.place: fault.reason.id for fault in error.value.faults} == {"public": "expected-bool"}
    file.write_text(BASE.replace("investigation-plan", "plan"), encoding="utf-8")
    with pytest.raises(IndicatorError) as error:
        load(file, figures())
    assert error.value.sentences("en") == ("own.toml: sections[0].figures[0]: No figure is called plan.",)
