"""KOSTRA-AVGIVER: the municipality that reports, against the form that the file is delivered with."""

from typing import Final

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED, Reject
from barnevern_tilsyn.model.kostra import Avgiver
from barnevern_tilsyn.rules.kostra.program import YEAR, kostra_control
from barnevern_tilsyn.rules.kostra.rejects import AVGIVER, fault_in, is_missing, is_too_many

_FILE: Final = "avgiver"
_ORGANISATION: Final = "Individ.avgiver.organisasjonsnummer"
_MUNICIPALITY: Final = "Individ.avgiver.kommunenummer"
_NAME: Final = "Individ.avgiver.kommunenavn"
_FORM_YEAR: Final = "Skjema.rapporteringsar"
_FORM_REGION: Final = "Skjema.region"
_MUNICIPALITY_DIGITS: Final = 4


@kostra_control(
    code="KOSTRA-AVGIVER_00",
    name="kostra-reporter-count",
    theme="structure",
    applies_to=Reject,
    severity=Severity.ERROR,
    needs=(),
    file=_FILE,
)
def not_one(reject: Reject) -> Assessment | None:
    """Given a file, when it has not exactly one reporting municipality that can be read, then the control fires."""
    several = is_too_many(reject, AVGIVER)
    if several:
        return fires("several", at=several)
    none = is_missing(reject, AVGIVER) or fault_in(reject, AVGIVER)
    return fires("none", at=none) if none else None


@kostra_control(
    code="KOSTRA-AVGIVER_01",
    name="kostra-reporter-invalid",
    theme="structure",
    applies_to=Reject,
    severity=Severity.ERROR,
    needs=(),
    file=_FILE,
)
def invalid(reject: Reject) -> Assessment | None:
    """Given a reporting municipality, when it does not follow the schema, then the control fires."""
    fault = fault_in(reject, AVGIVER)
    return fires("invalid", at=fault) if fault else None


@kostra_control(
    code="KOSTRA-AVGIVER_02",
    name="kostra-reporter-year",
    theme="reporter-form",
    applies_to=Avgiver,
    severity=Severity.ERROR,
    needs=(YEAR, _FORM_YEAR),
    file=_FILE,
)
def other_year(avgiver: Avgiver, ctx: IndividContext) -> Assessment | None:
    """Given the year of the file and that of the form, when they differ, then the control fires."""
    year, form = avgiver.versjon, ctx.reporting.skjema.rapporteringsar
    if not form:
        return undecided(_FORM_YEAR)
    if year is NOT_REPORTED:
        return undecided(YEAR)
    return fires("other-year", args=(("year", str(year)), ("form", str(form)))) if year != form else None


@kostra_control(
    code="KOSTRA-AVGIVER_03",
    name="kostra-reporter-organisation-number-missing",
    theme="reporter-form",
    applies_to=Avgiver,
    severity=Severity.ERROR,
    needs=(_ORGANISATION,),
    file=_FILE,
)
def without_organisation_number(avgiver: Avgiver, _ctx: IndividContext) -> Assessment | None:
    """Given a reporting municipality, when its organisation number is blank, then the control fires."""
    return _blank(_ORGANISATION, avgiver.organisasjonsnummer)


@kostra_control(
    code="KOSTRA-AVGIVER_04",
    name="kostra-reporter-municipality",
    theme="reporter-form",
    applies_to=Avgiver,
    severity=Severity.ERROR,
    needs=(_MUNICIPALITY, _FORM_REGION),
    file=_FILE,
)
def other_municipality(avgiver: Avgiver, ctx: IndividContext) -> Assessment | None:
    """Given the municipality number of the file and that of the form, when they differ, then the control fires."""
    number, region = avgiver.kommunenummer, ctx.reporting.skjema.region
    if not region:
        return undecided(_FORM_REGION)
    if number is NOT_REPORTED:
        return undecided(_MUNICIPALITY)
    form = region[:_MUNICIPALITY_DIGITS]
    return fires("other-municipality", args=(("number", str(number)), ("form", form))) if number != form else None


@kostra_control(
    code="KOSTRA-AVGIVER_06",
    name="kostra-reporter-municipality-name-missing",
    theme="reporter-form",
    applies_to=Avgiver,
    severity=Severity.ERROR,
    needs=(_NAME,),
    file=_FILE,
)
def without_municipality_name(avgiver: Avgiver, _ctx: IndividContext) -> Assessment | None:
    """Given a reporting municipality, when its name is blank, then the control fires."""
    return _blank(_NAME, avgiver.kommunenavn)


def _blank(path: str, value: object) -> Assessment | None:
    if value is NOT_REPORTED:
        return undecided(path)
    return None if isinstance(value, str) and value.strip() else fires("blank")
