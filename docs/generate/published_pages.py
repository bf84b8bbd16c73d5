"""The published figures of national rounds, each with what it counts, how services were chosen, and its source."""

from collections.abc import Iterator

from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.published import Published, published
from barnevern_tilsyn.reports.round_words import Names, say
from docs.generate.markdown import table

_HEADS = ("Programme", "Method", "Of services", "Found", "What is counted", "Chosen", "How certain", "Note and source")


def _row(row: Published) -> tuple[object, ...]:
    programme = builtin()[row.programme]
    theme = f": {Names(programme, 'en').theme(row.theme)}" if row.theme else ""
    sources = " ".join(f"<{source.url}>" for source in row.sources)
    return (
        f"{programme.name.say('en')}{theme}",
        say(f"national.methods.{row.method}", "en"),
        row.services,
        row.found,
        say(f"national.counted.{row.counted}", "en"),
        say(f"national.chosen-list.{row.chosen}", "en"),
        say(f"certainty.{row.certainty}", "en"),
        f"{row.note.say('en')} {sources}",
    )


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    head = "# Published figures\n\nWritten from `barnevern_tilsyn/programmes/tables/published.toml`. No figure is ours."
    yield "published.md", f"{head}\n\n{table(_HEADS, map(_row, published()))}"
