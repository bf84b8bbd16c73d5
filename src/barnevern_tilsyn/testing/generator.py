"""Synthetic register deliveries with breaches planted and the truth beside them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import attrs

from barnevern_tilsyn.testing.data_oracle import data_faults
from barnevern_tilsyn.testing.oracle import Truth, judge
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.plants import PLANTS as LAW_PLANTS
from barnevern_tilsyn.testing.synthetic.plants import Plant
from barnevern_tilsyn.testing.synthetic.plants_data import DATA_PLANTS
from barnevern_tilsyn.testing.synthetic.shape_weights import SHAPES
from barnevern_tilsyn.testing.synthetic.xml_text import xml_text

__all__ = [
    "BOUNDARY_SHARE",
    "FIRST_AS_OF",
    "LAST_AS_OF",
    "PLANTS",
    "GeneratedCase",
    "Truth",
    "drafts",
    "generate",
    "shares_of",
    "write",
]

PLANTS: Mapping[str, tuple[Plant, ...]] = {**LAW_PLANTS, **DATA_PLANTS}
"""By the code of a rule or a data control, the ways to plant what it finds."""

BOUNDARY_SHARE = 0.3
"""Share of the planted breaches that fall on the first day after the latest one, where the breach has a day."""

FIRST_AS_OF = date(2025, 6, 1)
LAST_AS_OF = date(2034, 12, 31)
_DEFAULT_SHARE = 1 / 3


@attrs.frozen
class GeneratedCase:
    """A synthetic delivery of one case.

    ``name`` is the file name without ``.xml``; ``truths`` what the rules should say of its elements;
    ``planted`` the rule codes planted, none or one; ``shape`` the kind of course.
    """

    sak_id: str
    name: str
    xml: bytes = attrs.field(repr=False)
    truths: tuple[Truth, ...]
    planted: tuple[str, ...]
    shape: str


def generate(
    count: int,
    *,
    seed: int,
    plant: Mapping[str, float] | Sequence[str] = (),
    as_of: date = date(2026, 10, 1),
) -> Iterator[GeneratedCase]:
    """Yields ``count`` valid deliveries of version 4.0.1, the same ones for the same arguments.

    ``plant``: rule codes, or each code's share of all cases. Codes alone share a third of the cases evenly.
    A planted case has exactly one breach (``UND002``: one finding to review; a data control: one fault, no breach);
    the others have none, but may have something to review. ``as_of`` is the day the truth is told for; no fact is
    later.

    Raises ``ValueError`` for a code that cannot be planted, for shares below 0 or above 1 in all, and for an
    ``as_of`` before June 2025 or after 2034.
    """
    shares = shares_of(plant)
    if not FIRST_AS_OF <= as_of <= LAST_AS_OF:
        raise ValueError(f"as_of must lie from {FIRST_AS_OF} to {LAST_AS_OF}")
    return _cases(count, Random(seed), shares, as_of)


def write(cases: Iterable[GeneratedCase], folder: Path) -> None:
    """Writes one XML file a case into ``folder``, and ``truth/truth.json`` below it: the truths by file."""
    truth_folder = folder / "truth"
    truth_folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for case in cases:
        (folder / f"{case.name}.xml").write_bytes(case.xml)
        listed.append(
            {
                "file": f"{case.name}.xml",
                "case": case.sak_id,
                "shape": case.shape,
                "planted": case.planted,
                "truths": [attrs.asdict(truth) for truth in case.truths],
            }
        )
    text = json.dumps({"format": 1, "cases": listed}, indent=1)
    (truth_folder / "truth.json").write_text(f"{text}\n", encoding="utf-8")


def shares_of(plant: Mapping[str, float] | Sequence[str]) -> dict[str, float]:
    """Each code's share of all cases. Raises ``ValueError`` as ``generate``."""
    if isinstance(plant, Mapping):
        shares = dict(plant)
    else:
        codes = tuple(dict.fromkeys([plant] if isinstance(plant, str) else plant))
        shares = {code: _DEFAULT_SHARE / len(codes) for code in codes}
    if not shares.keys() <= PLANTS.keys():
        raise ValueError(f"only these rules can be planted: {', '.join(PLANTS)}")
    if any(share < 0 for share in shares.values()) or sum(shares.values()) > 1 + 1e-9:
        raise ValueError("shares must not be negative, and be at most 1 in all")
    return shares


def _cases(count: int, rng: Random, shares: dict[str, float], as_of: date) -> Iterator[GeneratedCase]:
    def known() -> date:
        return as_of if rng.random() < 0.8 else as_of - days(rng.randint(1, 45))

    made = drafts(rng, shares, known, AVGIVERE)
    for number, (draft, kind, shape) in zip(range(1, count + 1), made, strict=False):
        case = draft.finished()
        truths = (*judge(case, as_of), *data_faults(case))
        _check(kind, truths)
        yield GeneratedCase(case.id, f"{number:05d}", xml_text(case), truths, (kind,) if kind else (), shape)


def drafts(
    rng: Random, shares: dict[str, float], known: Callable[[], date], avgivere: Sequence[tuple[str, str, str, str, str]]
) -> Iterator[tuple[Draft, str, str]]:
    """Cases without end, each known until the day of ``known``: a draft, the rule planted or none, the shape."""
    kinds = {**shares, "": 1 - sum(shares.values())}
    credit = {kind: rng.random() * share for kind, share in kinds.items()}
    names = [shape.__name__ for shape, _ in SHAPES]
    weights = [weight for _, weight in SHAPES]
    while True:
        for kind, share in kinds.items():
            credit[kind] += share
        kind = max(credit, key=credit.__getitem__)
        credit[kind] -= 1
        draft = Draft(rng, known())
        draft.avgiver = rng.choice(avgivere)
        if kind:
            plant = rng.choice(PLANTS[kind])
            plant(draft, boundary=rng.random() < BOUNDARY_SHARE)
            shape = plant.__name__
        else:
            index = rng.choices(range(len(SHAPES)), weights)[0]
            SHAPES[index][0](draft)
            shape = names[index]
        yield draft, kind, shape


def _check(kind: str, truths: tuple[Truth, ...]) -> None:
    """What was planted and what the oracle sees must be the same, or the truth is worth nothing."""
    wrong = [truth.rule for truth in truths if truth.outcome in ("breach", "fault")]
    if kind == "UND002":
        seen = not wrong and any(truth.rule == kind and truth.outcome == "review" for truth in truths)
    else:
        seen = wrong == ([kind] if kind else [])
    if not seen:
        raise AssertionError("the generator and the oracle disagree")
