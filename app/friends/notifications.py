"""What is told of friends, to whom, and in which words."""

from collections.abc import Iterator

from app.accounts import queries as accounts
from app.core.db import db
from app.core.i18n import _, lazy
from app.core.subjects import find_visible
from app.friends.models import FriendRequest
from app.notices.enums import Nature
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind


def _asked(activity: ActivityItem) -> Iterator[Candidate]:
    """Return who is asked."""
    request = db.session.get(FriendRequest, activity.subject.id)
    if request is not None:
        yield _candidate(activity, request.asked_id)


def _asker(activity: ActivityItem) -> Iterator[Candidate]:
    """Return who had asked."""
    request = db.session.get(FriendRequest, activity.subject.id)
    if request is not None:
        yield _candidate(activity, request.asker_id)


def _candidate(activity: ActivityItem, account_id: int) -> Candidate:
    """Return somebody, who is told of what is there for them."""
    seen = find_visible(accounts.absent_viewer(account_id), [activity.subject])
    return Candidate(account_id=account_id, may_see=bool(seen))


def _say_asked(item: NoticeItem) -> str:
    """Say who asks."""
    return _("{name} would like to be your friend.", name=item.subject.title)


def _say_accepted(item: NoticeItem) -> str:
    """Say who accepted."""
    return _("{name} and you are friends now.", name=item.subject.title)


ASKED = NoticeKind(
    kind="friends.asked",
    nature=Nature.ALWAYS,
    label=lazy("people who would like to be my friends"),
    candidates=_asked,
    say=_say_asked,
)
ACCEPTED = NoticeKind(
    kind="friends.accepted",
    nature=Nature.ALWAYS,
    label=lazy("answers to my requests for friendship"),
    candidates=_asker,
    say=_say_accepted,
)
