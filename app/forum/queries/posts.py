"""The posts of a page of a thread, the same for everybody who may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.trees import in_reading_order
from app.core.viewer import GUEST, Viewer
from app.forum import policy
from app.forum.limits import ANSWERS_PER_PAGE, REPLIES_SHOWN
from app.forum.models import Post
from app.forum.queries.access import POST, post_url
from app.forum.shapes import PostItem, PostOverlay, ThreadHead
from app.likes import queries as likes

ORDERS = ("aide", "temps")
"""Solution, then "ça m'a aidé", then oldest; or plainly as written."""

EXCERPT = 600
"""Characters of a post in plain words, for search engines and summaries."""

_COLUMNS = (
    Post.id,
    Post.thread_id,
    Post.number,
    Post.parent_id,
    Post.root_id,
    Post.author_id,
    Post.body,
    Post.html,
    Post.created_at,
    Post.edited_at,
    Post.deleted_at,
    Post.helpful_count,
)
_Row = Any  # a row of the columns above, with `place` and `total`


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsOfPage:
    """Posts in reading order, and whether a page follows."""

    items: tuple[PostItem, ...]
    has_next: bool


def posts_of_page(head: ThreadHead, *, page: int, order: str) -> PostsOfPage:
    """Return one page of a thread in reading order. Three queries, whatever its length."""
    if order == "temps":
        rows, has_next = _by_time(head, page)
    else:
        rows, has_next = _by_help(head, page)
    ordered = [(row, 0) for row in rows] if order == "temps" else _as_tree(rows)
    return PostsOfPage(items=_items(head, ordered, is_flat=order == "temps"), has_next=has_next)


def posts_under(head: ThreadHead, root_id: int, *, after: int) -> PostsOfPage:
    """Return the replies under an answer in the order of writing, from after this post."""
    rows = db.session.execute(
        _plain()
        .where(Post.thread_id == head.id, Post.root_id == root_id, Post.id > after)
        .order_by(Post.id)
        .limit(ANSWERS_PER_PAGE + 1)
    ).all()
    shown = rows[:ANSWERS_PER_PAGE]
    items = _items(head, [(row, 0) for row in shown], is_flat=True)
    return PostsOfPage(items=items, has_next=len(rows) > len(shown))


def posts_after(head: ThreadHead, number: int, *, most: int = 50) -> tuple[PostItem, ...]:
    """Return the posts written after this number, in the order of writing."""
    rows = db.session.execute(
        _plain()
        .where(Post.thread_id == head.id, Post.number > number, Post.deleted_at.is_(None))
        .order_by(Post.number)
        .limit(most)
    ).all()
    return _with_depths(head, rows)


def post_item(head: ThreadHead, post_id: int) -> PostItem | None:
    """Return one post of a thread."""
    rows = db.session.execute(_plain().where(Post.thread_id == head.id, Post.id == post_id)).all()
    items = _with_depths(head, rows)
    return items[0] if items else None


def page_of_post(head: ThreadHead, post_id: int) -> tuple[int, int] | None:
    """Return the page on which a post's answer stands, and the post to look for there.

    The second is the post itself, or the answer above it when it is hidden behind "more".
    `None` when there is no such post.
    """
    post = db.session.execute(
        sa.select(Post.id, Post.number, Post.root_id, Post.helpful_count).where(
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
    return _page_of_root(head, root_id), root_id if is_hidden else post.id


def overlays(viewer: Viewer, head: ThreadHead, items: Iterable[PostItem]) -> dict[int, PostOverlay]:
    """Return what this viewer sees otherwise than anybody, by post. One query."""
    shown = [item for item in items if not item.is_deleted]
    if viewer.is_guest or not shown:
        return {}
    summaries = likes.like_summaries(viewer, [item.ref for item in shown])
    is_moderator = policy.may_moderate(viewer, head.standing)
    may_accept = policy.may_accept(viewer, head.standing, head)
    found: dict[int, PostOverlay] = {}
    for item in shown:
        is_mine = item.author.id == viewer.account_id
        may_choose = may_accept and item.is_answer
        if (
            is_mine
            or is_moderator
            or may_choose
            or summaries[item.ref].is_mine
            or item.id in head.helped_ids
        ):
            found[item.id] = PostOverlay(
                likes=summaries[item.ref],
                is_mine=is_mine,
                has_helped=item.id in head.helped_ids,
                may_edit=is_moderator
                or (is_mine and head.standing.may_post and not head.is_closed),
                may_delete=is_mine or is_moderator,
                may_accept=may_choose,
            )
    return found


def _plain() -> "sa.Select[*tuple[Any, ...]]":
    """Return a question for posts that stand on their own."""
    return sa.select(*_COLUMNS, sa.literal(0).label("place"), sa.literal(0).label("total"))


def _by_time(head: ThreadHead, page: int) -> tuple[Sequence[_Row], bool]:
    """Return the posts with the numbers of this page; numbers have no gap."""
    first = (page - 1) * ANSWERS_PER_PAGE
    last = first + ANSWERS_PER_PAGE
    rows = db.session.execute(
        _plain()
        .where(Post.thread_id == head.id, Post.number > first, Post.number <= last)
        .order_by(Post.number)
    ).all()
    return rows, head.post_count > last


def _by_help(head: ThreadHead, page: int) -> tuple[Sequence[_Row], bool]:
    """Return the answers of this page with the first replies under each, in one query."""
    answers = (
        sa.select(*_COLUMNS, _place(head).label("place"), sa.literal(0).label("total"))
        .where(*_shown_answers(head))
        .order_by(sa.literal_column("place"))
        .limit(ANSWERS_PER_PAGE + 1)
        .offset((page - 1) * ANSWERS_PER_PAGE)
        .cte("answers")
    )
    opening = _plain().where(Post.thread_id == head.id, Post.number == 1)
    if page > 1:
        opening = opening.where(sa.false())
    opening_cte = opening.cte("opening")
    roots = sa.union_all(sa.select(answers.c.id), sa.select(opening_cte.c.id)).scalar_subquery()
    place = sa.func.row_number().over(partition_by=Post.root_id, order_by=Post.id)
    total = sa.func.count().over(partition_by=Post.root_id)
    replies = (
        sa.select(*_COLUMNS, place.label("place"), total.label("total"))
        .where(Post.root_id.in_(roots))
        .subquery()
    )
    everything = sa.union_all(
        sa.select(opening_cte),
        sa.select(answers),
        sa.select(replies).where(replies.c.place <= REPLIES_SHOWN),
    ).subquery()
    typed = [column.label(column.key) for column in everything.c]
    rows = db.session.execute(sa.select(*typed)).all()
    found = sorted((row for row in rows if row.root_id is None), key=lambda row: row.place)
    extra = {row.id for row in found if row.number > 1}
    has_next = len(extra) > ANSWERS_PER_PAGE
    dropped = found[-1].id if has_next else None
    kept = [row for row in found if row.id != dropped]
    under = [row for row in rows if row.root_id is not None and row.root_id != dropped]
    return kept + sorted(under, key=lambda row: row.id), has_next


def _place(head: ThreadHead) -> sa.ColumnElement[int]:
    """Return the place of an answer in its thread, from 1."""
    by_time = Post.id.asc()
    by_help = (_is_solution(head).desc(), Post.helpful_count.desc(), by_time)
    return sa.func.row_number().over(order_by=by_help if head.is_question else by_time)


def _is_solution(head: ThreadHead) -> "sa.Case[int]":
    """Return 1 for the solution and 0 for other answers."""
    return sa.case((Post.id == (head.solution_id or 0), 1), else_=0)


def _shown_answers(head: ThreadHead) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the condition that a post is an answer to be shown; a deleted one with replies is."""
    reply = sa.orm.aliased(Post)
    has_replies = sa.exists().where(reply.root_id == Post.id, reply.deleted_at.is_(None))
    return (
        Post.thread_id == head.id,
        Post.root_id.is_(None),
        Post.number > 1,
        sa.or_(Post.deleted_at.is_(None), has_replies),
    )


