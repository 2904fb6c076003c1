"""Versions of what a form was made from, so that nobody overwrites what they have not read.

A version is not a counter beside each row but a digest of what the form shows and would overwrite:
whatever can be shown in a form has one, and a reply to a thread is no new version of its title.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from enum import Enum

from app.core.errors import Conflict

VERSION_LENGTH = 22
"""Characters of a version: 88 bits, far more than two people will ever write between them."""

Check = Callable[[], None]
"""Called by a service once it holds the lock; raises `Changed` when the form was made of less."""


class Changed(Conflict):
    """Somebody has changed it since the form was made."""

    code = "changed"


def unseen() -> None:
    """Check nothing: for changes that were not begun from a form."""


def version_of(values: Mapping[str, object]) -> str:
    """Return the version of what a form shows; the same for the same words."""
    said = json.dumps(sorted((name, plain(value)) for name, value in values.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:VERSION_LENGTH]


def plain(value: object) -> str:
    """Return a value as a form sends it; line ends, which browsers change, are all the same."""
    if isinstance(value, Enum):
        value = value.value
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
