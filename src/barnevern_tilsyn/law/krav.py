"""The catalogue of duties: what the law demands of the service, where that stands, and how far it can be checked."""

from datetime import date
from functools import cache
from typing import Final, Literal, TypeAlias, cast

import attrs

from barnevern_tilsyn.law.certainty import Certainty, certainty_from
from barnevern_tilsyn.law.data import Table, load
from barnevern_tilsyn.law.hjemmel import HJEMMEL_KEYS, Hjemmel, hjemmel_from
from barnevern_tilsyn.law.sitat import LANGUAGES
from barnevern_tilsyn.law.versjoner import version_on, versions

__all__ = ["Krav", "Rettsgrunnlag", "all_krav", "krav"]

Strength: TypeAlias = Literal["hard", "soft", "derived"]
"""The upper bound of a rule on the duty: ``hard`` may be a potential breach, the others are review at most."""
Level: TypeAlias = Literal["case", "system", "information"]
"""Whether the duty is checked in a case, in the municipality as a whole, or is only told about."""

_KINDS: Final = ("duty", "situation")
_STRENGTHS: Final = ("hard", "soft", "derived")
_LEVELS: Final = ("case", "system", "information")
_REGISTER: Final = ("yes", "partly", "no")
_NO_RULE: Final = ("no-record", "power", "service-level", "not-in-force")


@attrs.frozen(weakref_slot=False)
class Rettsgrunnlag:
    """A provision that carries a duty, and when it does: first and last day (None: still)."""

    hjemmel: Hjemmel
    in_force: date
    until: date | None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Krav:
    """A duty of the service (or, with ``kind`` ``situation``, a situation that changes the duties).

    ``demands`` and ``exempt`` hold our own words, by language; see ``demand`` and ``exceptions``. ``facts`` are the
    paths in the model that decide it, and ``register`` says whether the register's XML carries them (``yes``,
    ``partly``, ``no``). ``certainty`` is that of the duty as a whole; each version of a provision has its own.
    ``no_rule`` is why no rule can be on the duty: no record can show it (``no-record``), it is a power and no duty
    (``power``), it is of the service and of no case (``service-level``), or it is not in force. Empty where one can be.
    """

    key: str
    kind: Literal["duty", "situation"]
    demands: tuple[tuple[str, str], ...]
    exempt: tuple[tuple[str, str], ...]
    provisions: tuple[Rettsgrunnlag, ...]
    strength: Strength
    level: Level
    certainty: Certainty
    facts: tuple[str, ...]
    register: Literal["yes", "partly", "no"]
    no_rule: str = ""

    def demand(self, lang: str = "nb") -> str:
        """What is demanded, in that language. Raises ``KeyError`` for a language other than nb, nn and en."""
        return dict(self.demands)[lang]

    def exceptions(self, lang: str = "nb") -> str:
        """The exceptions in short, in that language; empty where the law has none."""
        return dict(self.exempt)[lang]

    def hjemler_on(self, day: date) -> tuple[Hjemmel, ...]:
        """The provisions that carried the duty on the day, in the catalogue's order; empty if there was no duty."""
        return tuple(
            ground.hjemmel
            for ground in self.provisions
            if ground.in_force <= day
            and (ground.until is None or day <= ground.until)
            and version_on(ground.hjemmel, day) is not None
        )


def _texts(row: Table, key: str) -> tuple[tuple[str, str], ...]:
    if key not in row.values:
        return tuple((lang, "") for lang in LANGUAGES)
    table = row.table(key)
    table.only(*LANGUAGES)
    return tuple((lang, table.text(lang)) for lang in LANGUAGES)


def _ground(row: Table) -> Rettsgrunnlag:
    row.only(*HJEMMEL_KEYS, "from", "until")
    hjemmel = hjemmel_from(Table(row.where, {key: row.values[key] for key in HJEMMEL_KEYS if key in row.values}))
    known = versions(hjemmel)
    if not known:
        raise row.fault("paragraf", "a provision with a version")
    ends = [versjon.until for versjon in known if versjon.until is not None]
    last = max(ends) if len(ends) == len(known) else None
    return Rettsgrunnlag(
        hjemmel,
        row.day("from") if "from" in row.values else min(versjon.in_force for versjon in known),
        row.day("until") if "until" in row.values else last,
    )


def _krav(row: Table) -> Krav:
    row.only(
        *("key", "kind", "demand", "exceptions", "provisions", "strength", "level", "certainty", "facts", "register"),
        "no_rule",
    )
    return Krav(
        key=row.text("key"),
        kind=cast('Literal["duty", "situation"]', row.choice("kind", _KINDS, default="duty")),
        demands=_texts(row, "demand"),
        exempt=_texts(row, "exceptions"),
        provisions=tuple(_ground(ground) for ground in row.tables("provisions")),
        strength=cast("Strength", row.choice("strength", _STRENGTHS)),
        level=cast("Level", row.choice("level", _LEVELS)),
        certainty=certainty_from(row),
        facts=row.texts("facts"),
        register=cast('Literal["yes", "partly", "no"]', row.choice("register", _REGISTER)),
        no_rule=row.choice("no_rule", _NO_RULE, default=""),
    )


@cache
def _catalogue() -> dict[str, Krav]:
    found: dict[str, Krav] = {}
    for row in load("krav.toml").tables("krav"):
        duty = _krav(row)
        if duty.key in found:
            raise row.fault("key", "each key once")
        found[duty.key] = duty
    return found


def krav(key: str) -> Krav:
    """The duty with this key, for example ``I-2``. Raises ``KeyError``."""
    return _catalogue()[key]


def all_krav() -> tuple[Krav, ...]:
    """All duties and situations, in the catalogue's order. Raises ``LawDataError`` on a fault in the data."""
    return tuple(_catalogue().values())
