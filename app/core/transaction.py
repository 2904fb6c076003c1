"""The only place that commits: all together or not at all, then the events are told."""

import logging
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from app.core.db import WRITE_OPTION, WRITING, db, is_sqlite
from app.core.events import Event, Hearing, Phase

LISTENERS = "entraide_listeners"
"""Where the factory keeps the listeners, in `app.extensions`."""

_PENDING = "entraide_pending"
_DEFERRED = "entraide_deferred"
_DONE = "entraide_done"
_GATHERED = "entraide_gathered"
_sqlite_writer = threading.Lock()
"""One writer at a time: SQLite blocks the whole process while it waits for a lock."""
_log = logging.getLogger(__name__)


@contextmanager
def atomic() -> Iterator[Session]:
    """Make everything inside happen together or not at all, then tell the events.

    Opened inside another it joins it. Rows read before the outermost one are let go: inside
    it, read again what you decide on.
    """
    session = db.session()
    if session.info.get(WRITING):
        yield session
        return
    session.close()  # ends the reading transaction, which may be too old to write from
    with _sqlite_writer if is_sqlite() else nullcontext():
        told: list[Event] = []
        deferred: list[Callable[[], Any]] = []
        session.info.update({WRITING: True, _PENDING: [], _DEFERRED: deferred})
        session.info.update({_DONE: set(), _GATHERED: {}})
        try:
            session.connection(execution_options={WRITE_OPTION: True})
            yield session
            told = _tell_during(session)
            for found, act in session.info[_GATHERED].values():
                act(found)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            for key in (WRITING, _PENDING, _DEFERRED, _DONE, _GATHERED):
                session.info.pop(key, None)
    _tell_after(told, deferred)


def emit(event: Event) -> None:
    """Tell that something happened; only inside `atomic()`."""
    db.session().info[_PENDING].append(event)


def after_commit(act: Callable[[], Any]) -> None:
    """Do something once the rows are safe; at once when no transaction is open."""
    deferred = db.session().info.get(_DEFERRED)
    if deferred is None:
        act()
    else:
        deferred.append(act)


def is_first(what: Hashable) -> bool:
    """Tell whether this transaction is asked for something for the first time; inside it only."""
    done: set[Hashable] = db.session().info[_DONE]
    if what in done:
        return False
    done.add(what)
    return True


def gather(what: str, found: Iterable[str], act: Callable[[set[str]], None]) -> None:
    """Do something with all that was found in this transaction, once, just before it ends.

    Args:
        what: is gathered; of several acts on the same the first counts.
        found: more of it.
        act: may change rows, and emits nothing.
    """
    with atomic() as session:
        gathered: set[str] = session.info[_GATHERED].setdefault(what, (set(), act))[0]
        gathered.update(found)


def _listeners(phase: Phase, event: Event) -> list[Hearing]:
    table: dict[Any, list[Hearing]] = current_app.extensions[LISTENERS]
    return table.get((phase, type(event)), [])


def _tell_during(session: Session) -> list[Event]:
    """Tell pending events inside the transaction until none is left; return them all."""
    told: list[Event] = []
    pending: list[Event] = session.info[_PENDING]
    while pending:
        event = pending.pop(0)
        told.append(event)
        session.flush()  # listeners ask the database, and must see what has been done
        for hear in _listeners(Phase.DURING, event):
            hear(event)
    return told


def _tell_after(told: list[Event], deferred: list[Callable[[], Any]]) -> None:
    """Tell the world. One listener that fails is logged and does not silence the others."""
    acts: list[Callable[[], Any]] = []
    for event in told:
        acts += [partial(hear, event) for hear in _listeners(Phase.AFTER, event)]
    for act in [*acts, *deferred]:  # those who look now come before the work in the background
        try:
            act()
        except Exception:  # noqa: BLE001 - the rows are safe; a browser that is told late is not an error
            _log.exception("A listener failed after the commit.")
