"""Acts, deadlines and duties, from the law's data."""

from collections.abc import Iterable, Iterator
from datetime import date

from barnevern_tilsyn.law import Hjemmel, Krav, all_krav, all_lover, all_parameters
from barnevern_tilsyn.law.alder import all_age_limits
from barnevern_tilsyn.law.besok import Besokskrav, all_visits
from barnevern_tilsyn.law.parametre import Entry, Step
from barnevern_tilsyn.reports.coverage_text import coverage_texts
from barnevern_tilsyn.rules import builtin
from docs.generate.markdown import table, whole

_HEAD = """# Acts, deadlines and duties

Written from the data in `barnevern_tilsyn.law`.
"""


def _period(first: date | None, last: date | None) -> str:
    return f"{whole(f'{first} –')} {whole(last) if last else ''}".strip() if first else "adopted, not in force"


def _steps(steps: Iterable[Step]) -> str:
    return ", then ".join(f"{step.count} {step.unit if step.count > 1 else step.unit[:-1]}" for step in steps)


def _cited(hjemler: Iterable[Hjemmel]) -> str:
    return "<br>".join(hjemmel.cite("en") for hjemmel in hjemler)


def _acts() -> str:
    rows = ((act.short_en, act.title_nb, whole(act.id), _period(act.in_force, act.until)) for act in all_lover())
    return "## Acts and regulations\n\n" + table(("Short", "Title", "Id", "In force"), rows)


def _readings(entry: Entry) -> str:
    named = {"roll-over": entry.rollover, "inner roll-over": entry.inner_rollover, "start point": entry.start_point}
    return ", ".join(f"{name} {reading}" for name, reading in named.items() if reading != "none")


def _time(entry: Entry) -> str:
    return _steps(entry.steps) + (f" (extended: {_steps(entry.extended_steps)})" if entry.extended_steps else "")


def _deadlines() -> str:
    sections = ["## Deadlines"]
    heads = ("Nominal last day in", "Time", "Counts from the day", "Provision", "Readings", "Source")
    for parameter in all_parameters():
        rows = (
            (
                _period(entry.in_force, entry.until),
                _time(entry),
                entry.start,
                _cited(entry.hjemler),
                _readings(entry),
                f"{entry.source} ({entry.certainty.value})",
            )
            for entry in parameter.entries
        )
        sections.append(f"### {parameter.title_en}\n\n`{parameter.key}`\n\n{table(heads, rows)}")
    return "\n\n".join(sections)


def _ages() -> str:
    heads = ("Key", "Years", "Provision", "Source")
    rows = (
        (f"`{one.key}`", str(one.years), _cited(one.hjemler), f"{one.source} ({one.certainty.value})")
        for one in all_age_limits()
    )
    return "## Ages\n\n" + table(heads, rows)


def _reduced(entry: Besokskrav) -> str:
    from_age = f", and from the age of {entry.reduced_from_age}" if entry.reduced_from_age else ""
    return f"{entry.reduced_after_months} months after moving in{from_age}"


def _visits() -> str:
    heads = ("Key", "Years that end in", "Visits a year", "Fewer may be fixed from", "Provision", "Source")
    rows = (
        (
            f"`{visits.key}`",
            _period(entry.first, entry.last),
            str(entry.a_year),
            _reduced(entry),
            _cited(entry.hjemler),
            f"{entry.source} ({entry.certainty.value})",
        )
        for visits in all_visits()
        for entry in visits.entries
    )
    return "## Visits to foster homes\n\n" + table(heads, rows)


def _grounds(krav: Krav) -> str:
    return "<br>".join(
        f"{ground.hjemmel.cite('en')} ({_period(ground.in_force, ground.until)})" for ground in krav.provisions
    )


def _rules(krav: Krav) -> str:
    """The rules on a duty, or why there is none."""
    found = [f"[{rule.code}](rules/{rule.code}.md)" for rule in builtin("lov") if krav.key in rule.duties]
    if found or krav.kind == "situation":
        return ", ".join(found)
    return str(coverage_texts("en")["no-rule"][krav.no_rule or "not-yet"])


def _catalogue(title: str, catalogue: Iterable[Krav]) -> str:
    heads = ("Key", "In our words", "Provisions", "Rule", "At most", "Exceptions", "In register XML", "Certainty")
    rows = (
        (
            krav.key,
            krav.demand("en"),
            _grounds(krav),
            _rules(krav),
            krav.strength,
            krav.exceptions("en"),
            krav.register,
            krav.certainty.value,
        )
        for krav in catalogue
    )
    return f"## {title}\n\n{table(heads, rows)}"


def _duties() -> str:
    duties = [krav for krav in all_krav() if krav.kind == "duty"]
    situations = [krav for krav in all_krav() if krav.kind == "situation"]
    return _catalogue("Duties", duties) + "\n\n" + _catalogue("Situations that change the duties", situations)


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    yield "law.md", "\n\n".join((_HEAD, _acts(), _deadlines(), _ages(), _visits(), _duties()))
