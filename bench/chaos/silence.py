"""Who heard what they must not, and who did not hear what was pushed while they watched."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bench.chaos.browsers import Browser
from bench.chaos.comings import CLOSED_SECONDS, Away, SignedOut
from bench.chaos.people import Deed, Written
from bench.chaos.verdict import Verdict

EVENTS = {
    "reply": "post.added",
    "edit": "post.changed",
    "delete": "post.changed",
    "choose": "post.changed",
    "like": "post.liked",
    "unlike": "post.liked",
}
"""What is pushed of each thing that people do."""
NAMES = {
    "reply": "posts",
    "edit": "edits",
    "delete": "deletions",
    "choose": "solutions",
    "like": "likes",
    "unlike": "likes",
}
"""How they are counted."""
_PUSHED_SECONDS = 1.0


def judge_away(
    verdict: Verdict,
    browsers: Sequence[Browser],
    away: Sequence[Away],
    by_post: Mapping[int, Written],
    private: Collection[str],
) -> None:
    """Look for anything that reached somebody who was away.

    Args:
        verdict: takes what is found.
        browsers: of all.
        away: when who certainly had no right.
        by_post: posts of this run.
        private: the topics that only members may watch.
    """
    for browser in browsers:
        for absence in (one for one in away if one.member.id == browser.member.id):
            who = f"{browser.member.id}, {'removed' if absence.is_removed else 'gone'}"
            verdict.add(
                "forbidden",
                *(f"{what} to {who}" for what in _heard(browser, absence, by_post, private)),
            )


def _heard(
    browser: Browser, away: Away, by_post: Mapping[int, Written], private: Collection[str]
) -> Iterator[str]:
    """Yield what a browser heard while its person was away."""
    for spell in browser.spells:
        is_new = away.since < spell.asked_at and spell.since < away.until
        if is_new and spell.topic in private:
            yield f"{spell.topic} let in"
    for heard in browser.heard:
        if not away.since < heard.at < away.until:
            continue
        post = by_post.get(heard.post_id)
        is_later = post is not None and away.since < post.begun
        if post is not None and is_later and f"forum.thread:{post.thread_id}" in private:
            yield f"{heard.event} of {post.mark}"
        if heard.topic in private and heard.at > away.since + CLOSED_SECONDS:
            yield f"{heard.event}, still watching {heard.topic},"


def judge_sessions(
    verdict: Verdict, browsers: Sequence[Browser], outs: Sequence[SignedOut]
) -> None:
    """Look for sockets that outlived their session."""
    for out in outs:
        who = f"of {out.member.id}"
        if not out.is_closed:
            since, spoke = out.since - out.open_since, out.spoke_at - out.since
            verdict.add(
                "ended session",
                f"the socket {who} stayed open, {since:.1f} s old, silent after {spoke:.1f} s",
            )
        if out.is_refused is False:
            verdict.add("ended session", f"a socket was let in with the old cookie {who}")
        for browser in browsers:
            if browser.member.id != out.member.id:
                continue
            late = [
                heard.event
                for heard in browser.heard
                if out.since + CLOSED_SECONDS < heard.at < out.until
            ]
            verdict.add("ended session", *(f"{event} was sent to one {who}" for event in late))


def live_counts(browsers: Sequence[Browser], deeds: Sequence[Deed]) -> dict[str, int]:
    """Count what had to be pushed to browsers that watched before, during and after, and what was.

    Args:
        browsers: of those who never lose a right.
        deeds: all that people did.
    """
    counts = {f"{name} {how} live": 0 for name in NAMES.values() for how in ("due", "heard")}
    for browser in browsers:
        last = {(one.event, one.post_id): one.at for one in browser.heard}
        for deed in (one for one in deeds if _is_due(browser, one)):
            name = NAMES[deed.what]
            heard_at = last.get((EVENTS[deed.what], deed.post_id), 0.0)
            counts[f"{name} due live"] += 1
            counts[f"{name} heard live"] += heard_at > deed.begun
    return counts


def _is_due(browser: Browser, deed: Deed) -> bool:
    """Tell whether a browser watched from before something began until after it was done."""
    done, topic = deed.acknowledged, f"forum.thread:{deed.thread_id}"
    return done is not None and any(
        spell.topic == topic and spell.since < deed.begun and done + _PUSHED_SECONDS < spell.until
        for spell in browser.spells
    )
