"""Who may be told of what happens in threads, and in which words."""

from collections.abc import Callable, Iterable, Iterator

from app.core.db import db
from app.core.i18n import _, lazy, nlazy
from app.forum.enums import HOUSE_RULES, Act
from app.forum.models import Thread
from app.forum.queries.access import THREAD
from app.forum.queries.acts import ACT, DoneAct, done_acts
from app.forum.queries.people import follower_ids, has_read, muted_ids, states_in
from app.forum.services.follows import set_follow
from app.forum.services.help_offers import TO_CHECK, WAITING
from app.groups import queries as groups
from app.notices.enums import Merging, Nature
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind, ThreadProvider

THREAD_PROVIDER = ThreadProvider(
    kind=THREAD,
    states=states_in,
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
    for account_id in sorted(groups.subscriber_ids(thread.group_id, activity.actor_id)):
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


def _authors(activity: ActivityItem) -> Iterator[Candidate]:
    """Those whose words a moderator did something to: they may always see what."""
    for account_id, kind in sorted(activity.concerns.items()):
        yield Candidate(account_id=account_id, may_see=True, kind=kind)


def _say_moderated(item: NoticeItem) -> str:
    """Say what was done to a thread or a post, by which rule, and why."""
    done = _act_of(item)
    gaps = {"name": item.who, "title": item.subject.title}
    sentences = {
        Act.CLOSED: _("{name} closed your thread “{title}”.", **gaps),
        Act.DUPLICATE: _(
            "{name} closed “{title}”: the same question has been asked elsewhere.", **gaps
        ),
        Act.REOPENED: _("{name} reopened your thread “{title}”.", **gaps),
        Act.MOVED: _("{name} moved your thread “{title}” to another group.", **gaps),
        Act.PINNED: _("{name} pinned your thread “{title}”.", **gaps),
        Act.UNPINNED: _("{name} unpinned your thread “{title}”.", **gaps),
        Act.EDITED: _("{name} edited what you wrote in “{title}”.", **gaps),
        Act.DELETED: _("{name} deleted what you wrote in “{title}”.", **gaps),
        Act.SOLVED: _("{name} chose the solution of your question “{title}”.", **gaps),
        Act.UNSOLVED: _("{name} took back the solution of your question “{title}”.", **gaps),
    }
    said = [sentences[done.act if done else Act.CLOSED]]
    if done is not None and done.rule:
        said.append(_("Rule: {rule}.", rule=str(HOUSE_RULES[done.rule])))
    if done is not None and done.reason:
        said.append(_("Reason: {reason}", reason=done.reason))
    return " ".join(said)


def _act_of(item: NoticeItem) -> DoneAct | None:
    """Return the act; notices of before were about the thread, and mean its last one till then."""
    done: tuple[DoneAct, ...] = item.details or ()
    if item.subject.ref.kind != ACT:
        done = tuple(one for one in done if one.happened_at <= item.created_at)
    return done[-1] if done else None


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
        kind=WAITING,
        nature=Nature.DIRECT,
        label=lazy("a question on what I can help with, which has waited for a day"),
        candidates=_concerned,
        say=_says(
            nlazy(
                "Nobody has answered {who} yet: “{title}”. You said that you can help with this.",
                "Nobody has answered {who} yet: “{title}”. You said that you can help with this.",
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
    NoticeKind(
        kind=TO_CHECK,
        nature=Nature.DIRECT,
        label=lazy("a solution that is to be checked"),
        candidates=_concerned,
        say=lambda item: _(
            "To be checked: is the solution of “{title}” still true?", title=item.subject.title
        ),
    ),
    NoticeKind(
        kind="forum.outdated",
        nature=Nature.DIRECT,
        label=lazy("a solution that is out of date"),
        candidates=_concerned,
        say=_says(
            nlazy(
                "{who} says that the solution of “{title}” is out of date.",
                "{who} say that the solution of “{title}” is out of date.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.checked",
        nature=Nature.DIRECT,
        label=lazy("a solution that was checked"),
        candidates=_concerned,
        say=_says(
            nlazy(
                "{who} checked the solution of “{title}”: it is still true.",
                "{who} checked the solution of “{title}”: it is still true.",
            )
        ),
    ),
)
"""What is addressed to one person. What is chosen happens by itself, and so does being named by an
edit; otherwise they are what a new thread or a new post is for those whom it concerns."""

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
        candidates=_authors,
        details=done_acts,
        say=_say_moderated,
    ),
    NoticeKind(
        kind="forum.opened_up",
        nature=Nature.ALWAYS,
        label=lazy("who may see what I said in my groups"),
        candidates=_concerned,
        say=_says(
            nlazy(
                "{who} moved “{title}”, where you wrote, to a public group: everybody can read it.",
                "{who} moved “{title}”, where you wrote, to a public group: everybody can read it.",
            )
        ),
    ),
)
"""What goes on in groups and threads, and what moderators decide."""
