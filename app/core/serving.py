"""What a process that answers pages does beside: working on its queue, hearing other nodes."""

from collections.abc import Callable

from flask import Flask

from app.core.alone import serve_alone
from app.core.jobs import rest, work_in_this_process

STARTS = "entraide_starts"
"""Where the factory keeps what rooms start in each serving process, in `app.extensions`."""
ENDS = "entraide_ends"
"""The same for what they end."""
_LOCK = "entraide_web_lock"


def begin_serving(app: Flask) -> None:
    """Start what runs beside the pages; called by the web server after it forked.

    Raises:
        NotAlone: another web process serves the same data, and there is no Redis to join them.
    """
    settings = app.config["SETTINGS"]
    if settings.redis_url is None:
        app.extensions[_LOCK] = serve_alone(settings.data_dir, settings.database_url)
    starts: list[Callable[[Flask], None]] = app.extensions[STARTS]
    for start in starts:
        start(app)
    work_in_this_process(app)


def end_serving(app: Flask) -> None:
    """Finish what runs beside the pages; called as soon as the process is told to leave."""
    ends: list[Callable[[Flask], None]] = app.extensions[ENDS]
    for end in ends:
        end(app)
    rest(app)
    let_go = app.extensions.pop(_LOCK, None)
    if let_go is not None:
        let_go()
