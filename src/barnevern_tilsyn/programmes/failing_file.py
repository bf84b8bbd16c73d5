"""A service's own rule for what is to be discussed, out of a TOML file."""

from collections.abc import Iterator

import attrs

from barnevern_tilsyn.engine.own_file import FileError, parsed, structured
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.programme import Failing, Origin

__all__ = ["FailingError", "read_failing"]


class FailingError(FileError):
    """A file with a rule that cannot be used. ``faults``: all that is wrong with it."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Rule:
    share_below: float
    any_serious: bool


def read_failing(name: str, content: bytes) -> Failing:
    """The rule in a file: ``share_below``, from 0 to 1, and ``any_serious``.

    Raises ``FailingError`` with all its faults; ``name`` is what the file is called in it.
    """
    table = parsed(name, content, FailingError)
    rule = structured(name, table, _Rule, check=_faults, error=FailingError)
    return Failing(origin=Origin.OWN, share_below=rule.share_below, any_serious=rule.any_serious)


def _faults(rule: _Rule) -> Iterator[tuple[str, Message]]:
    if not 0 <= rule.share_below <= 1:
        yield "share_below", Message("no-share")
