"""The kinds of files that a form can be written as, each imported when it is asked for.

This module itself is as light as the command line that reads it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes.form import Form
    from barnevern_tilsyn.programmes.programme import Programme

__all__ = ["FORM_FORMATS", "FormFormat", "file_names"]


class FormFormat(NamedTuple):
    """A kind of file: how a form of a programme is written, and the extra that it needs.

    ``write`` gets the tool's own version last; the same form gives the same bytes.
    """

    write: "Callable[[Form, Programme, str], bytes]"
    extra: str = ""


def _html(form: "Form", programme: "Programme", version: str) -> bytes:
    from barnevern_tilsyn.reports.form_page import page  # noqa: PLC0415 - needs the extra html

    return page(form, programme, form.lang, version=version).encode()


def _json(form: "Form", _programme: "Programme", _version: str) -> bytes:
    from barnevern_tilsyn.programmes.form_json import form_json  # noqa: PLC0415 - brings cattrs along

    return form_json(form)


def _xlsx(form: "Form", programme: "Programme", _version: str) -> bytes:
    from barnevern_tilsyn.reports.form_xlsx import form_xlsx  # noqa: PLC0415 - needs the extra xlsx

    return form_xlsx(form, programme)


FORM_FORMATS: Final[Mapping[str, FormFormat]] = {
    "html": FormFormat(_html, "html"),
    "xlsx": FormFormat(_xlsx, "xlsx"),
    "json": FormFormat(_json),
}


def file_names(forms: "Iterable[Form]", format: str) -> tuple[str, ...]:
    """What the files of a sample's forms are called: the case with its number, or ``00-service``. Nothing personal."""
    numbers = count(1)
    return tuple(
        f"{next(numbers):02}-{one.subject.case}.{format}" if one.subject else f"00-service.{format}" for one in forms
    )
