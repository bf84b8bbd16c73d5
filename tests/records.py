"""Records for tests: a short way to write a case, and Hypothesis strategies that crowd around the boundary days."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import msgspec
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Result, Run
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.rules import builtin

EXTRACTED = date(2026, 10, 1)


def sak(**keys: Any) -> Sak:
    """A case of one report and one investigation, whole and lawful but for what ``keys`` replace."""
    base: dict[str, Any] = {
        "id": "sak",
        "slutt_dato": None,
        "leveranse": {
            "dato_uttrekk": datetime.combine(EXTRACTED, datetime.min.time(), UTC) + timedelta(hours=10),
            "avgiver": {"kommunenummer": "9901"},
        },
        "personalia": [{"id": "p", "start_dato": date(2020, 1, 1), "fodseldato": date(2015, 5, 5)}],
        "meldinger": [melding()],
        "undersokelser": [undersokelse()],
        "planer": [{"id": "plan", "start_dato": date(2026, 3, 9), "plantype": "7"}],
        "vedtak": [],
        "oversendelser_fylkesnemnd": [],
        "tiltak": [],
        "relasjoner": [relasjon("Melding", "m", "Undersokelse", "u")],
    }
    whole = {key: value for key, value in {**base, **keys}.items() if value is not NOT_REPORTED}
    return msgspec.convert(whole, Sak)


def melding(id: str = "m", start: date = date(2026, 3, 2), slutt: Any = date(2026, 3, 9), kode: str = "2") -> Any:
    """A report; ``slutt=None``: not concluded."""
    return {"id": id, "start_dato": start, "konklusjon": slutt and {"slutt_dato": slutt, "kode": kode}}


def undersokelse(
    id: str = "u", start: date = date(2026, 3, 9), slutt: Any = date(2026, 6, 9), kode: str = "3", **keys: Any
) -> Any:
    """An investigation without an extension; ``slutt=None``: not closed."""
    konklusjon = slutt and {"slutt_dato": slutt, "kode": kode}
    return {"id": id, "start_dato": start, "utvidet_frist": None, "konklusjon": konklusjon, **keys}


def vedtak(
    id: str = "v",
    start: date = date(2026, 6, 9),
    kapittel: str = "3",
    status: str = "1",
    paragraf: str = "1",
    **keys: Any,
) -> Any:
    """A decision of the new Act."""
    return {
        "id": id,
        "start_dato": start,
        "lovhjemmel": {"lov": "BVL2021", "kapittel": kapittel, "paragraf": paragraf},
        "statuser": [{"id": f"{id}-status", "endret_dato": start, "kode": status}],
        **keys,
    }


def relasjon(fra_type: str, fra: str, til_type: str, til: str) -> Any:
    """A relation from one element to another."""
    return {
        "id": f"{fra_type}-{fra}-{til_type}-{til}",
        "fra_id": fra,
        "fra_type": fra_type,
        "til_id": til,
        "til_type": til_type,
    }


def judge(case: Sak, as_of: date | None = None, *, assume_unchanged: bool = False) -> dict[tuple[str, str], Result]:
    """All results of the package's rules on a case, by rule and element."""
    run = Run(builtin("lov"), as_of=as_of, assume_unchanged=assume_unchanged)
    return {(result.rule.code, result.element.id): result for result in run.see(case)}


