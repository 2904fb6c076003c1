"""Whom the rules have told of each act, said once more and by themselves, against who was told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.likes.models import Like
from app.notices.models import Activity, Inbox, Notice
from app.threads.models import Mention, Post, Thread
from bench.chaos.browsers import Browser
from bench.chaos.verdict import Verdict
from bench.chaos.world import Member, World

_DIRECT = {"forum.answered", "forum.replied", "forum.mentioned", "forum.accepted"}
_NOT_AROUND = {"likes.liked", "forum.accepted"}
"""What only those hear of whom it is about."""


@dataclass(frozen=True, slots=True)
class Act:
    """A post, a choice or a like that is in the database."""

    subject: tuple[str, int]
    actor_id: int
    thread_id: int
    concerns: dict[int, str]
    kind: str
    is_certain: bool = True
    """It was never taken back: everybody concerned must have been told."""


def judge_told(verdict: Verdict, world: World, post_of: dict[str, int]) -> None:
    """Compare whom each act was told with whom it had to be told."""
    for act in (*_replies(world, post_of.values()), *_likes(world), *_choices()):
        _judge_act(verdict, world, act)
    verdict.counts["notices"] = db.session.scalar(sa.select(sa.func.count(Notice.id))) or 0


def _replies(world: World, post_ids: Collection[int]) -> Iterator[Act]:
    """Return the posts of the test, with those whom each is about."""
    ids = list(post_ids)
    rows = db.session.execute(sa.select(Post).where(Post.id.in_(ids))).scalars().all()
    named: dict[int, list[int]] = {}
    for mention in db.session.scalars(sa.select(Mention).where(Mention.post_id.in_(ids))):
        named.setdefault(mention.post_id, []).append(mention.account_id)
    kinds = dict(db.session.execute(sa.select(Thread.id, Thread.kind)).all())
    for post in rows:
        concerns = dict.fromkeys(named.get(post.id, ()), "forum.mentioned")
        is_question = kinds[post.thread_id] == "question"
        concerns[world.opener_of[post.thread_id]] = (
            "forum.answered" if is_question else "forum.replied"
        )
        yield Act(
            ("forum.post", post.id),
            post.author_id or 0,
            post.thread_id,
            concerns,
            "forum.posted",
            is_certain=post.deleted_at is None,
        )


def _likes(world: World) -> Iterator[Act]:
    """Return the likes of the test."""
    openings = dict(
        db.session.execute(sa.select(Post.id, Post.thread_id).where(Post.number == 1)).all()
    )
    for like in db.session.scalars(sa.select(Like)):
        thread_id = openings[like.subject_id]
        author_id = world.opener_of[thread_id]
        yield Act(
            (like.subject_kind, like.subject_id),
            like.account_id,
            thread_id,
            {author_id: "likes.liked"},
            "likes.liked",
        )


def _choices() -> Iterator[Act]:
    """Return the choices of a solution that were not taken back with the post."""
    rows = db.session.execute(
        sa.select(Post.id, Post.author_id, Post.thread_id, Activity.actor_id)
        .join(Activity, Activity.subject_id == Post.id)
        .where(Activity.kind == "forum.accepted", Activity.withdrawn_at.is_(None))
    )
    for post_id, author_id, thread_id, actor_id in set(rows):
        concerns = {author_id or 0: "forum.accepted"}
        yield Act(("forum.post", post_id), actor_id or 0, thread_id, concerns, "forum.accepted")


def _judge_act(verdict: Verdict, world: World, act: Act) -> None:
    """Compare whom an act was told with whom it had to be told."""
    told = set(
        db.session.scalars(
            sa.select(Notice.account_id)
            .join(Activity, Activity.id == Notice.activity_id)
            .where(
                Activity.subject_kind == act.subject[0],
                Activity.subject_id == act.subject[1],
                Activity.actor_id == act.actor_id,
                Activity.kind == act.kind,
                Notice.account_id.in_(world.members),
            )
        )
    )
    due = {member.id for member in world.members.values() if _is_told(world, member, act)}
    what = f"{act.kind} {act.subject[1]}"
    if act.is_certain:
        verdict.add("not told", *(f"{what} to {one}" for one in sorted(due - told)))
    verdict.add("forbidden", *(f"{what} to {one}" for one in sorted(told - due)))


def _is_told(world: World, member: Member, act: Act) -> bool:
    """Apply the precedence as people read it."""
    group_id = world.group_of[act.thread_id]
    kind = act.concerns.get(member.id)
    is_here, state = group_id in member.groups, member.states.get(act.thread_id)
    is_for_all = act.kind not in _NOT_AROUND
    is_around = kind is not None or (is_here and is_for_all)
    level = member.group_levels.get(group_id, member.level)
    steps = (
        (member.id == act.actor_id or act.actor_id in member.silent, False),
        (not is_here and group_id == world.private, False),
        (state == "mute", False),
        (kind in _DIRECT, True),
        (state == "follow" and (is_for_all or kind is not None), True),
        (not is_around, False),
        (level == "everything", True),
        (level == "friends" and act.actor_id in member.friends, True),
    )
    return next((is_told for applies, is_told in steps if applies), False)


def judge_seen(verdict: Verdict, browser: Browser) -> None:
    """Compare what a browser saw with what its member was told."""
    member_id = browser.member.id
    missing = sorted(lasting_numbers(member_id) - set(browser.seen))
    verdict.add("not seen", *(f"{seq} by {member_id}" for seq in missing))
    verdict.add("seen twice", *[str(member_id)] * browser.doubled)
    is_mixed = browser.seen != sorted(browser.seen)
    verdict.add("out of order", *[str(member_id)] * (browser.disordered + is_mixed))
    inbox, bundles = unread_count(member_id), _unread_bundles(member_id)
    if not browser.unread == inbox == bundles:
        verdict.add("wrong badge", f"{member_id}: {browser.unread}, {inbox}, {bundles}")


def lasting_numbers(member_id: int) -> set[int]:
    """Return the numbers of somebody's notices that never were taken back.

    Those that were, for a while or for good, may have been left out when a browser came back.
    """
    asked = (
        sa.select(Notice.seq)
        .join(Activity, Activity.id == Notice.activity_id)
        .where(Notice.account_id == member_id, Activity.changed_at == Activity.created_at)
    )
    return set(db.session.scalars(asked))


def unread_count(member_id: int) -> int:
    """Return how many are unread, as the inbox counts."""
    asked = sa.select(Inbox.unread_count).where(Inbox.account_id == member_id)
    return db.session.scalar(asked) or 0


def _unread_bundles(member_id: int) -> int:
    """Return how many are unread, counted anew."""
    asked = sa.select(sa.func.count(Notice.bundle.distinct())).where(
        Notice.account_id == member_id, Notice.read_at.is_(None), Notice.withdrawn_at.is_(None)
    )
    return db.session.scalar(asked) or 0
