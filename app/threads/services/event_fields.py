"""What every event says of its thread."""

from typing import TypedDict

from app.threads.models import Post, Thread


class ThreadFields(TypedDict):
    """The fields of `ThreadEvent`."""

    thread_id: int
    kind: str


class ChangeFields(ThreadFields):
    """The fields of `ThreadChange`."""

    version: int


class ReplyFields(ChangeFields):
    """The fields of `ReplyPosted` that the reply itself says."""

    post_id: int
    parent_id: int | None
    group_id: int | None
    author_id: int | None
    is_answer: bool


def fields_of(thread: Thread) -> ThreadFields:
    """Return what an event says of a thread that looks as before."""
    return {"thread_id": thread.id, "kind": thread.kind}


def change_fields(thread: Thread) -> ChangeFields:
    """Return what an event says of a thread that looks otherwise, once its version is the next."""
    return {**fields_of(thread), "version": thread.version}


def reply_fields(thread: Thread, post: Post) -> ReplyFields:
    """Return what an event says of a new reply."""
    return {
        **change_fields(thread),
        "post_id": post.id,
        "parent_id": post.parent_id,
        "group_id": thread.group_id,
        "author_id": post.author_id,
        "is_answer": post.parent_id is None,
    }
