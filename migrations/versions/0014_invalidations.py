"""What processes must not miss of each other."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "invalidations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invalidations"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invalidations_made_at", "invalidations", ["made_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("invalidations")
