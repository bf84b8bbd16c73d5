"""The whole public API as a program would use it: checked by mypy in strict mode, and run by the tests.

python examples/api.py DELIVERY
"""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Assessment, Context, Standing, Strength
from barnevern_tilsyn.model import Melding


def days_over(delivery: Path) -> list[tuple[str, int]]:
    """Case by case, as an integration does it: which rule, and how many days over the last day."""
    broken: list[tuple[str, int]] = []
    for sak in bt.read(delivery, on_reject=tell):
        finding: bt.Finding
        for finding in bt.check(sak, show=[bt.Outcome.BREACH]):
            over = finding.deadline.days_over if finding.deadline is not None else 0
            broken.append((finding.rule, over))
    return broken


def tell(row: bt.Reject | bt.Unreadable) -> None:
    """What could not be judged, in English."""
    print(bt.RecordError(row).message("en"), file=sys.stderr)


def whole(delivery: Path) -> bt.Report:
    """All at once: what to act on, what was rejected, and the counts."""
    report = bt.check_files([delivery], rulesets=["lov"], as_of=None)
    summary: bt.Summary = report.summary
    assert summary.cases_read == summary.cases_checked + summary.cases_superseded + summary.cases_rejected
    return report


def outcomes(delivery: Path) -> Counter[bt.Outcome]:
    """One thing at a time: memory does not grow with the delivery."""
    run: bt.Stream = bt.check_stream([delivery], show=set(bt.Outcome))
    return Counter(found.outcome for found in run if isinstance(found, bt.Finding))


def last_day(received: date, *, extended: bool = False) -> date:
    """The last day of an investigation, by the strict count."""
    frist: bt.Frist = bt.deadline("bvl.2-2.undersokelse", received, extended=extended)
    return frist.nominal


def cited(rules: bt.Registry, code: str) -> tuple[str, ...]:
    """What a rule rests on, as lawyers cite it."""
    try:
        rule: bt.Rule = rules.get(code)
    except bt.UnknownRuleError:
        return ()
    provisions: tuple[bt.Hjemmel, ...] = rule.hjemmel
    return tuple(provision.cite("en") for provision in provisions)


def received_on(sak: bt.Sak) -> list[date | None]:
    """The day each report was received; None where the source does not tell, or tells that there is none."""
    days = (melding.start_dato for melding in sak.meldinger or ())
    return [None if day is bt.NOT_REPORTED else day for day in days]


def without_a_day(sak: bt.Sak) -> bool:
    """Whether a case cannot be judged before somebody says on which day."""
    try:
        list(bt.check(sak))
    except bt.MissingAsOfError:
        return True
    return False


def copied(sak: bt.Sak) -> tuple[bytes, tuple[bt.Loss, ...]]:
    """A case as a document of the register, and what that cannot say."""
    try:
        assert list(bt.read(bt.write_json(sak))) == [sak]
        written: bt.Written = bt.write_xml(sak)
    except bt.WriteError as refused:
        return b"", refused.reasons
    return written.xml, written.lost


def found_again(delivery: Path, key: bytes) -> list[str]:
    """The cases with something to act on, looked up by names that only the holder of the key can trace back."""
    try:
        names = bt.Names(key)
    except bt.WeakKeyError as weak:
        raise SystemExit(f"not a key: {weak.reason}") from None
    shown = {finding.case for finding in bt.check_files([delivery], pseudonym_key=key).findings}
    return [sak.id for sak in bt.read(delivery, on_reject=tell) if names.case(sak.id) in shown]


def valid_by(schema: Path, delivery: Path) -> bool | None:
    """Whether all documents are valid by our copy of the official schema; None where that cannot be used."""
    try:
        return not bt.check_files([delivery], xsd=schema).rejects
    except bt.SchemaFileError as refused:
        print(refused.message("en"), file=sys.stderr)
        return None


def strictly(document: bytes) -> int:
    """How many cases a document of version 4.0.1 holds, refused where it is large."""
    return sum(1 for _ in bt.read(document, version="4.0.1", limits=bt.Limits(document_bytes=1_000_000)))


@bt.rule(
    code="EKSEMPEL1",
    name="report-has-a-day",
    theme="report-has-a-day",
    applies_to=Melding,
    duties=(),
    hjemmel=(),
    strength=Strength.SOFT,
    needs=("Melding.start_dato",),
    ruleset="eksempel",
    texts={"en": {"title": "The report has a day", "messages": {"day": "The report was received on {event}."}}},
)
def has_a_day(melding: Melding, ctx: Context) -> Assessment:
    """Given a report, when its day is not told, then nothing can be said of it."""
    day = melding.start_dato
    standing = Standing.FULFILLED if day else Standing.UNKNOWN
    return Assessment(
        standing=standing, law_day=ctx.as_of, situation="day", missing=() if day else ("Melding.start_dato",)
    )


def own_rules(file: Path) -> bt.Registry:
    """Our rules with those of a file and the one above; ours alone where the file cannot be used."""
    try:
        assert len(bt.load_rules(file)) == 1
        return bt.choose_rules(["lov"], files=[file], ignore=["UND004"]) | [has_a_day]
    except bt.RuleSourceError as refused:
        print(refused.sentence("en"), file=sys.stderr)
        return bt.all_rules()


def main(delivery: Path) -> None:
    """Show a little of everything."""
    print(f"barnevern_tilsyn {bt.__version__}, {len(bt.all_rules())} rules")
    for code, over in days_over(delivery):
        print(code, over, *cited(bt.all_rules(), code), sep="; ")
    own = own_rules(Path(__file__).with_name("own_rule.py"))
    print(*bt.check_files([delivery], rules=own).summary.by_rule)
    print(len(whole(delivery).findings), dict(outcomes(delivery)), last_day(date(2026, 3, 2)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} DELIVERY")
    main(Path(sys.argv[1]))
