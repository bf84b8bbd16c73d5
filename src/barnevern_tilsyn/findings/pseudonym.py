"""Names that only the holder of a key can trace back: keyed digests, never plain ones.

There are few national ids and journal numbers, so that a plain digest of one is reversed in seconds. A keyed one
cannot be, and is the same in every run with the same key.
"""

__all__ = ["LEAST_KEY_BYTES", "MOST_FILE_BYTES", "Pseudonyms", "WeakKeyError", "key_from"]

LEAST_KEY_BYTES = 32
"""As long as the digest itself: a shorter key is the easiest thing to guess."""

MOST_FILE_BYTES = 1024
"""What is longer is no key but another file, named by mistake."""

_SCHEME = b"barnevern-tilsyn pseudonym 1"
_HEX_DIGITS = 32


_SENTENCES = {
    "empty": "the pseudonym key is empty",
    "short": f"the pseudonym key is shorter than {LEAST_KEY_BYTES} bytes",
    "long": f"the file is longer than {MOST_FILE_BYTES} bytes, so it is no pseudonym key",
}


class WeakKeyError(ValueError):
    """The key cannot be one. ``reason``: ``empty``, ``short`` or ``long``. Tells nothing of the key."""

    def __init__(self, reason: str) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


def key_from(content: bytes) -> bytes:
    """The key in the content of a key file. Space around a key of text is no part of it.

    Raises ``WeakKeyError``.
    """
    if len(content) > MOST_FILE_BYTES:
        raise WeakKeyError("long")
    key = content.strip() if content.isascii() else content
    _check(key)
    return key


class Pseudonyms:
    """Names made with a key (HMAC-SHA256). The key is in no representation and no error.

    ``key``: at least 32 random bytes. Raises ``WeakKeyError``, and ``TypeError`` for a key that is no bytes.
    """

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if not isinstance(key, bytes):
            raise TypeError("a pseudonym key is bytes")
        _check(key)
        self._key = key

    def __repr__(self) -> str:
        return "Pseudonyms()"

    def of(self, kind: str, *parts: str) -> str:
        """The name of what these parts name: 32 hexadecimal digits. Another kind gives another name."""
        import hmac  # noqa: PLC0415 - brings OpenSSL along, which only a key needs

        return hmac.digest(self._key, b"".join(_framed((kind, *parts))), "sha256").hex()[:_HEX_DIGITS]


def _framed(parts: tuple[str, ...]) -> list[bytes]:
    """Each part with its length before it, so that no two lists of parts are the same bytes."""
    encoded = [_SCHEME, *(part.encode("utf-8", "surrogatepass") for part in parts)]
    return [len(part).to_bytes(8, "big") + part for part in encoded]


def _check(key: bytes) -> None:
    if not key:
        raise WeakKeyError("empty")
    if len(key) < LEAST_KEY_BYTES:
        raise WeakKeyError("short")
