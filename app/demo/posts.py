"""Brings in what was said in a thread, and who liked it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.core.subjects import SubjectRef
from app.demo.content import DemoPost, People
from app.likes import services as likes
from app.threads.services.imports import ImportedPost, import_post


def bring_posts(
    thread_id: int, posts: Iterable[DemoPost], people: People, opened_at: datetime, *, kind: str
) -> dict[str, int]:
    """Write posts in the order of writing; return their ids by their keys.

    Args:
        thread_id: where they stand.
        posts: what was said.
        people: who said and liked it.
        opened_at: when the thread was opened.
        kind: of the subject that a post is there.
    """
    ids: dict[str, int] = {}
    for post in posts:
        moment = opened_at + timedelta(hours=post.hours_after)
        ids[post.key] = import_post(
            ImportedPost(
                thread_id=thread_id,
                parent_id=ids[post.parent] if post.parent else None,
                body=post.body,
                author_id=people[post.author],
                created_at=moment,
            )
        )
        ref = SubjectRef(kind, ids[post.key])
        likes.import_likes(ref, [people[handle] for handle in post.likes], at=moment)
    return ids
