"""What the rules say, told once more and by themselves, against what everybody was told and saw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.core.db import db
from app.forum.models import Mention, Post, Thread
from app.likes.models import Like
from app.notices.models import Activity, Concern, Notice, NoticeBox
from bench.chaos.browsers import Browser
from bench.chaos.people import Away, Written
from bench.chaos.world import Member, World

_DIRECT = {"forum.answered", "forum.replied", "forum.mentioned"}


@dataclass
class Verdict:
    """How many of what; everything but the first three must be nothing."""

    notices: int = 0
    acknowledged: int = 0
    written_unheard: int = 0
    """Posts that are there though nobody was told so: the answer was lost."""
    lost_posts: list[str] = field(default_factory=list)
    doubled_posts: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    doubled: int = 0
    disordered: int = 0
    forbidden: list[str] = field(default_factory=list)
    wrong_badges: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return what must not be, in words."""
        found = [
            *(f"lost post {mark}" for mark in self.lost_posts),
            *(f"doubled post {mark}" for mark in self.doubled_posts),
            *(f"not told: {what}" for what in self.lost),
            *(f"not seen: {what}" for what in self.unseen),
            *(f"forbidden: {what}" for what in self.forbidden),
            *(f"wrong badge: {what}" for what in self.wrong_badges),
        ]
        if self.doubled:
            found.append(f"{self.doubled} notices came twice")
        if self.disordered:
            found.append(f"{self.disordered} notices came too late")
        return found


@dataclass(frozen=True, slots=True)
class Act:
    """A post or a like that is in the database."""

    subject: tuple[str, int]
    actor_id: int
    thread_id: int
    concerns: dict[int, str]
    kind: str


def judge(
    world: World, browsers: Sequence[Browser], written: Sequence[Written], away: Sequence[Away]
) -> Verdict:
    """Compare everything; wants the context of the application, and a site at rest."""
    db.session.close()
    verdict = Verdict(notices=db.session.scalar(sa.select(sa.func.count(Notice.id))) or 0)
    post_of = _posts(verdict, written)
    for act in (*_replies(world, post_of), *_likes(world)):
        _judge_act(verdict, world, act)
    for browser in browsers:
        _judge_browser(verdict, browser)
    _judge_movers(verdict, browsers, written, away, post_of)
    return verdict


def _posts(verdict: Verdict, written: Sequence[Written]) -> dict[str, int]:
    """Return the posts that are there, by their marks; note those that are lost or doubled."""
    post_of: dict[str, int] = {}
    marks = {one.mark for one in written}
    for post_id, body in db.session.execute(sa.select(Post.id, Post.body)):
        mark = next((word.strip(".,") for word in body.split() if word.startswith("marque")), None)
        if mark in post_of:
            verdict.doubled_posts.append(mark)
        elif mark in marks:
            post_of[str(mark)] = post_id
    for one in written:
        is_there = one.mark in post_of
        if one.acknowledged is not None:
            verdict.acknowledged += 1
            if not is_there:
                verdict.lost_posts.append(one.mark)
        elif is_there:
            verdict.written_unheard += 1
    return post_of


def _replies(world: World, post_of: dict[str, int]) -> Iterator[Act]:
    """Return the posts of the test, with those whom each is about."""
    ids = list(post_of.values())
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
            ("forum.post", post.id), post.author_id or 0, post.thread_id, concerns, "forum.posted"
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
                Notice.account_id.in_(world.members),
            )
        )
    )
    due = {member.id for member in world.members.values() if _is_told(world, member, act)}
    verdict.lost += [f"{act.subject} to {one}" for one in sorted(due - told)]
    verdict.forbidden += [f"{act.subject} to {one}" for one in sorted(told - due)]


def _is_told(world: World, member: Member, act: Act) -> bool:
    """Apply the precedence as people read it."""
    group_id = world.group_of[act.thread_id]
    kind = act.concerns.get(member.id)
    is_here, state = group_id in member.groups, member.states.get(act.thread_id)
    is_around = kind is not None or (is_here and act.kind != "likes.liked")
    level = member.group_levels.get(group_id, member.level)
    steps = (
        (member.id == act.actor_id or act.actor_id in member.silent, False),
        (not is_here and group_id == world.private, False),
        (state == "mute", False),
        (kind in _DIRECT, True),
        (state == "follow" and (act.kind != "likes.liked" or kind is not None), True),
        (not is_around, False),
        (level == "everything", True),
        (level == "friends" and act.actor_id in member.friends, True),
    )
    return next((is_told for applies, is_told in steps if applies), False)


def _judge_browser(verdict: Verdict, browser: Browser) -> None:
    """Compare what a browser saw with what its member was told."""
    member_id = browser.member.id
    seqs = db.session.scalars(
        sa.select(Notice.seq).where(Notice.account_id == member_id).order_by(Notice.seq)
    ).all()
    missing = sorted(set(seqs) - set(browser.seen))
    verdict.unseen += [f"{seq} by {member_id}" for seq in missing]
    verdict.doubled += browser.doubled
    verdict.disordered += browser.disordered + (browser.seen != sorted(browser.seen))
    box = db.session.execute(
        sa.select(NoticeBox.unread_count).where(NoticeBox.account_id == member_id)
    ).scalar()
    piles = db.session.scalar(
        sa.select(sa.func.count(Notice.pile.distinct())).where(
            Notice.account_id == member_id,
            Notice.read_at.is_(None),
            Notice.withdrawn_at.is_(None),
        )
    )
    if not (browser.unread == (box or 0) == piles):
        verdict.wrong_badges.append(f"{member_id}: {browser.unread}, {box}, {piles}")


def _judge_movers(
    verdict: Verdict,
    browsers: Sequence[Browser],
    written: Sequence[Written],
    away: Sequence[Away],
    post_of: dict[str, int],
) -> None:
    """Look for anything that reached somebody who was away from before it was written."""
    by_post = {post_of[one.mark]: one for one in written if one.mark in post_of}
    concerns_nobody_there = set(db.session.scalars(sa.select(Concern.account_id)))
    for browser in browsers:
        absences = [one for one in away if one.member.id == browser.member.id]
        for heard in browser.heard:
            post = by_post.get(_post_in(heard.data))
            if post is None:
                continue
            for absence in absences:
                if absence.since < post.begun and heard.at < absence.until:
                    verdict.forbidden.append(f"{heard.event} of {post.mark} to {browser.member.id}")
    if concerns_nobody_there & {one.member.id for one in away}:
        verdict.forbidden.append("somebody who moves was named: the test is wrong")


def _post_in(data: dict[str, object]) -> int:
    """Return the post that something sent is about."""
    ref = str(data.get("ref") or "")
    if ref.startswith("forum.post:"):
        return int(ref.removeprefix("forum.post:"))
    _page, _mark, post = str(data.get("url") or "").rpartition("#m")
    return int(post) if post.isdigit() else 0
