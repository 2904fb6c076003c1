"""The verdict on a site at rest: what was told, kept, heard, shown, mailed, and how often."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.db import db
from bench.chaos.browsers import Browser
from bench.chaos.comings import Comers, Movers
from bench.chaos.crowd import Crowd
from bench.chaos.floors import too_few
from bench.chaos.following import differences
from bench.chaos.kept import (
    judge_choices,
    judge_posts,
    kept_likes,
    kept_posts,
    kept_solutions,
)
from bench.chaos.mailed import judge_letters, posted_letters
from bench.chaos.people import Deed, People
from bench.chaos.postbox import Forgetful, Postbox
from bench.chaos.sending import Hand
from bench.chaos.silence import judge_away, judge_sessions, live_counts
from bench.chaos.told import judge_seen, judge_told
from bench.chaos.verdict import Verdict
from bench.chaos.world import World

_DONE = {
    "reply": "posts acknowledged",
    "edit": "edits",
    "delete": "deletions",
    "choose": "choices of a solution",
    "like": "likes",
    "unlike": "likes taken back",
}
_STOPS_WORKER = ("jobs killed", "Redis restarted", "PostgreSQL restarted", "frozen")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the site is to be under fire, and with how many faults of each sort."""

    seconds: float
    each: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Everybody who lived through it, and what befell the site."""

    world: World
    crowd: Crowd
    people: Sequence[People]
    movers: Sequence[Movers]
    comers: Comers
    forgetful: Forgetful
    postbox: Postbox
    faults: Mapping[str, int]
    """Sort → how many there were."""
    plan: Plan

    @property
    def hands(self) -> Sequence[Hand]:
        """All who send forms."""
        return (*self.people, *self.movers, self.comers, self.forgetful)

    @property
    def browsers(self) -> Sequence[Browser]:
        """All browsers."""
        return self.crowd.browsers

    @property
    def private(self) -> frozenset[str]:
        """The topics that only members of the private group may watch."""
        of = self.world.group_of
        return frozenset(f"forum.thread:{one}" for one in of if of[one] == self.world.private)


def judge(lives: Lives) -> Verdict:
    """Compare everything; wants the context of the application, and a site at rest."""
    db.session.close()
    verdict = Verdict()
    written = [one for person in lives.people for one in person.written]
    post_of = judge_posts(verdict, written, kept_posts())
    likes = {pair: is_so for person in lives.people for pair, is_so in person.likes.items()}
    solutions = {one: post for person in lives.people for one, post in person.solutions.items()}
    judge_choices(verdict, likes, solutions, (kept_likes(), kept_solutions()))
    judge_told(verdict, lives.world, post_of)
    for browser in lives.browsers:
        judge_seen(verdict, browser)
    by_post = {post_of[one.mark]: one for one in written if one.mark in post_of}
    away = [one for movers in lives.movers for one in movers.away]
    judge_away(verdict, lives.browsers, away, by_post, lives.private)
    judge_sessions(verdict, lives.browsers, lives.comers.outs)
    _judge_mail(verdict, lives)
    _judge_pages(verdict, lives)
    _count(verdict, lives)
    verdict.add("refused", *_refusals(lives))
    verdict.add(
        "too few", *too_few(verdict.counts, lives.plan.seconds, lives.faults, lives.plan.each)
    )
    return verdict


def _judge_mail(verdict: Verdict, lives: Lives) -> None:
    """Compare letters."""
    asked = (lives.forgetful.accepted, lives.forgetful.sent)
    stops = sum(lives.faults.get(sort, 0) for sort in _STOPS_WORKER)
    posted, copies = posted_letters(), lives.postbox.copies
    judge_letters(verdict, posted, copies, asked, most_held_up=stops)
    verdict.counts["letters asked for"] = lives.forgetful.accepted.total()
    verdict.counts["letters that arrived"] = len(copies)


def _judge_pages(verdict: Verdict, lives: Lives) -> None:
    """Compare each thread that a browser followed with its page, loaded anew."""
    followed = [(one.member, one.followed) for one in lives.browsers if one.followed]
    compared = 0
    for member, thread in followed:
        anew = lives.crowd.reader.page(member.cookie, thread.thread_id)
        if anew is not None:
            compared += 1
            who = f"thread {thread.thread_id} of {member.id}"
            verdict.add(
                "not as anew", *(f"{who}: {what}" for what in differences(thread.posts, anew))
            )
    verdict.counts |= {
        "threads followed": len(followed),
        "threads compared with their page": compared,
        "steps shown as pushed": sum(thread.taken.total() for _who, thread in followed),
        "times a thread was asked for": sum(thread.asked for _who, thread in followed),
    }


def _count(verdict: Verdict, lives: Lives) -> None:
    """Count what happened."""
    deeds: list[Deed] = [one for person in lives.people for one in person.deeds]
    done = Counter(_DONE[one.what] for one in deeds if one.acknowledged is not None)
    away = [one for movers in lives.movers for one in movers.away]
    browsers, outs, members = lives.browsers, lives.comers.outs, lives.world.members
    steady = [one for one in browsers if one.member.id in members]
    verdict.counts |= {
        "browsers": len(browsers),
        "sockets opened": sum(one.opened > 0 for one in browsers),
        "sockets opened again": sum(max(0, one.opened - 1) for one in browsers),
        **{name: done[name] for name in _DONE.values()},
        "notices seen": sum(len(one.seen) for one in browsers),
        "typing heard": sum(one.event == "typing" for who in browsers for one in who.heard),
        **live_counts(steady, deeds),
        "left the group": sum(not one.is_removed for one in away),
        "removed from it": sum(one.is_removed for one in away),
        "signed out": len(outs),
        "sockets closed with their session": sum(one.is_closed for one in outs),
        "old cookies refused": sum(one.is_refused is True for one in outs),
        "signed in again": sum(one.until < float("inf") for one in outs),
        **{f"faults: {sort}": count for sort, count in sorted(lives.faults.items())},
    }


def _refusals(lives: Lives) -> list[str]:
    """Return what was refused though nobody expected it, with how often."""
    counted = sum((one.forms.refusals for one in lives.hands), lives.crowd.reader.refusals)
    return [
        f"{status} at {path}, {count} times" for (path, status), count in sorted(counted.items())
    ]
