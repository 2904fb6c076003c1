"""Devices that are told while the site is closed, and what waits to be pushed to them."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

MOMENT = sa.DateTime(timezone=True)


def _account(
    table: str, *, autoincrement: Literal["auto"] | bool = "auto"
) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Return a column that names somebody, and what holds it to somebody there is."""
    return (
        sa.Column("account_id", BIG, nullable=False, autoincrement=autoincrement),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id", ondelete="CASCADE"
        ),
    )


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "push_devices",
        sa.Column("id", BIG, nullable=False),
        *_account("push_devices"),
        sa.Column("session_id", BIG, nullable=False),
        sa.Column("endpoint", sa.String(1000), nullable=False),
        sa.Column("endpoint_hash", sa.String(64), nullable=False),
        sa.Column("p256dh", sa.String(100), nullable=False),
        sa.Column("auth", sa.String(100), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("failures", sa.SmallInteger(), nullable=False),
        sa.Column("rest_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_push_devices_session_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_push_devices"),
        sa.UniqueConstraint("session_id", name="uq_push_devices_session_id"),
        sa.UniqueConstraint("endpoint_hash", name="uq_push_devices_endpoint_hash"),
    )
    op.create_index("ix_push_devices_account_id", "push_devices", ["account_id"])
    op.create_table(
        "waiting_pushes",
        *_account("waiting_pushes", autoincrement=False),
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.Column("pile", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("until_at", MOMENT, nullable=False),
        sa.Column("claim", sa.String(16), nullable=True),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("account_id", "seq", name="pk_waiting_pushes"),
    )
    op.create_index("ix_waiting_pushes_due_at", "waiting_pushes", ["due_at"])
    op.create_table(
        "push_offers",
        *_account("push_offers", autoincrement=False),
        sa.Column("pile", BIG, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_push_offers"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("push_offers")
    op.drop_table("waiting_pushes")
    op.drop_table("push_devices")
