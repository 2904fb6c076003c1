"""What is shown in lists, at once, to those who look at them."""

from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.events import PostRemoved, ThreadModerated, ThreadOpened
from app.forum.models import Thread
from app.forum.queries.access import THREAD
from app.forum.queries.fresh import list_topic
from app.groups import queries as groups
from app.live import services as live

_SHOWN = (Thread.id, Thread.kind, Thread.tags, Thread.group_id, Thread.deleted_at)
_Row = sa.Row[*tuple[Any, ...]]


def show_opened(event: ThreadOpened) -> None:
    """Tell those who look at a list that would show it, its author and their silence apart."""
    if not event.is_news:
        return
    row = _thread(event.thread_id)
    silent: frozenset[int] = frozenset()
    if event.author_id is not None:
        silent = accounts.silent_towards(event.author_id) | {event.author_id}
    _tell(row, "thread.opened", silent, kind=row.kind, tags=list(row.tags))


def show_gone(event: ThreadModerated | PostRemoved) -> None:
    """Let those who were told of a new thread forget it with the thread."""
    row = _thread(event.thread_id)
    if row.deleted_at is not None:
        _tell(row, "thread.gone", frozenset())


def _thread(thread_id: int) -> _Row:
    """Return what lists need to know of a thread, shown or not."""
    return db.session.execute(sa.select(*_SHOWN).where(Thread.id == thread_id)).one()


def _tell(row: _Row, event: str, silent: frozenset[int], **more: object) -> None:
    """Tell all who look at lists of its group, and who may read it of those at all other lists.

    Who may is asked at each node when it is delivered: no right lost before is used.
    """
    own = list_topic(row.group_id)
    only = None if groups.is_public(row.group_id) else own
    for topic, narrowed in ((own, None), (list_topic(None), only)):
        payload = {"topic": topic, "ref": str(SubjectRef(THREAD, row.id)), **more}
        live.push(topic, event, payload, silent=silent, only=narrowed)
