"""The acts that can finish an investigation: a decision on measures, a request sent to the board, a dismissal.

bvl § 2-5 first ledd; old Act § 6-9 second ledd.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from barnevern_tilsyn.engine import Context, Dated, sent_to_board, statuses_known
from barnevern_tilsyn.model import NOT_REPORTED, OversendelseFylkesnemnd, Sak, Undersokelse, Vedtak
from barnevern_tilsyn.rules.basis import is_dismissal, is_measure

__all__ = ["Act", "Acts", "Loose", "board_acts", "dismissals", "measure_acts"]

_DECISION = "Vedtak.start_dato"
_DISPATCH = "OversendelseFylkesnemnd.start_dato"


class Act(msgspec.Struct, frozen=True, eq=False):
    """An act and its day."""

    start_dato: date
    id: str
    row: Vedtak | OversendelseFylkesnemnd


class Loose(msgspec.Struct, frozen=True, kw_only=True):
    """Acts of a case that no relation joins to an investigation, or that show the act only indirectly.

    They can speak for the service, never against it. ``doubtful``: what may be such an act, were its kind known, and
    ``doubt`` the fact missing to tell; ``missing``: facts without which their days cannot be told.
    """

    acts: Dated[Act]
    doubtful: Dated[Vedtak]
    doubt: str = ""
    missing: tuple[str, ...] = ()

    def first(self, since: date, until: date) -> Act | None:
        """The earliest act of a period."""
        return self.acts.first(since, until)

    def unknown(self, since: date, until: date) -> tuple[str, ...]:
        """Facts without which it cannot be told whether an act lies in a period."""
        if self.missing:
            return self.missing
        return (self.doubt,) if self.doubtful.undated or self.doubtful.any(since, until) else ()


_NOTHING_LOOSE = Loose(acts=Dated(()), doubtful=Dated(()))


class Acts(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What stands in a case of the acts that can have finished an investigation, from the first report on.

    ``joined``: by relation, of the kind that its conclusion names. ``missing``: facts without which these cannot be
    told. ``others``: a relation joins something that is no such act. ``loose`` is looked for when it is called.
    """

    joined: tuple[Act, ...] = ()
    missing: tuple[str, ...] = ()
    loose: Callable[[], Loose] = lambda: _NOTHING_LOOSE
    others: bool = False

    @property
    def first(self) -> Act | None:
        """The earliest joined act."""
        if len(self.joined) < 2:
            return self.joined[0] if self.joined else None
        return min(self.joined, key=lambda act: (act.start_dato, act.id))


Kind = Callable[[Vedtak], bool | None]


def measure_acts(undersokelse: Undersokelse, since: date, ctx: Context) -> Acts:
    """The decisions on measures behind an investigation closed with measures."""
    return _decisions(undersokelse, since, ctx, is_measure, lambda: ctx.once(_free_measures, ctx.sak))


def dismissals(undersokelse: Undersokelse, since: date, ctx: Context) -> Acts:
    """The decisions to dismiss behind an investigation closed without measures; only by relation."""
    return _decisions(undersokelse, since, ctx, is_dismissal, lambda: _NOTHING_LOOSE)


def _decisions(
    undersokelse: Undersokelse, since: date, ctx: Context, is_kind: Kind, loose: Callable[[], Loose]
) -> Acts:
    if ctx.sak.vedtak is NOT_REPORTED:
        return Acts(missing=("Sak.vedtak",))
    decisions = ctx.sammenheng.decisions_of(undersokelse)
    if not decisions and not ctx.sammenheng.lost(undersokelse, Vedtak):
        return Acts(loose=loose)
    kinds = [is_kind(row) for row in decisions]
    missing: tuple[str, ...] = ()
    if None in kinds:
        missing = ("Vedtak.lovhjemmel",)
    elif not all(row.start_dato for row in decisions):
        missing = (_DECISION,)
    if ctx.sammenheng.lost(undersokelse, Vedtak):
        missing = (*missing, _DECISION)
    acts = _acts([row for row, of_kind in zip(decisions, kinds, strict=True) if of_kind], since)
    return Acts(joined=acts, missing=missing, loose=loose, others=len(decisions) > len(acts))


