"""Run rules over cases: element by element, each crash on its own, always in the same order."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from barnevern_tilsyn.engine.assessment import Assessment, Standing
from barnevern_tilsyn.engine.context import Context
from barnevern_tilsyn.engine.individ import INDIVID_TYPES, IndividRun
from barnevern_tilsyn.engine.needs import carried, format_of
from barnevern_tilsyn.engine.result import NOT_IN_FORCE, Result, crashed, derive, fault_of
from barnevern_tilsyn.engine.rule import DeliveryCheck, Rule
from barnevern_tilsyn.engine.sammenheng import Sammenheng
from barnevern_tilsyn.engine.truth import NO
from barnevern_tilsyn.law import NotInForceError
from barnevern_tilsyn.model import (
    Ettervern,
    Flytting,
    Kilde,
    Melding,
    OversendelseFylkesnemnd,
    Personalia,
    Plan,
    Reject,
    Relasjon,
    Sak,
    Slettet,
    Tiltak,
    Undersokelse,
    Vedtak,
    kostra,
)

__all__ = ["ELEMENT_TYPES", "Run"]

ELEMENT_TYPES = (
    *(Sak, Personalia, Melding, Undersokelse, Plan, Tiltak, Vedtak),
    *(Ettervern, OversendelseFylkesnemnd, Flytting, Relasjon, Slettet),
)
"""What a rule can look at in a case."""

_NO_FORM = kostra.Skjema()

_NO_SUCH_DUTY = Assessment(
    standing=Standing.UNKNOWN, law_day=date.min, situation="not-in-force", applies=NO, exempt=NOT_IN_FORCE
)

_ELEMENTS: dict[str, Callable[[Sammenheng], tuple[Any, ...]]] = {
    "Melding": attrgetter("meldinger"),
    "Undersokelse": attrgetter("undersokelser"),
    "Plan": attrgetter("planer"),
    "Tiltak": attrgetter("tiltak"),
    "Vedtak": attrgetter("vedtak"),
    "OversendelseFylkesnemnd": attrgetter("oversendelser"),
    "Ettervern": attrgetter("ettervern"),
    "Flytting": attrgetter("flyttinger"),
    "Personalia": attrgetter("all_personalia"),
    "Relasjon": attrgetter("relasjoner"),
    "Slettet": attrgetter("slettede"),
}


class _Chosen:
    """The rules that can say anything of the elements of records of one format.

    ``lacks``: there are some that could, were more facts added than the format carries.
    """

    def __init__(self, rules: Sequence[Rule], format: str) -> None:
        self.format = format
        self.lacks = any(rule.is_for("") and not rule.is_for(format) for rule in rules)
        self.by_element = [
            (rule, rule.judge, (rule.applies_to.__name__, rule.severity is not None))
            for rule in rules
            if rule.judge and rule.applies_to in ELEMENT_TYPES and rule.is_for(format)
        ]
        self.kinds = tuple({kind for _, _, kind in self.by_element})


class Run:
    """One run of a set of rules over a stream of cases, and of children of KOSTRA files.

    ``as_of`` and ``assume_unchanged``: see ``Context``. ``skjema``: the form that KOSTRA files are delivered with.
    Results of a case come sorted by rule, type and id.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        *,
        as_of: date | None = None,
        assume_unchanged: bool = False,
        skjema: kostra.Skjema = _NO_FORM,
    ) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.code))
        self._as_of = as_of
        self._assume_unchanged = assume_unchanged
        self._by_format: dict[str, _Chosen] = {}
        self._formats: set[str] = set()
        self._on_rejects = [rule for rule in self.rules if rule.applies_to is Reject]
        self._checks: list[tuple[Rule, DeliveryCheck]] = [
            (rule, rule.start()) for rule in self.rules if rule.start is not None and rule.applies_to in ELEMENT_TYPES
        ]
        self._individ = IndividRun(self.rules, skjema=skjema, as_of=as_of)
        self.on_cases = any(rule.applies_to in ELEMENT_TYPES for rule in self.rules)
        """Whether any of the rules looks at cases: else a child of a KOSTRA file need not be made one."""
        self.on_children = any(rule.applies_to in INDIVID_TYPES for rule in self.rules)
        """Whether any of the rules looks at children of KOSTRA files as they stand there."""

    @property
    def gathers(self) -> bool:
        """Whether it keeps anything of what it has seen: else it can be used again."""
        return bool(self._checks) or self._individ.gathers

    def see(self, sak: Sak) -> list[Result]:
        """All results on one case. A deleted case gives none.

        Raises ``MissingAsOfError`` where neither the case nor the run has a day.
        """
        if sak.er_slettet is True:
            return []
        ctx = Context(sak, self._as_of, assume_unchanged=self._assume_unchanged)
        chosen = self._for(sak._kilde.format)
        if chosen.lacks:
            chosen = self._for(format_of(sak))
        self._formats.add(chosen.format)
        elements = {kind: _elements(ctx, kind) for kind in chosen.kinds}
        results: list[Result] = []
        for rule, judge, kind in chosen.by_element:
            found = elements[kind]
            if not found or (rule.severity and not rule.is_in_use(ctx.extracted)):
                continue
            for element in found:
                try:
                    assessment = judge(element, ctx)
                    if assessment is not None:
                        results.append(derive(rule, ctx, element, assessment))
                except NotInForceError:
                    results.append(derive(rule, ctx, element, _NO_SUCH_DUTY))
                except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
                    results.append(crashed(rule, sak, element, ctx.as_of, error))
        for rule, check in self._checks:
            if rule.is_for(chosen.format) and rule.is_in_use(ctx.extracted):
                results.extend(_seen(rule, check, ctx))
        ctx.forget()
        return sorted(results, key=_order) if self._checks else results

    def _for(self, format: str) -> _Chosen:
        return self._by_format.get(format) or self._by_format.setdefault(format, _Chosen(self.rules, format))

    def see_individ(self, individ: kostra.Individ) -> list[Result]:
        """All results of the controls on a child of a KOSTRA file, as it stands there."""
        return self._individ.see(individ)

    def refuse(self, reject: Reject) -> list[Result]:
        """All results on a document that could not be read as a case."""
        results = []
        nowhere = Sak(id="", kilde=Kilde(fil=reject.fil, format=reject.format))
        for rule in self._on_rejects:
            if not rule.is_for(reject.format):
                continue
            try:
                assessment = rule.judge(reject) if rule.judge else None
                if assessment is not None:
                    results.append(fault_of(rule, nowhere, reject, self._as_of, assessment))
            except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
                results.append(crashed(rule, nowhere, reject, self._as_of, error))
        return results

    def undecidable(self) -> dict[str, set[str]]:
        """The rules that say nothing of records seen so far, by code: the facts that their formats cannot carry."""
        found: dict[str, set[str]] = {}
        for rule in self.rules:
            lacking = {path for path in rule.rests_on for format in self._formats if not carried(path, format)}
            if lacking:
                found[rule.code] = lacking
        return found

    def finish(self) -> list[Result]:
        """The results that could only be told when all cases were seen."""
        if not self.gathers:
            return []
        results: list[Result] = []
        for rule, check in self._checks:
            results.extend(_finished(rule, check))
        results.sort(key=lambda result: (result.sak.id.lower(), *_order(result)))
        return results + self._individ.finish()


def _elements(ctx: Context, kind: tuple[str, bool]) -> Sequence[Any]:
    """The elements of a kind, sorted by id: all that the record holds, or those seen by the day of judgement."""
    name, whole = kind
    if name == "Sak":
        return (ctx.sak,)
    found = _ELEMENTS[name](ctx.whole if whole else ctx.sammenheng)
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
