"""What the codes of an element say of it, as far as they are reported."""

from datetime import date

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.model import NOT_REPORTED, Melding, Vedtak

__all__ = ["leads_to_investigation", "sent_to_board", "statuses_known"]


def leads_to_investigation(melding: Melding) -> bool | None:
    """Whether a report was concluded with an investigation, or is not concluded yet; ``None``: not known."""
    konklusjon = melding.konklusjon
    if konklusjon is NOT_REPORTED:
        return None
    if konklusjon is None or konklusjon.er_slettet is True:
        return True
    return None if not konklusjon.kode else konklusjon.kode in gruppe("melding-konklusjon.undersokelse").codes


def statuses_known(vedtak: Vedtak) -> bool:
    """Whether all is reported of a decision's statuses."""
    rows = vedtak.statuser
    return rows is not NOT_REPORTED and all(row.kode and row.endret_dato for row in rows or ())


def sent_to_board(vedtak: Vedtak) -> date | None:
    """The first day a decision got the status that the application was sent to the board, if it did."""
    sent = gruppe("vedtak-status.sendt_nemnd").codes
    days = [row.endret_dato for row in vedtak.statuser or () if row.kode in sent and row.endret_dato]
    return min(days) if days else None
