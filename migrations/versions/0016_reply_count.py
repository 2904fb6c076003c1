"""How many posts of a thread are shown, and its place among others by those alone."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COUNT = """
    UPDATE threads SET reply_count = (
        SELECT count(*) FROM posts
        WHERE posts.thread_id = threads.id AND posts.number > 1 AND posts.deleted_at IS NULL)
"""
_PLACE = """
    UPDATE threads SET
        active_at = (SELECT created_at FROM posts
            WHERE posts.thread_id = threads.id AND posts.deleted_at IS NULL
            ORDER BY created_at DESC, number DESC LIMIT 1),
        last_author_id = (SELECT author_id FROM posts
            WHERE posts.thread_id = threads.id AND posts.deleted_at IS NULL
            ORDER BY created_at DESC, number DESC LIMIT 1)
    WHERE deleted_at IS NULL AND EXISTS (SELECT 1 FROM posts
        WHERE posts.thread_id = threads.id AND posts.deleted_at IS NOT NULL)
"""


def upgrade() -> None:
    """Add the count; threads that lost a post take the place they have without it.

    A column with a constant default is added in place: no table is rebuilt, on SQLite neither.
    """
    op.add_column("threads", sa.Column("reply_count", BIG, nullable=False, server_default="0"))
    op.execute(_COUNT)
    op.execute(_PLACE)


def downgrade() -> None:
    """Take the count away."""
    op.drop_column("threads", "reply_count")
