"""Codes of the register's lists that were valid on a given day: the few that the generator uses."""

from datetime import date
from random import Random

from barnevern_tilsyn.testing.synthetic.spec import Hjemmel, Kode

__all__ = [
    "AVGIVERE",
    "SVALBARD",
    "SYNTETISK",
    "aftercare",
    "care_order",
    "dismissal",
    "dropped",
    "help_measure",
    "melder",
    "moved",
    "saksinnhold",
]

SYNTETISK = "syntetisk"

AVGIVERE = (
    ("310000019", "9901", "Testvik", "", ""),
    ("310000027", "9902", "Øvre Testdal", "", ""),
    ("310000035", "9903", "Prøvestad", "01", "Sentrum prøvebydel"),
    ("310000043", "9904", "Eksempelnes", "", ""),
)
SVALBARD = ("310000051", "2199", "Teststranda", "", "")

_2025 = date(2025, 1, 1)
_2026 = date(2026, 1, 1)
_BVL2021 = date(2023, 1, 1)
_MELDER = ("2", "2", "3", "4", "6", "7", "8", "9", "10", "11", "11", "12", "13", "16", "17", "23")
_SAKSINNHOLD_OLD = ("2", "3", "5", "6", "7", "8", "9", "10", "14", "15", "17")
_SAKSINNHOLD_NEW = ("1.1.02", "1.2.03", "1.3.01", "1.3.08", "2.1.02", "2.1.03", "2.2.02", "2.3.02", "2.4.05", "3.1.08")


def melder(rng: Random, day: date) -> tuple[Kode, ...]:
    """Who reported, by the day of receipt."""
    pick = rng.random()
    if pick < 0.03:
        return (Kode("22", SYNTETISK),)
    if pick < 0.15:
        return (Kode("15" if day < _2025 else "24"),)
    return (Kode(rng.choice(_MELDER)),)


def saksinnhold(rng: Random, day: date) -> tuple[Kode, ...]:
    """One or two subjects; the lists changed wholly on 1 January 2026."""
    if day >= _2026:
        return tuple([Kode(kode) for kode in rng.sample(_SAKSINNHOLD_NEW, rng.randint(1, 2))])
    if rng.random() < 0.04:
        return (Kode("18", SYNTETISK),)
    return tuple([Kode(kode) for kode in rng.sample(_SAKSINNHOLD_OLD, rng.randint(1, 2))])


def dropped(rng: Random, day: date) -> str:
    """A report's code for dropped, by the day of conclusion."""
    return rng.choice(("10", "10", "10", "5", "6", "9", "8")) if day >= _2026 else "1"


def dismissal(rng: Random, day: date) -> Kode:
    """An investigation's code for dismissed, by the day of conclusion."""
    return Kode(rng.choice(("3", "3", "3", "4", "4", "6" if day.year >= 2022 else "3")))


def moved(rng: Random, day: date) -> Kode:
    """An investigation's code for a child that moved, by the day of conclusion."""
    return Kode(rng.choice(("7", "8", "9"))) if day >= _2026 else Kode("5", SYNTETISK)


def help_measure(day: date) -> Hjemmel:
    """Voluntary measures: § 3-1, before 2023 § 4-4."""
    return Hjemmel("BVL2021", "3", "1") if day >= _BVL2021 else Hjemmel("BVL", "4", "4")


def care_order(day: date) -> Hjemmel:
    """Care orders: § 5-1 letter a, before 2023 § 4-12 letter a."""
    lov, kapittel, paragraf = ("BVL2021", "5", "1") if day >= _BVL2021 else ("BVL", "4", "12")
    return Hjemmel(lov, kapittel, paragraf, ledd="1", bokstav="a")


def aftercare(day: date) -> Hjemmel:
    """Measures after 18: § 3-6, before 2023 § 1-3."""
    return Hjemmel("BVL2021", "3", "6") if day >= _BVL2021 else Hjemmel("BVL", "1", "3")
