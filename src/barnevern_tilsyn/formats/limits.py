"""What the reader will take in before it refuses: every input is bounded."""

import attrs

__all__ = ["CHUNK", "MIB", "Limits"]

MIB = 1024 * 1024
CHUNK = 64 * 1024
"""So many bytes are read or unpacked at a time."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Limits:
    """Upper bounds of one run. A register document is some 5 KB, so that no honest file comes near them.

    A document or child beyond one of the first seven is a reject, an archive beyond one of the others unreadable.
    """

    document_bytes: int = 32 * MIB
    """Bytes of one document, unpacked, that is held whole. A KOSTRA file is read a child at a time."""
    child_bytes: int = 4 * MIB
    """Bytes of one child in a KOSTRA file, and of what stands before the first."""
    line_bytes: int = 16 * MIB
    """Bytes of one line. Many systems write a whole document on one line."""
    depth: int = 64
    """Elements within elements. The register's schema needs six."""
    elements: int = 500_000
    """Elements of one document."""
    attributes: int = 2_000_000
    """Attributes of one document."""
    faults: int = 100
    """Different faults that are listed of one document; a last one says that there are more."""
    archive_bytes: int = 4096 * MIB
    """Bytes of all members of one archive together, counted while they are unpacked."""
    archive_members: int = 500_000
    """Members of one archive, of whatever kind."""
    compression_ratio: int = 250
    """How many times larger than packed a zip member may be, once it is beyond ``ratio_free_bytes``."""
    ratio_free_bytes: int = MIB
    """Unpacked bytes up to which a member's compression ratio is not looked at."""
