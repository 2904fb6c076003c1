"""Keys that open something: drawn at random, kept as hashes only."""

import hashlib
import secrets


def new_key() -> str:
    """Draw a key of 256 bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """Return what is kept of a key. It is random enough to need no salt."""
    return hashlib.sha256(key.encode()).hexdigest()
