"""Who may be told of what happens in the threads of a room, and in which words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.core.i18n import _, lazy, nlazy
from app.core.registry import provided_by_kind
from app.groups import queries as groups
from app.notices import queries as notices
from app.notices.enums import Merging, Nature
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind, ThreadProvider
from app.threads.enums import HOUSE_RULES, Act
from app.threads.kinds import ActKind
from app.threads.queries.acts import DoneAct, done_acts
from app.threads.queries.people import follower_ids, has_read, muted_ids, states_in
from app.threads.queries.places import Place, place_of, readers_of
from app.threads.services.follows import set_follow

Candidates = Callable[[ActivityItem], Iterator[Candidate]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a room speaks of one kind of its notices."""

    label: str
    """In the settings, after "tell me of". Lazy."""
    sentence: Callable[..., str]
    """(how many people, who, title of the thread) → the notice; an `nlazy`."""


def thread_provider(room: str) -> ThreadProvider:
    """Return what notices may ask about the threads of a room, and turn."""
    return ThreadProvider(
        kind=f"{room}.thread",
        states=states_in,
        muted_ids=muted_ids,
        choose=set_follow,
        has_read=has_read,
    )


def notice_kinds(room: str, words: Mapping[str, Wording]) -> tuple[NoticeKind, ...]:
    """Return what people are told of the threads of a room, in words of its own where it has any.

    Args:
        room: whose threads.
        words: the last part of a kind ("opened", "answered" …) → how the room says it.
    """
    said = _WORDS | dict(words)
    return (
        *(_direct(f"{room}.{name}", said[name]) for name in ("answered", "replied", "mentioned")),
        _activity(f"{room}.opened", said["opened"], _members),
        _activity(f"{room}.posted", said["posted"], _readers, merging=Merging.CONTAINER),
        NoticeKind(
            kind=f"{room}.moderated",
            nature=Nature.ALWAYS,
            label=lazy("what moderators do to my threads"),
            candidates=_authors,
            details=done_acts,
            say=_say_moderated,
        ),
        NoticeKind(
            kind=f"{room}.opened_up",
            nature=Nature.ALWAYS,
            label=said["opened_up"].label,
            candidates=concerned,
            say=says(said["opened_up"].sentence),
        ),
    )


def _direct(kind: str, words: Wording) -> NoticeKind:
    """Return a notice that is for one person."""
    return NoticeKind(
        kind=kind,
        nature=Nature.DIRECT,
        label=words.label,
        candidates=concerned,
        merging=Merging.CONTAINER,
        say=says(words.sentence),
    )


def _activity(
    kind: str, words: Wording, candidates: Candidates, merging: Merging = Merging.NEVER
) -> NoticeKind:
    """Return a notice of what goes on in a group."""
    return NoticeKind(
        kind=kind,
        nature=Nature.ACTIVITY,
        label=words.label,
        candidates=candidates,
        merging=merging,
        is_for_audience=True,
        say=says(words.sentence),
    )


