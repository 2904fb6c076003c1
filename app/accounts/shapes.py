"""People as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.accounts.enums import ProfileAudience
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """People of one's department."""

    department: str
    """As people say it; empty for somebody who has not said theirs."""
    account_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFact:
    """Something that a person says of themselves, as their page shows it."""

    name: str
    heading: str
    look: str
    items: tuple[str, ...]
    """As people say them: "Hérault (34)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person's page, with only what the viewer may see."""

    face: Face
    member_since: datetime
    facts: tuple[ProfileFact, ...]
    """None of them is empty."""
    is_mine: bool
    is_blocked: bool
    """The viewer has blocked this person."""
    may_block: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEdit:
    """What a person says of themselves."""

    display_name: str
    told: Mapping[str, str] = field(default_factory=dict)
    """By the name of the field; what is not there is empty."""
    audiences: Mapping[str, ProfileAudience] = field(default_factory=dict)
    """The same; what is not there is for members."""


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
class SignInDevice:
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
