"""The national picture as a workbook: methods, themes, counties, and what was published."""

from collections.abc import Iterable, Mapping

from barnevern_tilsyn.programmes.national import NationalPicture, RoundPicture, Tally
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.published import Published
from barnevern_tilsyn.programmes.service_result import Verdict
from barnevern_tilsyn.reports.national_text import county_name, round_name, theme_name, theme_order
from barnevern_tilsyn.reports.round_words import Names, heads, say
from barnevern_tilsyn.reports.table_xlsx import Cell, Sheet, tables_xlsx

__all__ = ["as_xlsx", "published_xlsx"]


def as_xlsx(found: NationalPicture, programmes: Mapping[str, Programme], *, lang: str = "nb") -> bytes:
    """The workbook, the same bytes every time. ``programmes``: where names are, by id."""
    figures = dict.fromkeys(row for one in found.rounds for method in one.methods for row in method.published)
    sheets = [
        _totals(found, programmes, lang),
        _themes(found, programmes, lang),
        _counties(found, programmes, lang),
        *([_published(figures, programmes, lang)] if figures else []),
    ]
    return tables_xlsx(say("national.title", lang), sheets, lang)


def published_xlsx(rows: Iterable[Published], programmes: Mapping[str, Programme], *, lang: str = "nb") -> bytes:
    """A workbook with published figures only."""
    return tables_xlsx(say("national.published-title", lang), [_published(rows, programmes, lang)], lang)


def _tally_heads(lang: str) -> tuple[str, ...]:
    verdicts = (say(f"national.verdicts.{verdict}", lang) for verdict in Verdict)
    return (*heads(lang, "services"), *verdicts, *heads(lang, "found"))


def _tally(tally: Tally) -> tuple[Cell, ...]:
    return (tally.services, *(tally.verdicts[verdict] for verdict in Verdict), tally.found.value)


def _method(method: str, lang: str) -> str:
    return say(f"national.methods.{method}", lang)


def _totals(found: NationalPicture, programmes: Mapping[str, Programme], lang: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for one in found.rounds:
        name = round_name(one, programmes, lang)
        for method in one.methods:
            chosen = say(f"national.chosen-list.{method.chosen}", lang)
            conclude = say(f"national.may-conclude.{method.chosen}", lang)
            rows.append((name, _method(method.method, lang), *_tally(method.total), f"{chosen}. {conclude}"))
        if len(one.methods) > 1:
            rows.append((name, say("national.together", lang), *_tally(one.together), None))
    titles = (*heads(lang, "round", "method"), *_tally_heads(lang), *heads(lang, "chosen"))
    words = " ".join((say("national.words", lang), say("national.not-judged-note", lang)))
    return Sheet(
        name=say("sheets.totals", lang),
        above=(say("national.title", lang), words),
        heads=titles,
        rows=tuple(rows),
        wide=frozenset({0, len(titles) - 1}),
        shares=frozenset({len(titles) - 2}),
    )


def _themes(found: NationalPicture, programmes: Mapping[str, Programme], lang: str) -> Sheet:
    rows = (
        (
            round_name(one, programmes, lang),
            _method(method.method, lang),
            theme_name(theme, method, programmes, lang),
            *_tally(method.themes[theme]),
        )
        for one in found.rounds
        for method in one.methods
        for theme in theme_order(method, programmes)
    )
    titles = (*heads(lang, "round", "method", "theme"), *_tally_heads(lang))
    return Sheet(
        name=say("sheets.themes", lang),
        heads=titles,
        rows=tuple(rows),
        wide=frozenset({0, 2}),
        shares=frozenset({len(titles) - 1}),
    )


def _counties(found: NationalPicture, programmes: Mapping[str, Programme], lang: str) -> Sheet:
    def of(one: RoundPicture) -> Iterable[tuple[str, str, Tally]]:
        for method in one.methods:
            yield from ((_method(method.method, lang), number, tally) for number, tally in method.counties.items())
        if len(one.methods) > 1:
            together = say("national.together", lang)
            yield from ((together, number, tally) for number, tally in one.counties.items())

    rows = (
        (round_name(one, programmes, lang), method, county_name(number, lang), *_tally(tally))
        for one in found.rounds
        for method, number, tally in of(one)
    )
    titles = (*heads(lang, "round", "method", "county"), *_tally_heads(lang))
    return Sheet(
        name=say("sheets.counties", lang),
        heads=titles,
        rows=tuple(rows),
        wide=frozenset({0}),
        shares=frozenset({len(titles) - 1}),
    )


def _published(rows: Iterable[Published], programmes: Mapping[str, Programme], lang: str) -> Sheet:
    def cells(row: Published) -> tuple[Cell, ...]:
        programme = programmes.get(row.programme)
        return (
            programme.name.say(lang) if programme else row.programme,
            _method(row.method, lang),
            row.theme and Names(programme, lang).theme(row.theme),
            row.services,
            row.found,
            row.share.value,
            say(f"national.counted.{row.counted}", lang),
            say(f"national.chosen-list.{row.chosen}", lang),
            say(f"certainty.{row.certainty}", lang),
            row.note.say(lang),
            "\n".join(source.url for source in row.sources),
        )

    first = ("round", "method", "theme", "services", "found", "share")
    titles = (*first, "counted", "chosen", "certainty", "note", "source")
    return Sheet(
        name=say("sheets.published", lang),
        heads=heads(lang, *titles),
        rows=tuple(cells(row) for row in rows),
        wide=frozenset({0, 9, 10}),
        shares=frozenset({5}),
    )
