"""The law as taxonomies: one for each Act or regulation, its provisions as taxa."""

from collections.abc import Iterable
from typing import Any

from barnevern_tilsyn.engine import Registry
from barnevern_tilsyn.findings import Provision
from barnevern_tilsyn.law import Hjemmel
from barnevern_tilsyn.law.lover import lov

__all__ = ["Taxonomies"]


class Taxonomies:
    """The provisions that rules rest on, and references to them."""

    def __init__(self, rules: Registry, lang: str) -> None:
        self._lang = lang
        self._acts: dict[str, dict[str, Hjemmel]] = {}
        for hjemmel in sorted({hjemmel for rule in rules for hjemmel in rule.hjemmel}, key=_order):
            self._acts.setdefault(hjemmel.lov, {})[_taxon(hjemmel)] = hjemmel
        self._act_index = {act: index for index, act in enumerate(self._acts)}
        self._index = {(act, id): index for act, taxa in self._acts.items() for index, id in enumerate(taxa)}

    def rows(self) -> list[dict[str, Any]]:
        """The ``taxonomies`` of the run. They hold the provisions that the rules rest on, not all of the Act."""
        return [
            {
                "name": act,
                "fullName": f"{self._title(act)} ({act})",
                "shortDescription": {"text": self._title(act)},
                "language": self._lang,
                "isComprehensive": False,
                "taxa": [
                    {"id": id, "name": hjemmel.cite(self._lang), "shortDescription": {"text": hjemmel.cite(self._lang)}}
                    for id, hjemmel in taxa.items()
                ],
            }
            for act, taxa in self._acts.items()
        ]

    def supported(self) -> list[dict[str, Any]]:
        """References to the taxonomies themselves."""
        return [{"name": act, "index": index} for act, index in self._act_index.items()]

    def references(self, provisions: Iterable[Hjemmel | Provision]) -> list[dict[str, Any]]:
        """References to the taxa of provisions, each once."""
        found = dict.fromkeys((_act(provision), _taxon(provision)) for provision in provisions)
        return [
            {
                "id": id,
                "index": self._index[act, id],
                "toolComponent": {"name": act, "index": self._act_index[act]},
            }
            for act, id in found
        ]

    def _title(self, act: str) -> str:
        names = lov(act)
        return {"nb": names.title_nb, "nn": names.title_nn, "en": names.title_en}[self._lang]


def _order(h: Hjemmel) -> tuple[object, ...]:
    return h.lov, h.paragraf, h.ledd or 0, h.bokstav or "", h.punktum or 0


def _act(provision: Hjemmel | Provision) -> str:
    return provision.lov if isinstance(provision, Hjemmel) else provision.act


def _taxon(provision: Hjemmel | Provision) -> str:
    """The id of a provision within its Act, the same in all languages: ``2-2/ledd-2``."""
    section = provision.paragraf if isinstance(provision, Hjemmel) else provision.paragraph
    parts = ((name, getattr(provision, name)) for name in ("ledd", "bokstav", "punktum"))
    return "/".join([section, *(f"{name}-{value}" for name, value in parts if value is not None)])
