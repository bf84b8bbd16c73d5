"""VED: what a decision shows (*krav til begrunnelse*): facts, assessments, the child's view and its best interests."""

from functools import reduce
from operator import and_
from typing import Final

from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    Truth,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL1992, BVL2021, version_on
from barnevern_tilsyn.model import NOT_REPORTED, Vedtak
from barnevern_tilsyn.rules.barnet import Child, child_on
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.standing import standing_of
from barnevern_tilsyn.rules.told import holds, told
from barnevern_tilsyn.rules.vedtaket import DECIDED, MADE_BY, Ground, by_service, day_unknown, dismisses, holds_unless

__all__ = ["best_interests_shown", "child_view_shown", "content_of_dismissal", "facts_and_ties_shown"]

_CONTENT: Final = "Vedtak.tillegg.innhold"
_OLD: Final = BVL1992("6-3 a")
_CHILD: Final = ("barnets_mening", "vektlegging")
_BEST_INTERESTS: Final = ("barnets_beste",)
_SINCE_2023: Final = ("faktum", "barnevernfaglig_vurdering", "familietilknytning")
_LACKING: Final = {
    "faktum": "facts-not-shown",
    "barnevernfaglig_vurdering": "assessments-not-shown",
    "barnets_mening": "child-view-not-shown",
    "vektlegging": "weight-not-shown",
    "barnets_beste": "best-interests-not-shown",
    "familietilknytning": "family-ties-not-shown",
}
"""What a decision must show, and the reason to tell where it does not."""
_NEEDS = (DECIDED, "Vedtak.lovhjemmel", MADE_BY, _CONTENT)
_ANY_CHILD: Final = Child(YES)
_ABLE = "Sak.tillegg.medvirkning_i_stand.i_stand"


def _paths(*names: str) -> tuple[str, ...]:
    return tuple(f"{_CONTENT}.{name}" for name in names)


def _shows(vedtak: Vedtak, name: str) -> Condition:
    """Whether a decision shows an item of the content."""
    content = told(vedtak, "innhold")
    if content is NOT_REPORTED:
        return unknown(_CONTENT)
    return holds(getattr(content, name), f"{_CONTENT}.{name}") if content else NO


def _lacking(vedtak: Vedtak, *names: str) -> tuple[str, ...]:
    return tuple(_LACKING[name] for name in names if _shows(vedtak, name).truth is Truth.NO)


def _content(
    vedtak: Vedtak,
    ctx: Context,
    names: tuple[str, ...],
    kind: Ground,
    child: Child = _ANY_CHILD,
) -> Assessment:
    """A duty to show some items in a decision by the service."""
    decided = vedtak.start_dato
    if not decided:
        return day_unknown(ctx)
    shown = reduce(and_, (_shows(vedtak, name) for name in names), YES)
    standing = standing_of(shown)
    exceptions = ((child.able, "not-able"),)
    conditions = (kind, (by_service(vedtak), "not-by-service"))
    applies, exempt = holds_unless(standing, shown.missing, *conditions, exceptions=exceptions)
    return Assessment(
        standing=standing,
        law_day=decided,
        situation={Standing.FULFILLED: "shown", Standing.BROKEN: "not-shown"}.get(standing, "unknown"),
        applies=applies,
        exempt=exempt,
        reasons=(*((child.signal,) if child.signal else ()), *_lacking(vedtak, *names)),
        missing=shown.missing,
        caps=lambda: child.caps,
        facts=lambda: (FactUsed(DECIDED, decided), *shown.used),
        used=(vedtak,),
        args=(("day", decided),),
    )


def _no_dismissal(vedtak: Vedtak) -> Ground:
    """The content of a dismissal is judged for itself."""
    return ~dismisses(vedtak), "dismissal-judged"


@rule(
    code="VED004",
    name="vedtak-child-opinion",
    theme="child-opinion-missing-in-decision",
    applies_to=Vedtak,
    duties=("V-4",),
    hjemmel=(BVL2021("12-5", punktum=2), _OLD),
    strength=Strength.HARD,
    needs=(*_NEEDS, *_paths(*_CHILD), _ABLE, *BIRTH_NEEDS),
    rests_on=(_CONTENT,),
)
def child_view_shown(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision by the service on a child able to form views, when it does not show the child's view and the
    weight it was given, then the decision lacks what the Act demands.
    """
    return _content(vedtak, ctx, _CHILD, _no_dismissal(vedtak), child_on(ctx, vedtak.start_dato or ctx.known_until))


@rule(
    code="VED005",
    name="vedtak-best-interests",
    theme="best-interests-missing-in-decision",
    applies_to=Vedtak,
    duties=("V-4",),
    hjemmel=(BVL2021("12-5", punktum=3), _OLD),
    strength=Strength.HARD,
    needs=(*_NEEDS, *_paths(*_BEST_INTERESTS)),
    rests_on=(_CONTENT,),
)
def best_interests_shown(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision by the service, when it does not show how the child's best interests were assessed, then the
    decision lacks what the Act demands.
    """
    return _content(vedtak, ctx, _BEST_INTERESTS, _no_dismissal(vedtak))


@rule(
    code="VED006",
    name="vedtak-content",
    theme="decision-content-missing",
    applies_to=Vedtak,
    duties=("V-4",),
    hjemmel=(BVL2021("12-5", punktum=1), BVL2021("12-5", punktum=3)),
    strength=Strength.HARD,
    needs=(*_NEEDS, *_paths(*_SINCE_2023)),
    rests_on=(_CONTENT,),
)
def facts_and_ties_shown(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision by the service from 2023, when it does not show the facts, the assessments and how family ties
    were considered, then the decision lacks what the Act demands.
    """
    return _content(vedtak, ctx, _SINCE_2023, _no_dismissal(vedtak))


@rule(
    code="VED007",
    name="henleggelse-content",
    theme="decision-content-missing",
    applies_to=Vedtak,
    duties=("C-5",),
    hjemmel=(BVL2021("12-5"), _OLD),
    strength=Strength.SOFT,
    needs=(*_NEEDS, *_paths(*_LACKING)),
    rests_on=(_CONTENT,),
)
def content_of_dismissal(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision to dismiss the case after an investigation, when it does not show all that a decision must show,
    then it may not be what the Act demands.
    """
    decided = vedtak.start_dato
    old = decided is not NOT_REPORTED and decided is not None and version_on(_OLD, decided) is not None
    names = (*_CHILD, *_BEST_INTERESTS) if old else tuple(_LACKING)
    return _content(vedtak, ctx, names, (dismisses(vedtak), "no-dismissal"))
