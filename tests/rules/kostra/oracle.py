"""The program's controls once more, as a reader of its source would write them down: for comparison only.

It works on one child at a time and gives the id of a control once for each thing that the program reports.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from barnevern_tilsyn.model.kostra import Individ

SUFFIXES = ("00100", "00200", "99999")
WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def mod11(number: str) -> bool:
    digits = [int(digit) for digit in number]
    first = sum(a * b for a, b in zip(digits, WEIGHTS_1, strict=False))
    second = sum(a * b for a, b in zip(digits, WEIGHTS_2, strict=True))
    return first % 11 == 0 and second % 11 == 0


def parse(ddmmyy: str) -> int | None:
    """The year of a date as Java reads it leniently: two digits are of this century, the 31st of any month is there."""
    day, month, year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    return 2000 + year if 1 <= month <= 12 and 1 <= day <= 31 else None


def born(number: str, reporting_year: int) -> int | None:
    if number.endswith(SUFFIXES):
        year = parse(number[:6])
        return year - 100 if year is not None and year > reporting_year + 1 else year
    digits = list(number)
    if digits[0] > "3":
        digits[0] = str(int(digits[0]) - 4)
    if digits[2] >= "8":
        digits[2] = str(int(digits[2]) - 8)
    year = parse("".join(digits[:6]))
    if year is None:
        return None
    individual, two = int(number[6:9]), int(number[4:6])
    if 500 <= individual <= 999 and two <= 39:
        return year
    if 500 <= individual <= 749 and two >= 54:
        return year - 200
    if individual <= 499 or individual >= 900:
        return year - 100
    return year


def accepted(number: str, year: int) -> bool:
    return mod11(number) or (number.endswith(SUFFIXES) and born(number, year) is not None)


def duf(number: str) -> bool:
    total = sum(int(a) * b for a, b in zip(number, (4, 6, 3, 2, 4, 6, 3, 2, 7, 5), strict=False))
    return f"{total % 11:02}" == number[10:]


def care_order(measure: Any) -> bool:
    basis = measure.lovhjemmel
    where = f"{basis.lov} {basis.kapittel}-{basis.paragraf}"
    return (
        where == "BVL 4-12"
        or (where == "BVL 4-8" and basis.ledd in ("2", "3"))
        or (where == "BVL2021 5-1" and basis.bokstav is not None and basis.bokstav in "abcdefg")
    )


def reports(i: Individ, year: int, region: str) -> Iterator[str]:
    """Of every control on a child that the program runs, each time it fires."""
    end_of_year = date(year, 12, 31)
    melding: Any = i.meldinger
    plan: Any = i.planer
    tiltak: Any = i.tiltak
    flytting: Any = i.flyttinger
    undersokelse = [m.undersokelse for m in melding if m.undersokelse is not None]
    start: Any = i.start_dato
    end: Any = i.slutt_dato
    number: Any = i.fodselsnummer
    age = year - b if number is not None and (b := born(number, year)) is not None else None

    dated = [d for e in (i, *melding, *undersokelse, *plan, *tiltak) for d in (e.start_dato, e.slutt_dato)]
    dated += [p.evaluert_dato for p in plan] + [f.slutt_dato for f in flytting]
    if any(d is not None and not date(1998, 1, 1) <= d <= date(2049, 12, 31) for d in dated):
        yield "INDIVID_01A"  # once a child here, with all the dates; the program says it once a date
    if end and start > end:
        yield "INDIVID_02A"
    if end and end < date(year - 1, 12, 31):
        yield "INDIVID_02B"
    if i.avslutta_3112 == "1" and end is None:
        yield "INDIVID_02D"
    identified = accepted(number, year) if number is not None else i.dufnummer is not None and duf(str(i.dufnummer))
    if not identified:
        yield "INDIVID_03"
    if not melding and not plan and not tiltak:
        yield "INDIVID_06"
    if age is not None and age > 25:
        yield "INDIVID_07"
    if age is not None and age > 18 and not tiltak:
        yield "INDIVID_08"
    if region.startswith("0301") and i.bydelsnummer is None:
        yield "INDIVID_09"
    if region.startswith("0301") and i.bydelsnavn is None:
        yield "INDIVID_10"
    if number is None or not mod11(number):
        yield "INDIVID_11"
    if number is None or not accepted(number, year):
        yield "INDIVID_12"
    if i.dufnummer is not None and not duf(str(i.dufnummer)):
        yield "INDIVID_19"

    for name, rows in (("MELDING", melding), ("UNDERSOKELSE", undersokelse), ("PLAN", plan), ("TILTAK", tiltak)):
        for e in rows:
            if e.slutt_dato and e.start_dato > e.slutt_dato:
                yield f"{name}_02A"
            if name in ("UNDERSOKELSE", "TILTAK") and e.slutt_dato and e.slutt_dato.year != year:
                yield f"{name}_02B"
            dropped = name == "MELDING" and e.konklusjon == "1"
            if end and e.slutt_dato and e.slutt_dato > end and not dropped:
                yield f"{name}_02C"
            if i.avslutta_3112 == "1" and (e.slutt_dato is None or end is None or e.slutt_dato > end_of_year):
                yield f"{name}_02D"
            if e.start_dato < start:
                yield f"{name}_02E"
    for m in melding:
        if m.slutt_dato and m.slutt_dato > m.start_dato + timedelta(days=8):
            yield "MELDING_03"
        if m.slutt_dato and year - 1 < m.slutt_dato.year and m.konklusjon in ("1", "2"):
            if not m.meldere:
                yield "MELDING_04"
            if not m.saksinnhold:
                yield "MELDING_05"
        yield from ("MELDER_02" for row in m.meldere if row.kode == "22" and not row.presisering)
        yield from ("SAKSINNHOLD_02" for row in m.saksinnhold if row.kode in ("18", "19") and row.presisering is None)
    for u in undersokelse:
        if u.konklusjon == "5" and u.presisering is None:
            yield "UNDERSOKELSE_03"
        if u.slutt_dato and u.konklusjon is None:
            yield "UNDERSOKELSE_04"
        if u.konklusjon in ("1", "2") and not u.vedtaksgrunnlag:
            yield "UNDERSOKELSE_07"
        if u.start_dato < date(year, 6, 30) and u.slutt_dato is None:
            yield "UNDERSOKELSE_08"
        yield from ("VEDTAK_02" for row in u.vedtaksgrunnlag if row.kode in ("18", "19") and row.presisering is None)
    for t in tiltak:
        if t.slutt_dato and care_order(t) and t.opphevelse is None:
            yield "TILTAK_04"
        if age is not None and age >= 7 and t.kategori.kode == "4.1":
            yield "TILTAK_05"
        if age is not None and age >= 11 and t.kategori.kode == "4.2":
            yield "TILTAK_06"
        unclear = ("1.99", "2.99", "3.7", "3.99", "4.99", "5.99", "6.99", "7.99", "8.99")
        if t.kategori.kode in unclear and t.kategori.presisering is None:
            yield "TILTAK_07"
        if t.opphevelse and t.opphevelse.kode == "4" and t.opphevelse.presisering is None:
            yield "TILTAK_08"
        if age is not None and age > 18 and care_order(t):
            yield "LOVHJEMMEL_03"
        if "0" in (t.lovhjemmel.kapittel, t.lovhjemmel.paragraf):
            yield "LOVHJEMMEL_04"
    places = [t for t in tiltak if t.kategori.kode[:2] in ("1.", "2.") or t.kategori.kode == "8.2"]
    for n, one in enumerate(places):
        for other in places[n + 1 :]:
            until = min(one.slutt_dato or end_of_year, other.slutt_dato or end_of_year)
            if (until - max(one.start_dato, other.start_dato)).days >= 90:
                yield "TILTAK_09"
                break
    for f in flytting:
        if end and f.slutt_dato > end:
            yield "FLYTTING_02C"
        if f.slutt_dato < start:
            yield "FLYTTING_02F"
