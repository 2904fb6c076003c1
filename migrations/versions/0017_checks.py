"""Whether a solution is still true: when it is to be checked, and what was found."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
PLANNED = sa.text("check_on IS NOT NULL")


def upgrade() -> None:
    """Add them. Columns that may be empty are added in place, on SQLite too."""
    op.add_column("threads", sa.Column("check_set_at", MOMENT, nullable=True))
    op.add_column("threads", sa.Column("check_id", BIG, nullable=True))
    op.create_index(
        "ix_threads_check_on",
        "threads",
        ["check_on", "id"],
        sqlite_where=PLANNED,
        postgresql_where=PLANNED,
    )
    op.create_table(
        "solution_checks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=True),
        sa.Column("step", sa.String(12), nullable=False),
        sa.Column("check_on", MOMENT, nullable=True),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_solution_checks_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["threads.id"],
            name=op.f("fk_solution_checks_thread_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solution_checks")),
    )
    op.create_index(
        op.f("ix_solution_checks_thread_id"), "solution_checks", ["thread_id"], unique=False
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_solution_checks_thread_id"), table_name="solution_checks")
    op.drop_table("solution_checks")
    op.drop_index("ix_threads_check_on", table_name="threads")
    op.drop_column("threads", "check_id")
    op.drop_column("threads", "check_set_at")
