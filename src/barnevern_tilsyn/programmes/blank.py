"""Empty forms of a programme: one for a case that was drawn, and the service's own."""

from barnevern_tilsyn.programmes.form import Answer, Form, FormKind, Judgement, OfProgramme, Subject
from barnevern_tilsyn.programmes.programme import Programme

__all__ = ["blank_form", "of_programme"]


def blank_form(programme: Programme, *, sample: str, lang: str, subject: Subject | None = None) -> Form:
    """The form for a case, or without a subject the service's own, with nothing answered.

    ``sample``: the id of the sample. ``lang``: the language it is made for.
    """
    kind = FormKind.SERVICE if subject is None else FormKind.CASE
    asked = programme.management if subject is None else programme.questions
    judged = programme.themes if subject is None and programme.judgement else ()
    return Form(
        kind=kind,
        programme=of_programme(programme),
        sample=sample,
        lang=lang,
        answers=tuple(Answer(question=question.id) for question in asked),
        judgements=tuple(Judgement(theme=theme.id) for theme in judged),
        subject=subject,
    )


def of_programme(programme: Programme) -> OfProgramme:
    """Which programme it is."""
    return OfProgramme(id=programme.id, version=programme.version)
