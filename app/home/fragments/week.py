"""The week of one reader, stitched from many rooms: what waits for them, the best, their friends.

Each group is asked about once an hour for all its members. What a reader may see is asked anew
for each letter, and last.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.accounts import queries as accounts
from app.core import clock
from app.core.i18n import _, ngettext
from app.core.viewer import Viewer
from app.forum.queries.thread_items import threads_by_id
from app.forum.queries.week import done_with, week_in_groups, week_of_friends
from app.forum.shapes import ThreadItem, WeekThread
from app.forum.tags.spelling import key_of, keys_in
from app.groups import queries as groups
from app.home.shapes import KeptWeek, WeekLine, WeekPart
from app.notices.enums import Level
from app.web.fragments import Key, fragments

LINES = 5
"""Threads in each part."""
_CONSIDERED = 30
"""Threads in each part before those are left out that the reader is done with."""


def week_of(viewer: Viewer) -> tuple[WeekPart, ...]:
    """Return the week of a member; no part is empty. Eight queries, nine when groups are new."""
    now = clock.now()
    mine = [one for one in groups.own_choices(viewer) if one.level is not Level.NOTHING]
    silent_ids = accounts.blocked_with(viewer.known_id) | {viewer.known_id}
    can_help = keys_in(accounts.own_settings(viewer).profile.told["can_help"])
    threads = [
        thread
        for thread in _in_groups([one.audience.id for one in mine], now)
        if thread.author_id not in silent_ids
    ]
    friends = [one for one in week_of_friends(viewer, now) if one.author_id not in silent_ids]
    drafts = (
        _waiting((one for one in threads if one.is_waiting), can_help),
        _best(one for one in threads if one.is_of_week and not one.is_waiting),
        _of_friends(friends),
    )
    return _filled(viewer, drafts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A part of which it is not yet known what the reader may see."""

    title: str
    threads: tuple[WeekThread, ...]
    why: Callable[[WeekThread, ThreadItem], str]
    is_kept: Callable[[ThreadItem], bool] = lambda _item: True
    """Whether it still belongs here: what is kept of a group may be an hour old."""


def _in_groups(group_ids: Collection[int], now: datetime) -> list[WeekThread]:
    """Return what happened in these groups; kept for all their members for an hour."""
    hour = int(now.timestamp()) // 3600
    keys: dict[Key, int] = {("home.week", one, hour): one for one in group_ids}

    def make(missing: list[Key]) -> dict[Key, KeptWeek]:
        found = week_in_groups([keys[key] for key in missing], now)
        return {key: KeptWeek(threads=found[keys[key]]) for key in missing}

    kept = fragments().find_or_make_all([*keys], make)
    return [thread for key in keys for thread in kept[key].threads]


def _waiting(threads: Iterable[WeekThread], can_help: frozenset[str]) -> _Draft:
    """Return the questions without an answer: those the reader knows about, then the latest."""

    def is_known(thread: WeekThread) -> bool:
        return any(key_of(tag) in can_help for tag in thread.tags)

    def why(thread: WeekThread, item: ThreadItem) -> str:
        if is_known(thread):
            return _(
                "You said that you can help with this; it is in “{name}”.", name=item.group.name
            )
        return _in_your_group(thread, item)

    return _Draft(
        title=_("Questions that wait for an answer"),
        threads=tuple(sorted(threads, key=lambda one: (not is_known(one), -one.id))),
        why=why,
        is_kept=lambda item: not item.answer_count and not item.is_closed,
    )


def _best(threads: Iterable[WeekThread]) -> _Draft:
    """Return what helped most."""
    return _Draft(
        title=_("What helped most in your groups"),
        threads=tuple(sorted(threads, key=lambda one: (-one.worth, -one.id))),
        why=_in_your_group,
    )


def _of_friends(threads: Iterable[WeekThread]) -> _Draft:
    """Return what friends opened, the latest first."""
    return _Draft(
        title=_("From your friends"),
        threads=tuple(threads),
        why=_by_your_friend,
    )


def _in_your_group(_thread: WeekThread, item: ThreadItem) -> str:
    """Say that it is in a group of the reader."""
    return _("You are a member of “{name}”.", name=item.group.name)


def _by_your_friend(_thread: WeekThread, item: ThreadItem) -> str:
    """Say that a friend asked it, and where."""
    return _(
        "{name} is your friend; it is in “{group}”.",
        name=item.author.display_name,
        group=item.group.name,
    )


def _filled(viewer: Viewer, drafts: Iterable[_Draft]) -> tuple[WeekPart, ...]:
    """Return the parts with what the reader may see now and is not done with, each thread once."""
    chosen = [(draft, draft.threads[:_CONSIDERED]) for draft in drafts]
    ids = {thread.id for _draft, threads in chosen for thread in threads}
    if not ids:
        return ()
    done_ids = done_with(viewer, ids)
    items = {item.id: item for item in threads_by_id(viewer, sorted(ids - done_ids))}
    parts: list[WeekPart] = []
    for draft, threads in chosen:
        lines: list[WeekLine] = []
        for thread in threads:
            item = items.get(thread.id)
            if item is not None and draft.is_kept(item) and len(lines) < LINES:
                del items[thread.id]
                lines.append(WeekLine(thread=item, facts=_facts(item), why=draft.why(thread, item)))
        if lines:
            parts.append(WeekPart(title=draft.title, lines=tuple(lines)))
    return tuple(parts)


def _facts(item: ThreadItem) -> str:
    """Say what became of a thread; nothing while nobody has answered."""
    facts: list[str] = []
    if item.answer_count:
        facts.append(ngettext("{count} answer", "{count} answers", item.answer_count))
    if item.helpful_count:
        helped = ngettext("helped {count} person", "helped {count} people", item.helpful_count)
        facts.append(helped)
    if item.is_solved:
        facts.append(_("solution out of date") if item.is_outdated else _("solved"))
    return " · ".join(facts)
