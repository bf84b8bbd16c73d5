"""Sphinx configuration. Built offline from the repository's root (``make docs``); a warning is an error."""

import re
from pathlib import Path

from sphinx.application import Sphinx

import barnevern_tilsyn
from docs.generate import write_pages

project = "barnevern_tilsyn"
author = "barnevern_tilsyn contributors"
copyright = author
version = release = barnevern_tilsyn.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build", "_static", "generate", "generated/compare-*.md"]
html_theme = "furo"
html_title = f"barnevern_tilsyn {version}"
html_copy_source = False
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["tables.css"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
nitpicky = False

autodoc_member_order = "groupwise"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True


def without_placeholders(signature: str | None) -> str | None:
    """A signature without the names that attrs has for defaults in the source of ``__init__``."""
    return signature and re.sub(r"attr_dict\['\w+'\]\.default", "...", signature)


def setup(app: Sphinx) -> None:
    """Write the generated pages before Sphinx looks for its sources."""
    app.connect("config-inited", lambda app, _config: write_pages(Path(app.srcdir) / "generated"))
    app.connect("autodoc-process-signature", lambda *args: (without_placeholders(args[-2]), args[-1]))
