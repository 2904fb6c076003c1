"""Which credentials a link was asked under, addresses that are claimed only, retired handles."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""


def _version() -> sa.Column[int]:
    """Return a column that counts changes of credentials."""
    return sa.Column("credentials_version", BIG, nullable=False, server_default="0")


def upgrade() -> None:
    """Add them, column by column: SQLite then rebuilds no table."""
    op.add_column("accounts", _version())
    op.add_column("accounts", sa.Column("claimed_email", sa.String(254), nullable=True))
    op.create_index("ix_accounts_claimed_email", "accounts", ["claimed_email"])
    op.add_column("one_time_links", _version())
    op.create_table(
        "retired_handles",
        sa.Column("id", BIG, nullable=False),
        sa.Column("handle_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retired_handles"),
        sa.UniqueConstraint("handle_hash", name="uq_retired_handles_handle_hash"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("retired_handles")
    op.drop_column("one_time_links", "credentials_version")
    op.drop_index("ix_accounts_claimed_email", "accounts")
    op.drop_column("accounts", "claimed_email")
    op.drop_column("accounts", "credentials_version")
