"""Sorts of letters, attempts of which nobody knows the end, addresses that refuse letters."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

MOMENT = sa.DateTime(timezone=True)


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


def downgrade() -> None:
    """Take them away."""
    op.drop_table("refused_addresses")
    with op.batch_alter_table("letters") as letters:
        for name in ("sort", "handed_at", "unsure_count"):
            letters.drop_column(name)
