"""MED: the talks with the child (*samtaler*) in an investigation, as supervision reads them."""

from barnevern_tilsyn.engine import Assessment, Condition, Context, Strength, condition, rule, unknown
from barnevern_tilsyn.law import BVL1992, BVL2021, MEDVIRKNING2023
from barnevern_tilsyn.model import NOT_REPORTED, Medvirkning, MedvirkningUnnlatt, Samtale, SamtaleUnnlatt, Undersokelse
from barnevern_tilsyn.rules.barnet import CHILD_NEEDS, ended_on, judged
from barnevern_tilsyn.rules.told import Entries, entries, holds

__all__ = [
    "DOCUMENTED",
    "OMITTED",
    "TALKS",
    "agreed_with_rendering",
    "documented",
    "heard_on_conclusion",
    "informed",
    "justified_omission",
    "omissions",
    "spoken_alone",
    "spoken_with",
    "talks_of",
]

TALKS = "Undersokelse.tillegg.samtaler"
DOCUMENTED = "Undersokelse.tillegg.medvirkning"
OMITTED = "Undersokelse.tillegg.medvirkning_unnlatt"
_NO_TALK = "Undersokelse.tillegg.samtale_unnlatt"
_NOT_GIVEN_THE_CHANCE = "ikke_anledning"
_OLD_ACT = (BVL1992("1-6"), BVL1992("4-1", ledd=2), BVL1992("6-3", ledd=1))


def talks_of(ctx: Context, undersokelse: Undersokelse) -> Entries[Samtale]:
    """The talks with the child until the investigation was closed, as far as seen."""
    return entries(ctx, undersokelse, "samtaler").until(ctx.once(ended_on, undersokelse).strict)


def documented(ctx: Context, undersokelse: Undersokelse) -> Entries[Medvirkning]:
    """What is documented of the child's participation, as far as seen."""
    return entries(ctx, undersokelse, "medvirkning")


def omissions(ctx: Context, undersokelse: Undersokelse) -> Entries[MedvirkningUnnlatt]:
    """What is recorded of why the child did not take part, as far as seen."""
    return entries(ctx, undersokelse, "medvirkning_unnlatt")


def justified_omission(ctx: Context, undersokelse: Undersokelse) -> Condition:
    """Whether it is recorded by the closing why the child did not take part: it would or could not, or a justification.

    FOR-2023-10-12-1631 § 6 second ledd.
    """
    return omissions(ctx, undersokelse).until(ctx.once(ended_on, undersokelse).strict).any(_is_justified)


def _is_justified(row: MedvirkningUnnlatt) -> Condition:
    return _is_chosen_or_unable(row, OMITTED) | holds(row.begrunnet, f"{OMITTED}.begrunnet")


def _is_chosen_or_unable(row: MedvirkningUnnlatt | SamtaleUnnlatt, path: str) -> Condition:
    if row.grunn is NOT_REPORTED:
        return unknown(f"{path}.grunn")
    return condition(row.grunn is not None and row.grunn != _NOT_GIVEN_THE_CHANCE)


def _talk_omitted(ctx: Context, undersokelse: Undersokelse) -> Condition:
    omitted: Entries[SamtaleUnnlatt] = entries(ctx, undersokelse, "samtale_unnlatt")
    until = omitted.until(ctx.once(ended_on, undersokelse).strict)
    return until.any(lambda row: _is_chosen_or_unable(row, _NO_TALK))


