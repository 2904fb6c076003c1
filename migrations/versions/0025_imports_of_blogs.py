"""What was imported may have gone into the blog, and so into no group."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let a source have no group."""
    with op.batch_alter_table("import_sources") as sources:
        sources.alter_column("group_id", existing_type=BIG, nullable=True)


def downgrade() -> None:
    """Forget what was imported into the blog: its articles stay."""
    op.execute(
        "DELETE FROM import_keys WHERE source_id IN"
        " (SELECT id FROM import_sources WHERE group_id IS NULL)"
    )
    op.execute("DELETE FROM import_sources WHERE group_id IS NULL")
    with op.batch_alter_table("import_sources") as sources:
        sources.alter_column("group_id", existing_type=BIG, nullable=False)
