"""What only the forum keeps of a thread moves to a table of its own; names that fit any thread."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
_MOVED: dict[str, "sa.types.TypeEngine[Any]"] = {
    "tags": sa.JSON(),
    "solved_at": MOMENT,
    "check_on": MOMENT,
    "check_set_at": MOMENT,
    "check_asked_at": MOMENT,
    "outdated_at": MOMENT,
    "check_id": BIG,
    "offered_at": MOMENT,
    "duplicate_of": BIG,
}
_RENAMED = (
    ("threads", "solution_id", "featured_id"),
    ("threads", "helpful_count", "usefulness"),
    ("posts", "helpful_count", "usefulness"),
    ("posts", "helpful_elsewhere", "usefulness_elsewhere"),
)
_THREADS = sa.table("threads", sa.column("id"), *map(sa.column, _MOVED))
_FORUM = sa.table("forum_threads", sa.column("thread_id"), *map(sa.column, _MOVED))
_HAS_CHECK = sa.text("check_on IS NOT NULL")
_IS_FORUM = "kind IN ('question', 'discussion')"
_WAS_UNANSWERED = sa.text("kind = 'question' AND answer_count = 0")
_IS_UNANSWERED = sa.text("answer_count = 0")


def _index(name: str, table: str, *columns: str, where: sa.TextClause | None = None) -> None:
    """Make an index, of some rows only where a condition is given."""
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)


def _rename(table: str, before: str, after: str) -> None:
    """Give a column another name; its indexes follow."""
    op.execute(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}")


def _is_sqlite() -> bool:
    """Tell whether the database is SQLite, which takes a condition away with its table only."""
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    """Give the forum its own table, and let threads be of any kind."""
    op.create_table(
        "forum_threads",
        sa.Column("thread_id", BIG, nullable=False),
        *(sa.Column(name, kind, nullable=name != "tags") for name, kind in _MOVED.items()),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["threads.id"],
            name=op.f("fk_forum_threads_thread_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_forum_threads")),
    )
    op.execute(
        _FORUM.insert().from_select(
            ["thread_id", *_MOVED], sa.select(_THREADS.c.id, *(_THREADS.c[one] for one in _MOVED))
        )
    )
    _index("ix_forum_threads_solved", "forum_threads", "solved_at", "thread_id")
    _index("ix_forum_threads_check_on", "forum_threads", "check_on", "thread_id", where=_HAS_CHECK)
    for name in ("solved", "check_on", "unanswered", "helpful"):
        op.drop_index(f"ix_threads_{name}", table_name="threads")
    with op.batch_alter_table("threads") as threads:
        threads.add_column(sa.Column("once", sa.String(length=64), nullable=True))
        threads.drop_constraint(op.f("ck_threads_kind"), type_="check")
        for name in _MOVED:
            threads.drop_column(name)
    for renamed in _RENAMED:
        _rename(*renamed)
    _index("ix_threads_usefulness", "threads", "usefulness", "id")
    _index("ix_threads_unanswered", "threads", "kind", "created_at", "id", where=_IS_UNANSWERED)


def _drop_what_is_of_no_forum() -> None:
    """Take away threads of other kinds; while tables are changed nothing follows by itself."""
    threads = sa.table("threads", sa.column("id"), sa.column("kind"))
    posts = sa.table("posts", sa.column("id"), sa.column("thread_id"))
    others = sa.select(threads.c.id).where(threads.c.kind.not_in(("question", "discussion")))
    said = sa.select(posts.c.id).where(posts.c.thread_id.in_(others))
    for name in ("revisions", "mentions"):
        table = sa.table(name, sa.column("post_id"))
        op.execute(table.delete().where(table.c.post_id.in_(said)))
    for name in ("posts", "markers", "thread_acts"):
        table = sa.table(name, sa.column("thread_id"))
        op.execute(table.delete().where(table.c.thread_id.in_(others)))
    op.execute(threads.delete().where(threads.c.id.in_(others)))


def downgrade() -> None:
    """Put it all back into the table of threads; only what is of the forum can stay."""
    _drop_what_is_of_no_forum()
    for name in ("usefulness", "unanswered"):
        op.drop_index(f"ix_threads_{name}", table_name="threads")
    for table, before, after in _RENAMED:
        _rename(table, after, before)
    with op.batch_alter_table("threads") as threads:
        for name, kind in _MOVED.items():
            threads.add_column(sa.Column(name, kind, nullable=True))
        threads.create_check_constraint(op.f("ck_threads_kind"), _IS_FORUM)
    kept = {
        name: sa.select(_FORUM.c[name]).where(_FORUM.c.thread_id == _THREADS.c.id).scalar_subquery()
        for name in _MOVED
    }
    op.execute(_THREADS.update().values(kept))
    with op.batch_alter_table("threads") as threads:
        threads.drop_column("once")
        threads.alter_column("tags", existing_type=sa.JSON(), nullable=False)
    op.drop_table("forum_threads")
    _index("ix_threads_helpful", "threads", "helpful_count", "id")
    _index("ix_threads_solved", "threads", "solved_at", "id")
    _index("ix_threads_check_on", "threads", "check_on", "id", where=_HAS_CHECK)
    _index("ix_threads_unanswered", "threads", "created_at", "id", where=_WAS_UNANSWERED)
