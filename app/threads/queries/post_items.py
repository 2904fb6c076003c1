"""Posts stitched from their rows, the faces of their authors, and what people like."""

from collections.abc import Sequence

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.core.db import db
from app.core.trees import in_reading_order
from app.core.viewer import GUEST
from app.likes import queries as likes
from app.threads.kinds import kind_of
from app.threads.limits import EXCERPT_LENGTH
from app.threads.models import Post
from app.threads.queries.post_rows import Row
from app.threads.shapes import PostItem, ThreadHead


def post_items(head: ThreadHead, rows: Sequence[tuple[Row, int]]) -> tuple[PostItem, ...]:
    """Stitch posts with faces and likes. Two queries, and one for parents that are not here."""
    authors = {row.id: row.author_id for row, _depth in rows}
    missing = {row.parent_id for row, _depth in rows if row.parent_id} - authors.keys()
    if missing:
        parents = sa.select(Post.id, Post.author_id).where(Post.id.in_(missing))
        authors |= {row.id: row.author_id for row in db.session.execute(parents)}
    faces = accounts.faces(authors.values())
    kind = kind_of(head.kind)
    refs = {row.id: kind.post_ref(row.id) for row, _depth in rows}
    summaries = likes.like_summaries(GUEST, list(refs.values()))
    totals = _totals([row for row, _depth in rows])
    extras = kind.extras(head, refs.keys()) if kind.extras else {}
    return tuple(
        PostItem(
            id=row.id,
            ref=refs[row.id],
            base=head.base,
            thread_id=head.id,
            number=row.number,
            parent_id=row.parent_id,
            root_id=row.root_id,
            author=faces[row.author_id],
            html=text.stored("" if row.deleted_at else row.html),
            excerpt="" if row.deleted_at else text.plain(row.body, limit=EXCERPT_LENGTH),
            created_at=row.created_at,
            edited_at=row.edited_at,
            is_deleted=row.deleted_at is not None,
            is_hidden=row.hidden_at is not None,
            is_answer=row.root_id is None and row.number > 1,
            is_opening=row.number == 1,
            is_featured=row.id == head.featured_id,
            depth=depth,
            reply_to=faces[authors.get(row.parent_id)] if row.parent_id else None,
            usefulness=row.usefulness,
            likes=summaries[refs[row.id]],
            url=kind.post_address(head.id, row.id),
            extra=extras.get(row.id),
            more_count=totals.get(row.id, 0),
            more_url=f"/{head.base}/{head.id}/suite/{row.id}",
        )
        for row, depth in rows
    )


def _totals(rows: Sequence[Row]) -> dict[int, int]:
    """Return how many replies of each answer are there to be read and not among these rows."""
    more: dict[int, int] = {}
    for row in rows:
        if row.root_id is not None:
            more.setdefault(row.root_id, row.total)
            more[row.root_id] -= row.deleted_at is None
    return {root: count for root, count in more.items() if count > 0}


def as_tree(rows: Sequence[Row]) -> list[tuple[Row, int]]:
    """Put replies under what they reply to, and drop deleted posts that nothing hangs on.

    A hidden one leaves a line: it may come back.
    """
    ordered = in_reading_order(rows, id_of=lambda row: row.id, parent_of=lambda row: row.parent_id)
    kept: list[tuple[Row, int]] = []
    below = -1
    for row, depth in reversed(ordered):
        if row.deleted_at is None or row.hidden_at is not None or below > depth:
            kept.append((row, depth))
            below = depth
    return kept[::-1]
