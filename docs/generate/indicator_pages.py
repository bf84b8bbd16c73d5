"""The steering figures that come with the package, with whose definition each is."""

from collections.abc import Iterator

from barnevern_tilsyn.indicators import Figure, builtin
from barnevern_tilsyn.reports.indicators_words import whose_words
from docs.generate.markdown import table, whole

_HEADS = ("Id", "Figure", "Counted", "Out of", "Made of", "Whose")


def _row(figure: Figure) -> tuple[str, ...]:
    official = figure.official
    links = "".join(f"<br><{source.url}>" for source in official.sources) if official else ""
    made = ", ".join((*figure.rules, *figure.duties, *figure.facts))
    if figure.not_computed:
        made = f"Not computed. {figure.not_computed.say('en')}"
    return (
        whole(figure.id),
        figure.name.say("en"),
        figure.numerator.say("en"),
        figure.denominator.say("en") if figure.denominator else "",
        made,
        whose_words(figure, "en") + links,
    )


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    found = builtin()
    source = f"`barnevern_tilsyn/indicators/data/figures.toml`, version {found.version}"
    head = f"# Definitions of the figures\n\nWritten from {source}."
    yield "indicators.md", "\n\n".join((head, table(_HEADS, map(_row, found.figures))))
