"""People as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.core.viewer import Right
from app.mail.shapes import Address


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

    @property
    def address(self) -> Address:
        """Whom `mail.services.post_letter` is to write to."""
        return Address(email=self.email, name=self.display_name, language=self.language)


class Audience(StrEnum):
    """Who may see a field of a profile."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    FRIENDS = "friends"


PROFILE_FIELDS = ("sentence", "department", "associations", "can_help", "seeks_help")
"""The fields that have an audience, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """People of one's department."""

    department: str
    """As people say it; empty for somebody who has not said theirs."""
    account_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person's page, with only what the viewer may see; hidden fields are empty."""

    face: Face
    member_since: datetime
    sentence: str
    department: str
    """As people say it: "Hérault (34)"."""
    associations: tuple[str, ...]
    can_help: tuple[str, ...]
    seeks_help: tuple[str, ...]
    is_mine: bool
    is_blocked: bool
    """The viewer has blocked this person."""
    may_block: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEdit:
    """What a person says of themselves."""

    display_name: str
    sentence: str = ""
    department: str = ""
    """Code of the department; empty for none."""
    associations: str = ""
    """Separated by commas, as the next two."""
    can_help: str = ""
    seeks_help: str = ""
    audiences: Mapping[str, Audience] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """What a person finds on their own settings page."""

    face: Face
    email: str
    is_confirmed: bool
    profile: ProfileEdit
    language: str
    """Empty: the browser's."""
    theme: str
    """Empty: the device's."""
    shows_presence: bool
    accepts_letters: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One browser that is signed in, as its person sees it."""

    id: int
    device: str
    address: str
    """Where it signed in from; empty after 90 days."""
    created_at: datetime
    seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """The browser that asks, as far as it tells."""

    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedSession:
    """A session that has just begun. Nobody but the browser keeps the key."""

    account_id: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What somebody types to sign up."""

    display_name: str
    email: str
    password: str
    handle: str = ""
    """Empty: one is made of the name."""
    accepts_letters: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Somebody brought in by the team: an import, the demonstration, the first administrator."""

    display_name: str
    handle: str = ""
    """Empty: one is made of the name."""
    email: str | None = None
    """Taken as proved; without one the person cannot sign in."""
    password: str | None = None
    """Without one they come in by recovery."""
    created_at: datetime | None = None
    rights: tuple[Right, ...] = ()
    profile: ProfileEdit | None = None
    """Its `display_name` is not used."""
    is_present: bool = True
    """False for the author of what was written elsewhere: nobody is there to be welcomed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """Whom a link from a letter is for."""

    handle: str
    display_name: str
    email: str
    """The address it proves."""
