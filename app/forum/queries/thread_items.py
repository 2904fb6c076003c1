"""What the lines of lists say, fetched for many at once."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import execute, is_one_of
from app.core.paging import Page
from app.core.viewer import Viewer
from app.forum.models import ForumThread
from app.forum.queries.facts import tag_links, thread_url
from app.forum.queries.lists import ListFilter, latest_lines
from app.forum.shapes import ThreadItem, ThreadLine
from app.groups import queries as groups
from app.threads.queries.access import visible_threads_asked
from app.threads.queries.columns import THREADS

_ITEMS = sa.select(
    *THREADS.c,
    ForumThread.tags,
    ForumThread.check_asked_at,
    ForumThread.outdated_at,
).join(ForumThread, ForumThread.thread_id == THREADS.c.id)
_VISIBLE = {
    is_guest: _ITEMS.where(is_one_of(THREADS.c.id, "ids"), visible_threads_asked(is_guest=is_guest))
    for is_guest in (False, True)
}


def thread_items(viewer: Viewer, lines: Sequence[ThreadLine]) -> tuple[ThreadItem, ...]:
    """Return those of the threads that the viewer may see, in the order given. Three queries."""
    wanted = [line.id for line in lines]
    rows = execute(_VISIBLE[viewer.is_guest], ids=wanted, **groups.reading_params(viewer))
    threads = {thread.id: thread for thread in rows}
    badges = groups.group_badges({thread.group_id for thread in threads.values()})
    people = {(thread.author_id, thread.last_author_id) for thread in threads.values()}
    faces = accounts.faces({person for pair in people for person in pair})
    return tuple(
        ThreadItem(
            id=thread.id,
            version=thread.version,
            url=thread_url(thread.id, thread.slug),
            title=thread.title,
            kind=thread.kind,
            group=badges[thread.group_id],
            author=faces[thread.author_id],
            last_author=faces[thread.last_author_id],
            created_at=thread.created_at,
            active_at=thread.active_at,
            answer_count=thread.answer_count,
            reply_count=thread.reply_count,
            helpful_count=thread.usefulness,
            tags=tag_links(thread.tags),
            is_solved=thread.featured_id is not None,
            is_outdated=thread.outdated_at is not None,
            is_to_check=thread.check_asked_at is not None and thread.outdated_at is None,
            is_closed=thread.closed_at is not None,
            is_pinned=thread.pinned_at is not None,
        )
        for thread in (threads[thread_id] for thread_id in wanted if thread_id in threads)
    )


def latest_threads(viewer: Viewer, which: ListFilter) -> Page[ThreadItem]:
    """Return a page of the threads that the viewer may see. Four queries.

    Raises:
        NotFound: the cursor is not one of this list.
    """
    page = latest_lines(viewer, which)
    return Page(items=thread_items(viewer, page.items), next_cursor=page.next_cursor)


def threads_by_id(viewer: Viewer, ids: Sequence[int]) -> tuple[ThreadItem, ...]:
    """Return those of the threads that the viewer may see, in the order of the ids."""
    return thread_items(viewer, [ThreadLine(id=one, version=0, unread_count=0) for one in ids])
