"""The error of ``read`` goes between processes, and names are shown without harm."""

import copy
import pickle

import pytest

from barnevern_tilsyn.formats import RecordError, printable, read, sentence
from barnevern_tilsyn.model import Message, Reject, Unreadable
from tests.formats.samples import document


@pytest.mark.parametrize("data", [b"", b"<Barnevern/>", document().replace(b"<Plan ", b"<Plan Feil='1' ", 1)])
def test_an_error_can_be_pickled_and_copied(data: bytes) -> None:
    with pytest.raises(RecordError) as caught:
        list(read(data))
    error = caught.value
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is RecordError
        assert str(twin) == str(error)
        assert twin.cause == error.cause
        assert isinstance(twin.cause, Reject | Unreadable)


def test_a_name_is_shown_without_what_a_terminal_would_obey() -> None:
    assert printable("blå a.xml") == "blå a.xml"
    assert printable("a\nb\x1b[2J\udce5.xml") == "a\\nb\\x1b[2J\\udce5.xml"


def test_a_sentence_in_each_language() -> None:
    assert sentence(Message("file.empty")) == "Filen er tom."
    assert sentence(Message("folder.ignored", (("count", 3),)), "nb").startswith("Hoppet over 3 filer ")
    assert sentence(Message("folder.ignored", (("count", 1),)), "nn").startswith("Hoppa over 1 fil ")
    assert sentence(Message("folder.ignored", (("count", 1200),)), "en").startswith("Passed over 1,200 files ")
    with pytest.raises(KeyError):
        sentence(Message("file.unheard_of"))
