"""Identity over time: the row with the latest start holds."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = ["Personalia"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Personalia(Element):
    """Who the child is. For an unborn child ``fodseldato`` is the due date and ``kjonn`` is 0."""

    id: Id = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    fodselsnummer: Fact[str] = fact("@Fodselsnummer", personal=True)
    fodseldato: Fact[date] = fact("@Fodseldato", personal=True)
    kjonn: Fact[str] = fact("@Kjonn", personal=True)
    dufnummer: Fact[str] = fact("@DUFnummer", personal=True)
    er_slettet: Fact[bool] = fact("@ErSlettet")
    _linje: int = line()
