"""What the forum knows of a thread, beside what all threads have."""

from collections.abc import Collection
from typing import Any, cast
from urllib.parse import quote

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.viewer import Viewer
from app.forum.models import ForumThread, Helpful
from app.forum.shapes import QuestionFacts, TagLink
from app.threads.kinds import KindFacts, kind_of
from app.threads.queries.access import access_thread
from app.threads.shapes import ThreadFacts, ThreadHead

ROOM = "forum"
THREAD, POST = f"{ROOM}.thread", f"{ROOM}.post"
"""Kinds of the subjects that threads and posts of the forum are."""

Row = Any  # of a question with the columns of `FACTS`
_BLANK = cast("str", sa.literal_column("' '"))  # given as text, it would be quoted at each asking
_HELPED = (
    sa.select(sa.func.aggregate_strings(sa.cast(Helpful.post_id, sa.Text), _BLANK))
    .where(
        Helpful.thread_id == ForumThread.thread_id,
        Helpful.account_id == sa.bindparam("viewer_id"),
    )
    .correlate(ForumThread)
    .scalar_subquery()
)
"""The answers of a thread that helped the viewer, as numbers between blanks."""


def thread_url(thread_id: int, slug: str) -> str:
    """Return the address of a thread; its number alone when no word of the title fits in one."""
    return kind_of("question").address(thread_id, slug)


def post_url(thread_id: int, post_id: int) -> str:
    """Return the address that finds the page on which a post stands."""
    return kind_of("question").post_address(thread_id, post_id)


def topic_of(thread_id: int) -> str:
    """Return the live topic of a thread."""
    return f"{THREAD}:{thread_id}"


def tag_links(names: Collection[str]) -> tuple[TagLink, ...]:
    """Return tags with the addresses of their lists."""
    return tuple(TagLink(name=name, url=f"/questions?etiquette={quote(name)}") for name in names)


def access_question(viewer: Viewer, thread_id: int) -> ThreadHead:
    """Return a thread of the forum that the viewer may see. One query.

    Raises:
        NotFound: it does not exist, not for this viewer, or is none of the forum.
    """
    head = access_thread(viewer, thread_id)
    if not isinstance(head.facts, QuestionFacts):
        raise NotFound
    return head


def question_facts(head: ThreadHead) -> QuestionFacts:
    """Return what the forum knows of one of its threads."""
    return cast("QuestionFacts", head.facts)


def helped_ids(head: ThreadHead) -> frozenset[int]:
    """Return the answers of which the viewer said that they helped."""
    return cast("frozenset[int]", head.own)


def tags_typed(thread_id: int) -> str:
    """Return the tags of a thread as they are typed."""
    tags = db.session.scalar(sa.select(ForumThread.tags).where(ForumThread.thread_id == thread_id))
    return ", ".join(tags or ())


def outdated_among(thread_ids: Collection[int]) -> Collection[int]:
    """Return those of the threads whose solution is true no more. One query."""
    is_outdated = sa.and_(
        ForumThread.thread_id.in_(thread_ids), ForumThread.outdated_at.is_not(None)
    )
    return db.session.scalars(sa.select(ForumThread.thread_id).where(is_outdated)).all()


def _read(row: Row) -> tuple[ThreadFacts, object]:
    """Return what holds for everybody, and the answers that helped the viewer."""
    is_outdated = row.outdated_at is not None
    facts = QuestionFacts(
        tags=tag_links(row.tags),
        check_on=row.check_on,
        is_check_due=not is_outdated and row.check_on is not None and row.check_on <= clock.now(),
        is_outdated=is_outdated,
        check_id=row.check_id,
        duplicate_of=row.duplicate_of,
    )
    return facts, frozenset(map(int, (row.helped_ids or "").split()))


FACTS = KindFacts(
    table=ForumThread.__table__,
    thread_id=ForumThread.thread_id,
    columns=(
        ForumThread.tags,
        ForumThread.check_on,
        ForumThread.outdated_at,
        ForumThread.check_id,
        ForumThread.duplicate_of,
        _HELPED.label("helped_ids"),
    ),
    read=_read,
)
