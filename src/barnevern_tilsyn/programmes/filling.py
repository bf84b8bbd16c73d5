"""The forms of a sample, filled in case by case as the records come."""

from collections.abc import Iterable

from barnevern_tilsyn.engine import Context, Outcome, Rule, Run
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.programmes.blank import blank_form
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.prefill import prefilled
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.sample import Sample

__all__ = ["Filling"]


class Filling:
    """Makes a form of each case that was drawn. Of the records only the forms are kept.

    ``rules`` judge the cases as of the day of the draw. ``names`` are those that the sample was drawn with, ``lang``
    the language of the evidence.
    """

    def __init__(self, drawn: Sample, programme: Programme, rules: Iterable[Rule], *, names: Names, lang: str) -> None:
        self._drawn = drawn
        self._programme = programme
        self._names = names
        self._lang = lang
        self._run = Run(rules, as_of=drawn.as_of)
        self._wanted = {subject.case: subject for subject in drawn.cases}
        self._found: dict[str, Form] = {}

    def see(self, sak: Sak) -> None:
        """Take a case: one that was not drawn is passed over."""
        subject = self._wanted.get(self._names.case(sak.id) or "")
        if subject is None:
            return
        ctx = Context(sak, self._drawn.as_of)
        results = self._run.see(sak)
        sample = self._drawn.id
        form = prefilled(self._programme, subject, ctx, results, sample=sample, lang=self._lang, names=self._names)
        if form is not None:
            self._found[subject.case] = form

    def forms(self) -> tuple[Form, ...]:
        """The service's own form, where the programme asks it anything, and one for each case in the sample's order.

        The form of a case that was not found in the records is empty.
        """
        programme, sample, lang = self._programme, self._drawn.id, self._lang
        service = (blank_form(programme, sample=sample, lang=lang),) if programme.asks_service else ()
        return service + tuple(
            self._found.get(subject.case) or blank_form(programme, sample=sample, lang=lang, subject=subject)
            for subject in self._drawn.cases
        )

    @property
    def not_found(self) -> tuple[str, ...]:
        """The cases that no record was seen of, or not with the investigation that was drawn."""
        return tuple(subject.case for subject in self._drawn.cases if subject.case not in self._found)

    @property
    def crashed(self) -> bool:
        """Whether a rule failed on a case."""
        answers = (answer for form in self._found.values() for answer in form.answers)
        return any(hint.outcome is Outcome.ERROR for answer in answers for hint in answer.evidence)
