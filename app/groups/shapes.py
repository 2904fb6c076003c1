"""What pages show of groups."""

from dataclasses import dataclass

from app.groups.terms import Joining, Role, Visibility


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
