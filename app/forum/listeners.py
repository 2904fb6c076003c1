"""What follows from what happens in threads: notices, search entries, browsers, kept pages."""

import sqlalchemy as sa

from app.accounts.events import AccountClosed
from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.events import (
    HelpfulChanged,
    PostEdited,
    PostRemoved,
    ReplyPosted,
    SolutionChanged,
    ThreadModerated,
    ThreadOpened,
    ThreadSettled,
)
from app.forum.models import Post, Thread
from app.forum.queries.access import POST, THREAD, thread_head, topic_of
from app.forum.queries.people import mentioned_in
from app.forum.services.drafts import drop_draft, drop_drafts_of, reply_place
from app.likes.events import SubjectLiked, SubjectUnliked
from app.live import services as live
from app.media import services as media
from app.media.queries import tokens_in
from app.notices import services as notices

ThreadEvent = (
    ThreadOpened
    | ReplyPosted
    | PostEdited
    | PostRemoved
    | SolutionChanged
    | HelpfulChanged
    | ThreadModerated
    | ThreadSettled
)


def tell_of_thread(event: ThreadOpened) -> None:
    """Tell the group of a new thread, and those whom it names that it does."""
    if not event.is_news or event.author_id is None:
        return
    thread = SubjectRef(THREAD, event.thread_id)
    notices.record(
        "forum.opened",
        thread,
        actor_id=event.author_id,
        container=thread,
        group_id=event.group_id,
        concerns=dict.fromkeys(mentioned_in(event.post_id), "forum.mentioned"),
    )


def tell_of_reply(event: ReplyPosted) -> None:
    """Tell those who read along, and those concerned what it is for them."""
    if not event.is_news or event.author_id is None:
        return
    concerns = dict.fromkeys(mentioned_in(event.post_id), "forum.mentioned")
    if event.addressee_id is not None:
        concerns[event.addressee_id] = "forum.answered" if event.is_answer else "forum.replied"
    notices.record(
        "forum.posted",
        SubjectRef(POST, event.post_id),
        actor_id=event.author_id,
        container=SubjectRef(THREAD, event.thread_id),
        group_id=event.group_id,
        concerns=concerns,
    )


def attach_pictures(event: ThreadOpened | ReplyPosted | PostEdited) -> None:
    """Let the pictures that its writer sent for a post be seen by those who may see the post."""
    writer_id = event.editor_id if isinstance(event, PostEdited) else event.author_id
    if writer_id is not None:
        post = db.session.get_one(Post, event.post_id)
        media.attach(SubjectRef(POST, post.id), tokens_in(post.body), sender_id=writer_id)


def drop_draft_of_reply(event: ReplyPosted) -> None:
    """Let the draft of what was published go with it, in the same transaction."""
    if event.is_news and event.author_id is not None:
        drop_draft(event.author_id, reply_place(event.thread_id, event.parent_id))


def drop_drafts(event: AccountClosed) -> None:
    """Keep nothing that somebody who is gone had not published."""
    drop_drafts_of(event.account_id)


def tell_of_solution(event: SolutionChanged) -> None:
    """Tell the person whose answer was chosen."""
    author = sa.select(Post.author_id).where(Post.id == event.post_id)
    author_id = db.session.scalar(author) if event.post_id is not None else None
    if event.post_id is not None and author_id is not None:
        notices.record(
            "forum.accepted",
            SubjectRef(POST, event.post_id),
            actor_id=event.actor_id,
            container=SubjectRef(THREAD, event.thread_id),
            concerns={author_id: "forum.accepted"},
        )


def tell_of_moderation(event: ThreadModerated) -> None:
    """Tell the author what was done to their thread; in another group, it is news of that one."""
    ref = SubjectRef(THREAD, event.thread_id)
    thread = db.session.get_one(Thread, event.thread_id)
    if event.act == "moved":
        notices.move(ref, thread.group_id)
    concerns = {} if thread.author_id is None else {thread.author_id: "forum.moderated"}
    notices.record(
        "forum.moderated", ref, actor_id=event.actor_id, container=ref, concerns=concerns
    )


def touch_liked(event: SubjectLiked | SubjectUnliked) -> None:
    """Let the pieces of a thread be made anew when a like in it comes or goes."""
    if event.ref.kind == POST:
        of_post = sa.select(Post.thread_id).where(Post.id == event.ref.id).scalar_subquery()
        db.session.execute(
            sa.update(Thread).where(Thread.id == of_post).values(version=Thread.version + 1)
        )


def show_like(event: SubjectLiked | SubjectUnliked) -> None:
    """Let visitors see the new count when they come again."""
    if event.ref.kind == POST:
        thread_id = db.session.scalar(sa.select(Post.thread_id).where(Post.id == event.ref.id))
        live.forget_pages(topic_of(thread_id or 0))


def forget_pages(event: ThreadEvent) -> None:
    """Let visitors see the thread and the lists as they are now."""
    live.forget_pages(topic_of(event.thread_id), "lists")


def check_watchers(event: ThreadModerated | PostRemoved) -> None:
    """Ask all who watch the thread again whether they may: it may be gone, or elsewhere."""
    live.recheck(topic_of(event.thread_id))


def forget_tags(event: ThreadModerated | PostRemoved) -> None:
    """Forget at once what was kept of a thread that is gone or elsewhere, its tags among it."""
    is_moved = isinstance(event, ThreadModerated) and event.act == "moved"
    if is_moved or thread_head(event.thread_id) is None:
        live.forget_fragments()
