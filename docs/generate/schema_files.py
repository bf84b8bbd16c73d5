"""The JSON Schemas, for download."""

from collections.abc import Iterator

from barnevern_tilsyn.reports.schemas import SCHEMAS, schema_text


def pages() -> Iterator[tuple[str, str]]:
    """A file for each schema."""
    for name in SCHEMAS:
        yield f"schemas/{name}.schema.json", schema_text(name)
