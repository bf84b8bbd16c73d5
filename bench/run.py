"""Reading and checking against bare lxml, side by side in one run: medians and ratios.

``python -m bench.run [--cases N] [--rounds N]``. Absolute times are of this machine; only the ratios travel.
"""

import argparse
import io
import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import attrs
from lxml import etree

from barnevern_tilsyn import formats
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.runners import check_files
from barnevern_tilsyn.testing.generator import generate

VERSION = "4.0.1"
SEED = 20261001


@attrs.frozen
class Delivery:
    """The same documents twice: in memory and as files in a folder."""

    documents: tuple[bytes, ...]
    folder: Path


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def lxml_parse(delivery: Delivery) -> int:
    """What any reader pays: each document parsed into a tree."""
    parser = _parser()
    return sum(etree.fromstring(document, parser) is not None for document in delivery.documents)


def lxml_and_schema(delivery: Delivery, schema: etree.XMLSchema) -> int:
    """The same, validated against the official schema."""
    parser = _parser()
    return sum(schema.validate(etree.fromstring(document, parser)) for document in delivery.documents)


def read_documents(delivery: Delivery) -> int:
    """Our reader on each document: a typed case, strictly validated."""
    found = (formats.documents(document, version=VERSION) for document in delivery.documents)
    return sum(isinstance(case, Sak) for cases in found for case in cases)


def read_folder(delivery: Delivery) -> int:
    """Our reader on the folder, which also finds the latest delivery of each case."""
    return sum(isinstance(found, Sak) for found in formats.documents(delivery.folder, version=VERSION))


def check_folder(delivery: Delivery) -> int:
    """The same, every rule of the law, findings."""
    return check_files([delivery.folder], version=VERSION).summary.cases_checked


def candidates() -> dict[str, Callable[[Delivery], int]]:
    """What is measured, by name."""
    found: dict[str, Callable[[Delivery], int]] = {"lxml parse": lxml_parse}
    schemas = os.environ.get("BVT_SCHEMA_DIR")
    if schemas:
        schema = etree.XMLSchema(etree.parse(Path(schemas) / f"Barnevern_v{VERSION}.xsd"))
        found["lxml parse + official schema"] = lambda delivery: lxml_and_schema(delivery, schema)
    return found | {
        "read documents, validated": read_documents,
        "read folder, validated": read_folder,
        "read folder + all rules": check_folder,
    }


def measure(delivery: Delivery, rounds: int) -> dict[str, float]:
    """Median seconds of each candidate. The rounds take turns, so that a slow moment hits all alike."""
    measured = candidates()
    times: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, run in measured.items():
            started = perf_counter()
            count = run(delivery)
            times[name].append(perf_counter() - started)
            if count != len(delivery.documents):
                raise SystemExit(f"{name}: {count} of {len(delivery.documents)} documents went through")
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def prepare(folder: Path, cases: int) -> Delivery:
    """Synthetic documents, written to ``folder`` too."""
    documents = tuple(case.xml for case in generate(cases, seed=SEED))
    for number, document in enumerate(documents):
        (folder / f"{number:06}.xml").write_bytes(document)
    return Delivery(documents, folder)


def table(medians: dict[str, float], cases: int) -> str:
    """The medians, a time for each document, and the ratios to the first row."""
    out = io.StringIO()
    base = next(iter(medians.values()))
    print(f"{'':32}{'median':>10}{'a document':>14}{'ratio':>8}", file=out)
    for name, seconds in medians.items():
        print(f"{name:32}{seconds:>8.3f} s{seconds / cases * 1e6:>11.0f} µs{seconds / base:>8.2f}", file=out)
    return out.getvalue()


def main() -> None:
    """Generate, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=2000, help="synthetic documents (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds, of which the median counts (default: %(default)s)"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        delivery = prepare(Path(name), arguments.cases)
        size = sum(map(len, delivery.documents)) / len(delivery.documents) / 1024
        print(f"{arguments.cases} documents, {size:.1f} KB each, {arguments.rounds} rounds\n")
        print(table(measure(delivery, arguments.rounds), arguments.cases), end="")
    if "BVT_SCHEMA_DIR" not in os.environ:
        print("\nBVT_SCHEMA_DIR is not set: the official schema was not measured")


if __name__ == "__main__":
    main()
