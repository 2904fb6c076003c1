"""Keys in letters that need no sign-in: each opens one thing, for one person, for ever.

Nothing is kept of them: they are signatures. A letter of years ago can still be stopped.
"""

import hashlib
import hmac

from flask import current_app

from app.core.errors import NotFound
from app.core.ids import is_id

_LENGTH = 32
"""Hexadecimal digits: 128 bits, which nobody guesses."""


class StopKey:
    """A kind of letter, and the keys that stop it."""

    def __init__(self, purpose: str) -> None:
        """Sign under this word."""
        self._purpose = purpose

    def token_for(self, account_id: int) -> str:
        """Return the key that stops these letters for somebody."""
        return f"{account_id}-{_signature(self._purpose, str(account_id))}"

    def account_of(self, token: str) -> int:
        """Return whose letters of this kind a key stops.

        Raises:
            NotFound: it is no key of ours.
        """
        number, _dash, signature = token.partition("-")
        if not is_id(number) or not _is_same(signature, _signature(self._purpose, number)):
            raise NotFound
        return int(number)


NOTICES = StopKey("stop")
"""Letters about notices."""
WEEKLY = StopKey("weekly")
"""The weekly letter."""


def arrival_token(account_id: int, email: str) -> str:
    """Return the key that proves that a letter arrived at an address."""
    return f"{account_id}-{_signature('arrival', f'{account_id} {email}')}"


def is_arrival(token: str, account_id: int, email: str) -> bool:
    """Tell whether a key proves that a letter arrived at this address of this person."""
    return _is_same(token, arrival_token(account_id, email))


def _signature(purpose: str, words: str) -> str:
    """Return what only this site can write under these words."""
    secret: str = current_app.config["SECRET_KEY"]
    said = f"letters {purpose} {words}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:_LENGTH]


def _is_same(given: str, ours: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(given.encode(), ours.encode())
