"""What people choose for letters, as pages and jobs see it."""

from dataclasses import dataclass
from datetime import datetime

from app.letters.limits import QUIET_FROM, QUIET_UNTIL

TIME_ZONES: dict[str, str] = {
    "Europe/Paris": "France, Belgique, Suisse, Luxembourg",
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
    "America/Miquelon": "Saint-Pierre-et-Miquelon",
    "Pacific/Noumea": "Nouvelle-Calédonie",
    "Pacific/Tahiti": "Polynésie",
    "Pacific/Wallis": "Wallis-et-Futuna",
    "America/Montreal": "Québec",
    "UTC": "UTC",
}
"""IANA name → the places, by their own names, where the volunteers of this site may be."""
HOURS = range(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours of a day in which somebody is left alone."""

    begin: int = QUIET_FROM
    end: int = QUIET_UNTIL
    """The same as `begin`: no hours at all."""
    time_zone: str = "Europe/Paris"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How one person wants letters about notices."""

    is_on: bool
    quiet: Quiet
    has_agreed: bool
    """To letters that are not about the account, of whatever sort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySettings:
    """How one person has the weekly letter."""

    is_on: bool
    due_at: datetime | None
    """When it comes next, if it does."""
    rested_at: datetime | None
    """When it stopped by itself, if it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettings:
    """What a person finds on the page of letters."""

    choices: Choices
    weekly: WeeklySettings
    email: str
    is_refused: bool
    """The mail server of the address says that there is no such mailbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for one person."""

    seqs: tuple[int, ...]
    next_due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLetter:
    """That the weekly letter is to come to somebody."""

    account_id: int
    due_at: datetime
    sent_at: datetime | None
    unseen_count: int
