"""The plugin for pytest: the assertions as fixtures. Loaded in every run, it imports nothing before it is used."""

from collections.abc import Callable

import pytest

__all__ = ["assert_no_breach", "assert_no_breach_in_files"]


@pytest.fixture(scope="session")
def assert_no_breach() -> Callable[..., None]:
    """``barnevern_tilsyn.testing.assert_no_breach``: fails where the rules find a breach in a case."""
    from barnevern_tilsyn.testing import assertions  # noqa: PLC0415 - most runs never ask

    return assertions.assert_no_breach


@pytest.fixture(scope="session")
def assert_no_breach_in_files() -> Callable[..., None]:
    """``barnevern_tilsyn.testing.assert_no_breach_in_files``: the same for files."""
    from barnevern_tilsyn.testing import assertions  # noqa: PLC0415 - most runs never ask

    return assertions.assert_no_breach_in_files
