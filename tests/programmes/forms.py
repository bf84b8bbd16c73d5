"""Forms to test with: any that a programme can have, empty and filled in."""

from datetime import date
from typing import Final

import attrs
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.programmes import Programme, builtin
from barnevern_tilsyn.programmes.blank import blank_form
from barnevern_tilsyn.programmes.form import Answer, Form, Hint, Judgement, RecordFact, Subject

PROGRAMME: Final = builtin()["egenkontroll-2024-1"]
CASE: Final = "a1b501d6-d1f9-4dfe-9a76-2d5421f267e2"
SUBJECT: Final = Subject(
    case=CASE,
    element="15fa8b65-fa66-42cd-8fc9-e91833020ccd",
    closed=date(2024, 10, 15),
    outcome="tiltak",
    municipality="0301",
)
BLANK: Final = blank_form(PROGRAMME, sample="s1", lang="nb", subject=SUBJECT)
BLANK_SERVICE: Final = blank_form(PROGRAMME, sample="s1", lang="nb")

LANGUAGES: Final = st.sampled_from(["nb", "nn", "en"])
DAYS: Final = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
WORDS: Final = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0xA0, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"),
        st.sampled_from("\n\t"),
    ),
    max_size=60,
)
AWKWARD: Final = st.sampled_from(
    ["=1+1", "+47 22", "-", "@SUM(A1)", "'", "''x", "\t=1", "\n=1", "_x0041_", "_x005F_x0041_", "  ", "1", "2024-01-31",
     "true", "#N/A", '=HYPERLINK("x")', "å" * 4000, "𝒜\U0001f600", "a\n\nb\n", "<b>&amp;", "ja", "None"]
)  # fmt: skip
COMMENTS: Final = st.one_of(st.just(""), AWKWARD, WORDS)
HINTS: Final = st.builds(
    Hint, rule=st.sampled_from(["UND001", "MEL001", "MED002"]), outcome=st.sampled_from(Outcome), text=WORDS
)
FACTS: Final = st.builds(
    RecordFact,
    path=st.sampled_from(["Melding.start_dato", "Undersokelse.utvidet_frist", "Sak.tillegg.tillitsperson.informert"]),
    known=st.booleans(),
    values=st.lists(
        st.one_of(DAYS.map(date.isoformat), st.sampled_from(["true", "false", "3", "2.10", "?", "ikke_i_stand"])),
        max_size=3,
    ).map(tuple),
)


def answers(question: str, values: list[str]) -> st.SearchStrategy[Answer]:
    chosen = st.one_of(st.none(), st.sampled_from(values))
    return st.builds(
        Answer,
        question=st.just(question),
        value=chosen,
        proposed=chosen,
        comment=COMMENTS,
        evidence=st.lists(HINTS, max_size=2).map(tuple),
        facts=st.lists(FACTS, max_size=2).map(tuple),
    )


@st.composite
def forms(
    draw: st.DrawFn,
    programme: Programme = PROGRAMME,
    subjects: tuple[Subject | None, ...] = (None, SUBJECT, Subject(case="0" * 32)),
) -> Form:
    """A form of the programme, filled in somehow."""
    subject = draw(st.sampled_from(subjects))
    form = blank_form(programme, sample="s1", lang=draw(LANGUAGES), subject=subject)
    sets = {one.question: programme.answer_set(programme.question(one.question)) for one in form.answers}
    filled = draw(st.lists(st.sampled_from([one.question for one in form.answers]), max_size=4, unique=True))
    answered = {id: draw(answers(id, [value.id for value in sets[id].values])) for id in filled}
    judged = {
        one.theme: draw(
            st.builds(Judgement, theme=st.just(one.theme), value=st.sampled_from([None, "svikt"]), reasons=COMMENTS)
        )
        for one in form.judgements[:2]
    }
    return attrs.evolve(
        form,
        answers=tuple(answered.get(one.question, one) for one in form.answers),
        judgements=tuple(judged.get(one.theme, one) for one in form.judgements),
        filled=draw(st.one_of(st.none(), DAYS)),
    )
