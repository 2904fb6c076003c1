"""Letters as other rooms and the team see them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Whom a letter is for."""

    email: str
    name: str
    language: str | None = None
    """Language of the letter; `None` means the site's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubledLetter:
    """A letter that has not arrived, as the team sees it."""

    id: int
    email: str
    subject: str
    state: str
    attempts: int
    last_error: str
    next_try_at: datetime