def _acts(rows: Iterable[Vedtak | OversendelseFylkesnemnd], since: date = date.min) -> tuple[Act, ...]:
    return tuple([Act(row.start_dato, row.id, row) for row in rows if row.start_dato and row.start_dato >= since])


def _free_measures(ctx: Context, _: Sak) -> Loose:
    free = ctx.sammenheng.free_decisions
    if not free:
        return _NOTHING_LOOSE
    measures = [row for row in free if is_measure(row)]
    return Loose(
        acts=Dated(_acts(measures)),
        doubtful=Dated(row for row in free if is_measure(row) is None),
        doubt="Vedtak.lovhjemmel",
        missing=(_DECISION,) if any(not row.start_dato for row in measures) else (),
    )


def board_acts(undersokelse: Undersokelse, since: date, ctx: Context) -> Acts:
    """The requests to the board behind an investigation closed with one.

    Joined directly, or over a decision that was sent to the board. The status alone shows no dispatch: it is loose.
    """
    unreported = ("Sak.vedtak", ctx.sak.vedtak), ("Sak.oversendelser_fylkesnemnd", ctx.sak.oversendelser_fylkesnemnd)
    missing = tuple(path for path, rows in unreported if rows is NOT_REPORTED)
    if missing:
        return Acts(missing=missing)
    decisions = ctx.sammenheng.decisions_of(undersokelse)
    owners: tuple[Undersokelse | Vedtak, ...] = (undersokelse, *(row for row in decisions if sent_to_board(row)))
    joined = {row.id: row for owner in owners for row in ctx.sammenheng.linked(owner, OversendelseFylkesnemnd)}
    acts = _acts(joined.values(), since)

    def loose() -> Loose:
        if acts:
            return _NOTHING_LOOSE
        return _by_status(decisions, ctx) if decisions else ctx.once(_free_dispatches, ctx.sak)

    return Acts(
        joined=acts,
        missing=_missing_of_board(undersokelse, owners, decisions, tuple(joined.values()), ctx),
        loose=loose,
        others=bool(decisions) or len(joined) > len(acts),
    )


def _missing_of_board(
    undersokelse: Undersokelse,
    owners: Sequence[Undersokelse | Vedtak],
    decisions: Sequence[Vedtak],
    joined: Sequence[OversendelseFylkesnemnd],
    ctx: Context,
) -> tuple[str, ...]:
    if not all(statuses_known(row) for row in decisions):
        return ("Vedtak.statuser",)
    lost = any(ctx.sammenheng.lost(row, OversendelseFylkesnemnd) for row in owners)
    if lost or any(not row.start_dato for row in joined):
        return (_DISPATCH,)
    undated = any(not row.start_dato for row in decisions)
    return (_DECISION,) if undated or ctx.sammenheng.lost(undersokelse, Vedtak) else ()


def _free_dispatches(ctx: Context, _: Sak) -> Loose:
    return _by_status(ctx.sammenheng.free_decisions, ctx)


def _by_status(decisions: Sequence[Vedtak], ctx: Context) -> Loose:
    """Dispatches of the case, and decisions on the day they got the status *sent to the board*."""
    sent = ((ctx.seen(sent_to_board(row)), row) for row in decisions)
    transfers = ctx.sammenheng.oversendelser
    return Loose(
        acts=Dated((*_acts(transfers), *(Act(day, row.id, row) for day, row in sent if day))),
        doubtful=Dated(row for row in decisions if not statuses_known(row)),
        doubt="Vedtak.statuser",
        missing=(_DISPATCH,) if any(not row.start_dato for row in transfers) else (),
    )
