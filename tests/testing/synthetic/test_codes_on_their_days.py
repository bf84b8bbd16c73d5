"""Codes in generated deliveries are in the register's lists, valid on their day, with a note where one is due."""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from barnevern_tilsyn.codes import kodelister, lookup
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.scale import scaled

Element = etree._Element


def coded(root: Element) -> Iterator[tuple[str, Element, str, str]]:
    """List, element, code and day. The list of sexes is left out: it begins with the register, in 2022."""
    for melding in root.iter("Melding"):
        received = melding.get("StartDato", "")
        yield from (("melder", e, e.get("Kode", ""), received) for e in melding.iter("Melder"))
        yield from (("saksinnhold", e, e.get("Kode", ""), received) for e in melding.iter("Saksinnhold"))
        yield from (
            ("melding-konklusjon", e, e.get("Kode", ""), e.get("SluttDato", "")) for e in melding.iter("Konklusjon")
        )
    for u in root.iter("Undersokelse"):
        for frist in u.iter("UtvidetFrist"):
            if frist.get("Innvilget"):
                yield "utvidet-frist-innvilget", frist, frist.get("Innvilget", ""), frist.get("StartDato", "")
        for m in u.iter("BarnetsMedvirkning"):
            yield "barnets-medvirkning", m, m.findtext("MedvirkningType", ""), m.findtext("StartDato", "")
        for end in u.iter("Konklusjon"):
            yield "undersokelse-konklusjon", end, end.get("Kode", ""), end.get("SluttDato", "")
            yield from (
                ("saksinnhold", e, e.get("Kode", ""), end.get("SluttDato", "")) for e in u.iter("Vedtaksgrunnlag")
            )
    for plan in root.iter("Plan"):
        yield "plantype", plan, plan.get("Plantype", ""), plan.get("StartDato", "")
    for t in root.iter("Tiltak"):
        start = t.get("StartDato", "")
        yield from (("tiltak-kategori", e, e.get("Kode", ""), start) for e in t.iter("Kategori"))
        yield from (("saksinnhold", e, e.get("Kode", ""), start) for e in t.iter("Tiltaksgrunnlag"))
        for name in ("Tilsyn", "Oppfolging"):
            yield from (
                (f"{name.lower()}-hyppighet", e, e.get("Kode", ""), e.get("StartDato", ""))
                for e in t.iterfind(f"{name}/Hyppighet")
            )
        for end in t.iter("Konklusjon"):
            yield from (
                ("tiltak-opphevelse", e, e.get("Kode", ""), end.get("SluttDato", "")) for e in t.iter("Opphevelse")
            )
    for v in root.iter("Vedtak"):
        yield "lov", v, v.findtext("Lovhjemmel/Lov", ""), v.get("StartDato", "")
        yield from (("vedtak-status", e, e.get("Kode", ""), e.get("EndretDato", "")) for e in v.iter("Status"))
        yield from (
            ("vedtak-krav-konklusjon", e, e.get("Kode", ""), e.get("SluttDato", ""))
            for e in v.iterfind("Krav/Konklusjon")
        )
    for e in root.iter("Ettervern"):
        yield from (
            ("ettervern-konklusjon", end, end.get("Kode", ""), end.get("SluttDato", "")) for end in e.iter("Konklusjon")
        )
    for f in root.iter("Flytting"):
        day = f.get("SluttDato", "")
        yield from (("flytting-arsakfra", e, e.get("Kode", ""), day) for e in f.iter("ArsakFra"))
        yield from (("flytting-flyttingtil", e, e.get("Kode", ""), day) for e in f.iter("FlyttingTil"))


def test_codes_are_valid_on_their_days() -> None:
    lists = set()
    for case in generate(scaled(1500), seed=41, plant=tuple(PLANTS)):
        for name, element, code, day in coded(etree.fromstring(case.xml)):
            found = lookup(name, code)
            assert found is not None, (name, code)
            assert found.valid_on(date.fromisoformat(day)), (case.shape, name, code)
            if found.requires_presisering:
                assert element.get("Presisering") == "syntetisk", (name, code)
            lists.add(name)
    assert lists == set(kodelister()) - {"begrepstype", "kjonn"}


def test_free_text_is_one_fixed_word() -> None:
    for case in generate(scaled(500), seed=42):
        notes = {e.get("Presisering") for e in etree.fromstring(case.xml).iter() if e.get("Presisering") is not None}
        assert notes <= {"syntetisk"}
