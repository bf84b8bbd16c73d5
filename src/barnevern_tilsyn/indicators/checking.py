"""What must hold in a catalogue of figures beyond its form."""

from collections import Counter
from collections.abc import Callable, Iterator

from barnevern_tilsyn.codes import gruppe, lookup
from barnevern_tilsyn.engine import UnknownRuleError
from barnevern_tilsyn.engine.needs import check_path
from barnevern_tilsyn.indicators.figure import Aspect, Catalogue, Figure, Origin
from barnevern_tilsyn.indicators.ways import Aftercare, Ages, Evaluations, Handling, LastDays, Plans, Reporters, Visits
from barnevern_tilsyn.law import krav
from barnevern_tilsyn.law.alder import age_limit
from barnevern_tilsyn.law.besok import required_visits
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.rules import builtin

__all__ = ["faults_of"]

Found = tuple[str, Message]

_BESIDE_DEADLINES = {Aspect.PARTICIPATION, Aspect.THOROUGHNESS}


def faults_of(catalogue: Catalogue) -> Iterator[Found]:
    """All faults, each with its place."""
    for id, count in Counter(figure.id for figure in catalogue.figures).items():
        if count > 1:
            yield "figures", Message("twice", (("id", id),))
    aspects = {figure.aspect for figure in catalogue.figures if figure.how}
    if Aspect.DEADLINE in aspects and not aspects & _BESIDE_DEADLINES:
        yield "figures", Message("deadlines-alone")
    for at, figure in enumerate(catalogue.figures):
        for key, reason in _figure(figure):
            yield f"figures[{at}].{key}".rstrip("."), reason


def _figure(figure: Figure) -> Iterator[Found]:
    if len(figure.ways()) + (figure.not_computed is not None) != 1:
        yield "", Message("one-way")
    if figure.is_share and figure.denominator is None:
        yield "denominator", Message("missing")
    yield from _whose(figure)
    yield from _names(figure)
    yield from _numbers(figure)


def _whose(figure: Figure) -> Iterator[Found]:
    official = figure.official
    if figure.origin is Origin.OURS:
        if official and official.name.nb.casefold() == figure.name.nb.casefold():
            yield "name", Message("official-name")
    elif official is None:
        yield "official", Message("missing")
    elif figure.origin is Origin.OFFICIAL and not official.read:
        yield "official.read", Message("not-read")
    if figure.origin is Origin.LISTED and figure.not_computed is None:
        yield "origin", Message("listed-computed")


def _names(figure: Figure) -> Iterator[Found]:
    """Names that lead nowhere."""
    for at, key in enumerate(figure.duties):
        try:
            krav(key)
        except KeyError:
            yield f"duties[{at}]", Message("no-such-duty", (("id", key),))
    for at, path in enumerate(figure.facts):
        try:
            check_path(path)
        except ValueError:
            yield f"facts[{at}]", Message("no-such-fact", (("id", path),))
    for code in figure.rules:
        try:
            builtin("lov").get(code)
        except UnknownRuleError:
            yield "", Message("no-such-rule", (("id", code),))
    match figure.how:
        case Plans(measures=group) | Evaluations(measures=group) if group:
            yield from _group("measures", group)
        case Reporters(never=groups):
            for group in groups:
                yield from _group("reporters.never", group)
        case Visits(categories=categories, required=key):
            for code in categories:
                if lookup("tiltak-kategori", code) is None:
                    yield "visits.categories", Message("no-such-code", (("id", code),))
            yield from _parameter("visits.required", key, required_visits)
        case Aftercare(age=key):
            yield from _parameter("aftercare.age", key, age_limit)
    if figure.plans:
        for code in figure.plans.plans:
            if lookup("plantype", code) is None:
                yield "plans.plans", Message("no-such-code", (("id", code),))


def _group(place: str, name: str) -> Iterator[Found]:
    try:
        gruppe(name)
    except KeyError:
        yield place, Message("no-such-group", (("id", name),))


def _parameter(place: str, key: str, look_up: Callable[[str], object]) -> Iterator[Found]:
    try:
        look_up(key)
    except KeyError:
        yield place, Message("no-such-parameter", (("id", key),))


def _numbers(figure: Figure) -> Iterator[Found]:
    match figure.how:
        case Handling(bands=bands) | Ages(bands=bands):
            if not bands or list(bands) != sorted(set(bands)) or bands[0] < 0:
                yield "bands", Message("bands")
        case LastDays(days=days):
            yield from _least("last_days.days", days)
        case Evaluations(months=months):
            yield from _least("evaluations.months", months)


def _least(place: str, number: int) -> Iterator[Found]:
    if number < 1:
        yield place, Message("no-count")
