"""What a process that answers pages does beside: working on its queue, hearing other nodes."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.core.jobs import stop_workers, work_in_this_process
from app.core.single_process import AnotherProcess, serve_single

__all__ = ["AnotherProcess", "begin_serving", "end_serving"]

STARTS = "entraide_starts"
"""Where the factory keeps what rooms start in each serving process, in `app.extensions`."""
ENDS = "entraide_ends"
"""The same for what they end."""
TAKES_OVER = "entraide_takes_over"
"""The same for what they do with what a process before this one left half done."""
_LOCK = "entraide_web_lock"
_log = logging.getLogger(__name__)


def begin_serving(app: Flask) -> None:
    """Start what runs beside the pages; called by the web server after it forked.

    Raises:
        NotAlone: another web process serves the same data, and there is no Redis to join them.
    """
    settings = app.config["SETTINGS"]
    if settings.redis_url is None:
        app.extensions[_LOCK] = serve_single(settings.data_dir, settings.database_url)
        _take_over(app)
    starts: list[Callable[[Flask], None]] = app.extensions[STARTS]
    for start in starts:
        start(app)
    work_in_this_process(app)


def end_serving(app: Flask) -> None:
    """Finish what runs beside the pages; called as soon as the process is told to leave."""
    ends: list[Callable[[Flask], None]] = app.extensions[ENDS]
    for end in ends:
        end(app)
    stop_workers(app)
    let_go = app.extensions.pop(_LOCK, None)
    if let_go is not None:
        let_go()


def _take_over(app: Flask) -> None:
    """Go on at once with what was begun: no other process is going to."""
    acts: list[Callable[[], Any]] = app.extensions[TAKES_OVER]
    with app.app_context():
        for act in acts:
            try:
                act()
            except SQLAlchemyError as trouble:  # what waits for long enough is taken up as well
                _log.warning("What was begun before is not taken over: %r", trouble)
