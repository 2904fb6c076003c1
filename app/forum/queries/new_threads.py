"""What was opened since somebody looked at a list, and who may hear of it live."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.errors import NotFound
from app.core.viewer import Viewer
from app.forum.enums import KINDS
from app.forum.limits import FRESH_MOST
from app.forum.models import Tag, ThreadTag
from app.forum.queries.lists import OPEN_QUESTION
from app.forum.shapes import NewThreadLine
from app.forum.tags.spelling import key_of
from app.groups import queries as groups
from app.threads.queries.access import visible_threads
from app.threads.queries.columns import THREADS

LIST = "forum.list"
"""Kind of the topics of lists: `forum.list:<group>`, and 0 for all that somebody may read."""
EVERYWHERE = 0
GROWING = ("recentes", "sans-reponse")
"""The lists, among `TABS`, into which new threads come."""
_LATE = timedelta(seconds=10)
"""A thread may show this long after the moment it bears: who wrote it had not finished."""


def list_topic(group_id: int | None) -> str:
    """Return the live topic of the lists of a group; of all groups for `None`."""
    return f"{LIST}:{group_id or EVERYWHERE}"


def watch_list(viewer: Viewer, group_id: int) -> None:
    """Return when the viewer may hear of new threads in a group; of all they may read for 0.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: there is no such group, or not for this viewer.
    """
    if group_id == EVERYWHERE:
        _known = viewer.known_id
    elif not groups.group_access(viewer, group_id).may_read:
        raise NotFound


def readers_among(account_ids: Collection[int], group_id: int) -> Collection[int]:
    """Return those of the accounts that may read what is said in a group. Two queries at most."""
    return account_ids if group_id == EVERYWHERE else groups.readers_among(account_ids, group_id)


def new_threads(
    viewer: Viewer, *, since: datetime, tab: str, group_id: int | None, tag: str | None
) -> tuple[NewThreadLine, ...]:
    """Return what others opened since a list was made, the newest first, so many at the most.

    What was opened in the last seconds before is in it too: it may not have shown yet.
    """
    silent_ids = accounts.blocked_with(viewer.known_id) | {viewer.known_id}
    wanted = sa.select(THREADS.c.id, THREADS.c.kind).where(
        THREADS.c.active_at > since - _LATE,
        THREADS.c.created_at > since - _LATE,
        THREADS.c.author_id.is_(None) | THREADS.c.author_id.not_in(silent_ids),
        THREADS.c.kind.in_(KINDS),
        visible_threads(viewer),
    )
    if tab != GROWING[0]:
        wanted = wanted.where(OPEN_QUESTION)
    if group_id is not None:
        wanted = wanted.where(THREADS.c.group_id == group_id)
    if tag is not None:
        tagged = sa.select(ThreadTag.thread_id).join(Tag, Tag.id == ThreadTag.tag_id)
        wanted = wanted.where(THREADS.c.id.in_(tagged.where(Tag.key == key_of(tag))))
    rows = db.session.execute(
        wanted.order_by(THREADS.c.active_at.desc(), THREADS.c.id.desc()).limit(FRESH_MOST)
    )
    return tuple(NewThreadLine(id=row.id, kind=row.kind) for row in rows)


def moment_of(milliseconds: int) -> datetime:
    """Return the moment at which a list was made, as the page says it; far ones are cut off."""
    most = 253_402_300_799_000  # the last second of the year 9999
    return datetime.fromtimestamp(max(_LATE.total_seconds(), min(milliseconds, most) / 1000), UTC)
