"""The posts of a thread for paper: all replies under their answer, many to a sheet."""

from app.core.db import db
from app.threads.models import Post
from app.threads.queries.post_items import as_tree, post_items
from app.threads.queries.post_rows import Row, plain_posts
from app.threads.shapes import PostsOfPage, ThreadHead

POSTS_PER_SHEET = 200


def posts_to_print(head: ThreadHead, *, page: int) -> PostsOfPage:
    """Return the posts of a sheet. Three queries, or four.

    A thread that fits on one is in the order of its page, each reply under its answer; a longer
    one is in the order of writing.
    """
    first = (page - 1) * POSTS_PER_SHEET
    rows = db.session.execute(
        plain_posts()
        .where(
            Post.thread_id == head.id,
            Post.number > first,
            Post.number <= first + POSTS_PER_SHEET,
        )
        .order_by(Post.number)
    ).all()
    has_next = head.post_count > first + POSTS_PER_SHEET
    is_flat = page > 1 or has_next
    if is_flat:
        ordered = [(row, 0) for row in rows if row.deleted_at is None]
    else:
        ordered = as_tree(sorted(rows, key=lambda row: _place(head, row)))
    return PostsOfPage(items=post_items(head, ordered), has_next=has_next)


def _place(head: ThreadHead, row: Row) -> tuple[int, ...]:
    """Return where a post stands among its like, as on the page of the thread."""
    if row.root_id is None and head.is_ranked:
        return (row.number > 1, row.id != head.featured_id, -row.usefulness, row.id)
    return (row.root_id is not None or row.number > 1, 1, 0, row.id)
