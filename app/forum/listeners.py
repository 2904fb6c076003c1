"""What follows from what happens in threads: notices, search entries, browsers, kept pages."""

import sqlalchemy as sa

from app.accounts.events import AccountClosed
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import emit
from app.forum.enums import Act, CheckStep
from app.forum.events import (
    ActRecorded,
    HelpfulChanged,
    PostEdited,
    PostLiked,
    PostRemoved,
    PostRendered,
    ReplyPosted,
    SolutionChanged,
    SolutionChecked,
    ThreadModerated,
    ThreadOpened,
    ThreadOpenedUp,
    ThreadSettled,
)
from app.forum.models import Post, Thread
from app.forum.queries.access import POST, THREAD, thread_head, topic_of
from app.forum.queries.acts import ACT, author_of_act, is_toggled
from app.forum.queries.people import mentioned_in
from app.forum.services.drafts import drop_draft, drop_drafts_of, reply_place
from app.forum.services.help_offers import TO_CHECK, take_back_offer
from app.likes.events import SubjectLiked, SubjectUnliked
from app.live import services as live
from app.media import services as media
from app.media.queries import tokens_in
from app.notices import services as notices

ThreadEvent = (
    ThreadOpened
    | ReplyPosted
    | PostEdited
    | PostRendered
    | PostRemoved
    | SolutionChanged
    | SolutionChecked
    | HelpfulChanged
    | ThreadModerated
    | ThreadSettled
)


_FOUND = {CheckStep.CONFIRMED: "forum.checked", CheckStep.OUTDATED: "forum.outdated"}
"""Kinds of the notices about what was found of a solution."""


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


def tell_of_names(event: PostEdited) -> None:
    """Tell those whom an edit names, once; let those it names no more hear nothing of it."""
    if not event.named_ids and not event.unnamed_ids:
        return
    thread = db.session.get_one(Thread, event.thread_id)
    number = db.session.scalar(sa.select(Post.number).where(Post.id == event.post_id))
    container = SubjectRef(THREAD, event.thread_id)
    subject = container if number == 1 else SubjectRef(POST, event.post_id)
    notices.withdraw_from(subject, event.unnamed_ids, kind="forum.mentioned")
    fresh = notices.restore_to(subject, event.named_ids, kind="forum.mentioned")
    if fresh:
        notices.record(
            "forum.mentioned",
            subject,
            actor_id=event.editor_id,
            container=container,
            group_id=thread.group_id,
            concerns=dict.fromkeys(fresh, "forum.mentioned"),
        )


def end_offer(event: ReplyPosted) -> None:
    """Let those who were offered a question go, once it has its first answer."""
    if event.is_answer:
        take_back_offer(event.thread_id)


def attach_pictures(event: ThreadOpened | ReplyPosted | PostEdited) -> None:
    """Let the pictures of a post be seen by those who may see the post."""
    writer_id = event.editor_id if isinstance(event, PostEdited) else event.author_id
    if writer_id is not None:
        post = db.session.get_one(Post, event.post_id)
        media.attach(SubjectRef(POST, post.id), tokens_in(post.body), writer_id=writer_id)


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


def end_checks(event: SolutionChanged) -> None:
    """Ask nobody any more whether an answer is still true that is the solution no more."""
    if event.former_id is not None:
        former = SubjectRef(POST, event.former_id)
        notices.end(TO_CHECK, former)
        notices.end("forum.outdated", former)


def tell_of_check(event: SolutionChecked) -> None:
    """Tell who asked and who answered what was found; ask nobody any more once somebody looked."""
    solution = SubjectRef(POST, event.post_id)
    if event.step not in {CheckStep.DUE, CheckStep.RESTORED}:
        notices.end(TO_CHECK, solution)
    if event.step in {CheckStep.CONFIRMED, CheckStep.RESTORED}:
        notices.end("forum.outdated", solution)
    kind = _FOUND.get(event.step)
    if kind is not None:
        thread = db.session.get_one(Thread, event.thread_id)
        answerer = sa.select(Post.author_id).where(Post.id == event.post_id)
        people = (thread.author_id, db.session.scalar(answerer))
        notices.record(
            kind,
            solution,
            actor_id=event.actor_id,
            container=SubjectRef(THREAD, thread.id),
            concerns={one: kind for one in people if one is not None},
            once=event.step is CheckStep.OUTDATED,  # it may be taken back and said again
            occasion=f"{thread.check_on:%Y-%m-%d}" if thread.check_on else "",
        )


def tell_of_act(event: ActRecorded) -> None:
    """Tell its author what a moderator did, whether or not they may read it there any more."""
    author_id = author_of_act(event.act_id)
    if author_id is not None and not is_toggled(event.act_id):
        notices.record(
            "forum.moderated",
            SubjectRef(ACT, event.act_id),
            actor_id=event.actor_id,
            concerns={author_id: "forum.moderated"},
        )


def move_notices(event: ThreadModerated) -> None:
    """Let what was told of a thread count as news of the group it lies in now."""
    if event.act == Act.MOVED:
        thread = db.session.get_one(Thread, event.thread_id)
        notices.move(SubjectRef(THREAD, thread.id), thread.group_id)


def tell_writers(event: ThreadOpenedUp) -> None:
    """Tell all who wrote in a thread among themselves that everybody reads it now."""
    ref = SubjectRef(THREAD, event.thread_id)
    wrote = sa.select(Post.author_id).where(
        Post.thread_id == event.thread_id, Post.author_id.is_not(None), Post.deleted_at.is_(None)
    )
    concerns = {one: "forum.opened_up" for one in db.session.scalars(wrote.distinct()) if one}
    notices.record(
        "forum.opened_up", ref, actor_id=event.actor_id, container=ref, concerns=concerns
    )


def touch_liked(event: SubjectLiked | SubjectUnliked) -> None:
    """Let the pieces of a thread be made anew when a like in it comes or goes.

    Emits:
        PostLiked
    """
    if event.ref.kind != POST:
        return
    of_post = sa.select(Post.thread_id).where(Post.id == event.ref.id).scalar_subquery()
    thread_id, version = db.session.execute(
        sa.update(Thread)
        .where(Thread.id == of_post)
        .values(version=Thread.version + 1)
        .returning(Thread.id, Thread.version)
    ).one()
    emit(
        PostLiked(
            thread_id=thread_id,
            post_id=event.ref.id,
            account_id=event.account_id,
            version=version,
        )
    )


def forget_thread(event: PostLiked) -> None:
    """Let visitors see the new count when they come again; lists do not show it."""
    live.forget_pages(topic_of(event.thread_id))


def forget_pages(event: ThreadEvent) -> None:
    """Let visitors see the thread and the lists as they are now."""
    live.forget_pages(topic_of(event.thread_id), "lists")


def check_watchers(event: ThreadModerated | PostRemoved) -> None:
    """Ask all who watch the thread again whether they may: it may be gone, or elsewhere."""
    live.recheck(topic_of(event.thread_id))


def forget_tags(event: ThreadModerated | PostRemoved) -> None:
    """Forget at once what was kept of a thread that is gone or elsewhere, its tags among it."""
    is_moved = isinstance(event, ThreadModerated) and event.act == Act.MOVED
    if is_moved or thread_head(event.thread_id) is None:
        live.forget_fragments()
