"""Run rules over cases: element by element, each crash on its own, always in the same order."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from barnevern_tilsyn.engine.assessment import Assessment, Standing
from barnevern_tilsyn.engine.context import Context
from barnevern_tilsyn.engine.result import NOT_IN_FORCE, Result, crashed, derive
from barnevern_tilsyn.engine.rule import DeliveryCheck, Rule
from barnevern_tilsyn.engine.sammenheng import Sammenheng
from barnevern_tilsyn.engine.truth import NO
from barnevern_tilsyn.law import NotInForceError
from barnevern_tilsyn.model import Melding, OversendelseFylkesnemnd, Plan, Sak, Tiltak, Undersokelse, Vedtak

__all__ = ["ELEMENT_TYPES", "Run"]

ELEMENT_TYPES = (Sak, Melding, Undersokelse, Plan, Tiltak, Vedtak, OversendelseFylkesnemnd)
"""What a rule can look at."""

_NO_SUCH_DUTY = Assessment(
    standing=Standing.UNKNOWN, law_day=date.min, situation="not-in-force", applies=NO, exempt=NOT_IN_FORCE
)

_ELEMENTS: dict[str, Callable[[Sammenheng], tuple[Any, ...]]] = {
    "Melding": lambda s: s.meldinger,
    "Undersokelse": lambda s: s.undersokelser,
    "Plan": lambda s: s.planer,
    "Tiltak": lambda s: s.tiltak,
    "Vedtak": lambda s: s.vedtak,
    "OversendelseFylkesnemnd": lambda s: s.oversendelser,
}


class Run:
    """One run of a set of rules over a stream of cases.

    ``as_of`` and ``assume_unchanged``: see ``Context``. Results of a case come sorted by rule, type and id.
    """

    def __init__(self, rules: Iterable[Rule], *, as_of: date | None = None, assume_unchanged: bool = False) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.code))
        self._as_of = as_of
        self._assume_unchanged = assume_unchanged
        self._by_element = [(rule, rule.judge, rule.applies_to.__name__) for rule in self.rules if rule.judge]
        self._kinds = tuple({kind for _, _, kind in self._by_element})
        self._checks: list[tuple[Rule, DeliveryCheck]] = [
            (rule, rule.start()) for rule in self.rules if rule.start is not None
        ]

    def see(self, sak: Sak) -> list[Result]:
        """All results on one case. A deleted case gives none.

        Raises ``MissingAsOfError`` where neither the case nor the run has a day.
        """
        if sak.er_slettet is True:
            return []
        ctx = Context(sak, self._as_of, assume_unchanged=self._assume_unchanged)
        elements = {kind: _elements(ctx.sammenheng, kind, sak) for kind in self._kinds}
        results: list[Result] = []
        for rule, judge, kind in self._by_element:
            for element in elements[kind]:
                try:
                    assessment = judge(element, ctx)
                    if assessment is not None:
                        results.append(derive(rule, ctx, element, assessment))
                except NotInForceError:
                    results.append(derive(rule, ctx, element, _NO_SUCH_DUTY))
                except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
                    results.append(crashed(rule, sak, element, ctx.as_of, error))
        for rule, check in self._checks:
            results.extend(_seen(rule, check, ctx))
        return sorted(results, key=_order) if self._checks else results

    def finish(self) -> list[Result]:
        """The results that could only be told when all cases were seen."""
        results: list[Result] = []
        for rule, check in self._checks:
            results.extend(_finished(rule, check))
        return sorted(results, key=lambda result: (result.sak.id.lower(), *_order(result)))


def _elements(sammenheng: Sammenheng, kind: str, sak: Sak) -> Sequence[Any]:
    """The elements of a kind, sorted by id."""
    if kind == "Sak":
        return (sak,)
    found = _ELEMENTS[kind](sammenheng)
    return sorted(found, key=_id) if len(found) > 1 else found


def _seen(rule: Rule, check: DeliveryCheck, ctx: Context) -> list[Result]:
    try:
        return [derive(rule, ctx, element, assessment) for element, assessment in check.see(ctx)]
    except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
        return [crashed(rule, ctx.sak, ctx.sak, ctx.as_of, error)]


def _finished(rule: Rule, check: DeliveryCheck) -> list[Result]:
    try:
        return [derive(rule, ctx, element, found) for ctx, element, found in check.finish()]
    except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
        nowhere = Sak(id="")
        return [crashed(rule, nowhere, nowhere, date.min, error)]


def _id(element: Any) -> str:
    lowered: str = element.id.lower()
    return lowered


def _order(result: Result) -> tuple[str, str, str]:
    return result.rule.code, type(result.element).__name__, _id(result.element)
