"""Who may be told of what happens in threads, and in which words."""

from collections.abc import Collection, Iterable, Iterator

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import _, lazy
from app.forum.models import Post, Thread, ThreadAct
from app.forum.queries.people import mentioned_in, states_in, writers_and_followers
from app.groups import queries as groups
from app.notices.shapes import (
    ActivityItem,
    Candidate,
    Level,
    Nature,
    NoticeItem,
    NoticeKind,
    ThreadState,
)


def thread_states(thread_id: int, account_ids: Collection[int]) -> dict[int, ThreadState]:
    """Return whether these people follow or mute a thread; absent means neither."""
    found = states_in(thread_id, frozenset(account_ids))
    return {account_id: ThreadState(state) for account_id, state in found.items()}


def _asker(activity: ActivityItem) -> Iterator[Candidate]:
    """The person whose thread was answered."""
    thread = _thread(activity)
    if thread is not None:
        yield from _direct(thread, {thread.author_id})


def _person_replied_to(activity: ActivityItem) -> Iterator[Candidate]:
    """The author of the post that was replied to."""
    thread, parent_author = _thread(activity), _parent_author(activity)
    if thread is not None:
        yield from _direct(thread, {parent_author})


def _people_named(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whom a post names, unless they hear of it as asker or as the person replied to."""
    thread = _thread(activity)
    if thread is not None:
        told = {thread.author_id, _parent_author(activity)} if _is_reply(activity) else set()
        yield from _direct(thread, mentioned_in(activity.subject.id) - told)


def _answerer(activity: ActivityItem) -> Iterator[Candidate]:
    """The person whose answer was chosen."""
    thread = _thread(activity)
    if thread is not None:
        author = sa.select(Post.author_id).where(Post.id == activity.subject.id)
        yield from _direct(thread, {db.session.scalar(author)})


def _opener(activity: ActivityItem) -> Iterator[Candidate]:
    """The person whose thread was moderated."""
    thread = _thread(activity)
    if thread is not None:
        yield from _direct(thread, {thread.author_id})


def _group_members(activity: ActivityItem) -> Iterator[Candidate]:
    """Who wants to hear of all in the group in which a thread was opened, but those it names."""
    thread = _thread(activity)
    if thread is None:
        return
    opening = sa.select(Post.id).where(Post.thread_id == thread.id, Post.number == 1)
    told = mentioned_in(db.session.scalars(opening).one())
    for account_id, level in groups.eager_members(thread.group_id).items():
        if account_id not in told:
            yield Candidate(
                account_id=account_id,
                may_see=True,
                thread_state=ThreadState.NORMAL,
                group_level=Level(level) if level else None,
            )


def _thread_watchers(activity: ActivityItem) -> Iterator[Candidate]:
    """Those who follow the thread, wrote in it, or want to hear of all in the group."""
    thread = _thread(activity)
    if thread is None:
        return
    told = mentioned_in(activity.subject.id) | {_addressee(activity, thread)}
    here = writers_and_followers(thread.id)
    levels = groups.eager_members(thread.group_id)
    levels |= groups.levels_among(thread.group_id, here.keys())
    may_see = groups.is_public(thread.group_id)
    for account_id in sorted(here.keys() | levels.keys()):
        if account_id in told:
            continue
        state, has_written = here.get(account_id, ("normal", False))
        level = levels.get(account_id)
        yield Candidate(
            account_id=account_id,
            may_see=may_see or account_id in levels,
            is_in_thread=has_written,
            thread_state=ThreadState(state),
            group_level=Level(level) if level else None,
        )


def _direct(thread: Thread, people: Collection[int | None]) -> Iterator[Candidate]:
    """Return people to whom something is addressed."""
    ids = frozenset(account_id for account_id in people if account_id is not None)
    states = states_in(thread.id, ids)
    is_public = groups.is_public(thread.group_id)
    members = frozenset() if is_public else groups.members_among(thread.group_id, ids)
    for account_id in sorted(ids):
        yield Candidate(
            account_id=account_id,
            may_see=is_public or account_id in members,
            is_direct=True,
            thread_state=ThreadState(states.get(account_id, "normal")),
        )


def _thread(activity: ActivityItem) -> Thread | None:
    """Return the thread in which it happened, unless it is gone."""
    thread = db.session.get(Thread, activity.container.id) if activity.container else None
    return thread if thread is not None and thread.deleted_at is None else None


def _parent_author(activity: ActivityItem) -> int | None:
    """Return who wrote the post that this one replies to."""
    parent_id = sa.select(Post.parent_id).where(Post.id == activity.subject.id)
    return db.session.scalar(
        sa.select(Post.author_id).where(Post.id == parent_id.scalar_subquery())
    )


def _is_reply(activity: ActivityItem) -> bool:
    """Tell whether a post is not the opening of its thread."""
    number = db.session.scalar(sa.select(Post.number).where(Post.id == activity.subject.id))
    return number is not None and number > 1


def _addressee(activity: ActivityItem, thread: Thread) -> int | None:
    """Return who is told of a post as theirs: the asker, or the person replied to."""
    parent_id = sa.select(Post.parent_id).where(Post.id == activity.subject.id)
    is_answer = db.session.scalar(parent_id) is None
    return thread.author_id if is_answer else _parent_author(activity)


def _say_moderated(item: NoticeItem) -> str:
    """Say what was done to a thread, and why."""
    done = db.session.scalars(
        sa.select(ThreadAct)
        .where(ThreadAct.thread_id == item.subject.ref.id)
        .where(ThreadAct.created_at <= item.created_at)
        .order_by(ThreadAct.id.desc())
        .limit(1)
    ).one_or_none()
    gaps = {"name": item.actor.display_name, "title": item.subject.title}
    sentences = {
        "closed": _("{name} closed your thread “{title}”.", **gaps),
        "duplicate": _(
            "{name} closed “{title}”: the same question has been asked elsewhere.", **gaps
        ),
        "reopened": _("{name} reopened your thread “{title}”.", **gaps),
        "moved": _("{name} moved your thread “{title}” to another group.", **gaps),
        "pinned": _("{name} pinned your thread “{title}”.", **gaps),
        "unpinned": _("{name} unpinned your thread “{title}”.", **gaps),
    }
    sentence = sentences[done.act] if done else sentences["closed"]
    if done is None or not done.reason:
        return sentence
    reason = _("Reason: {reason}", reason=done.reason)
    return f"{sentence} {reason}"


def _said(item: NoticeItem) -> dict[str, str]:
    """Return the gaps of a sentence about somebody and a thread."""
    return {"name": item.actor.display_name, "title": item.subject.title}


def notice_kinds() -> Iterable[NoticeKind]:
    """Return what the forum tells people of."""
    return (*_DIRECT, *_AROUND)


_DIRECT = (
    NoticeKind(
        kind="forum.answered",
        nature=Nature.DIRECT,
        label=lazy("an answer to what I asked"),
        candidates=_asker,
        say=lambda item: _("{name} answered your question “{title}”.", **_said(item)),
    ),
    NoticeKind(
        kind="forum.replied",
        nature=Nature.DIRECT,
        label=lazy("a reply to what I wrote"),
        candidates=_person_replied_to,
        say=lambda item: _("{name} replied to you in “{title}”.", **_said(item)),
    ),
    NoticeKind(
        kind="forum.mentioned",
        nature=Nature.DIRECT,
        label=lazy("somebody who names me"),
        candidates=_people_named,
        say=lambda item: _("{name} mentioned you in “{title}”.", **_said(item)),
    ),
    NoticeKind(
        kind="forum.accepted",
        nature=Nature.DIRECT,
        label=lazy("my answer, chosen as the solution"),
        candidates=_answerer,
        say=lambda item: _("{name} chose your answer as the solution of “{title}”.", **_said(item)),
    ),
)
"""What is addressed to one person."""

_AROUND = (
    NoticeKind(
        kind="forum.opened",
        nature=Nature.ACTIVITY,
        label=lazy("a new thread in my groups"),
        candidates=_group_members,
        say=lambda item: _("{name} asks: “{title}”.", **_said(item)),
    ),
    NoticeKind(
        kind="forum.posted",
        nature=Nature.ACTIVITY,
        label=lazy("a new post in a thread"),
        candidates=_thread_watchers,
        say=lambda item: _("{name} wrote in “{title}”.", **_said(item)),
    ),
    NoticeKind(
        kind="forum.moderated",
        nature=Nature.ALWAYS,
        label=lazy("what moderators do to my threads"),
        candidates=_opener,
        say=_say_moderated,
    ),
)
"""What goes on in groups and threads, and what moderators decide."""
