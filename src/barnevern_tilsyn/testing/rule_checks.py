"""What a rule owes: texts, provisions, cases, and that unknown is never taken for no. For us and for rule authors."""

from collections.abc import Iterator
from typing import Any

import attrs

from barnevern_tilsyn.engine import Outcome, Result, Rule, Strength
from barnevern_tilsyn.engine.control import UNDECIDED
from barnevern_tilsyn.engine.rule_texts import languages_of, rule_texts
from barnevern_tilsyn.engine.texts import LANGUAGES, fill
from barnevern_tilsyn.findings import fact_name, reason
from barnevern_tilsyn.law import krav
from barnevern_tilsyn.model import Reject
from barnevern_tilsyn.rules.outside.admission import faults_of
from barnevern_tilsyn.rules.outside.errors import RuleSourceError
from barnevern_tilsyn.rules.rule_cases import RuleCase, cases_of
from barnevern_tilsyn.testing.blanking import holds, reported, without

__all__ = ["PAGE", "CaseRun", "check_rule", "run_cases"]

PAGE = ("duty", "why", "clock", "example", "exceptions", "remedy", "limits")
"""The sections of a rule's page. In Norwegian ``given`` too, which in English is the function's docstring."""

CONTROL_PAGE = ("duty", "remedy")
"""The sections that the page of a control cannot do without."""

_FINAL = (Outcome.BREACH, Outcome.MET)


@attrs.frozen(weakref_slot=False)
class CaseRun:
    """A case of a rule and what the rule said of it. ``faults``: where that is not what the case says, in sentences."""

    case: RuleCase
    results: tuple[Result, ...]
    faults: tuple[str, ...]


def run_cases(rule: Rule) -> list[CaseRun]:
    """Run a rule on its own cases (``cases/CODE.toml``). Raises ``RuleCaseError`` for a file that cannot be read."""
    return [_run(rule, case) for case in cases_of(rule)]


def check_rule(rule: Rule) -> list[str]:
    """All that a rule lacks, a sentence each; empty when nothing does.

    It looks for texts in three languages with every section of the page, provisions and duties that are known, cases
    for each outcome that the rule can give, cases that give what they say, facts that are read and not declared in
    ``needs``, and outcomes that rest on a fact that is not there.
    """
    faults = [RuleSourceError(rule.code, fault).sentence("en") for fault in faults_of(rule)]
    if faults:
        return faults
    runs = run_cases(rule)
    return list(
        dict.fromkeys(
            (
                *_about_the_rule(rule),
                *_about_texts(rule),
                *_about_cases(rule, runs),
                *(fault for run in runs for fault in run.faults),
                *(fault for run in runs for fault in _about_words(rule, run)),
                *(fault for run in runs for fault in _about_facts(rule, run)),
            )
        )
    )


def _run(rule: Rule, case: RuleCase) -> CaseRun:
    title = next(iter(case.title.values()), "")
    results = tuple(case.judge(rule))
    outcomes = tuple(result.outcome for result in results)
    faults = []
    if outcomes != case.outcomes:
        faults.append(f"case {title!r}: expected {_listed(case.outcomes)}, got {_listed(outcomes)}")
    for what, expected in (("reasons", case.reasons), ("missing", case.missing)):
        got = getattr(results[0], what) if results else ()
        if expected is not None and got != expected:
            faults.append(f"case {title!r}: expected {what} {_listed(expected)}, got {_listed(got)}")
    severity = results[0].severity if results else None
    if case.severity not in (None, severity):
        faults.append(f"case {title!r}: expected severity {case.severity}, got {severity or 'none'}")
    return CaseRun(case, results, tuple(faults))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"


def _about_the_rule(rule: Rule) -> Iterator[str]:
    if not rule.given.startswith("Given "):
        yield "the function has no docstring that begins with 'Given'"
    if not rule.needs and rule.applies_to is not Reject:
        yield "needs names no facts"
    if rule.strength is Strength.HARD and any(krav(duty).strength != "hard" for duty in rule.duties):
        yield "the rule is hard, a duty behind it is not"


