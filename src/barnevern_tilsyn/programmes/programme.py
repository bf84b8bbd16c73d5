"""A supervision programme: a form with its questions, or the criteria of an audit, in one version.

Everything here is data out of a file (``data/*.toml``, or a user's own). The authorities' real forms could not be
obtained: each part says whether it is theirs, or our reconstruction of it.
"""

from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.engine.own_file import SourceNote, Texts

__all__ = [
    "AnswerSet",
    "AnswerValue",
    "Balance",
    "Concludes",
    "Counts",
    "Evidence",
    "EvidenceKind",
    "Failing",
    "Kind",
    "Origin",
    "OutcomeGroup",
    "Period",
    "Programme",
    "Proposed",
    "Provision",
    "Question",
    "Sampling",
    "SectionJudgement",
    "SourceNote",
    "Texts",
    "Theme",
]


class Kind(StrEnum):
    """What a programme is used for."""

    SELF_CHECK = "self-check"
    """A form for each case, that a service fills in on its own cases (*egenkontroll*)."""
    SELF_ASSESSMENT = "self-assessment"
    """The same, guided by the county governor (*egenvurdering*)."""
    AUDIT = "audit"
    """The county governor examines the service (*systemrevisjon*)."""


class Origin(StrEnum):
    """Whose a part of a programme is."""

    AUTHORITY = "authority"
    """The authority's, in our words."""
    OWN = "own"
    """The service's own."""
    RECONSTRUCTION = "reconstruction"
    """Ours, made from the authority's criteria and findings and the law. It is not the authority's wording or rule."""


class Counts(StrEnum):
    """What an answer counts as."""

    YES = "yes"
    PARTLY = "partly"
    """Applicable, and neither: no *yes* of the share, and no *no* to a serious question."""
    NO = "no"
    APART = "apart"
    """Not among the applicable answers."""


class Concludes(StrEnum):
    """What an answer that counts as *no* concludes, where it says more than that something is failing (*svikt*)."""

    BREACH = "breach"
    """A breach of the law (*lovbrudd*; in older reports *avvik*)."""
    IMPROVEMENT = "improvement"
    """An area for improvement, or a remark (*merknad*): no breach."""


class EvidenceKind(StrEnum):
    """What a record can tell of a question."""

    RECORD = "record"
    """Dates and registrations decide it."""
    PARTLY = "partly"
    """They raise it; a person answers."""
    PERSON = "person"
    """Only a person can answer."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Provision:
    """A provision behind a question: the short name of the Act in ``law/lover.toml``, and its parts."""

    lov: str
    paragraf: str
    ledd: int | None = None
    punktum: int | None = None
    bokstav: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Period:
    """From the first day to the last; ``until`` is None where no last day is known."""

    since: date
    until: date | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Theme:
    """A section of a form."""

    id: str
    name: Texts


@attrs.frozen(weakref_slot=False, kw_only=True)
class AnswerValue:
    """An answer that can be given."""

    id: str
    name: Texts
    counts: Counts
    concludes: Concludes | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Proposed:
    """Which answers are proposed where the record decides a question: ids of the set, None where none is proposed.

    ``met``: all duties that apply are met. ``breach``: one is possibly broken. ``not_applicable``: none applies.
    """

    met: str | None = None
    breach: str | None = None
    not_applicable: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class AnswerSet:
    """The answers to choose among. That a question is not answered is kept apart from all of them.

    ``proposed``: without it no answer of the set is ever proposed.
    """

    id: str
    values: tuple[AnswerValue, ...]
    proposed: Proposed | None = None

    def value(self, id: str) -> AnswerValue:
        """The answer with this id. Raises ``KeyError``."""
        return {one.id: one for one in self.values}[id]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Evidence:
    """What the record tells of a question.

    ``duties``: keys of ``law/krav.toml``; what rules on them come to is the evidence. ``facts``: paths in the model.
    ``person``: what is left for a person.
    """

    kind: EvidenceKind
    duties: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    person: Texts | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Question:
    """A question, or a criterion of an audit.

    ``answers`` names an answer set. ``serious``: any *no* is to be discussed. ``same_as``: the id of the question of
    the programme before (``Programme.follows``) that it can be compared with. ``origin``: where it is not the
    programme's.
    """

    id: str
    theme: str
    text: Texts
    answers: str = ""
    provisions: tuple[Provision, ...] = ()
    evidence: Evidence | None = None
    serious: bool = False
    same_as: str | None = None
    origin: Origin | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class OutcomeGroup:
    """One of the outcomes of an investigation that a sample should hold.

    ``codes``: of the register's list undersokelse-konklusjon. ``reopening``: whether a new investigation within six
    months was fixed (bvl § 2-5), where that divides the code. ``measures``: those of the codes that say that the
    service recommended measures.
    """

    id: str
    name: Texts
    codes: tuple[str, ...]
    reopening: bool | None = None
    measures: tuple[str, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Sampling:
    """How cases are drawn: at random within these rules."""

    origin: Origin
    cases: int
    closed_within_months: int
    outcomes: tuple[OutcomeGroup, ...]
    measures_share: float
    every_municipality: bool
    sources: tuple[SourceNote, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Failing:
    """When a question is flagged for discussion; a person decides whether it is a failing (*svikt*).

    ``share_below``: the share of *yes* among the applicable answers; ``any_serious``: any *no* to a serious question.
    """

    origin: Origin
    share_below: float
    any_serious: bool


@attrs.frozen(weakref_slot=False, kw_only=True)
class Balance:
    """Questions on time limits (``deadlines``), and those to be seen beside them (``beside``).

    An eye on time limits alone can cost thoroughness.
    """

    origin: Origin
    deadlines: tuple[str, ...]
    beside: tuple[str, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class SectionJudgement:
    """How a service judges each section of its self-check, once all cases are looked at.

    ``text``: the question, such as whether there is a failing (*svikt*). ``answers`` names an answer set.
    """

    origin: Origin
    text: Texts
    answers: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class Programme:
    """A programme in one version.

    ``follows``: the id of the programme whose round came before. ``round``: what national round it is part of, where
    several programmes are.
    """

    id: str
    version: str
    kind: Kind
    origin: Origin
    authority: str
    name: Texts
    about: Texts
    period: Period
    sources: tuple[SourceNote, ...]
    themes: tuple[Theme, ...]
    questions: tuple[Question, ...]
    answer_sets: tuple[AnswerSet, ...] = ()
    management: tuple[Question, ...] = ()
    sampling: Sampling | None = None
    failing: Failing | None = None
    balance: Balance | None = None
    judgement: SectionJudgement | None = None
    follows: str | None = None
    round: str | None = None

    def question(self, id: str) -> Question:
        """The question with this id. Raises ``KeyError``."""
        return {one.id: one for one in (*self.questions, *self.management)}[id]

    @property
    def asks_service(self) -> bool:
        """Whether it asks anything of the service itself: how it judges each section, or of its management."""
        return bool(self.management or self.judgement)

    def answer_set(self, asked: Question | SectionJudgement) -> AnswerSet:
        """The answers to choose among for a question. Raises ``KeyError`` where it has none."""
        return {one.id: one for one in self.answer_sets}[asked.answers]

    def origin_of(self, question: Question) -> Origin:
        """Whose a question is."""
        return question.origin or self.origin