@rule(
    code="MED003",
    name="barn-conversation",
    theme="no-child-conversation",
    applies_to=Undersokelse,
    duties=("P-1",),
    hjemmel=(BVL2021("1-4", ledd=1), *_OLD_ACT),
    strength=Strength.SOFT,
    needs=(TALKS, _NO_TALK, OMITTED, *CHILD_NEEDS),
    rests_on=(TALKS, _NO_TALK, OMITTED),
)
def spoken_with(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a closed investigation, when no talk with the child and no reason why not is recorded, then the child may
    not have been heard.
    """
    done = talks_of(ctx, undersokelse).any() | _talk_omitted(ctx, undersokelse)
    return judged(undersokelse, ctx, done | justified_omission(ctx, undersokelse))


@rule(
    code="MED004",
    name="barn-conversation-alone",
    theme="child-not-spoken-alone",
    applies_to=Undersokelse,
    duties=("P-2",),
    hjemmel=(BVL2021("1-4", ledd=1, punktum=2), MEDVIRKNING2023("3", ledd=3)),
    strength=Strength.SOFT,
    needs=(TALKS, *CHILD_NEEDS),
    rests_on=(TALKS,),
)
def spoken_alone(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given talks with the child in a closed investigation, when none of them was with the child alone, then the child
    may not have been free to speak.
    """
    talks = talks_of(ctx, undersokelse)
    alone = talks.any(lambda row: holds(row.alene, f"{TALKS}.alene"))
    return judged(undersokelse, ctx, alone, applies=talks.any(), exempt="no-talk")


@rule(
    code="MED005",
    name="barn-informed-of-use",
    theme="child-not-informed",
    applies_to=Undersokelse,
    duties=("P-3",),
    hjemmel=(BVL2021("1-4", ledd=2, punktum=1), MEDVIRKNING2023("5", ledd=3)),
    strength=Strength.SOFT,
    needs=(TALKS, DOCUMENTED, *CHILD_NEEDS),
    rests_on=(TALKS, DOCUMENTED),
)
def informed(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a child that took part in a closed investigation, when no talk and no documentation shows that it was told
    what its information can be used for, then it may not have been informed.
    """
    talks, documents = talks_of(ctx, undersokelse), documented(ctx, undersokelse)
    told = talks.any(lambda row: holds(row.informert, f"{TALKS}.informert")) | documents.any(
        lambda row: holds(row.informert, f"{DOCUMENTED}.informert")
    )
    return judged(undersokelse, ctx, told, applies=talks.any() | documents.any(), exempt="no-talk")


@rule(
    code="MED006",
    name="barn-agreed-with-rendering",
    theme="child-rendering-not-confirmed",
    applies_to=Undersokelse,
    duties=("P-4",),
    hjemmel=(MEDVIRKNING2023("5", ledd=2, bokstav="c"),),
    strength=Strength.SOFT,
    needs=(TALKS, DOCUMENTED, *CHILD_NEEDS),
    rests_on=(TALKS, DOCUMENTED),
)
def agreed_with_rendering(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a child that took part in an investigation closed from 2024, when nothing shows that its words were summed
    up for it and that it could correct them, then they may be rendered wrongly.
    """
    talks, documents = talks_of(ctx, undersokelse), documented(ctx, undersokelse)
    agreed = talks.any(lambda row: holds(row.gjengivelse_bekreftet, f"{TALKS}.gjengivelse_bekreftet")) | documents.any(
        lambda row: holds(row.bekreftet, f"{DOCUMENTED}.bekreftet")
    )
    return judged(undersokelse, ctx, agreed, applies=talks.any() | documents.any(), exempt="no-talk")


@rule(
    code="MED007",
    name="barn-heard-on-conclusion",
    theme="child-not-heard-on-conclusion",
    applies_to=Undersokelse,
    duties=("P-1", "P-4"),
    hjemmel=(BVL2021("1-4", ledd=1), MEDVIRKNING2023("5", ledd=2), *_OLD_ACT),
    strength=Strength.SOFT,
    needs=(TALKS, OMITTED, *CHILD_NEEDS),
    rests_on=(TALKS,),
)
def heard_on_conclusion(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given talks with the child in a closed investigation, when none of them was about how the investigation should
    end and no reason why not is recorded, then the child may not have been heard before the decision.
    """
    talks = talks_of(ctx, undersokelse)
    heard = talks.any(lambda row: holds(row.hort_om_konklusjon, f"{TALKS}.hort_om_konklusjon"))
    done = heard | (talks.any() & justified_omission(ctx, undersokelse))
    return judged(undersokelse, ctx, done, applies=talks.any(), exempt="no-talk")
