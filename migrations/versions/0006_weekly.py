"""Turns of the weekly letter. Members who agreed to letters are given theirs by a job."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "weekly_turns",
        sa.Column("account_id", BIG, autoincrement=False, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("unseen_count", sa.SmallInteger(), nullable=False),
        sa.Column("rested_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_weekly_turns_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_weekly_turns"),
    )
    op.create_index("ix_weekly_turns_due_at", "weekly_turns", ["due_at"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("weekly_turns")
