"""The example that uses the whole public API: mypy checks it (see ``files`` in pyproject.toml), here it is run."""

import ast
import subprocess
import sys
from pathlib import Path

import barnevern_tilsyn as bt

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "api.py"


def test_it_uses_every_public_name() -> None:
    nodes = ast.walk(ast.parse(EXAMPLE.read_text(encoding="utf-8")))
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "bt"
    }
    assert used == set(bt.__all__)


def test_it_runs() -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLE), "examples/demo"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert "UND001; 38; Child Welfare Act § 2-2 second paragraph" in done.stdout
    assert done.stderr.startswith("examples/demo/broken.xml:7: ")
