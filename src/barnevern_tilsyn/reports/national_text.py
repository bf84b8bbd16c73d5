"""The national picture for people at a terminal, with what may be concluded of it and what was published."""

from collections.abc import Iterable, Iterator, Mapping

import click

from barnevern_tilsyn.codes import fylker
from barnevern_tilsyn.engine.texts import format_number
from barnevern_tilsyn.programmes.national import MethodPicture, NationalPicture, RoundPicture, Tally
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.published import Published
from barnevern_tilsyn.programmes.service_result import SEVERAL, UNKNOWN, Verdict
from barnevern_tilsyn.programmes.shares import Share
from barnevern_tilsyn.reports.round_words import Names, names_of, say, wrapped

__all__ = ["as_text", "county_name", "found_words", "published_text", "round_name", "theme_name", "theme_order"]


def as_text(found: NationalPicture, programmes: Mapping[str, Programme], *, lang: str = "nb") -> Iterator[str]:
    """The picture, line by line, with ANSI styles. ``programmes``: where names are, by id."""
    for one in found.rounds:
        yield click.style(round_name(one, programmes, lang), bold=True)
        for method in one.methods:
            yield from _method(method, programmes, lang)
        if len(one.methods) > 1:
            yield f"  {click.style(say('national.together', lang), bold=True)}"
            yield from wrapped(_tally(one.together, lang), 4)
            yield from _counties(one.counties, lang, 4)
        yield ""
    for count, place in ((found.twice, "national.twice"), (found.contradicted, "national.contradicted")):
        if count:
            yield from wrapped(say(place, lang, count=count), 2)
    yield from wrapped(say("national.words", lang), 2)
    yield from wrapped(say("national.not-judged-note", lang), 2)


def published_text(
    rows: Iterable[Published], programmes: Mapping[str, Programme], *, lang: str = "nb"
) -> Iterator[str]:
    """Published figures, line by line, each with its source."""
    yield click.style(say("national.published-title", lang), bold=True)
    for row in rows:
        programme = programmes.get(row.programme)
        yield f"  {programme.name.say(lang) if programme else row.programme}"
        yield from _published(row, programmes, lang, 6)
        chosen = say("national.chosen", lang, name=say(f"national.chosen-list.{row.chosen}", lang))
        yield from wrapped(f"{chosen} {say(f'national.may-conclude.{row.chosen}', lang)}", 6)
        for source in row.sources:
            yield f"      {say('national.source', lang, url=source.url)}"


def round_name(one: RoundPicture, programmes: Mapping[str, Programme], lang: str) -> str:
    """What a round is called: the name of its programme, or what the names of several have in common."""
    names = [
        programmes[of.id].name.say(lang) for method in one.methods for of in method.programmes if of.id in programmes
    ]
    heads = {name.partition(":")[0] for name in names}
    return names[0] if len(names) == 1 else heads.pop() if len(heads) == 1 else one.round


def county_name(number: str, lang: str) -> str:
    """A county's name and number."""
    if number in (SEVERAL, UNKNOWN):
        return say(f"national.{number}", lang)
    return f"{fylker()[number].name} ({number})"


def theme_name(theme: str, method: MethodPicture, programmes: Mapping[str, Programme], lang: str) -> str:
    """What a theme is called in the programmes of a method."""
    named = [names_of(of, programmes, lang).theme(theme) for of in method.programmes]
    return next((name for name in named if name != theme), theme)


def theme_order(method: MethodPicture, programmes: Mapping[str, Programme]) -> list[str]:
    """The themes in the order of the programmes, those of none last."""
    known = [theme.id for of in method.programmes if of.id in programmes for theme in programmes[of.id].themes]
    return [theme for theme in dict.fromkeys((*known, *method.themes)) if theme in method.themes]


def _method(method: MethodPicture, programmes: Mapping[str, Programme], lang: str) -> Iterator[str]:
    name = say(f"national.methods.{method.method}", lang)
    yield f"  {click.style(say('national.method', lang, name=name, count=method.total.services), bold=True)}"
    yield from wrapped(_tally(method.total, lang), 4)
    chosen = say("national.chosen", lang, name=say(f"national.chosen-list.{method.chosen}", lang))
    yield from wrapped(f"{chosen} {say(f'national.may-conclude.{method.chosen}', lang)}", 4)
    if method.interval:
        low, high = round(method.interval.low, 2), round(method.interval.high, 2)
        yield from wrapped(say("national.interval", lang, low=low, high=high), 4)
    for row in method.published:
        yield from _published(row, programmes, lang, 4)
    if method.themes:
        yield f"    {say('national.themes', lang)}"
        for theme in theme_order(method, programmes):
            name = theme_name(theme, method, programmes, lang)
            yield from wrapped(f"{name}: {_tally(method.themes[theme], lang)}", 8, first=6)
    yield from _counties(method.counties, lang, 4)


def _counties(counties: Mapping[str, Tally], lang: str, indent: int) -> Iterator[str]:
    yield f"{' ' * indent}{say('national.counties', lang)}"
    for number, tally in counties.items():
        yield from wrapped(f"{county_name(number, lang)}: {_tally(tally, lang)}", indent + 4, first=indent + 2)


def _tally(tally: Tally, lang: str) -> str:
    counts = [
        f"{say(f'national.verdicts.{verdict}', lang)} {format_number(tally.verdicts[verdict], lang)}"
        for verdict in Verdict
        if tally.verdicts[verdict]
    ]
    share = tally.found
    told = say("national.found", lang, share=found_words(share, lang)) if share.n else found_words(share, lang)
    return f"{told}: {', '.join(counts)}"


def found_words(share: Share, lang: str) -> str:
    """At how many services something was found, of those that were judged."""
    if share.value is None:
        return say("national.none-judged", lang)
    return say("national.share", lang, count=share.k, of=share.n, share=round(share.value, 2))


def _published(row: Published, programmes: Mapping[str, Programme], lang: str, indent: int) -> Iterator[str]:
    args = {
        "count": row.found,
        "of": row.services,
        "share": round(row.found / row.services, 2) if row.services else 0,
        "name": say(f"national.counted.{row.counted}", lang),
        "note": row.note.say(lang),
    }
    if row.theme is None:
        told = say("national.published", lang, **args)
    else:
        theme = Names(programmes.get(row.programme), lang).theme(row.theme)
        told = say("national.published-theme", lang, theme=theme, **args)
    yield from wrapped(told, indent)
