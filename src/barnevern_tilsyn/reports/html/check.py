"""The page of a check: for the leader of a service who has five minutes, then case by case for those who mend it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import format_date
from barnevern_tilsyn.findings import Finding, Provision, reason, rule_texts
from barnevern_tilsyn.findings.messages import fact_words, outcome_name, severity_name, todo
from barnevern_tilsyn.reports.balance import Share, balance
from barnevern_tilsyn.reports.deadlines import Entry
from barnevern_tilsyn.reports.failing import Failing, mendable
from barnevern_tilsyn.reports.html.charts import Column, Part, bar, columns, stacked
from barnevern_tilsyn.reports.html.page import Words, render, words_of
from barnevern_tilsyn.reports.overview import AGES, Control, Missing, Overview, overview
from barnevern_tilsyn.reports.places import heading_words, report_texts
from barnevern_tilsyn.reports.text import describe_notice, describe_reject, describe_unreadable, read_words
from barnevern_tilsyn.reports.why_text import value_words
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.runners import Report, Stream

__all__ = ["lines"]

_CATALOGUE: Final = "check"
_MOST_FIRST, _MOST_MISSING, _MOST_CONTROLS = 6, 8, 20


def lines(run: Stream | Report, setting: Setting) -> Iterator[str]:
    """The page of a run, when it has ended. Memory does not grow with the run: what is not shown is counted."""
    yield from page(overview(run), setting).splitlines()


def page(found: Overview, setting: Setting) -> str:
    """The page of an overview."""
    lang, summary = setting.lang, found.summary
    view = _View(lang)
    parts: dict[str, Any] = {
        "first": tuple(view.steps(found))[:_MOST_FIRST],
        "failing": [view.duty(one, found) for one in found.failing if one.breaches],
        "due": [view.entry(entry) for entry in found.due],
        "review": [view.duty(one, found) for one in sorted(found.failing, key=_reviews) if one.reviews],
        "balance": [view.share(one) for one in balance(summary)],
        "open": summary.outcomes.get("open", 0) + len(summary.cannot_be_decided_here),
        "controls": [view.control(one) for one in found.controls[:_MOST_CONTROLS]],
        "beside": found.rejects.count + found.unreadable.count + found.notices.count,
        "cases": [view.case(findings) for findings in found.cases],
    }
    return render(
        "check.html",
        lang,
        version=setting.version,
        texts=_CATALOGUE,
        found=found,
        parts=parts,
        sections=[(id, view.say(f"{id}.title", days=found.soon)) for id, there in parts.items() if there],
        checked=summary.cases_checked,
        counts={outcome.value: summary.outcomes.get(outcome.value, 0) for outcome in Outcome},
        names={outcome.value: outcome_name(outcome, lang) for outcome in Outcome},
        worst=max((one.days_over for one in found.failing if one.breaches), default=0),
        figures={"ages": view.ages(found), "months": view.months(found), "days": view.days(found)},
        missing=[view.missing(one) for one in found.missing[:_MOST_MISSING]],
        silent=view.titles(summary.silent, setting),
        partly_silent=view.titles(summary.partly_silent, setting),
        controls_more=max(0, len(found.controls) - _MOST_CONTROLS),
        rejects=[line for reject in found.rejects for line in describe_reject(reject, lang)],
        unreadable=[describe_unreadable(row, lang) for row in found.unreadable],
        notices=[describe_notice(row, lang) for row in found.notices],
        read=read_words(summary, lang),
        potential=report_texts(lang)["potential"],
        rulesets=tuple(dict.fromkeys(rule.ruleset for rule in setting.rules)),
    )


def _reviews(one: Failing) -> int:
    return -one.reviews


class _View:
    """What is told of each thing, in a language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.say: Words = words_of(_CATALOGUE, lang)

    def steps(self, found: Overview) -> Iterator[dict[str, Any]]:
        """What to do first: what is overdue and can still be done, what runs out soon, what is to be judged."""
        for one in [one for one in found.failing if one.mendable][:3]:
            texts = rule_texts(one.worst.texts, one.worst.rule, self.lang)
            if one.waiting_since:
                what = todo(one.worst.texts, one.worst.rule, self.lang)
                args = {"cases": one.mendable, "days": one.waiting_over, "day": one.waiting_since}
                yield self._step("breach", what, self.say("first.overdue", **args))
            else:
                note = self.say("first.open-case", cases=one.mendable, remedy=texts.get("page", {}).get("remedy", ""))
                yield self._step("breach", self.say("first.mend", title=texts["title"]), note.strip())
        if found.due.count:
            soonest = next(iter(found.due))
            args = {"count": found.due.count, "days": found.soon, "day": soonest.deadline.nominal}
            yield self._step("running", self.say("first.due", **args), self.say("first.due-note", **args))
        if count := sum(one.reviews for one in found.failing):
            args = {"count": count, "cases": found.review_cases}
            yield self._step("review", self.say("first.review", **args), self.say("first.review-note", **args))
        if count := found.summary.cases_rejected + found.summary.files_unreadable:
            yield self._step("fault", self.say("first.rejects", count=count), self.say("first.rejects-note"))
        if found.missing:
            args = {"fact": self._fact(found.missing[0]), "count": found.missing[0].count}
            yield self._step("open", self.say("first.missing", **args), self.say("first.missing-note", **args))

    @staticmethod
    def _step(kind: str, what: str, note: str) -> dict[str, Any]:
        return {"kind": kind, "what": what, "note": note}

    def duty(self, one: Failing, found: Overview) -> dict[str, Any]:
        """A duty that may be broken, or must be judged."""
        texts = rule_texts(one.worst.texts, one.worst.rule, self.lang)
        pages = texts.get("page", {})
        most = max(each.breaches for each in found.failing)
        return {
            "of": one,
            "title": texts["title"],
            "duty": pages.get("duty", ""),
            "why": pages.get("why", ""),
            "remedy": pages.get("remedy", ""),
            "provisions": self._provisions(one.provisions),
            "bar": bar(one.breaches, most, f"{texts['title']}: {one.breaches}", "breach"),
            "reasons": [reason(id, self.lang, texts) for id in one.reasons[:2]],
        }

    def _provisions(self, provisions: tuple[Provision, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(provision.cite(self.lang) for provision in provisions))

    def ages(self, found: Overview) -> dict[str, Any] | None:
        """How far over their last days: a chart and the same in words."""
        if not sum(found.ages):
            return None
        names = [f"{low + 1}–{high}" for low, high in pairwise((0, *AGES))]
        names.append(self.say("ages.last", first=AGES[-1]))
        return self._columns("ages", names, found.ages, "breach")

    def months(self, found: Overview) -> dict[str, Any] | None:
        """When the last days ran out: by quarter, or by year where there are many."""
        if not found.months:
            return None
        first, last = min(found.months), max(found.months)
        by_year = (last.year - first.year) >= 4
        counts: dict[str, int] = {}
        for year in range(first.year, last.year + 1):
            for quarter in (0,) if by_year else (1, 2, 3, 4):
                name = str(year) if by_year else self.say("months.quarter", quarter=str(quarter), year=str(year))
                counts[name] = 0
        for day, count in found.months.items():
            quarter = (day.month + 2) // 3
            name = str(day.year) if by_year else self.say("months.quarter", quarter=str(quarter), year=str(day.year))
            counts[name] += count
        shown = list(counts.items())
        while not shown[0][1]:
            shown.pop(0)
        while not shown[-1][1]:
            shown.pop()
        return self._columns("months", [name for name, _ in shown], [count for _, count in shown], "breach")

    def days(self, found: Overview) -> dict[str, Any] | None:
        """How much runs out on each of the next days."""
        if not found.due.count:
            return None
        same = found.as_of[0] if found.as_of and found.as_of[0] == found.as_of[1] else None
        names = [self._day_name(same, left) for left in range(found.soon + 1)]
        return self._columns("days", names, found.due_by_day, "running")

    def _day_name(self, as_of: date | None, left: int) -> str:
        if as_of is None:
            return f"+{left}"
        day = date.fromordinal(as_of.toordinal() + left)
        return self.say("days.day", day=str(day.day), month=str(day.month))

    def _columns(self, id: str, names: list[str], counts: Any, kind: str) -> dict[str, Any]:
        rows = list(zip(names, counts, strict=True))
        told = "; ".join(f"{name}: {count}" for name, count in rows if count)
        shown = [Column(name, count, str(count), kind) for name, count in rows]
        chart = columns(shown, self.say(f"{id}.title"), told)
        return {"chart": chart, "rows": rows, "n": sum(counts)}

    def entry(self, entry: Entry) -> dict[str, Any]:
        """A last day that is coming."""
        first = entry.first
        name, file = heading_words(first, self.lang)
        what = todo(first.texts, first.rule, self.lang)
        return {"day": entry.deadline.nominal, "left": entry.days_left, "what": what, "name": name, "file": file}

    def share(self, one: Share) -> dict[str, Any]:
        """What stands beside the deadlines."""
        name = report_texts(self.lang)["balance"][one.key]
        parts = [
            Part("yes", one.shown, str(one.shown)),
            Part("no", one.not_shown, str(one.not_shown)),
            Part("unanswered", one.unknown, str(one.unknown)),
        ]
        drawn: Markup | str = stacked(parts, name) if one.of + one.unknown else ""
        return {"of": one, "name": name, "chart": drawn}

    def titles(self, codes: tuple[str, ...], setting: Setting) -> list[str]:
        """The duties of rules, by code."""
        return [rule_texts(rule.texts, rule.code, self.lang)["title"] for rule in setting.rules if rule.code in codes]

    def missing(self, one: Missing) -> dict[str, Any]:
        """A fact that is missing."""
        return {"name": self._fact(one), "count": one.count}

    def _fact(self, one: Missing) -> str:
        own = rule_texts(one.finding.texts, one.finding.rule, self.lang)
        return fact_words(one.path, self.lang, own) or one.path

    def control(self, one: Control) -> dict[str, Any]:
        """A control that fired."""
        finding = one.finding
        title = rule_texts(finding.texts, finding.rule, self.lang)["title"]
        severity = severity_name(finding.severity, self.lang) if finding.severity else ""
        return {"code": finding.rule, "title": title, "severity": severity, "set": finding.ruleset, "count": one.count}

    def case(self, findings: tuple[Finding, ...]) -> dict[str, Any]:
        """What was found in a case."""
        name, file = heading_words(findings[0], self.lang)
        return {"name": name, "file": file, "findings": [self.finding(finding) for finding in findings]}

    def finding(self, finding: Finding) -> dict[str, Any]:
        """A finding, whole."""
        texts = rule_texts(finding.texts, finding.rule, self.lang)
        severity = severity_name(finding.severity, self.lang) if finding.severity else ""
        facts = [(fact_words(f.path, self.lang, texts) or f.path, self._value(f.value)) for f in finding.facts]
        return {
            "kind": "fault" if finding.outcome is Outcome.ERROR else finding.outcome.value,
            "outcome": outcome_name(finding.outcome, self.lang),
            "severity": severity,
            "title": texts["title"],
            "code": finding.rule,
            "message": finding.message(self.lang),
            "facts": facts,
            "provisions": [(one.cite(self.lang), one.in_force) for one in finding.provisions],
            "waits": mendable(finding) if finding.outcome is Outcome.BREACH else None,
        }

    def _value(self, value: str) -> str:
        found = value_words(value, self.lang)
        return format_date(found, self.lang) if isinstance(found, date) else found
