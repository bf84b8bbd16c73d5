"""Case records to the model: the only place that reads them."""

from barnevern_tilsyn.formats.errors import RecordError, printable, sentence
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.reader import documents, read

__all__ = ["Limits", "RecordError", "documents", "printable", "read", "sentence"]
