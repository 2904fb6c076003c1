"""What happens to groups and their members."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEvent(Event):
    """Something that happened to a group, or in it."""

    group_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEvent(GroupEvent):
    """Something that happened to somebody in a group."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOpened(GroupEvent):
    """A group was founded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChanged(GroupEvent):
    """A group's name, purpose, rules, picture, visibility or archive is another."""

    is_narrower: bool = False
    """Fewer people may read it than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOpenedUp(GroupEvent):
    """More people than its members will see what is in a group; told besides `GroupChanged`."""

    actor_id: int
    is_public: bool
    """Everybody reads what was said there; else everybody knows of the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(MemberEvent):
    """Somebody became a member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(MemberEvent):
    """Somebody is not a member any more: they left, or were removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(MemberEvent):
    """Somebody was made to leave; told besides `MemberLeft`."""

    removal_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(MemberEvent):
    """A member has another role."""

    membership_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAsked(MemberEvent):
    """Somebody asked to become a member."""

    request_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDecided(MemberEvent):
    """A request to join was accepted or refused."""

    request_id: int
    actor_id: int
    is_accepted: bool
