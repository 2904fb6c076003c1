"""What people were told is done, against what the database keeps of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.likes.models import Like
from app.threads.models import Post, Thread
from bench.chaos.people import Written
from bench.chaos.verdict import Verdict


@dataclass(frozen=True, slots=True)
class KeptPost:
    """A post as the database has it."""

    id: int
    body: str
    is_deleted: bool

    @property
    def mark(self) -> str | None:
        """The mark by which a post of this run is known."""
        words = (word.strip(".,") for word in self.body.split())
        return next((word for word in words if word.startswith("marque")), None)


def kept_posts() -> list[KeptPost]:
    """Return all posts, deleted ones among them."""
    asked = sa.select(Post.id, Post.body, Post.deleted_at.is_not(None))
    return [KeptPost(*row) for row in db.session.execute(asked)]


def judge_posts(
    verdict: Verdict, written: Sequence[Written], kept: Iterable[KeptPost]
) -> dict[str, int]:
    """Find posts that are lost, doubled, or say another thing; return those there, by mark."""
    by_mark: dict[str, KeptPost] = {}
    marks = {one.mark for one in written}
    for post in kept:
        if post.mark in by_mark:
            verdict.add("doubled post", str(post.mark))
        elif post.mark in marks:
            by_mark[str(post.mark)] = post
    unheard = 0
    for one in written:
        found = by_mark.get(one.mark)
        if found is None:
            if one.acknowledged is not None:
                verdict.add("lost post", one.mark)
            continue
        unheard += one.acknowledged is None
        if found.body not in one.bodies:
            verdict.add("not kept", f"edit of {one.mark}: it says {found.body!r}")
        if one.is_deleted is not None and found.is_deleted is not one.is_deleted:
            verdict.add("not kept", f"deletion of {one.mark}: {one.is_deleted} was acknowledged")
    verdict.counts["posts written whose answer was lost"] = unheard
    return {mark: post.id for mark, post in by_mark.items()}


def kept_likes() -> set[tuple[int, int]]:
    """Return (member, post) of all likes."""
    rows = db.session.execute(sa.select(Like.account_id, Like.subject_id))
    return {(row.account_id, row.subject_id) for row in rows}


def kept_solutions() -> dict[int, int]:
    """Return the solution of each thread; 0 for none."""
    rows = db.session.execute(sa.select(Thread.id, Thread.featured_id))
    return {row.id: row.featured_id or 0 for row in rows}


def judge_choices(
    verdict: Verdict,
    likes: Mapping[tuple[int, int], bool | None],
    solutions: Mapping[int, int | None],
    kept: tuple[set[tuple[int, int]], Mapping[int, int]],
) -> None:
    """Find likes and solutions that are not what was acknowledged last.

    Args:
        verdict: takes what is found.
        likes: (member, post) → whether they like it; `None`: nobody knows.
        solutions: thread → its solution, 0 for none; `None`: nobody knows.
        kept: what the database has of either.
    """
    liked, solved = kept
    for pair, is_liked in likes.items():
        if is_liked is not None and (pair in liked) is not is_liked:
            verdict.add("not kept", f"like of {pair[1]} by {pair[0]}: {is_liked} was acknowledged")
    for thread_id, post_id in solutions.items():
        if post_id is not None and solved[thread_id] != post_id:
            verdict.add(
                "not kept", f"solution of {thread_id}: {solved[thread_id]} instead of {post_id}"
            )
