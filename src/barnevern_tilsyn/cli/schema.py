"""``schema``: the JSON Schemas of what is written and read."""

from pathlib import Path

import click

from barnevern_tilsyn.cli.options import settings_options, spoken_language
from barnevern_tilsyn.cli.output import writable, write

__all__ = ["schema"]

_NAMES = (
    *("findings", "findings-line", "case", "indicators", "indicators-comparison"),
    *("selfcheck-sample", "selfcheck-form", "selfcheck-collected", "audit-result"),
)


@click.command()
@click.argument("schema_name", type=click.Choice(_NAMES))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@settings_options
@spoken_language
def schema(*, schema_name: str, output: Path | None) -> None:
    """Print a JSON Schema."""
    from barnevern_tilsyn.reports.schemas import schema_text

    writable(output, ())
    write(schema_text(schema_name).splitlines(), output)
