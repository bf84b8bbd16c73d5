"""Hypothesis: the same examples in every run, no time limits per example. The language: the default one."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")

os.environ.pop("BARNEVERN_TILSYN_LANG", None)
