"""What happens to groups and their members."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOpened(Event):
    """A group was founded."""

    group_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChanged(Event):
    """A group's name, purpose, rules, picture, visibility or archive is another."""

    group_id: int
    is_narrower: bool = False
    """Fewer people may read it than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOpenedUp(Event):
    """More people than its members will see what is in a group; told besides `GroupChanged`."""

    group_id: int
    actor_id: int
    is_public: bool
    """Everybody reads what was said there; else everybody knows of the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Event):
    """Somebody became a member."""

    group_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(Event):
    """Somebody is not a member any more: they left, or were removed."""

    group_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(Event):
    """Somebody was made to leave; told besides `MemberLeft`."""

    removal_id: int
    group_id: int
    account_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """A member has another role."""

    membership_id: int
    group_id: int
    account_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAsked(Event):
    """Somebody asked to become a member."""

    request_id: int
    group_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDecided(Event):
    """A request to join was accepted or refused."""

    request_id: int
    group_id: int
    account_id: int
    actor_id: int
    is_accepted: bool
