"""The posts of a page of a thread, the same for everybody who may see it."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core.db import db, execute
from app.core.errors import NotFound
from app.core.viewer import Viewer
from app.threads.kinds import kind_of
from app.threads.limits import ANSWERS_PER_PAGE, NEWS_MOST, REPLIES_SHOWN
from app.threads.models import Post, Thread
from app.threads.queries.access import access_post_row, access_thread
from app.threads.queries.post_items import as_tree, post_items
from app.threads.queries.post_rows import (
    Row,
    depths,
    page_of_root,
    plain_posts,
    rows_by_help,
    rows_by_time,
)
from app.threads.shapes import PostItem, PostsOfPage, ThreadHead

_KIND = sa.select(Thread.kind).where(Thread.id == sa.bindparam("thread_id"))
ORDERS = ("aide", "temps")
"""What is featured, then the most useful, then the oldest; or plainly as written."""


def posts_of_page(head: ThreadHead, *, page: int, order: str) -> PostsOfPage:
    """Return one page of a thread in reading order. Three queries, whatever its length."""
    if order == "temps":
        rows, has_next = rows_by_time(head, page)
    else:
        rows, has_next = rows_by_help(head, page)
    ordered = [(row, 0) for row in rows] if order == "temps" else as_tree(rows)
    return PostsOfPage(items=post_items(head, ordered), has_next=has_next)


def posts_under(head: ThreadHead, root_id: int, *, after: int) -> PostsOfPage:
    """Return the replies under an answer in the order of writing, from after this post."""
    rows = db.session.execute(
        plain_posts()
        .where(Post.thread_id == head.id, Post.root_id == root_id, Post.id > after)
        .order_by(Post.id)
        .limit(ANSWERS_PER_PAGE + 1)
    ).all()
    shown = rows[:ANSWERS_PER_PAGE]
    items = post_items(head, [(row, 0) for row in shown])
    return PostsOfPage(items=items, has_next=len(rows) > len(shown))


def posts_after(head: ThreadHead, number: int, *, most: int = NEWS_MOST) -> tuple[PostItem, ...]:
    """Return the posts written after this number, in the order of writing."""
    rows = db.session.execute(
        plain_posts()
        .where(Post.thread_id == head.id, Post.number > number, Post.deleted_at.is_(None))
        .order_by(Post.number)
        .limit(most)
    ).all()
    return _with_depths(head, rows)


def post_url(thread_id: int, post_id: int) -> str:
    """Return the address of a post; who may see it is the caller's duty. One query."""
    kind = execute(_KIND, thread_id=thread_id).scalar_one()
    return kind_of(kind).post_address(thread_id, post_id)


def post_item(head: ThreadHead, post_id: int) -> PostItem | None:
    """Return one post of a thread."""
    rows = db.session.execute(
        plain_posts().where(Post.thread_id == head.id, Post.id == post_id)
    ).all()
    items = _with_depths(head, rows)
    return items[0] if items else None


def access_post_item(viewer: Viewer, post_id: int) -> tuple[ThreadHead, PostItem]:
    """Return a post the viewer may see, with its thread.

    Raises:
        NotFound: it does not exist, is deleted, or is not for this viewer.
    """
    _post, thread, _access = access_post_row(viewer, post_id)
    head = access_thread(viewer, thread.id)
    item = post_item(head, post_id)
    if item is None:
        raise NotFound
    return head, item


def page_of_post(head: ThreadHead, post_id: int) -> tuple[int, int] | None:
    """Return the page on which a post's answer stands, and the post to look for there.

    The second is the post itself, or the answer above it when it is hidden behind "more".
    `None` when there is no such post.
    """
    post = db.session.execute(
        sa.select(Post.id, Post.number, Post.root_id).where(
            Post.thread_id == head.id, Post.id == post_id
        )
    ).one_or_none()
    if post is None:
        return None
    root_id = post.root_id or post.id
    is_hidden = False
    if post.root_id is not None:
        before = sa.select(sa.func.count()).where(Post.root_id == root_id, Post.id < post.id)
        is_hidden = (db.session.scalar(before) or 0) >= REPLIES_SHOWN
    return page_of_root(head, root_id), root_id if is_hidden else post.id


def _with_depths(head: ThreadHead, rows: Sequence[Row]) -> tuple[PostItem, ...]:
    """Return posts that arrive one by one, as deep as their parents are."""
    known = depths([row.id for row in rows if row.root_id is not None])
    return post_items(head, [(row, known.get(row.id, 0)) for row in rows])
