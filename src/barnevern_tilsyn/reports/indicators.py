"""Steering figures over the records that a run reads, and what was no case."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from barnevern_tilsyn.engine import MissingAsOfError, Outcome, Registry, Result, Run
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.indicators import Catalogue, Indicators, Seen, Tally, indicators_of
from barnevern_tilsyn.model import Sak, kostra
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners.judging import Beside, Read, named

__all__ = ["Gathered", "gather", "rules_of"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Gathered:
    """What a run gave: the counts, the figures of all cases together, what was no case, and rules that failed.

    ``undecidable``: as ``Run.undecidable`` gives it.
    """

    tally: Tally
    indicators: Indicators
    beside: tuple[Beside, ...]
    crashed: int
    undecidable: Mapping[str, Iterable[str]]


def rules_of(catalogue: Catalogue) -> Registry:
    """The rules that figures are made of."""
    wanted = set(catalogue.rules)
    return Registry(rule for rule in builtin("lov") if rule.code in wanted)


def gather(
    read: Iterable[tuple[Read | None, list[Result]]],
    run: Run,
    tally: Tally,
    names: Names,
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
) -> Gathered:
    """Count what ``read`` gives, document by document: the run itself, with the day it judges on."""
    beside: list[Beside] = []
    crashed = 0
    for document, results in read:
        crashed += sum(result.outcome is Outcome.ERROR for result in results)
        if isinstance(document, Sak | kostra.Individ):
            try:
                tally.see(Seen(_case(document), results, as_of, assume_unchanged=assume_unchanged))
            except MissingAsOfError:
                continue  # of a child without a day a notice was given
        elif document is not None:
            beside.append(named(document, names))
    return Gathered(
        tally=tally,
        indicators=indicators_of(tally, as_of=as_of, undecidable=run.undecidable()),
        undecidable=run.undecidable(),
        beside=tuple(beside),
        crashed=crashed,
    )


def _case(document: Sak | kostra.Individ) -> Sak:
    if isinstance(document, Sak):
        return document
    from barnevern_tilsyn.formats.kostra_case import case_of  # noqa: PLC0415 - most runs read no KOSTRA file

    return case_of(document)
