"""A thread may be of no group: everybody reads it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let threads be without a group."""
    with op.batch_alter_table("threads") as threads:
        threads.alter_column("group_id", existing_type=BIG, nullable=True)


def downgrade() -> None:
    """Give every thread a group: those of none go to the first public one.

    Where there is none the step is refused: a thread can be of no group no more.
    """
    op.execute(
        "UPDATE threads SET group_id = (SELECT min(id) FROM groups WHERE visibility = 'public')"
        " WHERE group_id IS NULL"
    )
    with op.batch_alter_table("threads") as threads:
        threads.alter_column("group_id", existing_type=BIG, nullable=False)
