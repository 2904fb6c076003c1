"""Days that nobody waits for: a solution of the site that is being visited is to be checked."""

import sqlite3
from datetime import timedelta

from app.core import clock
from scripts.demo_site import Site

_STORED = "%Y-%m-%d %H:%M:%S.%f"


def let_check_come(site: Site, thread: str) -> str:
    """Let the day have come, yesterday, on which a solution is to be checked; return that day."""
    day = clock.now() - timedelta(days=1)
    chosen = day - timedelta(days=365)
    change = "UPDATE forum_threads SET check_on = ?, check_set_at = ? WHERE thread_id = ?"
    [path] = site.data_dir.glob("*.sqlite")
    line = sqlite3.connect(path, timeout=20)
    with line:
        line.execute(change, (day.strftime(_STORED), chosen.strftime(_STORED), thread))
    line.close()
    return day.strftime("%Y-%m-%d")
