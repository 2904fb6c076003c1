"""What forms have made, so that one sent again makes nothing; drafts keep every field."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""


def upgrade() -> None:
    """Add them; SQLite rebuilds no table for it."""
    op.create_table(
        "submissions",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("made", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name="fk_submissions_account_id_accounts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_submissions"),
    )
    op.create_index("ix_submissions_created_at", "submissions", ["created_at"])
    op.add_column(
        "drafts", sa.Column("fields", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_column("drafts", "fields")
    op.drop_index("ix_submissions_created_at", "submissions")
    op.drop_table("submissions")
