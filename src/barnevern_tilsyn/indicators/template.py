"""Templates of reports: which figures stand where, and what a person must fill in, with the reason why."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import attrs

from barnevern_tilsyn.engine import own_file
from barnevern_tilsyn.engine.own_file import SourceNote, Texts
from barnevern_tilsyn.indicators.figure import Catalogue
from barnevern_tilsyn.indicators.loading import DATA, TEXTS, IndicatorError
from barnevern_tilsyn.model import Message

__all__ = ["Left", "Section", "Template", "builtin", "builtin_ids", "load"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Left:
    """What a person must fill in: ``reason`` is why the figures cannot."""

    text: Texts
    reason: Texts


@attrs.frozen(weakref_slot=False, kw_only=True)
class Section:
    """A section with figures, by id, and what is left open."""

    title: Texts
    figures: tuple[str, ...] = ()
    left_open: tuple[Left, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Template:
    """A report to be filled. ``public``: small numbers are hidden in it. ``about`` says whose the template is."""

    id: str
    version: str
    public: bool
    title: Texts
    about: Texts
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...] = ()


@cache
def builtin_ids() -> tuple[str, ...]:
    """The templates of the package."""
    files = resources.files(DATA).joinpath("data", "templates").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def builtin(id: str, catalogue: Catalogue) -> Template:
    """A template of the package, for these figures. Raises ``KeyError``, and ``IndicatorError`` as ``load``."""
    if id not in builtin_ids():
        raise KeyError(id)
    name = f"{id}.toml"
    return _structured(name, resources.files(DATA).joinpath("data", "templates", name).read_bytes(), catalogue)


def load(path: str | Path, catalogue: Catalogue) -> Template:
    """The template in a file, for these figures.

    Raises ``IndicatorError`` with all its faults, one of them a figure that the catalogue does not have, ``OSError``
    where the file cannot be read.
    """
    file = Path(path)
    return _structured(file.name, file.read_bytes(), catalogue)


def _structured(name: str, content: bytes, catalogue: Catalogue) -> Template:
    table = own_file.parsed(name, content, IndicatorError)
    return own_file.structured(name, table, Template, check=_faults(catalogue), error=IndicatorError, texts=TEXTS)


def _faults(catalogue: Catalogue) -> Callable[[Template], Iterator[tuple[str, Message]]]:
    known = {figure.id for figure in catalogue.figures}

    def faults(template: Template) -> Iterator[tuple[str, Message]]:
        for at, section in enumerate(template.sections):
            for place, id in enumerate(section.figures):
                if id not in known:
                    yield f"sections[{at}].figures[{place}]", Message("no-such-figure", (("id", id),))

    return faults
