"""The supervision programmes that come with the package, with their questions."""

from collections.abc import Iterator

from barnevern_tilsyn.law import Hjemmel
from barnevern_tilsyn.law.lover import acts_of
from barnevern_tilsyn.programmes import Programme, builtin
from barnevern_tilsyn.programmes.programme import Provision, Question
from docs.generate.markdown import table, whole

_HEADS = ("Id", "Question, in our words", "Provisions", "Whose", "What a record can tell")


def _cited(provision: Provision) -> str:
    parts = (provision.paragraf, provision.ledd, provision.punktum, provision.bokstav)
    return Hjemmel(acts_of("")[provision.lov].id, *parts).cite("en")


def _row(programme: Programme, question: Question) -> tuple[str, ...]:
    evidence = question.evidence
    told = "" if evidence is None else f"{evidence.kind.value}: {', '.join(evidence.duties) or '–'}"
    return (
        whole(question.id),
        question.text.say("en"),
        "<br>".join(map(_cited, question.provisions)),
        programme.origin_of(question).value,
        told,
    )


def _programme(programme: Programme) -> str:
    period = f"{programme.period.since} – {programme.period.until or ''}"
    sources = "\n".join(f"* <{source.url}> {source.note}" for source in programme.sources)
    asked = table(_HEADS, (_row(programme, one) for one in (*programme.questions, *programme.management)))
    named = f"`{programme.id}` {programme.version} · {programme.kind.value} · {whole(period)}"
    return "\n\n".join((f"## {programme.name.say('en')}", named, programme.about.say("en"), asked, sources))


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    head = "# Questions of the programmes\n\nWritten from the files in `barnevern_tilsyn/programmes/data`."
    yield "programmes.md", "\n\n".join((head, *map(_programme, builtin().values())))