def judged(code: str, **keys: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Outcome, reasons and missing facts of a rule on the investigation of ``sak(**keys)``."""
    result = judge(sak(**keys), EXTRACTED)[code, "u"]
    return result.outcome.value, result.reasons, result.missing


def outcomes(case: Sak, as_of: date | None = None) -> dict[tuple[str, str], str]:
    """Only the outcomes of ``judge``."""
    return {key: result.outcome.value for key, result in judge(case, as_of).items()}


# Strategies -----------------------------------------------------------------------------------------------------

_ANCHORS = (date(2022, 9, 26), date(2022, 12, 28), date(2026, 3, 2), date(2026, 3, 26))
_OFFSETS = st.one_of(
    st.sampled_from([-400, -1, 0, 1, 6, 7, 8, 12, 90, 91, 98, 99, 100, 101, 103, 104, 185, 189, 191, 192, 195, 250]),
    st.integers(-20, 260),
)


def _some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A fact that is mostly recorded, sometimes known not to be."""
    return st.one_of(st.none(), strategy, strategy)


@st.composite
def cases(draw: st.DrawFn) -> Sak:
    """Whole cases: every fact is reported, elements lie around each other's deadlines, relations come and go."""
    anchor = draw(st.sampled_from(_ANCHORS))

    def day() -> date:
        return anchor + timedelta(days=draw(_OFFSETS))

    def maybe(**keys: Any) -> dict[str, Any]:
        chosen: dict[str, Any] = {}
        if draw(st.integers(0, 9)) == 0:
            chosen["er_slettet"] = True
        if draw(st.integers(0, 9)) == 0:
            chosen["migrert_id"] = "gammel"
        return {**keys, **chosen}

    def ended() -> Any:
        return {"slutt_dato": day()} if draw(st.booleans()) else None

    reports = [
        maybe(
            id=f"m{i}",
            start_dato=anchor if draw(st.booleans()) else day(),
            konklusjon=draw(
                _some(st.builds(lambda k, d: {"slutt_dato": d, "kode": k}, st.sampled_from("2221347"), st.just(day())))
            ),
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    investigations = [
        maybe(
            id=f"u{i}",
            start_dato=max(anchor, day()) if draw(st.booleans()) else anchor + timedelta(days=7),
            utvidet_frist=draw(
                _some(
                    st.builds(
                        lambda d, k: {"start_dato": d, "innvilget": k}, st.just(day()), st.sampled_from(["1", "1", "2"])
                    )
                )
            ),
            konklusjon=draw(
                _some(st.builds(lambda d, k: {"slutt_dato": d, "kode": k}, st.just(day()), st.sampled_from("112234")))
            ),
        )
        for i in range(draw(st.integers(0, 2)))
    ]
    decisions = [
        maybe(
            **vedtak(
                f"v{i}",
                day(),
                kapittel=draw(st.sampled_from("33442")),
                paragraf=draw(st.sampled_from("1524")),
                status=draw(st.sampled_from("1124")),
                konklusjon=ended(),
            )
        )
        for i in range(draw(st.integers(0, 2)))
    ]
    measures = [maybe(id=f"t{i}", start_dato=day(), konklusjon=ended()) for i in range(draw(st.integers(0, 2)))]
    transfers = [maybe(id=f"o{i}", start_dato=day()) for i in range(draw(st.integers(0, 1)))]
    plans = [
        maybe(id=f"plan{i}", start_dato=day(), plantype=draw(st.sampled_from("778814")), konklusjon=ended())
        for i in range(draw(st.integers(0, 2)))
    ]
    pairs = [("Melding", r["id"], "Undersokelse", u["id"]) for r in reports for u in investigations]
    pairs += [("Undersokelse", u["id"], "Vedtak", v["id"]) for u in investigations for v in decisions]
    pairs += [("Vedtak", v["id"], "OversendelseFylkesnemnd", o["id"]) for v in decisions for o in transfers]
    pairs += [("Vedtak", v["id"], "Tiltak", t["id"]) for v in decisions for t in measures]
    pairs += [("OversendelseFylkesnemnd", o["id"], "Undersokelse", u["id"]) for o in transfers for u in investigations]
    pairs += [("Undersokelse", u["id"], "Plan", p["id"]) for u in investigations for p in plans]
    links = [relasjon(*pair) for pair in pairs if draw(st.booleans())]
    born = draw(st.sampled_from([date(2015, 5, 5), anchor, anchor + timedelta(days=1), date(anchor.year - 18, 1, 1)]))
    return sak(
        personalia=[{"id": "p", "start_dato": anchor, "fodseldato": born}],
        leveranse={
            "dato_uttrekk": datetime.combine(anchor + timedelta(days=draw(_OFFSETS)), datetime.min.time(), UTC),
            "avgiver": {"kommunenummer": draw(st.sampled_from(["9901", "9901", "2100"]))},
        },
        meldinger=reports,
        undersokelser=investigations,
        vedtak=decisions,
        tiltak=measures,
        oversendelser_fylkesnemnd=transfers,
        planer=plans,
        relasjoner=links,
    )


_NOT_FACTS = {
    # identity, links and what counts as no when it is not reported
    *("id", "relasjoner", "er_slettet", "migrert_id", "leveranse", "slettede"),
    # no rule reads them
    *("kjonn", "tilbud_sendt_dato"),
}
_SAYS_SOMETHING_BY_ITS_ABSENCE = {
    ("UtvidetFrist", "innvilget"),  # undecided (rulings: extension)
    # without it the child's age decides (rulings: P-5)
    *(("MedvirkningIStand", "i_stand"), ("SakTillegg", "medvirkning_i_stand"), ("Sak", "tillegg")),
}

_ROWS = {
    "Sak.personalia": "Personalia",
    "Sak.meldinger": "Melding",
    "Sak.undersokelser": "Undersokelse",
    "Sak.planer": "Plan",
    "Sak.tiltak": "Tiltak",
    "Sak.vedtak": "Vedtak",
    "Sak.oversendelser_fylkesnemnd": "OversendelseFylkesnemnd",
}


def row_guards(missing: tuple[str, ...], path: str) -> bool:
    """Whether an answer names the fact, one it stands in, or one that it guards."""
    inner = path.replace("VedtakStatus.", "Vedtak.statuser.").replace("Forelder.", "Sak.tillegg.foreldre.")
    paths = {path, _ROWS.get(path, path), inner}
    return any(
        named == one or named.startswith(f"{one}.") or one.startswith(f"{named}.") for named in missing for one in paths
    )


def removals(element: Any, path: str = "Sak") -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each fact in an element and below it: its path, and how the element looks without it."""
    for field in attrs.fields(type(element)):
        value = getattr(element, field.name)
        name = type(element).__name__
        if field.name in _NOT_FACTS or field.name.startswith("_") or value is NOT_REPORTED:
            continue
        here = f"{path}.{field.name}"
        if (name, field.name) not in _SAYS_SOMETHING_BY_ITS_ABSENCE:
            yield here, lambda field=field: attrs.evolve(element, **{field.name: NOT_REPORTED})  # type: ignore[misc]
        below = value if isinstance(value, tuple) else (value,)
        for place, child in enumerate(below):
            if attrs.has(type(child)):
                inner = type(child).__name__ if hasattr(child, "id") else here
                for deeper, without in removals(child, inner):
                    yield deeper, _put(element, field.name, value, place, without)


def _put(element: Any, name: str, value: Any, place: int, without: Callable[[], Any]) -> Callable[[], Any]:
    def rebuilt() -> Any:
        changed = without()
        if isinstance(value, tuple):
            return attrs.evolve(element, **{name: (*value[:place], changed, *value[place + 1 :])})
        return attrs.evolve(element, **{name: changed})

    return rebuilt
