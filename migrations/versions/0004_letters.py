"""Sorts and ends of letters, addresses that refuse them, notices that wait for one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

MOMENT = sa.DateTime(timezone=True)


def _account(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Return a column that names somebody, and what holds it to somebody there is."""
    return (
        sa.Column("account_id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id", ondelete="CASCADE"
        ),
    )


def upgrade() -> None:
    """Add them; all letters until now were about accounts."""
    with op.batch_alter_table("letters") as letters:
        letters.add_column(
            sa.Column("sort", sa.String(10), nullable=False, server_default="account")
        )
        letters.add_column(sa.Column("handed_at", MOMENT, nullable=True))
        letters.add_column(sa.Column("unsure_count", BIG, nullable=False, server_default="0"))
    with op.batch_alter_table("letters") as letters:
        letters.alter_column("sort", existing_type=sa.String(10), server_default=None)
        letters.alter_column("unsure_count", existing_type=BIG, server_default=None)
    op.create_table(
        "refused_addresses",
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("email", name="pk_refused_addresses"),
    )
    op.create_table(
        "letter_choices",
        *_account("letter_choices"),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("quiet_from", sa.SmallInteger(), nullable=False),
        sa.Column("quiet_until", sa.SmallInteger(), nullable=False),
        sa.Column("time_zone", sa.String(40), nullable=False),
        sa.Column("day_began_at", MOMENT, nullable=True),
        sa.Column("day_count", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_letter_choices"),
    )
    op.create_table(
        "waiting_notices",
        *_account("waiting_notices"),
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "seq", name="pk_waiting_notices"),
    )
    op.create_index("ix_waiting_notices_due_at", "waiting_notices", ["due_at"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("waiting_notices")
    op.drop_table("letter_choices")
    op.drop_table("refused_addresses")
    with op.batch_alter_table("letters") as letters:
        for name in ("sort", "handed_at", "unsure_count"):
            letters.drop_column(name)
