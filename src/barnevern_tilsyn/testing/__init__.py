"""For tests: cases to try an export or a rule on, assertions on what is found in it, and what a rule owes.

The strategies need the extra ``hypothesis``. Nothing is imported before it is asked for: pytest loads the plugin of
this package in every run of an environment that has it.
"""

TYPE_CHECKING = False  # importing typing would cost each run of pytest
if TYPE_CHECKING:
    from barnevern_tilsyn.testing.assertions import assert_no_breach, assert_no_breach_in_files
    from barnevern_tilsyn.testing.case_files import CaseFileError, FileCase, cases_in
    from barnevern_tilsyn.testing.rich import planted_codes
    from barnevern_tilsyn.testing.rule_checks import CaseRun, check_rule, run_cases
    from barnevern_tilsyn.testing.strategies import cases_with, lawful_cases, partial_cases

__all__ = [
    "CaseFileError",
    "CaseRun",
    "FileCase",
    "assert_no_breach",
    "assert_no_breach_in_files",
    "cases_in",
    "cases_with",
    "check_rule",
    "lawful_cases",
    "partial_cases",
    "planted_codes",
    "run_cases",
]

_HOMES = {
    "assertions": ("assert_no_breach", "assert_no_breach_in_files"),
    "case_files": ("CaseFileError", "FileCase", "cases_in"),
    "rich": ("planted_codes",),
    "rule_checks": ("CaseRun", "check_rule", "run_cases"),
    "strategies": ("cases_with", "lawful_cases", "partial_cases"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker must find what is not there

    def __getattr__(name):
        """Import a public name when it is first asked for."""
        from importlib import import_module  # noqa: PLC0415 - it costs as much as all the rest here

        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
