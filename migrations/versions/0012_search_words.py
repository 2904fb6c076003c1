"""Search that answers questions: what entries are read under, and the words that are known."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

BYTEWISE = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def upgrade() -> None:
    """Add them. The index is made again by the first worker that starts."""
    op.add_column("search_entries", sa.Column("host_kind", sa.String(40), nullable=True))
    op.add_column("search_entries", sa.Column("host_id", BIG, nullable=True))
    op.create_table(
        "search_vocabulary",
        sa.Column("word", BYTEWISE, nullable=False),
        sa.Column("mirrored", BYTEWISE, nullable=False),
        sa.Column("stem", sa.String(40), nullable=False),
        sa.Column("entry_count", BIG, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_vocabulary"),
    )
    op.create_index("ix_search_vocabulary_mirrored", "search_vocabulary", ["mirrored"])
    op.create_index("ix_search_vocabulary_stem", "search_vocabulary", ["stem"])
    state = op.create_table(
        "search_state",
        sa.Column("id", BIG, nullable=False),
        sa.Column("learned_id", BIG, nullable=False),
        sa.Column("entry_count", BIG, nullable=False),
        sa.Column("index_version", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_state"),
    )
    first = {"id": 1, "learned_id": 0, "entry_count": 0, "index_version": 0}
    op.execute(sa.insert(state).values(first))


def downgrade() -> None:
    """Take them away. Entries keep their words; the former version makes its own again."""
    op.drop_table("search_state")
    op.drop_table("search_vocabulary")
    op.drop_column("search_entries", "host_id")
    op.drop_column("search_entries", "host_kind")
