"""The page of one's friends."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import decode_cursor, encode_cursor, page_of
from app.core.viewer import Viewer
from app.friends import policy
from app.friends.enums import STANDING, RequestState
from app.friends.limits import LISTED
from app.friends.models import FriendRequest, Friendship
from app.friends.queries.suggestions import suggested
from app.friends.shapes import FriendItem, FriendsPage, RequestItem

PAGE_SIZE = 60


def friends_page(viewer: Viewer, *, cursor: str | None = None) -> FriendsPage:
    """Return the viewer's friends, the latest first; on the first page all that waits, too."""
    account_id = viewer.known_id
    rows = _friend_rows(account_id, cursor)
    received = [] if cursor else _received(account_id)
    sent = [] if cursor else _sent(account_id)
    faces = accounts.faces([row.other_id for row in (*rows, *received, *sent)])
    friends = [FriendItem(face=faces[row.other_id], since=row.since) for row in rows]
    return FriendsPage(
        friends=page_of(
            friends,
            PAGE_SIZE,
            lambda item: encode_cursor(item.since.isoformat(), item.face.id),
        ),
        received=tuple(_items(received, faces)),
        sent=tuple(_items(sent, faces)),
        suggested=() if cursor else suggested(viewer),
    )


def _friend_rows(account_id: int, cursor: str | None) -> list[Any]:
    """Return a page of friends, and one more."""
    wanted = sa.select(Friendship.friend_id.label("other_id"), Friendship.since).where(
        Friendship.account_id == account_id
    )
    if cursor:
        since, last_id = _place(cursor)
        is_later = (Friendship.since == since) & (Friendship.friend_id < last_id)
        wanted = wanted.where((Friendship.since < since) | is_later)
    newest_first = wanted.order_by(Friendship.since.desc(), Friendship.friend_id.desc())
    return list(db.session.execute(newest_first.limit(PAGE_SIZE + 1)))


def _place(cursor: str) -> tuple[datetime, int]:
    """Return where a page begins.

    Raises:
        NotFound: it is not a cursor of this list.
    """
    since, last_id = decode_cursor(cursor, str, int)
    try:
        moment = datetime.fromisoformat(str(since))
        is_placed = moment.tzinfo is not None and isinstance(last_id, int)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotFound from error
    if not is_placed or not isinstance(last_id, int):
        raise NotFound
    return moment, last_id


def _received(account_id: int) -> list[Any]:
    """Return the requests that wait for an answer, the oldest first."""
    return _requests(
        FriendRequest.asker_id,
        FriendRequest.asked_id == account_id,
        FriendRequest.state == RequestState.WAITING,
    )


def _sent(account_id: int) -> list[Any]:
    """Return the requests that stand for their asker: those that were declined like the others."""
    return _requests(
        FriendRequest.asked_id,
        FriendRequest.asker_id == account_id,
        FriendRequest.state.in_(STANDING),
    )


def _requests(
    other_id: InstrumentedAttribute[int], *conditions: sa.ColumnElement[bool]
) -> list[Any]:
    """Return requests, the oldest first."""
    return list(
        db.session.execute(
            sa.select(other_id.label("other_id"), FriendRequest.message, FriendRequest.asked_at)
            .where(*conditions)
            .order_by(FriendRequest.asked_at, FriendRequest.id)
            .limit(LISTED)
        )
    )


def _items(rows: Iterable[Any], faces: dict[int | None, Any]) -> Iterable[RequestItem]:
    """Return requests with the faces of the others."""
    for row in rows:
        yield RequestItem(
            face=faces[row.other_id],
            message=row.message,
            asked_at=row.asked_at,
            ask_again_at=policy.ask_again_at(row.asked_at, clock.now()),
        )
