"""What those who look at a question, or at a list, see happen at once."""

from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.enums import KINDS
from app.forum.events import HelpfulChanged, SolutionChanged, SolutionChecked
from app.forum.models import ForumThread
from app.forum.queries.facts import THREAD
from app.forum.queries.new_threads import list_topic
from app.groups import queries as groups
from app.live import services as live
from app.threads.broadcasts import show_changed, show_head
from app.threads.events import PostRemoved, ReplyPosted, ThreadModerated, ThreadOpened
from app.threads.queries.columns import THREADS

_SHOWN = sa.select(
    THREADS.c.id,
    THREADS.c.kind,
    ForumThread.tags,
    THREADS.c.group_id,
    THREADS.c.answer_count,
    THREADS.c.closed_at,
    THREADS.c.deleted_at,
).join(ForumThread, ForumThread.thread_id == THREADS.c.id)
_Row = sa.Row[*tuple[Any, ...]]


def show_helpful(event: HelpfulChanged) -> None:
    """Show how many an answer helped."""
    show_changed(event.thread_id, event.post_id, version=event.version, by=event.account_id)


def show_solution(event: SolutionChanged) -> None:
    """Show the answers concerned as they are now, each under a number of its own."""
    changed = [one for one in (event.former_id, event.post_id) if one is not None]
    if not event.is_shown:
        return
    for version, post_id in enumerate(changed, event.version - len(changed) + 1):
        show_changed(event.thread_id, post_id, version=version, by=event.actor_id, with_head=True)


def show_checked(event: SolutionChecked) -> None:
    """Show above a question whether its solution is still true."""
    show_head(event.thread_id, version=event.version)


def show_opened(event: ThreadOpened) -> None:
    """Tell those who look at a list that would show it, its author and their silence apart."""
    if not event.is_news or event.kind not in KINDS:
        return
    row = _thread(event.thread_id)
    silent: frozenset[int] = frozenset()
    if event.author_id is not None:
        silent = accounts.blocked_with(event.author_id) | {event.author_id}
    _tell(row, "thread.opened", silent, kind=row.kind, tags=list(row.tags))


def show_gone(event: ThreadModerated | PostRemoved) -> None:
    """Let those who were told of a new thread forget it with the thread."""
    if event.kind in KINDS:
        row = _thread(event.thread_id)
        if row.deleted_at is not None:
            _tell(row, "thread.gone", frozenset())


def show_moved(event: ThreadModerated) -> None:
    """Let lists of both groups ask anew what is new in them: others may read it now."""
    if event.kind not in KINDS:
        return
    group_id = _thread(event.thread_id).group_id
    if group_id != event.former_group_id:
        for listed in (event.former_group_id, group_id, None):
            live.push(list_topic(listed), "refresh", {"topic": list_topic(listed)})


def show_helped(event: ReplyPosted | ThreadModerated) -> None:
    """Let lists of what waits forget a question that got its first answer, or was closed."""
    is_first = isinstance(event, ReplyPosted) and event.is_first_answer
    if event.kind == "question" and (is_first or isinstance(event, ThreadModerated)):
        row = _thread(event.thread_id)
        if is_first or row.closed_at is not None:
            _tell(row, "thread.answered", frozenset())


def _thread(thread_id: int) -> _Row:
    """Return what lists need to know of a thread, shown or not."""
    return db.session.execute(_SHOWN.where(THREADS.c.id == thread_id)).one()


def _tell(row: _Row, event: str, silent: frozenset[int], **more: object) -> None:
    """Tell all who look at lists of its group, and who may read it of those at all other lists.

    Who may is asked at each node when it is delivered: no right lost before is used.
    """
    own = list_topic(row.group_id)
    only = None if groups.is_public(row.group_id) else own
    for topic, narrowed in ((own, None), (list_topic(None), only)):
        payload = {"topic": topic, "ref": str(SubjectRef(THREAD, row.id)), **more}
        live.push(topic, event, payload, silent=silent, only=narrowed)