def _page_of_root(head: ThreadHead, root_id: int) -> int:
    """Return the page of an answer; the first for the opening."""
    places = sa.select(Post.id, _place(head).label("place")).where(*_shown_answers(head)).subquery()
    place = db.session.scalar(sa.select(places.c.place).where(places.c.id == root_id))
    return 1 + ((place or 1) - 1) // ANSWERS_PER_PAGE


def _as_tree(rows: Sequence[_Row]) -> list[tuple[_Row, int]]:
    """Put replies under what they reply to, and drop deleted posts that nothing hangs on."""
    ordered = in_reading_order(rows, id_of=lambda row: row.id, parent_of=lambda row: row.parent_id)
    kept: list[tuple[_Row, int]] = []
    below = -1
    for row, depth in reversed(ordered):
        if row.deleted_at is None or below > depth:
            kept.append((row, depth))
            below = depth
    return kept[::-1]


def _with_depths(head: ThreadHead, rows: Sequence[_Row]) -> tuple[PostItem, ...]:
    """Return posts that arrive one by one, as deep as their parents are."""
    depths = _depths([row.id for row in rows if row.root_id is not None])
    return _items(head, [(row, depths.get(row.id, 0)) for row in rows], is_flat=False)


def _depths(ids: Sequence[int]) -> dict[int, int]:
    """Return how deep posts stand, climbing from each to its answer. One query."""
    if not ids:
        return {}
    climb = (
        sa.select(Post.id.label("post_id"), Post.parent_id, sa.literal(0).label("depth"))
        .where(Post.id.in_(ids))
        .cte("climb", recursive=True)
    )
    climb = climb.union_all(
        sa.select(climb.c.post_id, Post.parent_id, climb.c.depth + 1).where(
            Post.id == climb.c.parent_id
        )
    )
    rows = db.session.execute(
        sa.select(climb.c.post_id, sa.func.max(climb.c.depth)).group_by(climb.c.post_id)
    )
    return {row[0]: row[1] for row in rows}


