"""Passwords: hashed with Argon2id, beside the event loop. See docs/decisions/0009.

Nothing here may be called inside `atomic()`: hashing takes long on purpose, and the database
must not wait for it.
"""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.offload import offloaded

_hasher = PasswordHasher(
    time_cost=2, memory_cost=32 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
"""32 MiB and 2 passes, about 65 ms on the project's kind of machine.

Source: OWASP Password Storage Cheat Sheet asks for at least 19 MiB and 2 passes (RFC 9106 §4).
"""

_at_once = threading.BoundedSemaphore(4)
"""No more than four at a time, so that a crowd at the door takes 128 MiB and not a gigabyte."""


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    with _at_once:
        return offloaded(_hasher.hash, _composed(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Tell whether this is the password behind the hash; without a hash it takes as long."""
    with _at_once:
        is_right = offloaded(_is_right, password_hash or nobodys_hash(), _composed(password))
    return is_right and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _composed(password: str) -> str:
    """Return the same characters for the same keys, whatever the keyboard sends.

    Source: NIST SP 800-63B §5.1.1.2, normalisation before hashing.
    """
    return unicodedata.normalize("NFKC", password)


def _is_right(password_hash: str, password: str) -> bool:
    """Compare, in the time that it takes."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """Return a hash of today's cost that no password opens."""
    return _hasher.hash("nobody has this password")
