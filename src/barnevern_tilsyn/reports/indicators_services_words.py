"""Services and protected counts in words: what text and templates share."""

from barnevern_tilsyn.engine.texts import fill, format_number
from barnevern_tilsyn.findings import fact_name
from barnevern_tilsyn.indicators.comparison import Compared, Row
from barnevern_tilsyn.indicators.municipalities import Municipalities, Service
from barnevern_tilsyn.indicators.protection import Protection
from barnevern_tilsyn.reports.indicators_words import indicator_texts, percent

__all__ = ["count_words", "nothing_words", "row_words", "service_name"]


def service_name(service: Service | None, municipalities: Municipalities, lang: str) -> str:
    """A service by its number and the municipality's name; all of them where there is none."""
    texts = indicator_texts(lang)["comparison"]
    if service is None:
        return str(texts["all"])
    if not service.kommunenummer:
        return str(texts["no-number"])
    name = municipalities.name(service.kommunenummer)
    return f"{service.code} {name}".rstrip()


def count_words(count: int | None, *, small: bool, protection: Protection, lang: str) -> str:
    """A count, that it is below the limit, or that it is hidden."""
    texts = indicator_texts(lang)["comparison"]
    if count is not None:
        return format_number(count, lang)
    if small:
        return fill(texts["fewer"], (("limit", protection.least),), lang)
    return str(texts["hidden"])


def nothing_words(compared: Compared, lang: str) -> str:
    """Why nothing is shown of a figure."""
    texts = indicator_texts(lang)
    if compared.not_carried:
        facts = tuple(fact_name(path, lang) for path in compared.not_carried)
        return fill(texts["sentences"]["none-carried"], (("facts", facts),), lang)
    return str(texts["sentences"]["none"] if compared.all is None else texts["comparison"]["all-hidden"])


def row_words(row: Row, protection: Protection, lang: str) -> str:
    """What a figure came to in a service, as far as it may be told."""
    texts = indicator_texts(lang)["comparison"]
    told = {
        name: count_words(shown.count, small=shown.small, protection=protection, lang=lang)
        for name, shown in row.counts.items()
    }
    if "count" in told:
        median = "" if row.median is None else fill(texts["median"], (("days", row.median),), lang)
        return f"{told['count']}{median}"
    yes, no, of = (row.counts[name] for name in ("yes", "no", "of"))
    if row.share is not None:
        words = fill(
            texts["share"], (("yes", told["yes"]), ("of", told["of"]), ("share", percent(row.share, lang))), lang
        )
    elif of.count is not None and (no.small or yes.small):
        words = fill(texts["but-few" if no.small else "few"], (("of", told["of"]), ("limit", protection.least)), lang)
    elif of.count is not None:
        words = fill(texts["hidden-of"], (("of", told["of"]),), lang)
    else:
        words = told["of"]
    unsure = row.counts["unsure"]
    if unsure.count:
        words += fill(texts["unsure"], (("number", told["unsure"]),), lang)
    return words
