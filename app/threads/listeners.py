"""What follows from what happens in threads: notices, browsers, kept pages."""

import sqlalchemy as sa

from app.accounts.events import AccountClosed
from app.core.db import db
from app.core.transaction import emit
from app.groups.queries import audience_of
from app.likes.events import SubjectLiked, SubjectUnliked
from app.live import services as live
from app.media import services as media
from app.media.queries import tokens_in
from app.notices import services as notices
from app.threads.enums import Act
from app.threads.events import (
    ActRecorded,
    PostEdited,
    PostLiked,
    PostRemoved,
    ReplyPosted,
    ThreadEvent,
    ThreadLiked,
    ThreadModerated,
    ThreadOpened,
    ThreadOpenedUp,
)
from app.threads.kinds import kind_of, kinds
from app.threads.models import Post, Thread
from app.threads.queries.acts import act_ref, author_of_act, is_toggled
from app.threads.services.drafts import drop_draft, drop_drafts_of, reply_place


def tell_of_thread(event: ThreadOpened) -> None:
    """Tell the group of a new thread, and those whom it names that it does."""
    if not event.is_news or event.author_id is None:
        return
    kind = kind_of(event.kind)
    notices.record(
        f"{kind.room}.opened",
        kind.ref(event.thread_id),
        actor_id=event.author_id,
        container=kind.ref(event.thread_id),
        audience=audience_of(event.group_id),
        concerns=dict.fromkeys(event.named_ids, f"{kind.room}.mentioned"),
    )


def tell_of_reply(event: ReplyPosted) -> None:
    """Tell those who read along, and those concerned what it is for them."""
    if not event.is_news or event.author_id is None:
        return
    kind = kind_of(event.kind)
    concerns = dict.fromkeys(event.named_ids, f"{kind.room}.mentioned")
    if event.addressee_id is not None:
        is_answered = event.is_answer and kind.addresses_author
        concerns[event.addressee_id] = f"{kind.room}.{'answered' if is_answered else 'replied'}"
    notices.record(
        f"{kind.room}.posted",
        kind.post_ref(event.post_id),
        actor_id=event.author_id,
        container=kind.ref(event.thread_id),
        audience=audience_of(event.group_id),
        concerns=concerns,
    )


def tell_of_names(event: PostEdited) -> None:
    """Tell those whom an edit names, once; let those it names no more hear nothing of it."""
    if not event.named_ids and not event.unnamed_ids:
        return
    thread = db.session.get_one(Thread, event.thread_id)
    number = db.session.scalar(sa.select(Post.number).where(Post.id == event.post_id))
    kind = kind_of(event.kind)
    container, mentioned = kind.ref(event.thread_id), f"{kind.room}.mentioned"
    subject = container if number == 1 else kind.post_ref(event.post_id)
    notices.withdraw_from(subject, event.unnamed_ids, kind=mentioned)
    fresh = notices.restore_to(subject, event.named_ids, kind=mentioned)
    if fresh:
        notices.record(
            mentioned,
            subject,
            actor_id=event.editor_id,
            container=container,
            audience=audience_of(thread.group_id),
            concerns=dict.fromkeys(fresh, mentioned),
        )


def attach_pictures(event: ThreadOpened | ReplyPosted | PostEdited) -> None:
    """Let the pictures of a post be seen by those who may see the post."""
    writer_id = event.editor_id if isinstance(event, PostEdited) else event.author_id
    if writer_id is not None and event.post_id is not None:
        post = db.session.get_one(Post, event.post_id)
        ref = kind_of(event.kind).post_ref(post.id)
        media.attach(ref, tokens_in(post.body), writer_id=writer_id)


def drop_draft_of_reply(event: ReplyPosted) -> None:
    """Let the draft of what was published go with it, in the same transaction."""
    if event.is_news and event.author_id is not None:
        drop_draft(event.author_id, reply_place(event.thread_id, event.parent_id))


def drop_drafts(event: AccountClosed) -> None:
    """Keep nothing that somebody who is gone had not published."""
    drop_drafts_of(event.account_id)