def _about_texts(rule: Rule) -> Iterator[str]:
    languages = languages_of(rule.texts, rule.code)
    yield from (f"there are no texts in {lang}" for lang in LANGUAGES if lang not in languages)
    ids = {lang: set(rule_texts(rule.texts, rule.code, lang)["messages"]) for lang in languages}
    for lang in languages:
        page = rule_texts(rule.texts, rule.code, lang).get("page", {})
        owed = CONTROL_PAGE if rule.severity else PAGE if lang == "en" else (*PAGE, "given")
        yield from (f"the page has no section {name} in {lang}" for name in owed if not page.get(name))
        lacking = set().union(*ids.values()) - ids[lang]
        yield from (f"the message {id} is not there in {lang}" for id in sorted(lacking))


def _about_cases(rule: Rule, runs: list[CaseRun]) -> Iterator[str]:
    shown = {outcome for run in runs for outcome in run.case.outcomes}
    yield from _not_shown(rule, shown, runs)
    for run in runs:
        title = next(iter(run.case.title.values()), "")
        yield from (f"case {title!r} has no title in {lang}" for lang in LANGUAGES if lang not in run.case.title)


def _not_shown(rule: Rule, outcomes: set[Outcome], runs: list[CaseRun]) -> Iterator[str]:
    if rule.applies_to is Reject:
        return
    owed = [Outcome.MET, Outcome.REVIEW, Outcome.OPEN]
    if rule.strength is Strength.HARD:
        owed.append(Outcome.BREACH)
    if rule.severity:
        owed = [Outcome.FAULT]
        if all(run.case.outcomes for run in runs):
            yield "no case shows that it does not fire"
    yield from (f"no case shows {outcome.value}" for outcome in owed if outcome not in outcomes)


def _about_words(rule: Rule, run: CaseRun) -> Iterator[str]:
    """Whether what the rule said can be written."""
    for lang in languages_of(rule.texts, rule.code):
        own = rule_texts(rule.texts, rule.code, lang)
        for result in run.results:
            if result.outcome not in (Outcome.NOT_APPLICABLE, Outcome.ERROR):
                yield from _unwritten(result, own, lang)
            wordless = (id for id in result.reasons if reason(id, lang, own) == id)
            yield from (f"the reason {id} has no sentence in {lang}" for id in wordless)
            nameless = (path for path in result.missing if fact_name(path, lang, own) == path)
            yield from (f"the fact {path} has no words in {lang}" for path in nameless)


def _unwritten(result: Result, own: Any, lang: str) -> Iterator[str]:
    message = result.message
    if message.id == UNDECIDED:
        return
    if message.id not in own["messages"]:
        yield f"the message {message.id} is not there in {lang}"
        return
    try:
        fill(own["messages"][message.id], (*message.args, ("over", "")), lang)
    except LookupError as error:
        yield f"the message {message.id} asks in {lang} for {error}, which the rule does not give"
    except (TypeError, ValueError):
        yield f"the message {message.id} is no template in {lang}"


def _about_facts(rule: Rule, run: CaseRun) -> Iterator[str]:
    """Whether the rule rests on facts that it does not declare, or on the absence of one."""
    for result in run.results:
        for path in (*(fact.path for fact in result.facts), *result.missing):
            if not _declared(rule, path):
                yield f"needs does not name {path}"
    before = {_key(result): result.outcome for result in run.results}
    records = run.case.records
    for path, named in {path: named for record in records for path, named in reported(record).items()}.items():
        blanked = run.case.judge(rule, [without(record, path) for record in records])
        after = {_key(result): result.outcome for result in blanked}
        for key in before.keys() & after.keys():
            if before[key] is after[key]:
                continue
            if not _declared(rule, named) and not _declared(rule, path):
                yield f"needs does not name {path}"
            if after[key] in _FINAL:
                yield f"without {path} the rule says {after[key].value}, where it said {before[key].value}"
        if holds(path, rule.applies_to) or any(f"{fact}.".startswith(f"{path}.") for fact in rule.about):
            continue
        silenced = (key for key in before.keys() - after.keys() if before[key] is Outcome.FAULT)
        yield from (f"without {path} the control is silent, where it fired" for _ in silenced)


def _key(result: Result) -> tuple[str, str]:
    return type(result.element).__name__, getattr(result.element, "id", "")


def _declared(rule: Rule, path: str) -> bool:
    """Whether ``needs`` names the fact, a part of it or what it is a part of."""
    return any(f"{need}.".startswith(f"{path}.") or f"{path}.".startswith(f"{need}.") for need in rule.needs)
