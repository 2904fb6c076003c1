"""What moderators hide may be shown again."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Say of what was taken away whether it may come back; so far nothing may."""
    for table in ("threads", "posts"):
        op.add_column(table, sa.Column("hidden_at", MOMENT, nullable=True))


def downgrade() -> None:
    """Leave what is hidden taken away, for good; the former version knows no such acts."""
    op.execute("UPDATE thread_acts SET act = 'deleted' WHERE act = 'hidden'")
    op.execute("UPDATE thread_acts SET act = 'reopened' WHERE act = 'restored'")
    for table in ("threads", "posts"):
        op.drop_column(table, "hidden_at")
