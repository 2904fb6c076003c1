"""How often an activity was seen to again, and when it is next."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""


def upgrade() -> None:
    """Add them; what waits was never tried. What was left alone by its age is taken up again."""
    op.add_column("activity", sa.Column("attempts", BIG, nullable=False, server_default="0"))
    op.add_column("activity", sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("activity") as activity:
        activity.drop_column("next_try_at")
        activity.drop_column("attempts")
