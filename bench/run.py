"""Reading and checking against other ways, side by side in one run: medians and ratios.

``python -m bench.run [--documents N] [--rounds N]``. Absolute times are of this machine; only the ratios travel.
"""

import argparse
import tempfile
from pathlib import Path

from bench import clock, readers
from bench.documents import Delivery, deliveries

TARGET = 0.7


def reading(delivery: Delivery, rounds: int) -> str:
    """The table of one delivery."""
    timings = clock.measure(readers.candidates(delivery), rounds)
    base = timings[readers.PARSE]
    schema = timings.get(readers.SCHEMA)
    rows = [f"{'':40}{'a document':>12}{'x parse':>9}" + (f"{'rate against schema':>21}" if schema else "")]
    for name, timing in timings.items():
        row = f"{name:40}{timing.median * 1e6:>9.0f} µs{timing.times(base):>9.2f}"
        rows.append(row + (f"{schema.times(timing):>21.2f}" if schema else ""))
    if schema:
        rate = schema.times(timings[readers.CHECK])
        rows.append(f"target: {readers.CHECK} at {TARGET} of the rate of {readers.SCHEMA}: {rate:.2f}")
    return "\n".join(rows)


def main() -> None:
    """Generate, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=1000, help="of each kind (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=7, help="of which the median counts (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for delivery in deliveries(Path(name), arguments.documents):
            print(f"{len(delivery.documents)} documents of {delivery.size:.1f} KB: {delivery.about}\n")
            print(reading(delivery, arguments.rounds), end="\n\n", flush=True)
    if readers.schema_path() is None:
        print("BVT_SCHEMA_DIR is not set: the official schema was not measured")


if __name__ == "__main__":
    main()
