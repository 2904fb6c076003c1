"""Real dumps come with the counts that their READMEs name."""

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.forum.models import ForumThread
from app.groups.models import Group
from app.groups.queries import member_ids
from app.imports.shapes import Report
from app.notices.models import Activity
from app.threads.models import Post, Thread
from tests.factories.groups import make_group
from tests.imports.bringing import all_there_is, bring, counts_of, line_of
from tests.real.data import real
from tests.text.safety import assert_safe

CONLANG, FRENCH = "qa-stackexchange-conlang-meta", "qa-stackexchange-french-meta"
COUNTS = {
    CONLANG: {
        "question": (54, 54, 0),
        "answer": (115, 115, 0),
        "comment": (230, 230, 0),
        "solution": (11, 11, 0),
        "vote": (1119, 593, 526),
        "person": (272, 65, 207),
        "tag": (71, 20, 51),
        "link": (20, 1, 19),
        "history": (450, 169, 281),
        "other": (8, 0, 8),
    },
    FRENCH: {
        "question": (274, 274, 0),
        "answer": (487, 487, 0),
        "comment": (1305, 1305, 0),
        "solution": (86, 86, 0),
        "vote": (4349, 2203, 2146),
        "person": (1703, 196, 1507),
        "tag": (94, 74, 20),
        "link": (134, 6, 128),
        "history": (2881, 761, 2120),
        "other": (20, 0, 20),
    },
}
"""Read, brought, left out. What was read is what the READMEs count."""
VOTES = {CONLANG: (950, 133), FRENCH: (3772, 291)}
"""For something, and against it."""


@pytest.mark.slow
@pytest.mark.walk
@pytest.mark.parametrize("name", COUNTS)
def test_a_real_dump_comes_with_the_counts_of_its_readme_and_only_once(name, tmp_path):
    group = make_group()
    report = bring(real(name), group=group, scratch=tmp_path)
    assert {kind: counts_of(report, kind) for kind in COUNTS[name]} == COUNTS[name]
    assert votes_of(report) == VOTES[name]
    assert_here(group, COUNTS[name])
    before = all_there_is()

    again = bring(real(name), group=group, scratch=tmp_path)
    assert {kind: counts_of(again, kind) for kind in COUNTS[name]} == COUNTS[name]
    assert all_there_is() == before
    for html in db.session.scalars(sa.select(Post.html)):
        assert_safe(html)


def assert_here(group: Group, expected: dict[str, tuple[int, int, int]]) -> None:
    """Count in the database what the report says was brought."""
    brought = {kind: counts[1] for kind, counts in expected.items()}
    assert count(Post.number == 1) == brought["question"]
    assert count(sa.and_(Post.number > 1, Post.root_id.is_(None))) == brought["answer"]
    assert count(Post.root_id.is_not(None)) == brought["comment"]
    assert count(Post.id == Thread.featured_id) == brought["solution"]
    assert (
        count(
            Post.thread_id.in_(
                sa.select(ForumThread.thread_id).where(ForumThread.duplicate_of.is_not(None))
            ),
            Post.number == 1,
        )
        == brought["link"]
    )
    assert db.session.scalar(sa.select(sa.func.sum(Post.usefulness_elsewhere))) == brought["vote"]
    assert len(db.session.scalars(member_ids(group.id)).all()) == brought["person"]
    assert db.session.scalars(sa.select(Activity.id)).all() == []


def count(*conditions: sa.ColumnElement[bool]) -> int:
    """Return how many posts meet all conditions, on them or on their threads."""
    joined = sa.join(Post, Thread, Thread.id == Post.thread_id)
    number = db.session.scalar(sa.select(sa.func.count()).select_from(joined).where(*conditions))
    return number or 0


def votes_of(report: Report) -> tuple[int, int]:
    """Return how many votes were for something, and how many against."""
    line = line_of(report, "vote")
    reasons = {left.what.partition("\u00a0:")[0]: left.count for left in line.left_out}
    elsewhere = reasons["pour ce qui n’est pas apporté, ou pas dans l’export"]
    return line.brought + reasons["pour une question"] + elsewhere, reasons["contre un texte"]
