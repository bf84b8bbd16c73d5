"""Cases kept as data in a folder of one's own, with the outcomes that the rules must give on them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import msgspec

from barnevern_tilsyn.engine import Outcome, Registry
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.formats import RecordError, read
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules import choose
from barnevern_tilsyn.rules.case_records import sak_facts
from barnevern_tilsyn.runners import check

__all__ = ["CaseFileError", "FileCase", "cases_in"]

_ENDINGS: Final = (".json", ".toml")
_KEYS: Final = frozenset({"title", "as_of", "sak", "file", "expected"})
_NEVER_UNSAID: Final = {Outcome.BREACH, Outcome.ERROR}


class CaseFileError(ValueError):
    """A file of cases cannot be used. Says which file, which case and what is wrong, never what a fact says."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class FileCase:
    """A case, the day it is judged, and what the rules must say of it.

    ``name``: its file, its number there and its title. ``expected``: by code or name of a rule the outcome that it
    gives on each element, or a tuple with one for each of them, in the order of their types and ids.
    """

    name: str
    sak: Sak = attrs.field(repr=False)
    as_of: date | None
    expected: Mapping[str, Outcome | tuple[Outcome, ...]]

    def __str__(self) -> str:
        return self.name

    def faults(self, *, rulesets: Iterable[str] = ("lov",), rules: Registry | None = None) -> list[str]:
        """Where the rules say something else than expected, a sentence each; a breach that nobody expects is told too.

        ``rules`` takes the place of ``rulesets``. Raises ``UnknownRuleError`` for a rule that is not among them,
        ``MissingAsOfError`` where no day is given.
        """
        chosen = choose(rulesets) if rules is None else rules
        expected = {chosen.get(name).code: outcomes for name, outcomes in self.expected.items()}
        found: dict[str, list[Finding]] = {code: [] for code in expected}
        for finding in check(self.sak, as_of=self.as_of, rules=chosen, show=Outcome):
            if finding.rule in expected or finding.outcome in _NEVER_UNSAID:
                found.setdefault(finding.rule, []).append(finding)
        return [
            f"{code}: expected {_listed(wanted)}, got {_listed(got)}"
            for code, wanted, got in _compared(expected, found)
            if wanted != got
        ]

    def check(self, *, rulesets: Iterable[str] = ("lov",), rules: Registry | None = None) -> None:
        """Fail where there are ``faults``. Raises ``AssertionError``, and as ``faults``."""
        __tracebackhide__ = True
        faults = self.faults(rulesets=rulesets, rules=rules)
        if faults:
            raise AssertionError("\n".join([self.name, *(f"  {fault}" for fault in faults)]))


def _compared(
    expected: Mapping[str, Outcome | tuple[Outcome, ...]], found: Mapping[str, list[Finding]]
) -> Iterator[tuple[str, tuple[Outcome, ...], tuple[Outcome, ...]]]:
    for code, findings in sorted(found.items()):
        got = tuple(finding.outcome for finding in findings)
        wanted = expected.get(code, ())
        yield code, (wanted,) * max(len(got), 1) if isinstance(wanted, Outcome) else wanted, got


def _listed(outcomes: Iterable[Outcome]) -> str:
    return ", ".join(outcomes) or "nothing"


def cases_in(folder: str | Path) -> list[FileCase]:
    """The cases in the TOML and JSON files of a folder and those below it, or in one file, in the order of their names.

    Raises ``CaseFileError`` for a file that cannot be used, and where there is no case at all; ``OSError``.
    """
    place = Path(folder)
    files = sorted(file for file in place.rglob("*") if file.suffix in _ENDINGS) if place.is_dir() else [place]
    cases = [case for file in files if not file.name.startswith(".") for case in _cases(file, place)]
    if not cases:
        raise CaseFileError(f"{place}: there are no cases")
    return cases


def _cases(file: Path, folder: Path) -> Iterator[FileCase]:
    where = file.name if file == folder else file.relative_to(folder).as_posix()
    try:
        content = file.read_bytes()
        data = tomllib.loads(content.decode()) if file.suffix == ".toml" else msgspec.json.decode(content)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.DecodeError):
        raise CaseFileError(f"{where}: it is no {file.suffix[1:].upper()}") from None
    if not isinstance(data, dict):
        raise CaseFileError(f"{where}: it has to be a table with [[case]], or with expected and a case")
    rows = data.get("case", [data])
    base = data.get("base", {})
    if not (isinstance(rows, list) and isinstance(base, dict) and all(isinstance(row, dict) for row in rows)):
        raise CaseFileError(f"{where}: case is a list of tables, and base is a table")
    for number, row in enumerate(rows, start=1):
        yield _case(row, base, f"{where}: case {number}", file)


def _case(row: dict[str, Any], base: dict[str, Any], where: str, file: Path) -> FileCase:
    own = {key: value for key, value in row.items() if key != "base"}
    if not own.keys() <= _KEYS:
        raise CaseFileError(f"{where}: only these keys are read: {', '.join(sorted(_KEYS))}")
    title = own.get("title")
    if isinstance(title, dict):
        title = next(iter(title.values()), None)
    return FileCase(
        name=f"{where} {title}" if isinstance(title, str) else where,
        sak=_sak(own, base, where, file),
        as_of=_day(own.get("as_of"), where),
        expected=_expected(own.get("expected"), where),
    )


def _sak(row: dict[str, Any], base: dict[str, Any], where: str, file: Path) -> Sak:
    if isinstance(row.get("file"), str):
        source: Any = file.parent / row["file"]
    else:
        source = _document({**base, **_table(row.get("sak"), where)}, where)
    try:
        cases = list(read(source))
    except RecordError as error:
        raise CaseFileError(f"{where}: {error.message('en')}") from None
    if len(cases) != 1:
        raise CaseFileError(f"{where}: there has to be one case, and there are {len(cases)}")
    return cases[0]


def _document(record: dict[str, Any], where: str) -> bytes:
    """The case as JSON, for the reader: what did not happen is written ``false`` in TOML, which has no null."""
    try:
        return msgspec.json.encode(sak_facts(record))
    except (TypeError, ValueError) as error:
        raise CaseFileError(f"{where}: {error}") from None


def _table(value: Any, where: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise CaseFileError(f"{where}: there is no case: sak is a table, or file names a document")


def _day(value: Any, where: str) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else msgspec.convert(value, date | None)
    except (ValueError, msgspec.ValidationError):
        raise CaseFileError(f"{where}: as_of is a date") from None


def _expected(value: Any, where: str) -> dict[str, Outcome | tuple[Outcome, ...]]:
    try:
        return msgspec.convert(value, dict[str, Outcome | tuple[Outcome, ...]])
    except msgspec.ValidationError:
        names = ", ".join(Outcome)
        raise CaseFileError(f"{where}: expected is a table of rules, each with an outcome or a list: {names}") from None
