"""A control: a rule on the record itself, not on what the law demands. It fires, or it has nothing to say.

Its outcome is ``fault`` with a severity, never a breach. What cannot be told without a fact is ``open``.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from barnevern_tilsyn.engine.assessment import Assessment, Standing
from barnevern_tilsyn.engine.outcome import Severity
from barnevern_tilsyn.engine.rule import DeliveryCheck, Judge, Rule, package_of
from barnevern_tilsyn.engine.truth import FactUsed
from barnevern_tilsyn.law import Hjemmel

__all__ = ["UNDECIDED", "control", "fires", "undecided"]


def control(
    *,
    code: str,
    name: str,
    theme: str,
    applies_to: type,
    severity: Severity,
    needs: tuple[str, ...],
    ruleset: str,
    file: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    softened_when_migrated: bool = False,
    formats: tuple[str, ...] = (),
    on_request: bool = False,
    about: tuple[str, ...] = (),
    hjemmel: tuple[Hjemmel, ...] = (),
    version: str = "1.0",
) -> Callable[[Judge | type[DeliveryCheck]], Rule]:
    """Make a function a control. Its docstring is the given/when/then of the control's page.

    It looks at one element and gives ``fires(...)``, ``undecided(...)``, or ``None`` where it does not fire. On a
    class with ``see`` and ``finish`` it is a control over a whole delivery. Texts and cases stand in the table of its
    code in ``texts/{lang}/{file}.toml`` and ``cases/{file}.toml`` beside the module. ``valid_from`` and ``valid_to``:
    the first and the last day on which it is in use, by the day of the extraction. ``softened_when_migrated``: a
    warning at most where the element or the case was migrated. ``formats``: those it is for; empty: all.
    ``on_request``: it runs only where it is selected by its own code or name. ``about``: the facts whose own content it
    looks at; where one is not reported there is nothing to look at, and it is silent. ``needs``: the facts it reads;
    none for a control on documents that could not be read. Raises ``ValueError`` as ``rule``.
    """

    def wrap(judge: Judge | type[DeliveryCheck]) -> Rule:
        return Rule(
            code=code,
            name=name,
            theme=theme,
            applies_to=applies_to,
            duties=(),
            hjemmel=hjemmel,
            strength=None,
            severity=severity,
            needs=needs,
            ruleset=ruleset,
            version=version,
            texts=(package_of(judge), "texts", file),
            judge=None if isinstance(judge, type) else judge,
            start=judge if isinstance(judge, type) else None,
            valid_from=valid_from,
            valid_to=valid_to,
            softened_when_migrated=softened_when_migrated,
            formats=formats,
            on_request=on_request,
            about=about,
            given=" ".join((judge.__doc__ or "").split()),
        )

    return wrap


def fires(
    situation: str,
    *,
    facts: tuple[tuple[str, Any], ...] = (),
    args: tuple[tuple[str, Any], ...] = (),
    at: Any = None,
    severity: Severity | None = None,
) -> Assessment:
    """The control fires. ``situation`` names the sentence, ``args`` are what it takes.

    ``facts``: pairs of path and value, in the notation of ``needs``: days of events, codes, counts; never what
    identifies anyone. ``at``: the part of the element where the fault stands. ``severity``: of this fault, where it is
    not the control's own.
    """
    return Assessment(
        standing=Standing.BROKEN,
        law_day=date.min,
        situation=situation,
        facts=lambda: tuple(FactUsed(path, value) for path, value in facts),
        args=args,
        at=at,
        severity=severity,
    )


def undecided(*missing: str) -> Assessment:
    """Without these facts nobody can tell whether the control fires."""
    return Assessment(standing=Standing.UNKNOWN, law_day=date.min, situation=UNDECIDED, missing=missing)


UNDECIDED = "undecided"
"""A sentence that all controls share."""
