"""Friendships, requests for them, and people by department."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

MOMENT = sa.DateTime(timezone=True)


def _account(name: str, table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Return a column that names somebody, and what holds it to somebody there is."""
    return (
        sa.Column(name, BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            [name], ["accounts.id"], name=f"fk_{table}_{name}", ondelete="CASCADE"
        ),
    )


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "friendships",
        *_account("account_id", "friendships"),
        *_account("friend_id", "friendships"),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("account_id", "friend_id", name="pk_friendships"),
    )
    op.create_index("ix_friendships_friend_id", "friendships", ["friend_id"])
    op.create_index(
        "ix_friendships_to_release",
        "friendships",
        ["account_id", "friend_id"],
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_table(
        "friend_requests",
        sa.Column("id", BIG, nullable=False),
        *_account("asker_id", "friend_requests"),
        *_account("asked_id", "friend_requests"),
        sa.Column("message", sa.String(300), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_friend_requests"),
        sa.UniqueConstraint("asker_id", "asked_id", name="uq_friend_requests_asker_id_asked_id"),
    )
    op.create_index("ix_friend_requests_asked_id_state", "friend_requests", ["asked_id", "state"])
    op.create_index(
        "ix_accounts_department",
        "accounts",
        ["department", "id"],
        sqlite_where=sa.text("department <> ''"),
        postgresql_where=sa.text("department <> ''"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_accounts_department", table_name="accounts")
    op.drop_table("friend_requests")
    op.drop_table("friendships")
