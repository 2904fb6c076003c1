"""How SQLite finds what happened within a week: by an index, whatever is older."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.viewer import Viewer
from app.forum.queries.week import done_with, week_in_groups, week_of_friends
from tests.factories import make_account, seen_by


def _in_groups(_viewer: Viewer) -> None:
    week_in_groups([1, 2, 3], clock.now())


def _of_friends(viewer: Viewer) -> None:
    week_of_friends(viewer, clock.now())


def _done_with(viewer: Viewer) -> None:
    done_with(viewer, {1, 2, 3})


@pytest.mark.parametrize(
    ("ask", "step"),
    [
        (_in_groups, "threads USING INDEX ix_threads_group_latest (group_id=? AND active_at>?)"),
        (_of_friends, "threads USING INDEX ix_threads_author (author_id=?)"),
        (
            _done_with,
            "markers USING INDEX sqlite_autoindex_markers_1 (account_id=? AND thread_id=?)",
        ),
    ],
)
def test_a_week_is_found_along_an_index(ask: Callable[[Viewer], None], step: str):
    plans: list[str] = []

    def explain(connection, _cursor, statement, gaps, _context, _is_many):
        if statement.startswith("SELECT"):
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", gaps)
            plans.extend(row[3] for row in rows)

    viewer = seen_by(make_account())
    sa.event.listen(db.engine, "before_cursor_execute", explain)
    ask(viewer)
    sa.event.remove(db.engine, "before_cursor_execute", explain)
    assert f"SEARCH {step}" in plans, plans
