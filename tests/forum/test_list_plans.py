"""How SQLite finds the lines of a list: along an index, never by sorting all threads there are."""

import re

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.forum.queries.lists import TABS, ListFilter, latest_lines
from app.forum.queries.tags import popular_tags
from tests.factories import make_account, seen_by


@pytest.fixture
def asked():
    """Return the questions asked of SQLite, each with what fills its gaps."""
    questions = []

    def keep(_connection, _cursor, statement, gaps, _context, _is_many):
        questions.append((statement, gaps))

    sa.event.listen(db.engine, "before_cursor_execute", keep)
    yield questions
    sa.event.remove(db.engine, "before_cursor_execute", keep)


def _plan(question):
    statement, gaps = question
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", gaps)
        return [row[3] for row in rows]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("is_guest", [True, False])
def test_a_page_of_a_list_sorts_nothing(asked, tab, is_guest):
    viewer = seen_by(None if is_guest else make_account())
    asked.clear()
    latest_lines(viewer, ListFilter(tab=tab))
    plan = _plan(asked[0])
    assert any(re.search(r"USING (COVERING )?INDEX ix_(forum_)?threads_", step) for step in plan), (
        plan
    )
    assert not any("ORDER BY" in step for step in plan), plan


@pytest.mark.parametrize("private_ids", [(), (7, 8)])
def test_frequent_tags_are_counted_in_the_latest_threads_alone(asked, private_ids):
    popular_tags(private_ids)
    assert any("USING INDEX ix_threads_latest" in step for step in _plan(asked[0]))
