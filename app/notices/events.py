"""What happens to notices."""

from dataclasses import dataclass

from app.core.events import Event
from app.notices.shapes import ActivityItem, Delivery, InboxState


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(Event):
    """People were told of an activity: a batch of them, in one transaction."""

    activity: ActivityItem
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesRead(Event):
    """Somebody has read notices, on this device or another."""

    inbox: InboxState
    upto: int
    """Everything up to this number is read."""
    bundles: tuple[int, ...]
    """Those just read to the last notice, at most a hundred of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxesRecounted(Event):
    """Notices were withdrawn or brought back: what is unread is another number."""

    inboxes: tuple[InboxState, ...]
