"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from bench.table import Table

__all__ = ["LIBRARIES", "described"]

LIBRARIES = (
    "barnevern-tilsyn",
    "attrs",
    "msgspec",
    "lxml",
    "business-rules",
    "rule-engine",
    "durable-rules",
    "xsdata",
    "xmlschema",
    "pydantic",
    "cattrs",
)


def described() -> Table:
    """Processor, memory, system, Python and the libraries' versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    libxml2 = ".".join(map(str, etree.LIBXML_VERSION))
    return Table(
        "Machine",
        ("", "what"),
        (
            ("processor", f"{_processor()}, {os.cpu_count()} cores"),
            ("memory", f"{memory:.0f} GB"),
            ("system", f"{platform.system()} {platform.release()}, {platform.machine()}"),
            ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
            *((name, version(name) + (f" (libxml2 {libxml2})" if name == "lxml" else "")) for name in LIBRARIES),
        ),
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
