"""Children of KOSTRA files drawn at random, near the days and codes at which the program's controls turn."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from barnevern_tilsyn.law.identity import check_digits
from barnevern_tilsyn.model import Kilde
from barnevern_tilsyn.model.kostra import (
    ArsakFra,
    Avgiver,
    Flytting,
    FlyttingTil,
    Individ,
    Kategori,
    Lovhjemmel,
    Melder,
    Melding,
    Opphevelse,
    Plan,
    Saksinnhold,
    Tiltak,
    Undersokelse,
    Vedtaksgrunnlag,
)

YEAR = 2025
T = TypeVar("T")

_TURNS = (
    *(date(1997, 12, 31), date(1998, 1, 1), date(2049, 12, 31), date(2050, 1, 1)),
    *(date(YEAR - 1, 12, 30), date(YEAR - 1, 12, 31), date(YEAR, 1, 1), date(YEAR, 12, 31), date(YEAR + 1, 1, 1)),
    *(date(YEAR, 6, 29), date(YEAR, 6, 30), date(YEAR, 7, 1), date(2022, 12, 31), date(2023, 1, 1)),
)
_BASES = (
    *(("BVL", "4", "12"), ("BVL", "4", "8"), ("BVL", "4", "4"), ("BVL2021", "5", "1"), ("BVL2021", "3", "1")),
    *(("BVL2021", "0", "1"), ("BVL2021", "5", "0"), ("BL1981", "5", "1")),
)
_CATEGORIES = ("1.1", "1.99", "2.1", "2.99", "3.7", "3.10", "4.1", "4.2", "8.2", "8.99")


def number(random: Random) -> str:
    """A number that nobody has: synthetic (month + 80), provisional, or wrong; of those the program meets."""
    day, month, year = random.randint(0, 33), random.randint(1, 13), random.randrange(100)
    if random.random() < 0.2:
        stand_in = f"{day:02}{month:02}{year:02}{random.choice(('00100', '00200', '99999', '55555'))}"
        return stand_in if check_digits(stand_in[:9]) != stand_in[9:] else number(random)
    nine = f"{random.choice((0, 0, 40)) + random.randint(1, 28):02}{80 + random.randint(1, 12)}{year:02}"
    nine += f"{random.choice((random.randrange(1000), random.randint(500, 999))):03}"
    digits = check_digits(nine)
    if not digits or random.random() < 0.2:
        return nine + f"{random.randrange(100):02}"
    return nine + digits


def some(random: Random, value: Callable[[], T], share: float = 0.5) -> T | None:
    """A value in a share of the calls."""
    return value() if random.random() < share else None


def child(random: Random, *, avgiver: Avgiver | None = None, kilde: Kilde | None = None, line: int = 1) -> Individ:
    """One child, with up to three of each kind of element."""

    def day() -> date:
        if random.random() < 0.3:
            return random.choice(_TURNS)
        return date(YEAR, 1, 1) + timedelta(days=random.randint(-40, 380))

    def code(*codes: str) -> dict[str, Any]:
        return {"kode": random.choice(codes), "presisering": some(random, lambda: "KANARIFUGL")}

    def few(make: Callable[[], T]) -> tuple[T, ...]:
        return tuple(make() for _ in range(random.choice((0, 0, 1, 2, 3))))

    def id() -> str:
        return f"KANARIFUGL{random.randrange(10**9)}"

    def investigation() -> Undersokelse:
        return Undersokelse(
            id=id(),
            start_dato=day(),
            slutt_dato=some(random, day),
            konklusjon=some(random, lambda: random.choice("123456")),
            presisering=some(random, lambda: "KANARIFUGL"),
            vedtaksgrunnlag=few(lambda: Vedtaksgrunnlag(**code("17", "18", "19"))),
        )

    def report() -> Melding:
        start = day()
        end = some(random, lambda: random.choice((day(), start + timedelta(days=random.randint(6, 10)))))
        return Melding(
            id=id(),
            start_dato=start,
            slutt_dato=end,
            konklusjon=some(random, lambda: random.choice("1234")),
            meldere=few(lambda: Melder(**code("1", "22"))),
            saksinnhold=few(lambda: Saksinnhold(**code("17", "18", "19"))),
            undersokelse=some(random, investigation),
        )

    def basis() -> Lovhjemmel:
        act, chapter, section = random.choice(_BASES)
        return Lovhjemmel(
            lov=act,
            kapittel=chapter,
            paragraf=section,
            ledd=some(random, lambda: random.choice("1234")),
            bokstav=some(random, lambda: random.choice("agh")),
            punktum=None,
        )

    def measure() -> Tiltak:
        return Tiltak(
            id=id(),
            start_dato=day(),
            slutt_dato=some(random, day),
            lovhjemmel=basis(),
            jmfr_lovhjemler=few(basis),
            kategori=Kategori(**code(*_CATEGORIES)),
            tiltaksgrunnlag=(),
            opphevelse=some(random, lambda: Opphevelse(**code("1", "4")), 0.3),
        )

    return Individ(
        id=id(),
        journalnummer=f"KANARIFUGL{random.randrange(30)}",
        start_dato=day(),
        slutt_dato=some(random, day),
        fodselsnummer=some(random, lambda: number(random), 0.9),
        dufnummer=some(random, lambda: random.choice(("202000000108", "202000000109")), 0.3),
        bydelsnummer=some(random, lambda: "02"),
        bydelsnavn=some(random, lambda: "KANARIFUGL"),
        distriktsnummer=None,
        saksbehandler="KANARIFUGL",
        avslutta_3112=random.choice("12"),
        meldinger=few(report),
        planer=few(
            lambda: Plan(
                id=id(), start_dato=day(), slutt_dato=some(random, day), evaluert_dato=some(random, day), plantype="1"
            )
        ),
        tiltak=few(measure),
        flyttinger=few(
            lambda: Flytting(
                id=id(),
                slutt_dato=day(),
                arsak_fra=ArsakFra(kode="1.3", presisering=None),
                flytting_til=FlyttingTil(kode="9", presisering="KANARIFUGL"),
            )
        ),
        avgiver=avgiver,
        linje=line,
        kilde=kilde or Kilde(fil="fil.xml", format="kostra"),
    )
