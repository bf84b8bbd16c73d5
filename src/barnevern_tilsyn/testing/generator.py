"""Synthetic register deliveries with breaches planted and the truth beside them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import attrs

from barnevern_tilsyn.testing.data_oracle import data_faults
from barnevern_tilsyn.testing.oracle import Truth, judge, planned_at_once
from barnevern_tilsyn.testing.synthetic.code_choice import AVGIVERE
from barnevern_tilsyn.testing.synthetic.dice import NoRoom, days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.draft_text import as_drafted, draft_text
from barnevern_tilsyn.testing.synthetic.older import as_carried, carries_deleted_cases, carries_investigation_plans
from barnevern_tilsyn.testing.synthetic.plants import PLANTS as LAW_PLANTS
from barnevern_tilsyn.testing.synthetic.plants import Plant
from barnevern_tilsyn.testing.synthetic.plants_data import DATA_PLANTS
from barnevern_tilsyn.testing.synthetic.shape_weights import SHAPES
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec
from barnevern_tilsyn.testing.synthetic.xml_text import xml_text
from barnevern_tilsyn.testing.written_versions import DRAFT, NEWEST, VERSIONS, day_of, span_of

__all__ = [
    "BOUNDARY_SHARE",
    "PLANTS",
    "VERSIONS",
    "GeneratedCase",
    "Truth",
    "day_of",
    "drafts",
    "generate",
    "plants_of",
    "shares_of",
    "span_of",
    "write",
]

PLANTS: Mapping[str, tuple[Plant, ...]] = {**LAW_PLANTS, **DATA_PLANTS}
"""By the code of a rule or a data control, the ways to plant what it finds."""

BOUNDARY_SHARE = 0.3
"""Share of the planted breaches that fall on the first day after the latest one, where the breach has a day."""

_DEFAULT_SHARE = 1 / 3
_PLAN_RULES = ("AKU001", "UND003")
_LAPSE_RULE = "AKU001"
_ATTEMPTS = 50
_WEIGHTS = [weight for _, weight in SHAPES]


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
    as_of: date | None = None,
    version: str = NEWEST,
) -> Iterator[GeneratedCase]:
    """Yields ``count`` valid deliveries of a register version, the same ones for the same arguments.

    ``plant``: rule codes, or each code's share of all cases. Codes alone share a third of the cases evenly.
    A planted case has exactly one breach (``UND002``: one finding to review; a data control: one fault, no breach);
    the others have none, but may have something to review. ``as_of`` is the day the truth is told for; no fact is
    later. The default is 1 October 2026, or for an older version the last day on which it was in use and had all codes.

    ``version``: one of ``VERSIONS``. An older one carries less, so that the truth may be *open*.

    Raises ``ValueError`` for a version that is not known, a code that cannot be planted in it, shares below 0 or
    above 1 in all, and an ``as_of`` beyond ``span_of(version)``.
    """
    if version not in VERSIONS:
        raise ValueError(f"only these versions can be written: {', '.join(VERSIONS)}")
    first, last = span_of(version)
    day = as_of or day_of(version)
    if not first <= day <= last:
        raise ValueError(f"as_of must lie from {first} to {last}")
    return _cases(count, Random(seed), shares_of(plant, plants_of(version, day)), day, version)


def plants_of(version: str = NEWEST, as_of: date | None = None) -> tuple[str, ...]:
    """The codes that can be planted in a version by a day; the default day is that of ``generate``.

    A plan that the version cannot carry cannot be seen to be missing, nor one after a decision whose lapse it cannot
    carry; some courses are too long for an early day, and the faults of data are those of the newest version.
    """
    if version == NEWEST:
        return tuple(PLANTS)
    day = as_of or day_of(version)
    lost = (_LAPSE_RULE,) if version == DRAFT else () if carries_investigation_plans(version) else _PLAN_RULES
    return tuple(code for code in LAW_PLANTS if code not in lost and _has_room(code, day))


def _has_room(code: str, day: date) -> bool:
    try:
        _drawn(Random(0), code, lambda: day, AVGIVERE)
    except NoRoom:
        return False
    return True


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


def shares_of(plant: Mapping[str, float] | Sequence[str], possible: Sequence[str] = tuple(PLANTS)) -> dict[str, float]:
    """Each code's share of all cases. Raises ``ValueError`` as ``generate``."""
    if isinstance(plant, Mapping):
        shares = dict(plant)
    else:
        codes = tuple(dict.fromkeys([plant] if isinstance(plant, str) else plant))
        shares = {code: _DEFAULT_SHARE / len(codes) for code in codes}
    if not shares.keys() <= set(possible):
        raise ValueError(f"only these rules can be planted: {', '.join(possible)}")
    if any(share < 0 for share in shares.values()) or sum(shares.values()) > 1 + 1e-9:
        raise ValueError("shares must not be negative, and be at most 1 in all")
    return shares


