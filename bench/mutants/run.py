"""``make mutants``: small changes to the law, the engine and the rules, to see whether the tests notice them.

A sample, drawn with a seed: as many changes of each kind in each room, on lines that a test runs. Each is made in a
copy of the repository, and the tests that run the line are asked until one fails. Those that none can notice, because
they change nothing, are known with the reason (``equivalent.toml``) and are not counted. Needs Linux and CPython.
"""

import argparse
import os
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice, zip_longest
from pathlib import Path
from queue import SimpleQueue
from random import Random
from time import monotonic

import attrs

from bench.mutants.changes import Change, Module
from bench.mutants.covering import ROOMS, Covering, measured
from bench.mutants.trees import PACKAGE, Tree
from bench.table import Table

FOLDER = Path("build/mutants")
WANTED = 0.9

NOTICED, MISSED, EQUIVALENT = "noticed", "missed", "equivalent"


@attrs.frozen
class Mutant:
    """A change to one module, the path below the package."""

    path: Path
    change: Change
    was: str
    became: str

    def __str__(self) -> str:
        return f"{self.path}:{self.change.line}\n  was    {self.was}\n  became {self.became}"

    @property
    def room(self) -> str:
        """The room, or its part, that the module is in."""
        return self.path.parent.as_posix()


def drawn(seed: int) -> dict[str, Iterator[Mutant]]:
    """The changes of each room in the order to try them, all kinds in turn."""
    kinds: dict[str, dict[str, list[tuple[Path, Module, Change]]]] = defaultdict(lambda: defaultdict(list))
    for room in ROOMS:
        for file in sorted((PACKAGE / room).rglob("*.py")):
            path, module = file.relative_to(PACKAGE), Module(file.read_text(encoding="utf-8"))
            for change in module.changes:
                kinds[path.parent.as_posix()][change.kind].append((path, module, change))
    return {room: _in_turn(by_kind, Random(f"{seed} {room}")) for room, by_kind in sorted(kinds.items())}


def _in_turn(kinds: dict[str, list[tuple[Path, Module, Change]]], random: Random) -> Iterator[Mutant]:
    lists = [random.sample(kinds[kind], len(kinds[kind])) for kind in sorted(kinds)]
    for one in chain.from_iterable(zip_longest(*lists)):
        if one is not None and one[1].is_one(one[2]):
            path, module, change = one
            yield Mutant(path, change, *module.before_and_after(change))


def equivalent() -> set[tuple[str, str, str]]:
    """The changes known to change nothing."""
    rows = tomllib.loads(Path(__file__).with_name("equivalent.toml").read_text(encoding="utf-8"))["change"]
    return {(row["path"], row["was"], row["became"]) for row in rows}


def run(arguments: argparse.Namespace) -> bool:
    """Try what is drawn and print how it went. False where fewer are noticed than wanted."""
    until = monotonic() + 60 * arguments.minutes
    FOLDER.mkdir(parents=True, exist_ok=True)
    trees, known = [Tree(FOLDER / f"tree{number}") for number in range(arguments.workers)], equivalent()
    covering = measured(trees[0], FOLDER)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    free: SimpleQueue[Tree] = SimpleQueue()
    for tree in trees:
        free.put(tree)

    def tried(mutant: Mutant, tests: list[str]) -> tuple[Mutant, str]:
        if (mutant.path.as_posix(), mutant.was, mutant.became) in known:
            return mutant, EQUIVALENT
        if monotonic() > until:
            return mutant, ""
        tree = free.get()
        try:
            anew = covering.at_import(mutant.path, mutant.change)
            seconds = 30 + 3 * covering.seconds(tests)
            noticed = tree.notices(mutant.path, mutant.change, tests, seconds, anew=anew)
        finally:
            free.put(tree)
        return mutant, NOTICED if noticed else MISSED

    with ThreadPoolExecutor(arguments.workers) as pool:
        chosen = _covered(drawn(arguments.seed), covering, arguments)
        for mutant, how in pool.map(lambda pair: tried(*pair), chosen):
            if how:
                counts[mutant.room][how] += 1
            print(mutant if how == MISSED else ".", end="\n" if how == MISSED else "", flush=True)
    print(f"\n{_table(counts)}\n")
    total = sum(counts.values(), Counter())
    return total[NOTICED] >= WANTED * (total[NOTICED] + total[MISSED])


def _covered(
    mutants: dict[str, Iterator[Mutant]], covering: Covering, arguments: argparse.Namespace
) -> list[tuple[Mutant, list[str]]]:
    """So many of each room as are asked for, room after room in turn, so that no room is left to the end."""

    def covered(row: Iterator[Mutant]) -> Iterator[tuple[Mutant, list[str]]]:
        for one in row:
            tests = covering.of(one.path, one.change, arguments.seconds)
            if tests:
                yield one, tests

    rooms = (islice(covered(row), arguments.each) for row in mutants.values())
    return [pair for pair in chain.from_iterable(zip_longest(*rooms)) if pair is not None]


def _table(counts: dict[str, Counter[str]]) -> Table:
    rows = [(room, *_numbers(count)) for room, count in sorted(counts.items())]
    whole = ("all", *_numbers(sum(counts.values(), Counter())))
    return Table("Changes", ("room", "tried", "noticed", "missed", "equivalent", "share noticed"), (*rows, whole))


def _numbers(count: Counter[str]) -> tuple[str, ...]:
    tried = count[NOTICED] + count[MISSED]
    share = f"{count[NOTICED] / tried:.1%}" if tried else "-"
    return str(tried), str(count[NOTICED]), str(count[MISSED]), str(count[EQUIVALENT]), share


def main() -> None:
    """Draw, try and print; exit code 1 where fewer than nine in ten are noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another one draws other changes (default: 1)")
    parser.add_argument("--each", type=int, default=50, help="so many in each room (default: 50)")
    parser.add_argument("--minutes", type=float, default=60, help="stop after so long (default: 60)")
    parser.add_argument("--seconds", type=float, default=30, help="of tests to ask about a change (default: 30)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="at a time (default: one a core)")
    sys.exit(0 if run(parser.parse_args()) else 1)


if __name__ == "__main__":
    main()
