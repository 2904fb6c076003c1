"""Looked at once more when all is repaired: whoever lost a right hears nothing, others hear all."""

import time
from collections.abc import Callable, Collection, Iterator

from bench.chaos.browsers import Browser
from bench.chaos.judge import Lives
from bench.chaos.silence import EVENTS
from bench.chaos.verdict import Verdict

_TYPED_SECONDS = 8.0
"""Longer than anybody counts as writing after the last sign of it."""
_CLOSED_SECONDS = 5.0
_PATIENCE_SECONDS = 15.0
_AFTER_SECONDS = 3.0


def probe(lives: Lives) -> Callable[[Verdict], None]:
    """Do everything once, before the eyes of somebody; then look who hears a group they left.

    Returns:
        What notes on a verdict that somebody heard what they must not, or that nobody heard.
    """
    lives.crowd.is_typing = False
    time.sleep(_TYPED_SECONDS)
    deaf = [f"a push of “{what}” did not reach a member at rest" for what in _unpushed(lives)]
    late = [f"{what}, at rest" for what in _outsiders_hear(lives, deaf)]

    def note(verdict: Verdict) -> None:
        verdict.add("too few", *deaf)
        verdict.add("forbidden", *late)

    return note


def _unpushed(lives: Lives) -> Iterator[str]:
    """Yield what somebody who watches a question was not told of at once."""
    person = lives.people[0]
    thread_id = person.questions[0]
    topics = {f"forum.thread:{thread_id}"}
    watcher = next(one for one in lives.browsers if topics <= set(one.topics))
    for what, event in EVENTS.items():
        begun, done = time.monotonic(), len(person.deeds)
        person.act(what, thread_id)  # or nothing: all of them like it already
        if len(person.deeds) > done and not _until_heard(watcher, begun, topics, {event}):
            yield what


def _outsiders_hear(lives: Lives, deaf: list[str]) -> Iterator[str]:
    """Yield what those hear who left, were removed or signed out, and who it was.

    What did not even reach a member is added to `deaf`.
    """
    private, movers = lives.private, lives.movers[0]
    group = [one for one in lives.browsers if one.member in lives.world.movers]
    removed, gone, typist, member = group[:4]
    ended = next(one for one in lives.browsers if one.member in lives.world.comers)
    movers.leave(removed, is_removed=True)
    movers.leave(gone, is_removed=False)
    out = lives.comers.sign_out(ended, _CLOSED_SECONDS)
    time.sleep(_AFTER_SECONDS)
    since = time.monotonic()
    lives.crowd.type(typist)
    for thread_id in lives.world.group_of:
        lives.people[0].act("reply", thread_id)
    deaf += [
        f"{event} did not reach a member of the private group at rest"
        for event in ("typing", "post.added")
        if not _until_heard(member, since, private, {event})
    ]
    time.sleep(_AFTER_SECONDS)
    yield from (f"{one} to somebody who was removed" for one in _heard(removed, since, private))
    yield from (f"{one} to somebody who had left" for one in _heard(gone, since, private))
    for one in ended.heard:
        if one.at > since:
            yield f"{one.event} to somebody whose session had ended"
    if out is not None:
        lives.comers.sign_in(ended, out)


def _until_heard(
    browser: Browser, since: float, topics: Collection[str], events: Collection[str]
) -> bool:
    """Wait until a browser hears something; tell whether it did."""
    limit = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < limit:
        if any(one in events for one in _heard(browser, since, topics)):
            return True
        time.sleep(0.05)
    return False


def _heard(browser: Browser, since: float, topics: Collection[str]) -> Iterator[str]:
    """Yield what a browser heard of some topics since a moment."""
    for one in tuple(browser.heard):
        if one.at > since and one.topic in topics:
            yield one.event
