"""What comes of writing a case: the document and what it does not say, or why there is none."""

from collections.abc import Iterator
from typing import Any

import attrs

from barnevern_tilsyn.formats.errors import placed, printable, sentence
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.model import Message, Sak
from barnevern_tilsyn.model.fakta import register_name

__all__ = ["Loss", "WriteError", "Written", "uncoded"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Loss:
    """What a document cannot say of a case: where in the case, and why. Never the value.

    ``path`` leads through the model from the ``Sak``, with places counted from 0:
    ``meldinger[0].konklusjon.kode``. ``linje`` is the 1-based line in the source of the case of the element that
    holds it, 0 where there is none.
    """

    path: str
    linje: int
    reason: Message

    def message(self, lang: str = "nb") -> str:
        """The reason as a sentence in bokmål (``nb``), nynorsk (``nn``) or English (``en``)."""
        return sentence(self.reason, lang)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Written:
    """A case as a register document.

    ``xml`` is valid and read back as the same case, but for what stands in ``lost``: each place that is read back
    otherwise, or something above it, in the order of the model. What stands there below an element that was left
    out says why.
    """

    xml: bytes = attrs.field(repr=False)
    lost: tuple[Loss, ...]


def uncoded(sak: Sak) -> Iterator[Loss]:
    """What the source of a case had no code for, and is read as not there in a format that has one."""
    lacking = sak._kilde.ukodet
    for field in attrs.fields(Sak) if lacking else ():
        codes = tuple(sorted(code for element, code in lacking if element == register_name(field)))
        if codes:
            yield Loss(path=field.name, linje=sak._linje, reason=shared_message("write.codes_become_no", codes=codes))


class WriteError(Exception):
    """A case cannot be made a valid register document. Says where and what was expected, never what stood there.

    ``reasons`` are all there are, in the order of the model. ``fil`` names the source of the case, if it has one.
    """

    def __init__(self, reasons: tuple[Loss, ...], fil: str = "") -> None:
        self.reasons = reasons
        self.fil = fil
        super().__init__(self.message())

    def message(self, lang: str = "nb") -> str:
        """The same in bokmål (``nb``), nynorsk (``nn``) or English (``en``): a line for each reason."""
        fil = printable(self.fil)
        return "\n".join(
            (f"{placed(fil, reason.linje)}: " if fil else "") + f"{reason.path}: {reason.message(lang)}"
            for reason in self.reasons
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reasons, self.fil)