def tell_of_act(event: ActRecorded) -> None:
    """Tell its author what a moderator did, whether or not they may read it there any more."""
    author_id = author_of_act(event.act_id)
    if author_id is not None and not is_toggled(event.act_id):
        moderated = f"{kind_of(event.kind).room}.moderated"
        notices.record(
            moderated,
            act_ref(event.kind, event.act_id),
            actor_id=event.actor_id,
            concerns={author_id: moderated},
        )


def move_notices(event: ThreadModerated) -> None:
    """Let what was told of a thread count as news of the group it lies in now."""
    if event.act == Act.MOVED:
        thread = db.session.get_one(Thread, event.thread_id)
        notices.move(kind_of(event.kind).ref(thread.id), audience_of(thread.group_id))


def tell_writers(event: ThreadOpenedUp) -> None:
    """Tell all who wrote in a thread among themselves that everybody reads it now."""
    kind = kind_of(event.kind)
    ref, opened_up = kind.ref(event.thread_id), f"{kind.room}.opened_up"
    may_be_read = sa.or_(Post.deleted_at.is_(None), Post.hidden_at.is_not(None))
    wrote = sa.select(Post.author_id).where(
        Post.thread_id == event.thread_id, Post.author_id.is_not(None), may_be_read
    )
    concerns = {one: opened_up for one in db.session.scalars(wrote.distinct()) if one}
    notices.record(opened_up, ref, actor_id=event.actor_id, container=ref, concerns=concerns)


def touch_liked(event: SubjectLiked | SubjectUnliked) -> None:
    """Let the pieces of a thread be made anew when a like in it comes or goes.

    Emits:
        PostLiked, or ThreadLiked
    """
    if event.ref.kind in {f"{one.room}.thread" for one in kinds() if not one.has_opening}:
        _touch_hosted(event.ref.id)
    if event.ref.kind not in {f"{one.room}.post" for one in kinds()}:
        return
    of_post = sa.select(Post.thread_id).where(Post.id == event.ref.id).scalar_subquery()
    thread = db.session.execute(
        sa.update(Thread)
        .where(Thread.id == of_post)
        .values(version=Thread.version + 1)
        .returning(Thread.id, Thread.kind, Thread.version)
    ).one()
    emit(
        PostLiked(
            thread_id=thread.id,
            kind=thread.kind,
            post_id=event.ref.id,
            account_id=event.account_id,
            version=thread.version,
        )
    )


def _touch_hosted(thread_id: int) -> None:
    """Let the page of a thread that shows its own likes be made anew.

    Emits:
        ThreadLiked
    """
    thread = db.session.execute(
        sa.update(Thread)
        .where(Thread.id == thread_id)
        .values(version=Thread.version + 1)
        .returning(Thread.kind, Thread.version)
    ).one()
    emit(ThreadLiked(thread_id=thread_id, kind=thread.kind, version=thread.version))


def forget_thread(event: PostLiked | ThreadLiked) -> None:
    """Let visitors see the new count when they come again; lists do not show it."""
    live.forget_pages(str(kind_of(event.kind).ref(event.thread_id)))


def forget_pages(event: ThreadEvent) -> None:
    """Let visitors see the thread and the lists as they are now."""
    live.forget_pages(str(kind_of(event.kind).ref(event.thread_id)), "lists")


def check_watchers(event: ThreadModerated | PostRemoved) -> None:
    """Ask all who watch the thread again whether they may: it may be gone, or elsewhere."""
    live.recheck(str(kind_of(event.kind).ref(event.thread_id)))


def forget_fragments(event: ThreadModerated | PostRemoved) -> None:
    """Forget at once what was kept of a thread that is gone or elsewhere: its tags among it."""
    is_moved = isinstance(event, ThreadModerated) and event.act == Act.MOVED
    thread = db.session.get(Thread, event.thread_id)
    if is_moved or thread is None or thread.deleted_at is not None:
        live.forget_fragments()
