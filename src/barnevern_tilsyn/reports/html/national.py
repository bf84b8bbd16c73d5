"""The page of the national picture: by round, method, theme and county, and what may be concluded of it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from barnevern_tilsyn.programmes.national import MethodPicture, NationalPicture, RoundPicture, Tally
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.published import Published
from barnevern_tilsyn.programmes.service_result import Verdict
from barnevern_tilsyn.reports.html.charts import Part, bar, stacked
from barnevern_tilsyn.reports.html.page import Words, render, words_of
from barnevern_tilsyn.reports.national_text import county_name, found_words, round_name, theme_name, theme_order
from barnevern_tilsyn.reports.round_words import Names, say

__all__ = ["lines", "published_lines"]

_CATALOGUE: Final = "national"
_KINDS: Final = {
    Verdict.BREACH: "breach",
    Verdict.FAILING: "no",
    Verdict.IMPROVEMENT: "partly",
    Verdict.NONE: "yes",
    Verdict.NOT_JUDGED: "unanswered",
}


def lines(
    found: NationalPicture, programmes: Mapping[str, Programme], *, version: str, lang: str = "nb"
) -> Iterator[str]:
    """The page of the picture, line by line. ``programmes``: where names are, by id."""
    view = _View(programmes, lang)
    rounds = [view.round(one, at) for at, one in enumerate(found.rounds, 1)]
    yield from _render(view, version, rounds=rounds, found=found, rows=[]).splitlines()


def published_lines(
    rows: Iterable[Published], programmes: Mapping[str, Programme], *, version: str, lang: str = "nb"
) -> Iterator[str]:
    """The page of published figures, each with its source, line by line."""
    view = _View(programmes, lang)
    yield from _render(view, version, rounds=[], found=None, rows=[view.published(row) for row in rows]).splitlines()


def _render(view: "_View", version: str, **values: Any) -> str:
    return render(
        "national.html",
        view.lang,
        version=version,
        texts=_CATALOGUE,
        r=partial(_said, view.lang),
        legend=[(kind, say(f"national.verdicts.{verdict}", view.lang)) for verdict, kind in _KINDS.items()],
        sections=[(one["id"], one["name"]) for one in values["rounds"]],
        **values,
    )


def _said(lang: str, place: str, /, **args: Any) -> str:
    return say(place, lang, **args)


class _View:
    """What is told of each thing."""

    def __init__(self, programmes: Mapping[str, Programme], lang: str) -> None:
        self._programmes = programmes
        self.lang = lang
        self.say: Words = words_of(_CATALOGUE, lang)

    def round(self, one: RoundPicture, at: int) -> dict[str, Any]:
        """A round: its methods and counties, and all together."""
        return {
            "id": f"round-{at}",
            "name": round_name(one, self._programmes, self.lang),
            "together": self.tally(one.together),
            "methods": [self.method(method) for method in one.methods],
            "counties": [
                {"name": county_name(number, self.lang), **self.tally(tally)} for number, tally in one.counties.items()
            ],
        }

    def method(self, method: MethodPicture) -> dict[str, Any]:
        """The services looked at by one method."""
        return {
            "name": say(f"national.methods.{method.method}", self.lang),
            **self.tally(method.total),
            "chosen": say("national.chosen", self.lang, name=say(f"national.chosen-list.{method.chosen}", self.lang)),
            "conclude": say(f"national.may-conclude.{method.chosen}", self.lang),
            "interval": method.interval
            and say(
                "national.interval",
                self.lang,
                low=round(method.interval.low, 2),
                high=round(method.interval.high, 2),
            ),
            "themes": [
                {"name": theme_name(theme, method, self._programmes, self.lang), **self.tally(method.themes[theme])}
                for theme in theme_order(method, self._programmes)
            ],
            "published": [self.published(row) for row in method.published],
        }

    def tally(self, tally: Tally) -> dict[str, Any]:
        """How many services came to what, as one line and in words."""
        parts = [Part(kind, tally.verdicts[verdict], str(tally.verdicts[verdict])) for verdict, kind in _KINDS.items()]
        share = tally.found
        told = found_words(share, self.lang)
        drawn: Markup | str = stacked(parts, told) if tally.services else ""
        return {"chart": drawn, "share": told, "found": share, "services": tally.services}

    def published(self, row: Published) -> dict[str, Any]:
        """A published figure, what it counts, and where it stands."""
        programme = self._programmes.get(row.programme)
        share = row.share
        return {
            "round": programme.name.say(self.lang) if programme else row.programme,
            "theme": None if row.theme is None else Names(programme, self.lang).theme(row.theme),
            "method": say(f"national.methods.{row.method}", self.lang),
            "counted": say(f"national.counted.{row.counted}", self.lang),
            "share": say("national.share", self.lang, count=share.k, of=share.n, share=round(share.value or 0.0, 2)),
            "bar": bar(share.value or 0.0, 1, f"{share.k}/{share.n}", "no"),
            "chosen": say(f"national.chosen-list.{row.chosen}", self.lang),
            "note": row.note.say(self.lang),
            "sources": tuple(source.url for source in row.sources),
        }