def _cases(count: int, rng: Random, shares: dict[str, float], as_of: date, version: str) -> Iterator[GeneratedCase]:
    def known() -> date:
        return as_of if rng.random() < 0.8 else as_of - days(rng.randint(1, 45))

    made = (
        drawn for drawn in drafts(rng, shares, known, AVGIVERE) if not drawn[0].voided or carries_deleted_cases(version)
    )
    for number, (draft, kind, shape) in zip(range(1, count + 1), made, strict=False):
        case = draft.finished()
        truths = judge(case, as_of)
        _check(kind, (*truths, *data_faults(case)))
        written, xml = _written(case, version)
        told = (*_told(truths, case, version), *data_faults(written))
        yield GeneratedCase(case.id, f"{number:05d}", xml, told, (kind,) if kind else (), shape)


def _written(case: CaseSpec, version: str) -> tuple[CaseSpec, bytes]:
    """The case as a version can carry it, and the document."""
    if version == DRAFT:
        case = as_drafted(case)
        return case, draft_text(case)
    if version != NEWEST:
        case = as_carried(case, version)
    return case, xml_text(case, version)


def _told(truths: tuple[Truth, ...], case: CaseSpec, version: str) -> tuple[Truth, ...]:
    """The truths as a version lets them be seen."""
    if version == DRAFT:
        surely = {v.id for v in case.vedtak if planned_at_once(case, v)}
        return tuple(
            _opened(truth) if truth.rule == _LAPSE_RULE and truth.element_id not in surely else truth
            for truth in truths
        )
    if carries_investigation_plans(version):
        return truths
    return tuple(_opened(truth) if truth.rule in _PLAN_RULES else truth for truth in truths)


def _opened(truth: Truth) -> Truth:
    return truth if truth.outcome == "not_applicable" else attrs.evolve(truth, outcome="open")


def drafts(
    rng: Random, shares: dict[str, float], known: Callable[[], date], avgivere: Sequence[tuple[str, str, str, str, str]]
) -> Iterator[tuple[Draft, str, str]]:
    """Cases without end, each known until the day of ``known``: a draft, the rule planted or none, the shape."""
    kinds = {**shares, "": 1 - sum(shares.values())}
    credit = {kind: rng.random() * share for kind, share in kinds.items()}
    while True:
        for kind, share in kinds.items():
            credit[kind] += share
        kind = max(credit, key=credit.__getitem__)
        credit[kind] -= 1
        draft, shape = _drawn(rng, kind, known, avgivere)
        yield draft, kind, shape


def _drawn(
    rng: Random, kind: str, known: Callable[[], date], avgivere: Sequence[tuple[str, str, str, str, str]]
) -> tuple[Draft, str]:
    """A draft with a course of the kind, and its name. Raises ``NoRoom`` where none fits before the extraction."""
    for _ in range(_ATTEMPTS):
        draft = Draft(rng, known())
        draft.avgiver = rng.choice(avgivere)
        try:
            if kind:
                plant = rng.choice(PLANTS[kind])
                plant(draft, boundary=rng.random() < BOUNDARY_SHARE)
                return draft, plant.__name__
            shape = SHAPES[rng.choices(range(len(SHAPES)), _WEIGHTS)[0]][0]
            shape(draft)
        except NoRoom:
            continue
        return draft, shape.__name__
    raise NoRoom


def _check(kind: str, truths: tuple[Truth, ...]) -> None:
    """What was planted and what the oracle sees must be the same, or the truth is worth nothing."""
    wrong = [truth.rule for truth in truths if truth.outcome in ("breach", "fault")]
    if kind == "UND002":
        seen = not wrong and any(truth.rule == kind and truth.outcome == "review" for truth in truths)
    else:
        seen = wrong == ([kind] if kind else [])
    if not seen:
        raise AssertionError("the generator and the oracle disagree")
