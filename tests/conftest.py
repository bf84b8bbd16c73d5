"""Hypothesis: no time limits per example; ``ci``: the same examples in every run; ``nightly``: ten times as many, new
ones each time. The language: the default one.

``HYPOTHESIS_PROFILE`` or ``--hypothesis-profile`` chooses. What counts its own examples asks ``tests.scale`` for them.
"""

import os

from hypothesis import HealthCheck, settings

from tests.browser import browser, visit

__all__ = ["browser", "visit"]

settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", settings.get_profile("ci"), derandomize=False, max_examples=1_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

os.environ.pop("BARNEVERN_TILSYN_LANG", None)
