"""Many services summed up: what is not the same is not mixed, and published totals come out of the whole path."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import Programme, builtin
from barnevern_tilsyn.programmes.audit import AuditResult, Conclusion, audit_json, read_audit
from barnevern_tilsyn.programmes.collected_json import collected_json, read_collected
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.national import NationalPicture, national
from barnevern_tilsyn.programmes.programme import Kind
from barnevern_tilsyn.programmes.published import Chosen, Counted, Published, published, read_published
from barnevern_tilsyn.programmes.service_result import ServiceResult, Verdict, of_audit, of_collected
from barnevern_tilsyn.programmes.shares import Share
from barnevern_tilsyn.testing.simulated_services import simulated_audits, simulated_rounds

FIGURES = published()
WHOLE = [figure for figure in FIGURES if figure.theme is None]
AUDITED = builtin()["undersokelser-2020-revisjon"]


def through_files(programme: Programme, figure: Published, seed: int) -> list[ServiceResult]:
    """The results of simulated services that match a published figure: by the files that people would send."""
    if programme.kind is Kind.AUDIT:
        themes = {one.theme: one.found for one in FIGURES if one.theme and one.programme == programme.id}
        only = figure.counted is Counted.BREACH
        audits = simulated_audits(
            programme, figure.services, figure.found, seed=seed, themes=themes, breaches_only=only
        )
        return [of_audit(read_audit("x", audit_json(one), builtin()), programme) for one in audits]
    results = []
    for one in simulated_rounds(programme, figure.services, figure.found, seed=seed):
        forms = [(str(number), form) for number, form in enumerate(one.forms)]
        written = collected_json(collect(forms, one.sample, programme).collected)
        results.append(of_collected(read_collected("x", written), programme))
    return results


class TestPublished:
    def test_the_figures_are_those_of_the_sources(self) -> None:
        told = [(row.round, row.method.value, row.found, row.services) for row in WHOLE]
        assert told == [
            ("samarbeid-2008", "audit", 103, 114),
            ("undersokelser-2011", "audit", 40, 44),
            ("fosterhjem-2013", "audit", 71, 94),
            ("meldinger-2015", "audit", 49, 57),
            ("meldinger-2015", "self-assessment", 97, 114),
            ("undersokelser-2020", "audit", 47, 52),
            ("undersokelser-2020", "self-assessment", 33, 38),
            ("nav-2022", "audit", 58, 68),
        ]

    def test_each_leads_to_a_programme_with_that_method_and_theme(self) -> None:
        for row in FIGURES:
            programme = builtin()[row.programme]
            assert programme.kind is row.method
            assert (programme.round or programme.id) == row.round
            assert row.theme is None or row.theme in {theme.id for theme in programme.themes}
            assert all(source.url.startswith("http") for source in row.sources)
            assert row.note.nn
            assert row.note.en

    @pytest.mark.parametrize(
        ("old", "new", "place", "reason"),
        [
            ("found = 1", "found = 3", "rows[0].found", "no-part"),
            ("sources = [{ url = 'https://example.no' }]", "sources = []", "rows[0].sources", "missing"),
            ("chosen = 'risk'", "chosen = 'luck'", "rows[0].chosen", "not-a-choice"),
            ("found = 1", "found = 1\nshare = 0.5", "rows[0].share", "unknown-key"),
        ],
    )
    def test_ones_own_figures_are_read_strictly(self, old: str, new: str, place: str, reason: str) -> None:
        text = (
            "[[rows]]\nround = 'x'\nprogramme = 'x'\nmethod = 'audit'\nservices = 2\nfound = 1\ncounted = 'any'\n"
            "chosen = 'risk'\ncertainty = 'read'\nnote.nb = 'x'\nsources = [{ url = 'https://example.no' }]\n"
        )
        assert read_published("egne.toml", text.encode())[0].share == Share(1, 2)
        with pytest.raises(FileError) as error:
            read_published("egne.toml", text.replace(old, new).encode())
        assert [(fault.place, fault.reason.id) for fault in error.value.faults] == [(place, reason)]
        for lang in LANGUAGES:
            assert error.value.sentences(lang)


class TestSimulated:
    @pytest.mark.parametrize("figure", WHOLE, ids=lambda row: f"{row.programme}-{row.found}-of-{row.services}")
    def test_services_that_match_a_figure_come_to_it(self, figure: Published) -> None:
        found = national(through_files(builtin()[figure.programme], figure, seed=3), published=FIGURES)
        (one,) = found.rounds
        (method,) = one.methods
        assert (one.round, method.method) == (figure.round, figure.method)
        assert method.total.found == figure.share
        assert figure in method.published
        if figure.counted is Counted.BREACH:
            assert method.total.breach == figure.share
        for row in method.published:
            if row.theme:
                assert method.themes[row.theme].found == row.share
        assert sum(tally.services for tally in method.counties.values()) == figure.services

    def test_the_two_methods_of_2020_to_2021_are_80_of_90_together(self) -> None:
        results = [
            result
            for row in WHOLE
            if row.round == "undersokelser-2020"
            for result in through_files(builtin()[row.programme], row, seed=5)
        ]
        (one,) = national(results).rounds
        assert one.together.found == Share(80, 90)
        assert [method.method for method in one.methods] == [Kind.AUDIT, Kind.SELF_ASSESSMENT]
        assert one.methods[1].total.verdicts[Verdict.FAILING] == 33
        assert one.methods[1].total.breach.k == 0

    def test_a_seed_gives_the_same_again_and_another_something_else(self) -> None:
        once, again, other = (list(simulated_audits(AUDITED, 9, 4, seed=seed)) for seed in (1, 1, 2))
        assert once == again != other


def audit(number: int, *values: str | None, municipalities: tuple[str, ...] = ("0390",)) -> AuditResult:
    asked = [question.id for question in AUDITED.questions]
    conclusions = [Conclusion(question=id, value=value) for id, value in zip(asked, values, strict=False)]
    return AuditResult(
        id=f"2021-{number}",
        programme=OfProgramme(id=AUDITED.id, version=AUDITED.version),
        municipalities=municipalities,
        concluded=date(2021, 5, 1),
        conclusions=tuple(conclusions),
    )


def picture(*audits: AuditResult, **more: object) -> NationalPicture:
    return national([of_audit(one, AUDITED) for one in audits], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((), Verdict.NOT_JUDGED),
        (("ikke_undersokt", None), Verdict.NOT_JUDGED),
        (("ingen_lovbrudd", None), Verdict.NONE),
        (("ingen_lovbrudd", "forbedring"), Verdict.IMPROVEMENT),
        (("forbedring", "lovbrudd"), Verdict.BREACH),
    ],
)
def test_a_service_comes_to_the_gravest_of_its_themes(values: tuple[str | None, ...], verdict: Verdict) -> None:
    assert of_audit(audit(1, *values), AUDITED).verdict is verdict


def test_breach_and_improvement_are_kept_apart_and_what_was_not_judged_counts_in_no_share() -> None:
    total = (
        picture(audit(1, "lovbrudd"), audit(2, "forbedring"), audit(3, "ingen_lovbrudd"), audit(4)).rounds[0].together
    )
    assert (total.services, total.found, total.breach) == (4, Share(2, 3), Share(1, 3))


@pytest.mark.parametrize(
    ("municipalities", "county"),
    [
        (("0390",), "03"),
        (("0390", "039005"), "03"),
        (("0390", "4690"), "several"),
        (("9990",), "unknown"),
        ((), "unknown"),
    ],
)
def test_a_service_is_of_the_county_of_its_municipalities(municipalities: tuple[str, ...], county: str) -> None:
    one = picture(audit(1, "lovbrudd", municipalities=municipalities)).rounds[0]
    assert list(one.counties) == list(one.methods[0].counties) == [county]


def test_the_same_result_twice_counts_once_and_one_that_is_contradicted_not_at_all() -> None:
    found = picture(audit(1, "lovbrudd"), audit(1, "lovbrudd"), audit(2, "lovbrudd"), audit(2, "ingen_lovbrudd"))
    assert (found.twice, found.contradicted, found.rounds[0].together.services) == (1, 2, 1)


@pytest.mark.parametrize("chosen", Chosen)
def test_only_services_drawn_at_random_speak_for_others(chosen: Chosen) -> None:
    method = picture(audit(1, "lovbrudd"), chosen={Kind.AUDIT: chosen}).rounds[0].methods[0]
    assert method.chosen is chosen
    assert (method.interval is not None) == (chosen is Chosen.RANDOM)


@given(st.permutations(range(8)))
def test_the_order_of_the_results_does_not_matter(order: list[int]) -> None:
    some = [audit(number % 7, ("lovbrudd", "ingen_lovbrudd", "forbedring")[number % 3]) for number in range(8)]
    assert picture(*(some[place] for place in order)) == picture(*some)


@given(st.lists(st.sampled_from(["lovbrudd", "forbedring", "ingen_lovbrudd", "ikke_undersokt"]), min_size=2), st.data())
def test_the_parts_of_a_picture_add_up_to_the_whole(values: list[str], data: st.DataObject) -> None:
    audits = [audit(number, value) for number, value in enumerate(values)]
    cut = data.draw(st.integers(1, len(audits) - 1))
    parts = [picture(*part).rounds[0].together for part in (audits[:cut], audits[cut:])]
    whole = picture(*audits).rounds[0].together
    assert whole.found == parts[0].found + parts[1].found
    assert whole.breach == parts[0].breach + parts[1].breach
    assert whole.services == len(values)


def test_judgements_not_given_conclude_nothing() -> None:
    programme = builtin()["undersokelser-2020-egenvurdering"]
    (one,) = simulated_rounds(programme, 1, 1, seed=1)
    forms = [(str(number), form) for number, form in enumerate(one.forms[:-1])]
    result = of_collected(collect(forms, one.sample, programme).collected)
    assert result.verdict is Verdict.NOT_JUDGED
    assert result.round == programme.id


class TestAuditFile:
    def test_what_is_written_comes_back(self) -> None:
        one = audit(1, "lovbrudd", None)
        assert read_audit("x", audit_json(one), builtin()) == one

    @pytest.mark.parametrize(
        ("changes", "place", "reason"),
        [
            ({"id": "a\x1b"}, "id", "no-id"),
            ({"municipalities": ("Oslo",)}, "municipalities[0]", "no-municipality"),
            ({"programme": OfProgramme(id="x", version="1.0")}, "programme.id", "no-such-programme"),
            ({"programme": OfProgramme(id=AUDITED.id, version="0")}, "programme.version", "other-version"),
            ({"programme": OfProgramme(id="egenkontroll-2024-1", version="1.0")}, "programme.id", "no-audit"),
            ({"conclusions": (Conclusion(question="X1"),)}, "conclusions[0].question", "no-such-question"),
            ({"conclusions": (Conclusion(question="K1"),) * 2}, "conclusions[1].question", "twice-here"),
            ({"conclusions": (Conclusion(question="K1", value="ja"),)}, "conclusions[0].value", "no-such-value"),
        ],
    )
    def test_each_fault_is_told_with_its_place(self, changes: dict[str, object], place: str, reason: str) -> None:
        changed = attrs.evolve(audit(1), **changes)  # type: ignore[arg-type]
        with pytest.raises(FileError) as error:
            read_audit("tilsyn.json", audit_json(changed), builtin())
        assert [(fault.place, fault.reason.id) for fault in error.value.faults] == [(place, reason)]
        for lang in LANGUAGES:
            assert all(line.startswith("tilsyn.json: ") for line in error.value.sentences(lang))
