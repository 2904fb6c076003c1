"""Addresses that nobody guesses: a number and our signature of it. Nothing is kept of them."""

import hashlib
import hmac

from flask import current_app

from app.core.errors import NotFound
from app.core.ids import is_id

INVITATION, PREVIEW = "invitation", "preview"
"""What a key is for; one of the one opens nothing of the other."""
_LENGTH = 32
"""Hexadecimal digits of a signature: 128 bits."""


def signed_key(purpose: str, number: int) -> str:
    """Return the key that opens a thing of this number."""
    secret: str = current_app.config["SECRET_KEY"]
    said = f"blog {purpose} {number}".encode()
    return f"{number}-{hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:_LENGTH]}"


def number_of_key(purpose: str, key: str) -> int:
    """Return the number of what a key opens.

    Raises:
        NotFound: it is no key of ours for this purpose.
    """
    number, _dash, _signature = key.partition("-")
    if not is_id(number) or not hmac.compare_digest(
        key.encode(), signed_key(purpose, int(number)).encode()
    ):
        raise NotFound
    return int(number)


def preview_path(article_id: int) -> str:
    """Return where an article is seen as it will be; who may is asked there."""
    return f"/blog/apercu/{signed_key(PREVIEW, article_id)}"
