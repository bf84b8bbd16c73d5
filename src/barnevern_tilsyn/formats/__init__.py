"""Case records to the model and back: the only place that reads and writes them."""

from barnevern_tilsyn.formats.errors import RecordError, printable, sentence
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.reader import documents, read
from barnevern_tilsyn.formats.writer import write_xml
from barnevern_tilsyn.formats.written import Loss, WriteError, Written

__all__ = [
    "Limits",
    "Loss",
    "RecordError",
    "WriteError",
    "Written",
    "documents",
    "printable",
    "read",
    "sentence",
    "write_xml",
]
