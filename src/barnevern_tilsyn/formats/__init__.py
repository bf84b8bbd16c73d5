"""Case records to the model and back: the only place that reads and writes them.

Writing stands apart, in ``formats.writer`` and ``formats.written``: who only reads does not load it.
"""

from barnevern_tilsyn.formats.errors import RecordError, printable, sentence, undated
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.reader import documents, read

__all__ = ["Limits", "RecordError", "documents", "printable", "read", "sentence", "undated"]
