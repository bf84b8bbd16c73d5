"""KOSTRA-INDIVID_04 and 05: what two children of a file share that should be one child's alone.

Of each child there is kept a keyed digest and the line it stands on, no more. The key is new for each run and leaves it
in no way, so that a digest tells nothing to anybody.
"""

from collections.abc import Iterable
from hashlib import blake2b
from secrets import token_bytes
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED, Kilde
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.rules.kostra.numbers import NUMBER, PROVISIONAL, has_check_digits
from barnevern_tilsyn.rules.kostra.program import kostra_control, not_read

__all__ = ["SameJournalNumber", "SameNumber"]

_FILE: Final = "individ"
_JOURNAL: Final = "Individ.journalnummer"
_DIGEST_BYTES: Final = 16


class _Seen:
    """The values of the children of the file that is being read, and where each was seen first."""

    def __init__(self) -> None:
        self._key = token_bytes(32)
        self._file: Kilde | None = None
        self._lines: dict[bytes, int] = {}

    def before(self, value: str, individ: Individ) -> Assessment | None:
        """That an earlier child of the same file has the value too, if one has."""
        if individ._kilde is not self._file:
            self._file = individ._kilde
            self._lines.clear()
        digest = blake2b(value.encode(), key=self._key, digest_size=_DIGEST_BYTES).digest()
        line = self._lines.get(digest)
        if line is None:
            self._lines[digest] = individ._linje
            return None
        return fires("twice", args=(("line", str(line)),))


@kostra_control(
    code="KOSTRA-INDIVID_04",
    name="kostra-number-twice",
    theme="duplicate",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=(NUMBER,),
    file=_FILE,
)
class SameNumber:
    """Given a child with a valid national identity number that is not a provisional one, when an earlier child in the
    file has it too, then the control fires.
    """

    def __init__(self) -> None:
        self._seen = _Seen()

    def see(self, ctx: IndividContext) -> Iterable[tuple[Individ, Assessment]]:
        """What can be said on seeing this child."""
        individ = ctx.individ
        number = individ.fodselsnummer
        if number is NOT_REPORTED:
            return ((individ, undecided(NUMBER)),)
        if not number or not ctx.once(has_check_digits, individ) or number.endswith(PROVISIONAL):
            return ()
        found = self._seen.before(number, individ)
        return ((individ, found),) if found else ()

    def finish(self) -> Iterable[tuple[Any, Any, Assessment]]:
        """Nothing is left to say."""
        return ()


@kostra_control(
    code="KOSTRA-INDIVID_05",
    name="kostra-journal-number-twice",
    theme="duplicate",
    applies_to=Individ,
    severity=Severity.ERROR,
    needs=(_JOURNAL, NUMBER),
    file=_FILE,
)
class SameJournalNumber:
    """Given a child with a journal number and something in the field of the national identity number, when an earlier
    such child in the file has the journal number too, then the control fires.
    """

    def __init__(self) -> None:
        self._seen = _Seen()

    def see(self, ctx: IndividContext) -> Iterable[tuple[Individ, Assessment]]:
        """What can be said on seeing this child."""
        individ = ctx.individ
        journal, number = individ.journalnummer, individ.fodselsnummer
        if journal is None or number is None:
            return ()
        if not journal or not number:
            unread = not_read((_JOURNAL, journal), (NUMBER, number))
            return ((individ, unread),) if unread else ()
        found = self._seen.before(journal, individ)
        return ((individ, found),) if found else ()

    def finish(self) -> Iterable[tuple[Any, Any, Assessment]]:
        """Nothing is left to say."""
        return ()
