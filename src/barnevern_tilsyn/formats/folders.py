"""Documents in folders and behind patterns, sorted by name."""

import glob
import os
import stat
from collections.abc import Iterator
from typing import Final

import attrs

from barnevern_tilsyn.formats.contents import file_content, trouble
from barnevern_tilsyn.formats.items import IGNORED, Found, Item, summed
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.sniff import is_archive, is_litter, is_xml
from barnevern_tilsyn.model import Message, Notice, Unreadable

__all__ = ["folder_content", "is_pattern", "pattern_content"]

_MAGIC: Final = frozenset("*?[")


def folder_content(fil: str, limits: Limits) -> Iterator[Item]:
    """Documents and archives in a folder and in those within it; links to folders are not followed."""
    return summed(fil, _below(fil, limits), nothing="folder.no_xml", ignored="folder.ignored")


@attrs.define(weakref_slot=False)
class _Open:
    """A folder on the way down to where the walk has come."""

    fil: str
    names: Iterator[str]
    litter: bool
    meant: bool
    """It is named as a document is: if it holds none, that is said of itself."""
    found: bool = False


def _below(fil: str, limits: Limits) -> Iterator[Found]:
    entered = _enter(fil, litter=False, meant=False)
    if isinstance(entered, Unreadable):
        yield entered
        return
    way = [entered]
    while way:
        here = way[-1]
        name = next(here.names, None)
        if name is None:
            way.pop()
            if here.meant and not here.found:
                yield Unreadable(fil=here.fil, reason=Message("folder.no_xml"))
            continue
        inner = os.path.join(here.fil, name)  # noqa: PTH118 - keeps the caller's spelling
        if _is_folder(inner):
            entered = _enter(inner, litter=here.litter or name == "__MACOSX", meant=_is_meant(name) and not here.litter)
            if isinstance(entered, _Open):
                way.append(entered)
                continue
            items: Iterator[Found] = iter((entered,))
        else:
            items = iter((IGNORED,)) if here.litter else _entry(inner, name, limits)
        for item in items:
            if item is not IGNORED and not isinstance(item, Notice):
                for folder in way:
                    folder.found = True
            yield item


def _enter(fil: str, *, litter: bool, meant: bool) -> _Open | Unreadable:
    try:
        return _Open(fil, iter(sorted(os.listdir(fil))), litter, meant)  # noqa: PTH208 - names take the least memory
    except (OSError, ValueError) as error:
        return trouble(fil, error)


def _is_meant(name: str) -> bool:
    """Whether a document or archive is meant, by the name."""
    return is_xml(name) or is_archive(name)


def _is_folder(fil: str) -> bool:
    """Whether it is a folder and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(fil).st_mode)
    except (OSError, ValueError):
        return False


def _entry(fil: str, name: str, limits: Limits) -> Iterator[Found]:
    """The documents in what is no folder. Pipes and devices are never opened: they would be waited for."""
    if is_litter(name):
        return iter((IGNORED,))
    try:
        mode = os.stat(fil).st_mode  # noqa: PTH116 - follows links, and raises what is wrong
    except (OSError, ValueError) as error:
        return iter((trouble(fil, error),))
    if stat.S_ISDIR(mode):
        return iter((Notice(fil=fil, sak_id="", reason=Message("folder.link")),))
    if not stat.S_ISREG(mode):
        return iter((Unreadable(fil=fil, reason=Message("file.special")),))
    return file_content(fil, limits, certain=_is_meant(name))


def is_pattern(fil: str) -> bool:
    """Whether a path that does not exist may be a pattern of paths."""
    return not _MAGIC.isdisjoint(fil)


def pattern_content(fil: str, limits: Limits) -> Iterator[Item]:
    """Documents behind a pattern, such as ``leveranser/2026-*``; with ``**`` those in all folders below."""
    try:
        matches = sorted(set(glob.glob(fil, recursive=True)))  # noqa: PTH207 - the pattern may be absolute
    except (OSError, ValueError) as error:
        return iter((trouble(fil, error),))
    except RecursionError:
        return iter((Unreadable(fil=fil, reason=Message("folder.too_deep")),))
    found = _matched(matches, limits, deep="**" in fil)
    return summed(fil, found, nothing="folder.no_xml" if matches else "file.missing", ignored="folder.ignored")


def _matched(matches: list[str], limits: Limits, *, deep: bool) -> Iterator[Found]:
    for match in matches:
        if not os.path.isdir(match):  # noqa: PTH112 - raises nothing
            name = os.path.basename(match)  # noqa: PTH119 - keeps odd names
            yield from _entry(match, name, limits) if deep else _named(match, limits)
        elif not deep:
            yield from folder_content(match, limits)


def _named(fil: str, limits: Limits) -> Iterator[Found]:
    """A file that a pattern names: as one that the caller names, but never waited for."""
    try:
        special = not stat.S_ISREG(os.stat(fil).st_mode)  # noqa: PTH116 - follows links, and raises what is wrong
    except (OSError, ValueError) as error:
        return iter((trouble(fil, error),))
    if special:
        return iter((Unreadable(fil=fil, reason=Message("file.special")),))
    return file_content(fil, limits)
