"""The parts of the benchmark, each a table or some, and the targets that it holds."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from barnevern_tilsyn.formats import read
from bench import clock, json_readers, kostra, memory, other_readers, readers, startup
from bench.clock import Timing
from bench.documents import Delivery
from bench.engines import comparison, in_business_rules, in_durable_rules, in_rule_engine, own
from bench.engines.facts import Judge
from bench.kostra import Municipality
from bench.table import Table, Target

__all__ = ["json_table", "kostra_table", "memory_table", "reading_table", "rules_table", "startup_table"]

RATE, MEMORY_GROWTH, VERSION_START, DOCUMENT_START, CHILDREN_A_SECOND = 0.7, 1.5, 2, 16, 5000
PYDANTIC, CATTRS = 1, 3
"""How many times as long as we they should take for case JSON, at least."""


def reading_table(delivery: Delivery, document_class: type | None, rounds: int) -> tuple[Table, list[Target]]:
    """Reading one delivery. ``document_class``: what xsdata generated, where there is a schema."""
    schema = readers.schema_path()
    measured = [*readers.from_memory(delivery), *readers.from_folder(delivery)]
    if schema is not None and document_class is not None:
        measured += other_readers.candidates(delivery, schema, document_class)
    timings = clock.measure(measured, rounds)
    bases = {(timing.candidate.place, timing.candidate.name): timing for timing in timings}
    places = (readers.MEMORY, readers.FOLDER)
    rows = [_reading(timing, bases) for place in places for timing in timings if timing.candidate.place == place]
    title = f"{len(delivery.documents)} documents of {delivery.size:.1f} KB: {delivery.about}"
    head = ("", "a document", "times parse", "rate of parse + schema")
    against = bases.get((readers.MEMORY, readers.SCHEMA))
    targets = []
    if against is not None:
        rate = against.over(bases[readers.MEMORY, readers.CHECK])
        name = f"rate of *read + all rules* to *lxml parse + official schema*, {delivery.name} ({delivery.size:.1f} KB)"
        targets.append(Target(name, RATE, rate, at_least=True))
    return Table(title, head, tuple(rows)), targets


def _reading(timing: Timing, bases: dict[tuple[str, str], Timing]) -> tuple[str, ...]:
    name, place = timing.candidate.name, timing.candidate.place
    against = bases.get((place, readers.SCHEMA))
    return (
        f"{name}, {place}",
        _microseconds(timing),
        f"{timing.over(bases[place, readers.PARSE]):.2f}",
        f"{against.over(timing):.2f}" if against else "not measured",
    )


def kostra_table(file: Municipality, rounds: int) -> tuple[Table, list[Target]]:
    """Reading and checking one KOSTRA file."""
    timings = clock.measure(kostra.candidates(file), rounds)
    base = next(timing for timing in timings if timing.candidate.name == kostra.ITERPARSE)
    rows = [(t.candidate.name, _microseconds(t), f"{t.over(base):.2f}", f"{1 / t.median:,.0f}") for t in timings]
    head = ("", "a child", "times iterparse", "children a second")
    controls = next(timing for timing in timings if timing.candidate.name == kostra.CONTROLS)
    name = f"children of a KOSTRA file a second, all `kostra` controls, {file.name} ({file.size:.1f} KB)"
    targets = [Target(name, CHILDREN_A_SECOND, 1 / controls.median, at_least=True)]
    return Table(f"{file.count} children of {file.size:.1f} KB: {file.about}", head, tuple(rows)), targets


def json_table(delivery: Delivery, rounds: int) -> tuple[Table, list[Target]]:
    """Reading the cases of one delivery as case JSON."""
    documents = json_readers.as_json(delivery.documents)
    timings = clock.measure(json_readers.candidates(documents, readers.MEMORY), rounds)
    by_name = {timing.candidate.name: timing for timing in timings}
    ours = by_name[json_readers.OURS]
    rows = [(name, _microseconds(timing), f"{timing.over(ours):.2f}") for name, timing in by_name.items()]
    size = sum(map(len, documents)) / len(documents) / 1000
    what = f"{delivery.name} ({size:.1f} KB of JSON)"
    targets = [
        Target(f"time of pydantic to ours, {what}", PYDANTIC, by_name[json_readers.PYDANTIC].over(ours), at_least=True),
        Target(f"time of cattrs to ours, {what}", CATTRS, by_name[json_readers.CATTRS].over(ours), at_least=True),
    ]
    title = f"{len(documents)} cases of {size:.1f} KB as JSON: {delivery.about}"
    return Table(title, ("", "a case", "times ours"), tuple(rows)), targets


def rules_table(deliveries: Sequence[Delivery], checked: int, rounds: int) -> Table:
    """The three rules in each engine on each delivery, after a comparison on ``checked`` more cases.

    Raises ``RuntimeError`` where two engines do not say the same.
    """
    judges: dict[str, Judge] = {
        comparison.OWN: own.compiled(),
        "business-rules": in_business_rules.compiled(),
        "rule-engine": in_rule_engine.compiled(),
        "durable_rules": in_durable_rules.compiled(),
    }
    cases = {delivery.name: [s for d in delivery.documents for s in read(d)] for delivery in deliveries}
    for saker in (comparison.planted(checked), *cases.values()):
        if differing := comparison.differing(judges, saker):
            raise RuntimeError(f"not the same verdicts as plain functions: {differing}")
    measured = [c for name, saker in cases.items() for c in comparison.candidates(judges, saker, name)]
    columns = _by_name(clock.measure(measured, rounds))
    bases = {timing.candidate.place: timing for timing in columns[comparison.PLAIN]}
    head = ("times plain functions (time a case)", *(f"{d.name}, {d.size:.1f} KB" for d in deliveries))
    rows = [
        (name, *(f"{t.over(bases[t.candidate.place]):.1f} ({_microseconds(t)})" for t in timings))
        for name, timings in columns.items()
    ]
    return Table("Three deadline rules", head, tuple(rows))


def _by_name(timings: Iterable[Timing]) -> dict[str, list[Timing]]:
    found: dict[str, list[Timing]] = {}
    for timing in timings:
        found.setdefault(timing.candidate.name, []).append(timing)
    return found


def memory_table(command: Path, folder: Path, few: int, many: int) -> tuple[Table, list[Target]]:
    """The peak memory of ``check``."""
    peaks = [*memory.measure(command, folder, few, many), memory.measure_kostra(command, folder, few, many)]
    rows = [(f"`check` on a {p.place}", f"{p.few:.0f} MB", f"{p.many:.0f} MB", f"{p.ratio:.2f}") for p in peaks]
    head = ("", f"{few:,} cases", f"{many:,} cases", "ratio")
    name = f"peak memory of {many:,} cases to that of {few:,}, a "
    targets = [Target(f"{name}{p.place}", MEMORY_GROWTH, p.ratio) for p in peaks]
    return Table("Peak memory", head, tuple(rows)), targets


def startup_table(command: Path, document: Path, rounds: int) -> tuple[Table, list[Target]]:
    """Processes started."""
    timings = clock.measure(startup.candidates(command, document), rounds)
    times = {timing.candidate.name: timing.over(timings[0]) for timing in timings}
    rows = [(t.candidate.name, f"{t.median * 1e3:.1f} ms", f"{times[t.candidate.name]:.2f}") for t in timings]
    targets = [
        Target(f"{startup.VERSION} to the bare interpreter", VERSION_START, times[startup.VERSION]),
        Target(f"{startup.ONE} to the bare interpreter", DOCUMENT_START, times[startup.ONE]),
    ]
    return Table("Start-up", ("", "a run", "times bare"), tuple(rows)), targets


def _microseconds(timing: Timing) -> str:
    return f"{timing.median * 1e6:.0f} µs"
