"""Rules of somebody else's, as files and as installed packages, for tests."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

RULE = '''
from barnevern_tilsyn.engine import Assessment, Context, FactUsed, Standing, rule
from barnevern_tilsyn.law import BVL2021, Provisions
from barnevern_tilsyn.model import Melding, Personalia

TEXTS = {{"nb": {{"title": "Egen regel", "messages": {{"seen": "Meldingen er sett."}}}}}}


@rule(
    code="{code}",
    name="{name}",
    theme="own-theme",
    applies_to={applies_to},
    duties={duties},
    hjemmel={hjemmel},
    strength="{strength}",
    needs={needs},
    ruleset="{ruleset}",
    texts={texts},
)
def seen(melding: Melding, ctx: Context) -> Assessment:
    """Given a report, when it is seen, then it is for review."""
    {body}
'''

_DEFAULTS = {
    "code": "EGEN001",
    "name": "own-rule",
    "applies_to": "Melding",
    "duties": "()",
    "hjemmel": "()",
    "strength": "derived",
    "needs": '("Melding.start_dato",)',
    "ruleset": "egen",
    "texts": "TEXTS",
    "body": 'return Assessment(standing=Standing.BROKEN, law_day=ctx.as_of, situation="seen")',
}


def source(**changes: str) -> str:
    """A module with one rule; what is not changed is as it should be."""
    return RULE.format(**{**_DEFAULTS, **changes}).lstrip()


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")


def install(
    monkeypatch: pytest.MonkeyPatch,
    site: Path,
    package: str,
    files: Mapping[str, str],
    *,
    ruleset: str = "egen",
    value: str = "",
) -> None:
    """Put a package with an entry point where Python finds it. Each test needs a package name of its own."""
    info = f"{package}-1.0.dist-info"
    write(site, {f"{package}/{name}": text for name, text in files.items()})
    write(
        site,
        {
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
            f"{info}/entry_points.txt": f"[barnevern_tilsyn.rules]\n{ruleset} = {value or package + '.rules'}\n",
        },
    )
    monkeypatch.syspath_prepend(str(site))
