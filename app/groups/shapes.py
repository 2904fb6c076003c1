"""What pages show of groups."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.paging import Page
from app.groups.terms import Door, Joining, Role, Visibility
from app.text import Html


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBadge:
    """A group's name beside what is said in it."""

    id: int
    slug: str
    name: str
    url: str
    visibility: Visibility
    is_archived: bool

    @property
    def is_public(self) -> bool:
        """Anybody reads it."""
        return self.visibility is Visibility.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What binds one viewer to one group: the facts that the rules look at."""

    group: GroupBadge
    joining: Joining
    role: Role | None = None
    is_banned: bool = False
    has_asked: bool = False
    """A request to join is waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one viewer stands in one group."""

    group: GroupBadge
    may_read: bool
    """What is said in the group, not only its name."""
    may_post: bool
    """Now, or by joining on the spot as an open public group allows."""
    may_moderate: bool
    is_member: bool
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTerms:
    """What its owners say of a group."""

    name: str
    purpose: str
    rules: str = ""
    """Markdown."""
    visibility: Visibility = Visibility.PUBLIC
    joining: Joining = Joining.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCard:
    """A group in a list of groups."""

    badge: GroupBadge
    purpose: str
    picture_url: str | None
    joining: Joining
    member_count: int
    role: Role | None
    """Of the viewer."""
    news_count: int = 0
    """Threads that the viewer opened before, in which something new stands; in one's own groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLists:
    """The groups there are for somebody."""

    mine: tuple[GroupCard, ...]
    others: Page[GroupCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHead:
    """What stands above every page of a group."""

    standing: Standing
    door: Door
    """What the viewer finds there."""
    joining: Joining
    purpose: str
    rules: Html
    """Rendered; empty when there are none."""
    picture_url: str | None
    member_count: int
    created_at: datetime
    notice_level: str | None
    """Chosen by the viewer for this group."""
    may_manage: bool
    waiting_count: int
    """Requests to join that wait; 0 for those who do not decide."""
    refusal: str
    """What was said when the viewer was refused last; empty otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Somebody who looks after a group."""

    face: Face
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberItem:
    """A member in the list of members."""

    face: Face
    role: Role
    joined_at: datetime
    may_remove: bool
    may_set_role: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskItem:
    """A request that waits for a decision."""

    id: int
    face: Face
    message: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BanItem:
    """Somebody who cannot come back for now."""

    face: Face
    reason: str
    until: datetime | None
