"""Members may choose that nobody sees that they are here."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the choice; everybody who is here shows it, as before."""
    op.add_column(
        "accounts",
        sa.Column("is_discreet", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("is_discreet")