def _items(
    head: ThreadHead, rows: Sequence[tuple[_Row, int]], *, is_flat: bool
) -> tuple[PostItem, ...]:
    """Stitch posts with faces and likes. Two queries, and one for the parents of a flat list."""
    authors = {row.id: row.author_id for row, _depth in rows}
    missing = {row.parent_id for row, _depth in rows if row.parent_id} - authors.keys()
    if missing:
        parents = sa.select(Post.id, Post.author_id).where(Post.id.in_(missing))
        authors |= {row.id: row.author_id for row in db.session.execute(parents)}
    faces = accounts.faces(authors.values())
    refs = {row.id: SubjectRef(POST, row.id) for row, _depth in rows}
    summaries = likes.like_summaries(GUEST, list(refs.values()))
    totals = _totals([row for row, _depth in rows])
    return tuple(
        PostItem(
            id=row.id,
            ref=refs[row.id],
            thread_id=head.id,
            number=row.number,
            parent_id=row.parent_id,
            root_id=row.root_id,
            author=faces[row.author_id],
            html=text.stored("" if row.deleted_at else row.html),
            excerpt="" if row.deleted_at else text.plain(row.body, limit=EXCERPT),
            created_at=row.created_at,
            edited_at=row.edited_at,
            is_deleted=row.deleted_at is not None,
            is_answer=row.root_id is None and row.number > 1,
            is_opening=row.number == 1,
            is_solution=row.id == head.solution_id,
            depth=depth,
            reply_to=_reply_to(row, depth, faces, authors, is_flat=is_flat),
            helpful_count=row.helpful_count,
            likes=summaries[refs[row.id]],
            url=post_url(head.id, row.id),
            more_count=totals.get(row.id, 0),
            more_url=f"/questions/{head.id}/suite/{row.id}",
        )
        for row, depth in rows
    )


def _totals(rows: Sequence[_Row]) -> dict[int, int]:
    """Return how many replies of each answer are not among these rows."""
    shown: dict[int, int] = {}
    most: dict[int, int] = {}
    for row in rows:
        if row.root_id is not None and row.total:
            shown[row.root_id] = shown.get(row.root_id, 0) + 1
            most[row.root_id] = row.total
    return {root: most[root] - REPLIES_SHOWN for root in shown if most[root] > REPLIES_SHOWN}


def _reply_to(
    row: _Row,
    depth: int,
    faces: dict[int | None, Face],
    authors: dict[int, int | None],
    *,
    is_flat: bool,
) -> Face | None:
    """Return whom a post replies to, where its place on the page does not say it."""
    if row.parent_id is None or not (is_flat or depth > 1):
        return None
    return faces[authors.get(row.parent_id)]
