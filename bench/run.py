"""``make bench``: reading, rules, memory and start-up against other ways to do them, side by side in one run.

Absolute times are of this machine; the ratios travel. Nothing is downloaded, and what is generated is thrown away.
"""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

import attrs

from bench import machine, other_readers, readers, sections
from bench.documents import deliveries
from bench.kostra import municipalities
from bench.page import page
from bench.table import Table, Target


@attrs.frozen
class Size:
    """How much is measured."""

    documents: int
    rounds: int
    starts: int
    checked: int
    few: int
    many: int


FULL = Size(documents=1000, rounds=9, starts=31, checked=600, few=1000, many=50_000)
QUICK = Size(documents=200, rounds=3, starts=7, checked=200, few=200, many=2000)


def run(size: Size, command: Path, folder: Path) -> dict[str, list[Table]]:
    """All parts, each printed when it is done."""
    targets: list[Target] = []
    drawn = deliveries(folder / "deliveries", size.documents)
    parts: dict[str, list[Table]] = {
        "machine": [],
        "targets": [],
        "reading": [],
        "json": [],
        "kostra": [],
        "rules": [],
        "memory": [],
        "start": [],
    }

    def done(part: str, table: Table, reached: list[Target]) -> None:
        print(f"{table.title}\n\n{table}\n", flush=True)
        parts[part].append(table)
        targets.extend(reached)

    done("machine", machine.described(), [])
    schema = readers.schema_path()
    document_class = None if schema is None else other_readers.generated(schema, folder)
    for delivery in drawn:
        done("reading", *sections.reading_table(delivery, document_class, size.rounds))
    for delivery in drawn:
        done("json", *sections.json_table(delivery, size.rounds))
    for file in municipalities(folder / "kostra", 2 * size.documents):
        done("kostra", *sections.kostra_table(file, size.rounds))
    done("rules", sections.rules_table(drawn, size.checked, size.rounds), [])
    done("start", *sections.startup_table(command, drawn[0].folder / "000000.xml", size.starts))
    done("memory", *sections.memory_table(command, folder / "memory", size.few, size.many))
    done("targets", Target.table(targets), [])
    return parts


def main() -> None:
    """Measure and print; with ``--write`` also the page of the documentation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything: to see that it works")
    parser.add_argument("--command", type=Path, help="the console script to start (default: that of this environment)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the page of the documentation")
    parser.add_argument("--date", type=date.fromisoformat, help="the day to put on the page: YYYY-MM-DD")
    arguments = parser.parse_args()
    if arguments.write and not (arguments.date and readers.schema_path()):
        parser.error("--write needs --date, and BVT_SCHEMA_DIR for the official schema")
    command = arguments.command or Path(sys.executable).with_name("barnevern-tilsyn")
    with tempfile.TemporaryDirectory() as name:
        parts = run(QUICK if arguments.quick else FULL, command.absolute(), Path(name))
    if readers.schema_path() is None:
        print("BVT_SCHEMA_DIR is not set: the official schema, xsdata and xmlschema were not measured")
    if arguments.write:
        arguments.write.write_text(page(arguments.date, parts), encoding="utf-8")


if __name__ == "__main__":
    main()
