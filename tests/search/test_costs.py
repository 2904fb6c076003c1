"""What a search costs does not grow with the site."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.core.viewer import GUEST
from app.search import queries as search
from app.search.index.word_counts import learn
from tests.factories.search import make_entry


@pytest.mark.parametrize("ask", [search.find, search.similar])
def test_no_step_of_a_search_reads_the_whole_table(ask):
    for number in range(3):
        thread = make_entry(title=f"Sortie {number}", text="Bonjour")
        make_entry(text="Un minibus", kind="answer", subject_kind="forum.post", host=thread)
    learn()
    steps: list[tuple[str, Any]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        steps.append((statement, parameters))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert ask("un minibus à louer", viewer=GUEST)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    plans = [
        row.detail
        for statement, parameters in steps
        for row in db.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", parameters
        )
    ]
    assert any("search_entries" in step for step in plans)
    assert [step for step in plans if step.startswith("SCAN search_entries")] == []
