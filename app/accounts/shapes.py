"""People as pages show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A person beside their words: what may be shown to anybody who sees the words."""

    id: int
    handle: str
    display_name: str
    avatar_url: str | None
    """Address of the photo on this site; without one, initials on `hue`."""
    hue: int
    """0 to 11, the same for a person everywhere."""
    url: str
    """Address of the person's page; empty for a closed account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person a letter can be sent to."""

    id: int
    display_name: str
    email: str
    language: str | None
