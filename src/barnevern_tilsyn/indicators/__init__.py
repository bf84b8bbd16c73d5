"""Steering figures over many cases: definitions as data, counts that add up, and what may be shown of few."""

from barnevern_tilsyn.indicators.comparison import Comparison, compare_services
from barnevern_tilsyn.indicators.figure import Catalogue, Figure
from barnevern_tilsyn.indicators.indicators import Indicators, Value, indicators_of
from barnevern_tilsyn.indicators.loading import IndicatorError, builtin, load
from barnevern_tilsyn.indicators.period import Period, Span, Step
from barnevern_tilsyn.indicators.seen import Seen
from barnevern_tilsyn.indicators.tally import Tally

__all__ = [
    "Catalogue",
    "Comparison",
    "Figure",
    "IndicatorError",
    "Indicators",
    "Period",
    "Seen",
    "Span",
    "Step",
    "Tally",
    "Value",
    "builtin",
    "compare_services",
    "indicators_of",
    "load",
]
