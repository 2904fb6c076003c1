"""Friends as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.paging import Page
from app.friends.enums import RelationshipState


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What somebody is to the viewer."""

    state: RelationshipState
    ask_again_at: datetime | None = None
    """Until when the viewer may not ask them (again); `None`: they may now."""
    message: str = ""
    """What they said when they asked the viewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendItem:
    """A friend of the viewer."""

    face: Face
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestItem:
    """A request, as the one who asked or was asked sees it."""

    face: Face
    """The other one."""
    message: str
    asked_at: datetime
    ask_again_at: datetime | None
    """`None`: at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedItem:
    """Somebody whom the viewer may know."""

    face: Face
    reason: str
    """What both have in common, as one reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendsPage:
    """All that the page of one's friends shows; its parts are the viewer's own."""

    friends: Page[FriendItem]
    received: tuple[RequestItem, ...]
    sent: tuple[RequestItem, ...]
    suggested: tuple[SuggestedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionSource:
    """People who have something in common with somebody."""

    reason: str
    """What it is, as one reads it: "in the group “Fêtes”"."""
    account_ids: tuple[int, ...]
