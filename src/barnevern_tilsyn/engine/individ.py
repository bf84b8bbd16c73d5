"""What a control may ask of a child in a KOSTRA file, and the run of controls over one child after the other.

A file holds a municipality's children in one year. A child is judged as it stands in the file: there is no day of
judgement but the end of the year, and what is not in the file is not there.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, TypeVar

import attrs

from barnevern_tilsyn.engine.lazy import lazy
from barnevern_tilsyn.engine.result import Result, crashed, derive
from barnevern_tilsyn.engine.rule import DeliveryCheck, Judge, Rule
from barnevern_tilsyn.model import Sak, kostra

__all__ = ["INDIVID_TYPES", "IndividContext", "IndividRun", "Reporting"]

E = TypeVar("E")
T = TypeVar("T")

_NOT_YET: Final[Any] = object()

_WITHIN: Final[dict[type, Callable[[kostra.Individ], Sequence[Any]]]] = {
    kostra.Individ: lambda i: (i,),
    kostra.Melding: lambda i: i.meldinger or (),
    kostra.Melder: lambda i: [row for m in i.meldinger or () for row in m.meldere or ()],
    kostra.Saksinnhold: lambda i: [row for m in i.meldinger or () for row in m.saksinnhold or ()],
    kostra.Undersokelse: lambda i: [m.undersokelse for m in i.meldinger or () if m.undersokelse],
    kostra.Vedtaksgrunnlag: lambda i: [
        row for m in i.meldinger or () if m.undersokelse for row in m.undersokelse.vedtaksgrunnlag or ()
    ],
    kostra.Plan: lambda i: i.planer or (),
    kostra.Tiltak: lambda i: i.tiltak or (),
    kostra.Flytting: lambda i: i.flyttinger or (),
}

INDIVID_TYPES: Final = (kostra.Avgiver, *_WITHIN)
"""What a control can look at in a KOSTRA file."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Reporting:
    """What a file is about and what it is delivered for.

    ``skjema`` is the form it is delivered with. ``year`` and ``region`` are the form's, else the file's, ``None`` where
    neither tells; ``last_day`` is the end of the year.
    """

    avgiver: kostra.Avgiver | None
    skjema: kostra.Skjema
    year: int | None
    region: str | None
    last_day: date | None

    @classmethod
    def of(cls, avgiver: kostra.Avgiver | None, skjema: kostra.Skjema) -> "Reporting":
        """What a municipality's file is about, on a form."""
        year = skjema.rapporteringsar or (avgiver.versjon if avgiver else None) or None
        region = skjema.region or (avgiver.kommunenummer if avgiver else None) or None
        last_day = date(year, 12, 31) if year and date.min.year <= year <= date.max.year else None
        return cls(avgiver=avgiver, skjema=skjema, year=year, region=region, last_day=last_day)


class IndividContext:
    """One child of a KOSTRA file, and what the file is about."""

    def __init__(self, individ: kostra.Individ, reporting: Reporting, as_of: date | None = None) -> None:
        self.individ = individ
        self.reporting = reporting
        self.as_of = as_of or reporting.last_day
        self._once: dict[tuple[Any, int], Any] = {}

    @property
    def known_until(self) -> date:
        """The last day that the file tells of."""
        return self.reporting.last_day or self.as_of or date.max

    @lazy
    def sak(self) -> Sak:
        """The child as what a finding is about: its id and where it stands."""
        child = self.individ
        return Sak(id=child.id, slutt_dato=child.slutt_dato, linje=child._linje, kilde=child._kilde)

    def once(self, compute: Callable[["IndividContext", E], T], element: E) -> T:
        """What ``compute`` makes of an element of this child, worked out the first time it is asked for."""
        key = (compute, id(element))
        found: T = self._once.get(key, _NOT_YET)
        if found is _NOT_YET:
            found = self._once[key] = compute(self, element)
        return found


class _FileContext(IndividContext):
    """The file itself, by way of its first child."""

    @lazy
    def sak(self) -> Sak:
        return Sak(id="", kilde=self.individ._kilde)


class IndividRun:
    """One run of a set of controls over the children of KOSTRA files.

    Controls on the municipality look at it when the first of its children is seen. Results of a child come sorted by
    rule, type and line.
    """

    def __init__(self, rules: Iterable[Rule], *, skjema: kostra.Skjema, as_of: date | None = None) -> None:
        rules = sorted((rule for rule in rules if rule.applies_to in INDIVID_TYPES), key=lambda rule: rule.code)
        judged = [(rule.applies_to, rule, rule.judge) for rule in rules if rule.judge]
        self._skjema = skjema
        self._as_of = as_of
        self._on_avgiver = [(rule, judge) for kind, rule, judge in judged if kind is kostra.Avgiver]
        self._by_kind: list[tuple[Callable[[kostra.Individ], Sequence[Any]], list[tuple[Rule, Judge]]]] = [
            (elements, [(rule, judge) for kind, rule, judge in judged if kind is wanted])
            for wanted, elements in _WITHIN.items()
            if any(kind is wanted for kind, _, _ in judged)
        ]
        self._checks: list[tuple[Rule, DeliveryCheck]] = [(rule, rule.start()) for rule in rules if rule.start]
        self._reporting: Reporting | None = None

    @property
    def gathers(self) -> bool:
        """Whether it keeps anything of the children that it has seen."""
        return bool(self._checks)

    def see(self, individ: kostra.Individ) -> list[Result]:
        """All results on one child, and on its municipality where it is the first of it."""
        avgiver = individ.avgiver or None
        results: list[Result] = []
        reporting = self._reporting
        if reporting is None or reporting.avgiver is not avgiver:
            reporting = self._reporting = Reporting.of(avgiver, self._skjema)
            if avgiver is not None:
                _judge(self._on_avgiver, (avgiver,), _FileContext(individ, reporting, self._as_of), results)
        ctx = IndividContext(individ, reporting, self._as_of)
        for elements, rules in self._by_kind:
            found = elements(individ)
            if found:
                _judge(rules, found, ctx, results)
        for rule, check in self._checks:
            try:
                results += [derive(rule, ctx, element, assessment) for element, assessment in check.see(ctx)]
            except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
                results.append(crashed(rule, ctx.sak, individ, ctx.as_of, error))
        return sorted(results, key=_order) if len(results) > 1 else results

    def finish(self) -> list[Result]:
        """The results that could only be told when all children were seen."""
        results: list[Result] = []
        for rule, check in self._checks:
            try:
                results += [derive(rule, ctx, element, found) for ctx, element, found in check.finish()]
            except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
                nowhere = Sak(id="")
                results.append(crashed(rule, nowhere, nowhere, self._as_of, error))
        return results


def _judge(
    rules: list[tuple[Rule, Judge]], elements: Sequence[Any], ctx: IndividContext, results: list[Result]
) -> None:
    for element in elements:
        for rule, judge in rules:
            try:
                assessment = judge(element, ctx)
                if assessment is not None:
                    results.append(derive(rule, ctx, element, assessment))
            except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
                results.append(crashed(rule, ctx.sak, element, ctx.as_of, error))


def _order(result: Result) -> tuple[str, str, int]:
    return result.rule.code, type(result.element).__name__, result.line or 0
