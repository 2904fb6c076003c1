"""Who may be told of what happens in threads, and in which words."""

from collections.abc import Callable, Collection, Iterable, Iterator

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import _, lazy, nlazy
from app.forum.models import Thread, ThreadAct
from app.forum.queries.access import THREAD
from app.forum.queries.people import follower_ids, has_read, muted_ids, states_in
from app.forum.services.following import set_follow
from app.groups import queries as groups
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind, ThreadKeeper
from app.notices.terms import Merging, Nature, ThreadState


def _thread_states(thread_id: int, account_ids: Collection[int]) -> dict[int, ThreadState]:
    """Return whether these people follow or mute a thread; absent means neither."""
    found = states_in(thread_id, frozenset(account_ids))
    return {account_id: ThreadState(state) for account_id, state in found.items()}


KEEPER = ThreadKeeper(
    kind=THREAD,
    states=_thread_states,
    muted_ids=muted_ids,
    choose=set_follow,
    has_read=has_read,
)
"""What notices may ask about threads, and turn."""


def _concerned(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whom it is about: who asked, was replied to, named, chosen or moderated."""
    thread = _thread(activity)
    if thread is not None:
        yield from _named(activity, thread)


def _members(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whom a new thread names, and the members of its group who want to hear of it."""
    thread = _thread(activity)
    if thread is not None:
        yield from _named(activity, thread)
        yield from _attentive(activity, thread)


def _readers(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whom a post is about, who follow its thread, or want to hear of it in the group."""
    thread = _thread(activity)
    if thread is not None:
        yield from _named(activity, thread)
        yield from _attentive(activity, thread)
        yield from _followers(thread)


def _named(activity: ActivityItem, thread: Thread) -> Iterator[Candidate]:
    """Those whom it is about, wherever they are by now."""
    seeing = _seeing(thread, frozenset(activity.concerns))
    for account_id, kind in sorted(activity.concerns.items()):
        yield Candidate(account_id=account_id, may_see=account_id in seeing, kind=kind)


def _attentive(activity: ActivityItem, thread: Thread) -> Iterator[Candidate]:
    """Those members of the group who want to hear of what goes on there."""
    for account_id in sorted(groups.attentive_ids(thread.group_id, activity.actor_id)):
        yield Candidate(account_id=account_id, may_see=True)


def _followers(thread: Thread) -> Iterator[Candidate]:
    """Those who follow the thread, wherever they are by now."""
    followers = follower_ids(thread.id)
    seeing = _seeing(thread, followers)
    for account_id in sorted(followers):
        yield Candidate(account_id=account_id, may_see=account_id in seeing)


def _seeing(thread: Thread, account_ids: frozenset[int]) -> frozenset[int]:
    """Return those of the people who may see the thread. No query where there is nobody."""
    if not account_ids or groups.is_public(thread.group_id):
        return account_ids
    return groups.members_among(thread.group_id, account_ids)


def _thread(activity: ActivityItem) -> Thread | None:
    """Return the thread in which it happened, unless it is gone."""
    thread = db.session.get(Thread, activity.container.id) if activity.container else None
    return thread if thread is not None and thread.deleted_at is None else None


def _say_moderated(item: NoticeItem) -> str:
    """Say what was done to a thread, and why."""
    done = db.session.scalars(
        sa.select(ThreadAct)
        .where(ThreadAct.thread_id == item.subject.ref.id)
        .where(ThreadAct.created_at <= item.created_at)
        .order_by(ThreadAct.id.desc())
        .limit(1)
    ).one_or_none()
    gaps = {"name": item.who, "title": item.subject.title}
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


def _says(sentence: Callable[..., str]) -> Callable[[NoticeItem], str]:
    """Return what says a sentence about people and a thread."""
    return lambda item: sentence(item.people, who=item.who, title=item.subject.title)


def notice_kinds() -> Iterable[NoticeKind]:
    """Return what the forum tells people of."""
    return (*_DIRECT, *_AROUND)


_DIRECT = (
    NoticeKind(
        kind="forum.answered",
        nature=Nature.DIRECT,
        label=lazy("an answer to what I asked"),
        candidates=_concerned,
        merging=Merging.CONTAINER,
        say=_says(
            nlazy(
                "{who} answered your question “{title}”.",
                "{who} answered your question “{title}”.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.replied",
        nature=Nature.DIRECT,
        label=lazy("a reply to what I wrote"),
        candidates=_concerned,
        merging=Merging.CONTAINER,
        say=_says(
            nlazy(
                "{who} replied to you in “{title}”.",
                "{who} replied to you in “{title}”.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.mentioned",
        nature=Nature.DIRECT,
        label=lazy("somebody who names me"),
        candidates=_concerned,
        merging=Merging.CONTAINER,
        say=_says(
            nlazy(
                "{who} mentioned you in “{title}”.",
                "{who} mentioned you in “{title}”.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.accepted",
        nature=Nature.DIRECT,
        label=lazy("my answer, chosen as the solution"),
        candidates=_concerned,
        say=_says(
            nlazy(
                "{who} chose your answer as the solution of “{title}”.",
                "{who} chose your answer as the solution of “{title}”.",
            )
        ),
    ),
)
"""What is addressed to one person. Only the last happens by itself; the others are what a new
thread or a new post is for those whom it concerns."""

_AROUND = (
    NoticeKind(
        kind="forum.opened",
        nature=Nature.ACTIVITY,
        label=lazy("a new thread in my groups"),
        candidates=_members,
        is_for_group=True,
        say=_says(
            nlazy(
                "{who} opened “{title}”.",
                "{who} opened “{title}”.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.posted",
        nature=Nature.ACTIVITY,
        label=lazy("a new post in a thread"),
        candidates=_readers,
        merging=Merging.CONTAINER,
        is_for_group=True,
        say=_says(
            nlazy(
                "{who} wrote in “{title}”.",
                "{who} wrote in “{title}”.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.moderated",
        nature=Nature.ALWAYS,
        label=lazy("what moderators do to my threads"),
        candidates=_concerned,
        say=_say_moderated,
    ),
)
"""What goes on in groups and threads, and what moderators decide."""