def concerned(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whom it is about: who asked, was replied to, named, chosen or moderated."""
    thread = _thread(activity)
    if thread is not None:
        yield from _named(activity, thread)


def says(sentence: Callable[..., str]) -> Callable[[NoticeItem], str]:
    """Return what says a sentence about people and a thread."""
    return lambda item: sentence(item.people, who=item.who, title=item.subject.title)


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


def _named(activity: ActivityItem, thread: Place) -> Iterator[Candidate]:
    """Those whom it is about, wherever they are by now."""
    seeing = frozenset(readers_of(thread, activity.concerns.keys()))
    for account_id, kind in sorted(activity.concerns.items()):
        yield Candidate(account_id=account_id, may_see=account_id in seeing, kind=kind)


def _attentive(activity: ActivityItem, thread: Place) -> Iterator[Candidate]:
    """Those of its readers who want to hear of what goes on there."""
    audience = groups.audience_of(thread.group_id)
    for account_id in sorted(notices.subscriber_ids(audience, activity.actor_id)):
        yield Candidate(account_id=account_id, may_see=True)


def _followers(thread: Place) -> Iterator[Candidate]:
    """Those who follow the thread, wherever they are by now."""
    followers = follower_ids(thread.id)
    seeing = frozenset(readers_of(thread, followers))
    for account_id in sorted(followers):
        yield Candidate(account_id=account_id, may_see=account_id in seeing)


def _thread(activity: ActivityItem) -> Place | None:
    """Return the thread in which it happened, unless it is gone."""
    if activity.container is None:
        return None
    return place_of(activity.container.id)


def _authors(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whose words a moderator did something to: they may always see what."""
    for account_id, kind in sorted(activity.concerns.items()):
        yield Candidate(account_id=account_id, may_see=True, kind=kind)


def _say_moderated(item: NoticeItem) -> str:
    """Say what was done to a thread or a post, by which rule, and why."""
    done = _act_of(item)
    act = provided_by_kind(ActKind)[done.act if done else Act.CLOSED]
    said = [act.say(item.who, item.subject.title)]
    if done is not None and done.rule:
        said.append(_("Rule: {rule}.", rule=str(HOUSE_RULES[done.rule])))
    if done is not None and done.reason:
        said.append(_("Reason: {reason}", reason=done.reason))
    return " ".join(said)


def _act_of(item: NoticeItem) -> DoneAct | None:
    """Return the act; notices of before were about the thread, and mean its last one till then."""
    done: tuple[DoneAct, ...] = item.details or ()
    if not item.subject.ref.kind.endswith(".act"):
        done = tuple(one for one in done if one.happened_at <= item.created_at)
    return done[-1] if done else None


_WORDS = {
    "opened": Wording(
        label=lazy("a new thread in my groups"),
        sentence=nlazy("{who} opened “{title}”.", "{who} opened “{title}”."),
    ),
    "posted": Wording(
        label=lazy("a new post in a thread"),
        sentence=nlazy("{who} wrote in “{title}”.", "{who} wrote in “{title}”."),
    ),
    "answered": Wording(
        label=lazy("an answer to what I wrote"),
        sentence=nlazy("{who} answered “{title}”.", "{who} answered “{title}”."),
    ),
    "replied": Wording(
        label=lazy("a reply to what I wrote"),
        sentence=nlazy("{who} replied to you in “{title}”.", "{who} replied to you in “{title}”."),
    ),
    "mentioned": Wording(
        label=lazy("somebody who names me"),
        sentence=nlazy("{who} mentioned you in “{title}”.", "{who} mentioned you in “{title}”."),
    ),
    "opened_up": Wording(
        label=lazy("who may see what I said in my groups"),
        sentence=nlazy(
            "{who} moved “{title}”, where you wrote, to a public group: everybody can read it.",
            "{who} moved “{title}”, where you wrote, to a public group: everybody can read it.",
        ),
    ),
}
"""How the notices of any thread speak."""

ACT_KINDS = (
    ActKind(
        kind=Act.CLOSED,
        say=lambda name, title: _("{name} closed your thread “{title}”.", name=name, title=title),
        heading=lazy("Your thread was closed"),
        reverse=Act.REOPENED,
    ),
    ActKind(
        kind=Act.REOPENED,
        say=lambda name, title: _("{name} reopened your thread “{title}”.", name=name, title=title),
        heading=lazy("Your thread was reopened"),
    ),
    ActKind(
        kind=Act.MOVED,
        say=lambda name, title: _(
            "{name} moved your thread “{title}” to another group.", name=name, title=title
        ),
        heading=lazy("Your thread was moved"),
    ),
    ActKind(
        kind=Act.PINNED,
        say=lambda name, title: _("{name} pinned your thread “{title}”.", name=name, title=title),
        heading=lazy("Your thread was pinned"),
        reverse=Act.UNPINNED,
    ),
    ActKind(
        kind=Act.UNPINNED,
        say=lambda name, title: _("{name} unpinned your thread “{title}”.", name=name, title=title),
        heading=lazy("Your thread was unpinned"),
    ),
    ActKind(
        kind=Act.EDITED,
        say=lambda name, title: _(
            "{name} edited what you wrote in “{title}”.", name=name, title=title
        ),
        heading=lazy("What you wrote was edited"),
    ),
    ActKind(
        kind=Act.DELETED,
        say=lambda name, title: _(
            "{name} deleted what you wrote in “{title}”.", name=name, title=title
        ),
        heading=lazy("What you wrote was deleted"),
    ),
    ActKind(
        kind=Act.HIDDEN,
        say=lambda name, title: _(
            "{name} hid what you wrote in “{title}”.", name=name, title=title
        ),
        heading=lazy("What you wrote was hidden"),
        reverse=Act.RESTORED,
    ),
    ActKind(
        kind=Act.RESTORED,
        say=lambda name, title: _(
            "{name} restored what you wrote in “{title}”.", name=name, title=title
        ),
        heading=lazy("What you wrote was restored"),
    ),
)
"""What moderators do to any thread, as its author is told."""
