"""What pages show of groups."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.i18n import lazy
from app.core.paging import Page
from app.groups.enums import Joining, JoinOption, Role, Visibility
from app.text import Html

_WHY_SILENT = {
    JoinOption.INSIDE: lazy("Your account is suspended for now: you can read but not write."),
    JoinOption.OPEN: lazy("Join the group to write in it."),
    JoinOption.ASK: lazy("Ask to join the group to write in it."),
    JoinOption.ASKED: lazy("Your request waits for an answer."),
    JoinOption.INVITED_ONLY: lazy(
        "One joins this group by invitation, and nobody can be invited yet."
    ),
    JoinOption.BANNED: lazy("Those who look after this group have decided that you cannot join."),
    JoinOption.ARCHIVED: lazy("This group is archived: it can only be read."),
}
"""Why somebody at each door writes nothing. Members are stopped by nothing else."""


def why_silent(join_option: JoinOption) -> str:
    """Return why somebody at this door writes nothing, and what they may do about it."""
    return str(_WHY_SILENT[join_option])


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
class MembershipFacts:
    """What binds one viewer to one group: the facts that the rules look at."""

    group: GroupBadge
    joining: Joining
    role: Role | None = None
    is_banned: bool = False
    has_asked: bool = False
    """A request to join is waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAccess:
    """How one viewer stands in one group."""

    group: GroupBadge
    may_read: bool
    """What is said in the group, not only its name."""
    may_post: bool
    """Now, or by joining on the spot as an open public group allows."""
    may_moderate: bool
    is_member: bool
    role: Role | None
    join_option: JoinOption
    """What the viewer finds at the door of the group."""

    @property
    def why_silent(self) -> str:
        """Why this viewer writes nothing here, and what they may do about it, as a sentence."""
        return why_silent(JoinOption.ARCHIVED if self.group.is_archived else self.join_option)


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

    access: GroupAccess
    join_option: JoinOption
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
