"""File names as they may be printed: no control characters, no undecodable bytes."""

__all__ = ["printable"]


def printable(name: str) -> str:
    """``name`` on one line: control characters and lone surrogates escaped."""
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)
