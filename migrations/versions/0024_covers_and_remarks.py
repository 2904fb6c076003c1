"""Covers of articles, who writes with whom, remarks on paragraphs, and how often one was read."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TEXTS = ("articles", "article_manuscripts")


def _points(column: str, table: str, *, of: str, keeps: bool = False) -> sa.ForeignKeyConstraint:
    """Return what holds a column to a row; the row of `of` goes with it, or keeps an empty place."""
    name = op.f(f"fk_{of}_{column}")
    ondelete = "SET NULL" if keeps else "CASCADE"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Add them; whoever writes an article so far has agreed to."""
    for table in TEXTS:
        op.add_column(table, sa.Column("cover", sa.String(32), nullable=False, server_default=""))
        op.add_column(
            table, sa.Column("cover_alt", sa.String(300), nullable=False, server_default="")
        )
    op.add_column("article_authors", sa.Column("accepted_at", MOMENT, nullable=True))
    op.add_column("article_authors", sa.Column("left_at", MOMENT, nullable=True))
    op.execute(
        "UPDATE article_authors SET accepted_at = (SELECT created_at FROM articles"
        " WHERE articles.id = article_authors.article_id)"
    )
    op.create_table(
        "article_remarks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("manuscript_id", BIG, nullable=False),
        sa.Column("block", BIG, nullable=False),
        sa.Column("quote", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by", BIG, nullable=True),
        _points("article_id", "articles", of="article_remarks"),
        _points("manuscript_id", "article_manuscripts", of="article_remarks"),
        _points("author_id", "accounts", of="article_remarks", keeps=True),
        _points("resolved_by", "accounts", of="article_remarks", keeps=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_remarks")),
    )
    op.create_index(op.f("ix_article_remarks_article_id"), "article_remarks", ["article_id"])
    op.create_table(
        "article_readings",
        sa.Column("article_id", BIG, nullable=False, autoincrement=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", BIG, nullable=False),
        _points("article_id", "articles", of="article_readings"),
        sa.PrimaryKeyConstraint("article_id", "day", name=op.f("pk_article_readings")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("article_readings")
    op.drop_table("article_remarks")
    with op.batch_alter_table("article_authors") as authors:
        authors.drop_column("left_at")
        authors.drop_column("accepted_at")
    for table in TEXTS:
        with op.batch_alter_table(table) as texts:
            texts.drop_column("cover_alt")
            texts.drop_column("cover")
