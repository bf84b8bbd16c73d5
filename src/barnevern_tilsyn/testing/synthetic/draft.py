"""A synthetic case while it is being made: draws ids, days and codes, keeps elements and relations."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.synthetic import spec
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE, melder, saksinnhold
from barnevern_tilsyn.testing.synthetic.dice import Dice, days
from barnevern_tilsyn.testing.synthetic.national_id import synthetic_fodselsnummer
from barnevern_tilsyn.testing.synthetic.oracle_days import OSLO, week_limits
from barnevern_tilsyn.testing.synthetic.spec import Hjemmel, Kode

__all__ = ["Draft"]

_PLAN_DUTY = date(2023, 1, 1)
_PARTICIPATION = date(2026, 1, 1)
_STATUS_CODES = date(2022, 1, 1)
_PARTICIPATION_CODES = ("1.1", "1.1", "1.1", "1.2", "1.3", "1.4", "2.2")
_TYPE_NAMES = {"Oversendelse": "OversendelseFylkesnemnd"}

T = TypeVar("T")
Reports = Sequence[spec.Melding]


@attrs.define
class Draft(Dice):
    """Mutable; ``finished`` gives the case. ``parts`` holds the elements by their name in ``CaseSpec``."""

    avgiver: tuple[str, str, str, str, str] = AVGIVERE[0]
    born: date | None = attrs.field(default=None, repr=False)
    due: date | None = attrs.field(default=None, repr=False)
    migrated: bool = False
    voided: bool = False
    closed: date | None = None
    parts: dict[str, list[Any]] = attrs.Factory(dict)
    relasjoner: list[spec.Relasjon] = attrs.Factory(list)

    def add(self, name: str, element: T) -> T:
        """Keeps an element, e.g. ``add("flyttinger", Flytting(...))``."""
        self.parts.setdefault(name, []).append(element)
        return element

    def _migrert(self) -> str:
        return f"M{self.rng.randint(10000, 99999)}" if self.migrated else ""

    def relate(self, fra: Any, til: Any, *, er_slettet: bool = False) -> None:
        """A relation from one element to another."""
        self.relasjoner.append(spec.Relasjon(self.id(), _type_name(fra), fra.id, _type_name(til), til.id, er_slettet))

    def report(self, received: date, kode: str = "", concluded: date | None = None, **more: Any) -> spec.Melding:
        """A report; with ``kode`` but no day it is concluded in time."""
        if kode and concluded is None:
            concluded = min(self.within(received, week_limits(received)), self.known)
        who: tuple[Kode, ...] = ()
        what: tuple[Kode, ...] = ()
        if concluded or self.chance(0.5):
            who, what = melder(self.rng, received), saksinnhold(self.rng, received)
        return self.add(
            "meldinger",
            spec.Melding(self.id(), received, who, what, concluded, kode, migrert_id=self._migrert(), **more),
        )

    def investigation(
        self,
        reports: Reports,
        *,
        start: date | None = None,
        slutt: date | None = None,
        kode: Kode | None = None,
        plan: str | None = "7",
        relate: bool = True,
        **more: Any,
    ) -> spec.Undersokelse:
        """An investigation that begins when its first report is concluded, with a plan where the law wants one."""
        start = start or reports[0].slutt_dato or reports[0].start_dato
        frist = more.get("utvidet_frist")
        if frist and slutt and frist.start_dato > slutt:
            more["utvidet_frist"] = attrs.evolve(frist, start_dato=slutt)
        medvirkning = None
        last = slutt or self.known
        if last >= _PARTICIPATION and self.chance(0.6):
            day = self.between(max(start, _PARTICIPATION), last)
            medvirkning = (day, self.rng.choice(_PARTICIPATION_CODES))
        grunnlag = saksinnhold(self.rng, slutt) if slutt and kode and kode.kode in ("1", "2") else ()
        u = self.add(
            "undersokelser",
            spec.Undersokelse(
                self.id(),
                start,
                grunnlag,
                medvirkning,
                slutt_dato=slutt,
                kode=kode,
                migrert_id=self._migrert(),
                **more,
            ),
        )
        if relate:
            for m in reports:
                self.relate(m, u)
        if plan and start >= _PLAN_DUTY:
            day = min(start + days(self.rng.randint(0, 10)), last)
            self.plan(max(day, reports[0].start_dato), plan, slutt=slutt)
        return u

    def plan(self, start: date, plantype: str, *, slutt: date | None = None, every: int = 0, **more: Any) -> spec.Plan:
        """A plan, evaluated every ``every`` days until its end or the extraction."""
        done = [start + days(n) for n in range(every, ((slutt or self.known) - start).days + 1, every)] if every else []
        return self.add(
            "planer",
            spec.Plan(self.id(), start, plantype, tuple(done), slutt, migrert_id=self._migrert(), **more),
        )

    def decision(
        self, day: date, hjemmel: Hjemmel, u: spec.Undersokelse | None = None, *, status: str = "1", **more: Any
    ) -> spec.Vedtak:
        """A decision. The register's status codes begin in 2022: an older decision gets its status then."""
        status_day = max(day, _STATUS_CODES)
        v = self.add(
            "vedtak",
            spec.Vedtak(
                self.id(),
                day,
                hjemmel,
                ((self.id(), status_day, status),),
                migrert_id=self._migrert(),
                **more,
            ),
        )
        if u is not None:
            self.relate(u, v)
        return v

    def transfer(self, v: spec.Vedtak, day: date, **more: Any) -> spec.Oversendelse:
        """The request of a decision dispatched to the board; the relation's direction varies."""
        o = self.add("oversendelser", spec.Oversendelse(self.id(), day, v.hjemmel, migrert_id=self._migrert(), **more))
        if self.chance(0.5):
            self.relate(v, o)
        else:
            self.relate(o, v)
        return o

    def measure(
        self, v: spec.Vedtak, start: date, kategori: str, *, slutt: date | None = None, **more: Any
    ) -> spec.Tiltak:
        """A measure under a decision."""
        t = self.add(
            "tiltak",
            spec.Tiltak(
                self.id(),
                start,
                v.hjemmel,
                Kode(kategori),
                saksinnhold(self.rng, start),
                slutt_dato=slutt,
                migrert_id=self._migrert(),
                **more,
            ),
        )
        self.relate(v, t)
        return t

    def visits(self, start: date, last: date, *, tilsyn: bool) -> spec.Besok:
        """Enough visits for four in every year, however the year is read."""
        made, day = [], start + days(self.rng.randint(10, 40))
        while day <= last:
            made.append((self.id(), day))
            day += days(self.rng.randint(60, 75))
        return spec.Besok(self.id(), tuple(made), self.id() if tilsyn else "")

    def foster_home(
        self, v: spec.Vedtak, start: date, *, slutt: date | None = None, plans_go_on: bool = False, **more: Any
    ) -> spec.Tiltak:
        """A foster home in care, with care plan and contact plan, visited often enough."""
        visits = [self.visits(start, slutt or self.known, tilsyn=tilsyn) for tilsyn in (True, False)]
        for plantype, valid_from in (("4", date.min), ("6", _PLAN_DUTY)):
            end = None if plans_go_on else slutt
            if end is None or end >= max(start, valid_from):
                self.plan(max(start, valid_from), plantype, slutt=end, every=180)
        kategori = self.rng.choice(("2.1", "2.2"))
        return self.measure(v, start, kategori, slutt=slutt, tilsyn=visits[0], oppfolging=visits[1], **more)

    def void(self, element: Any, name: str) -> None:
        """Marks an element deleted, by its own mark or by a tombstone, and what relates to it."""
        if self.chance(0.5):
            place = self.parts[name].index(element)
            self.parts[name][place] = attrs.evolve(element, er_slettet=True)
        else:
            self.add("slettede", spec.Slettet(element.id, _type_name(element), self.known))
        for place, row in enumerate(self.relasjoner):
            if element.id in (row.fra_id, row.til_id):
                self.relasjoner[place] = attrs.evolve(row, er_slettet=True)

    def finished(self) -> spec.CaseSpec:
        """The case; a child under 18 to the last known day unless ``born`` is set."""
        firsts = [e.start_dato for name in ("meldinger", "vedtak", "tiltak") for e in self.parts.get(name, ())]
        start = min(firsts)
        born = self.born or self.birth(self.known - relativedelta(years=17), start - days(200))
        parts = {name: tuple(sorted(found, key=_day)) for name, found in self.parts.items()}
        return spec.CaseSpec(
            self.id(),
            self._dato_uttrekk(),
            self.id() if self.chance(0.3) else "",
            spec.Avgiver(*self.avgiver),
            self.id(),
            start,
            f"{start.year}-{self.rng.randint(1, 99999):05d}",
            slutt_dato=self.closed,
            er_slettet=self.voided,
            migrert_id=self._migrert(),
            personalia=self._personalia(start, born),
            relasjoner=tuple(self.relasjoner),
            **parts,
        )

    def _personalia(self, start: date, born: date) -> tuple[spec.Personalia, ...]:
        female = self.chance(0.5)
        number = synthetic_fodselsnummer(self.rng, born, female=female)
        unborn = born > self.known
        kjonn = "0" if unborn else "2" if female else "1"
        row = spec.Personalia(self.id(), start, _expected(number) if unborn else number, born, kjonn)
        if self.due is None:
            return (row,)
        expected = synthetic_fodselsnummer(self.rng, self.due, female=female)
        first = spec.Personalia(self.id(), start, _expected(expected), self.due, "0")
        after_birth = attrs.evolve(row, start_dato=max(born, start))
        return (first,) if self.closed and self.closed < after_birth.start_dato else (first, after_birth)

    def _dato_uttrekk(self) -> str:
        """A moment of the day in Oslo, written in UTC (so sometimes with another date) or with its offset."""
        hour = self.rng.choice((0, 1, 4, 9, 12, 22, 23))
        when = datetime(self.known.year, self.known.month, self.known.day, hour, self.rng.randint(0, 59), tzinfo=OSLO)
        text = when.isoformat() if self.chance(0.5) else datetime.fromtimestamp(when.timestamp(), UTC).isoformat()
        return text.replace("+00:00", "Z")


def _expected(number: str) -> str:
    """The provisional number of a child that is not born: the day it is due, of a synthetic number, and 99999."""
    return f"{number[:6]}99999"


def _type_name(element: object) -> str:
    name = type(element).__name__
    return _TYPE_NAMES.get(name, name)


def _day(element: Any) -> tuple[date, str]:
    """The day an element is sorted by: its first."""
    for name in ("start_dato", "tilbud_sendt_dato"):
        if hasattr(element, name):
            return (getattr(element, name), element.id)
    return (element.slutt_dato, element.id)
