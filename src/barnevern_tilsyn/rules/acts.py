"""The acts that can finish an investigation: a decision on measures, a request sent to the board, a dismissal.

bvl § 2-5 first ledd; old Act § 6-9 second ledd.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import attrs

from barnevern_tilsyn.engine import Context, sent_to_board, statuses_known
from barnevern_tilsyn.model import NOT_REPORTED, OversendelseFylkesnemnd, Undersokelse, Vedtak
from barnevern_tilsyn.rules.basis import is_dismissal, is_measure

__all__ = ["Act", "Acts", "board_acts", "dismissals", "measure_acts"]

_DECISION = "Vedtak.start_dato"
_DISPATCH = "OversendelseFylkesnemnd.start_dato"


@attrs.frozen(weakref_slot=False)
class Act:
    """An act and its day."""

    day: date
    row: Vedtak | OversendelseFylkesnemnd


@attrs.frozen(weakref_slot=False, kw_only=True)
class Acts:
    """What stands in a case of the acts that can have finished an investigation, from the first report on.

    ``joined``: by relation, of the kind that its conclusion names. ``missing``: facts without which these cannot be
    told. ``loose``: acts that no relation joins, or that show the act only indirectly; they can speak for the service,
    never against it. ``loose_missing``: facts without which those cannot be told. ``others``: a relation joins
    something that is no such act.
    """

    joined: tuple[Act, ...] = ()
    missing: tuple[str, ...] = ()
    loose: tuple[Act, ...] = ()
    loose_missing: tuple[str, ...] = ()
    others: bool = False

    @property
    def first(self) -> Act | None:
        """The earliest joined act."""
        return min(self.joined, key=lambda act: act.day, default=None)

    def loose_until(self, last: date) -> Act | None:
        """The earliest loose act up to a day."""
        return min((act for act in self.loose if act.day <= last), key=lambda act: act.day, default=None)


def measure_acts(undersokelse: Undersokelse, since: date, ctx: Context) -> Acts:
    """The decisions on measures behind an investigation closed with measures."""
    return _decisions(undersokelse, since, ctx, is_measure)


def dismissals(undersokelse: Undersokelse, since: date, ctx: Context) -> Acts:
    """The decisions to dismiss behind an investigation closed without measures; only by relation."""
    return attrs.evolve(_decisions(undersokelse, since, ctx, is_dismissal), loose=(), loose_missing=())


def _decisions(undersokelse: Undersokelse, since: date, ctx: Context, is_kind: Callable[[Vedtak], bool | None]) -> Acts:
    if ctx.sak.vedtak is NOT_REPORTED:
        return Acts(missing=("Sak.vedtak",))
    links = ctx.sammenheng
    joined = links.decisions_of(undersokelse)
    missing = _missing_of_decisions(joined, is_kind)
    if links.lost(undersokelse, Vedtak, ctx.sak.vedtak):
        missing = (*missing, _DECISION)
    free = [row for row in links.free_decisions(undersokelse) if not row.start_dato or row.start_dato >= since]
    acts = tuple(_dated((row for row in joined if is_kind(row)), since))
    return Acts(
        joined=acts,
        missing=missing,
        loose=tuple(_dated((row for row in free if is_kind(row)), since)),
        loose_missing=_missing_of_decisions(free, is_kind),
        others=len(joined) > len(acts),
    )


def _missing_of_decisions(decisions: Iterable[Vedtak], is_kind: Callable[[Vedtak], bool | None]) -> tuple[str, ...]:
    kinds = [(row, is_kind(row)) for row in decisions]
    if any(kind is None for _, kind in kinds):
        return ("Vedtak.lovhjemmel",)
    return (_DECISION,) if any(kind and not row.start_dato for row, kind in kinds) else ()


def _dated(rows: Iterable[Vedtak | OversendelseFylkesnemnd], since: date) -> Iterator[Act]:
    return (Act(row.start_dato, row) for row in rows if row.start_dato and row.start_dato >= since)


def board_acts(undersokelse: Undersokelse, since: date, ctx: Context) -> Acts:
    """The requests to the board behind an investigation closed with one: joined directly, or over a decision that was
    sent to the board. The status alone shows no dispatch, so that it is loose.
    """
    unreported = tuple(
        path
        for path, rows in (
            ("Sak.vedtak", ctx.sak.vedtak),
            ("Sak.oversendelser_fylkesnemnd", ctx.sak.oversendelser_fylkesnemnd),
        )
        if rows is NOT_REPORTED
    )
    if unreported:
        return Acts(missing=unreported)
    links = ctx.sammenheng
    decisions = links.decisions_of(undersokelse)
    sent = [row for row in decisions if sent_to_board(row)]
    joined = {row.id: row for row in links.linked(undersokelse, links.oversendelser)}
    for decision in sent:
        joined.update((row.id, row) for row in links.linked(decision, links.oversendelser))
    acts = tuple(_dated(joined.values(), since))
    free = [row for row in links.oversendelser if row.id not in joined]
    status_of = [row for row in decisions or links.free_decisions(undersokelse) if statuses_known(row)]
    by_status = ((ctx.seen(sent_to_board(row)), row) for row in status_of)
    loose = (*_dated(free, since), *(Act(day, row) for day, row in by_status if day and day >= since))
    return Acts(
        joined=acts,
        missing=_missing_of_board(undersokelse, tuple(joined.values()), decisions, ctx),
        loose=() if acts else loose,
        loose_missing=() if acts else _loose_missing_of_board(free, links.free_decisions(undersokelse)),
        others=len(joined) > len(acts) or bool(decisions),
    )


def _missing_of_board(
    undersokelse: Undersokelse,
    joined: tuple[OversendelseFylkesnemnd, ...],
    decisions: Iterable[Vedtak],
    ctx: Context,
) -> tuple[str, ...]:
    if not all(statuses_known(row) for row in decisions):
        return ("Vedtak.statuser",)
    links = ctx.sammenheng
    owners = (undersokelse, *(row for row in decisions if sent_to_board(row)))
    lost = any(links.lost(row, OversendelseFylkesnemnd, ctx.sak.oversendelser_fylkesnemnd) for row in owners)
    if lost or any(not row.start_dato for row in joined):
        return (_DISPATCH,)
    return (_DECISION,) if links.lost(undersokelse, Vedtak, ctx.sak.vedtak) else ()


def _loose_missing_of_board(
    transfers: Iterable[OversendelseFylkesnemnd], decisions: Iterable[Vedtak]
) -> tuple[str, ...]:
    if any(not row.start_dato for row in transfers):
        return (_DISPATCH,)
    return () if all(statuses_known(row) for row in decisions) else ("Vedtak.statuser",)
