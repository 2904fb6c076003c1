"""Articles: their authors, what was submitted, their way, and invitations to write."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _points(column: str, table: str, *, of: str, keeps: bool = False) -> sa.ForeignKeyConstraint:
    """Return what holds a column to a row; the row of `of` goes with it, or keeps an empty place."""
    name = op.f(f"fk_{of}_{column}")
    ondelete = "SET NULL" if keeps else "CASCADE"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Add the tables of the blog."""
    op.create_table(
        "articles",
        sa.Column("id", BIG, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("title", sa.String(150), nullable=False),
        sa.Column("summary", sa.String(400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("tags", sa.String(200), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("moved_at", MOMENT, nullable=False),
        sa.Column("editor_id", BIG, nullable=True),
        sa.Column("publish_at", MOMENT, nullable=True),
        sa.Column("slug", sa.String(60), nullable=True),
        sa.Column("thread_id", BIG, nullable=True),
        sa.Column("published_id", BIG, nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        _points("editor_id", "accounts", of="articles", keeps=True),
        _points("thread_id", "threads", of="articles", keeps=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("slug", name=op.f("uq_articles_slug")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_articles_thread_id")),
    )
    op.create_index("ix_articles_desk", "articles", ["state", "moved_at", "id"])
    due, shown = sa.text("publish_at IS NOT NULL"), sa.text("published_at IS NOT NULL")
    op.create_index(
        "ix_articles_due", "articles", ["publish_at"], sqlite_where=due, postgresql_where=due
    )
    op.create_index(
        "ix_articles_shown",
        "articles",
        ["published_at", "id"],
        sqlite_where=shown,
        postgresql_where=shown,
    )
    op.create_table(
        "article_authors",
        sa.Column("article_id", BIG, nullable=False, autoincrement=False),
        sa.Column("account_id", BIG, nullable=False, autoincrement=False),
        sa.Column("position", BIG, nullable=False),
        _points("article_id", "articles", of="article_authors"),
        _points("account_id", "accounts", of="article_authors"),
        sa.PrimaryKeyConstraint("article_id", "account_id", name=op.f("pk_article_authors")),
    )
    op.create_index(op.f("ix_article_authors_account_id"), "article_authors", ["account_id"])
    op.create_table(
        "article_manuscripts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("title", sa.String(150), nullable=False),
        sa.Column("summary", sa.String(400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("category_slug", sa.String(60), nullable=False),
        sa.Column("tags", sa.String(200), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("word_count", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        _points("article_id", "articles", of="article_manuscripts"),
        _points("created_by", "accounts", of="article_manuscripts", keeps=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_manuscripts")),
        sa.UniqueConstraint(
            "article_id", "number", name=op.f("uq_article_manuscripts_article_id_number")
        ),
    )
    op.create_index(
        op.f("ix_article_manuscripts_category_slug"), "article_manuscripts", ["category_slug"]
    )
    op.create_table(
        "article_timeline",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("move", sa.String(20), nullable=False),
        sa.Column("source", sa.String(12), nullable=False),
        sa.Column("target", sa.String(12), nullable=False),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("manuscript_id", BIG, nullable=True),
        _points("article_id", "articles", of="article_timeline"),
        _points("actor_id", "accounts", of="article_timeline", keeps=True),
        _points("manuscript_id", "article_manuscripts", of="article_timeline", keeps=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_timeline")),
    )
    op.create_index(op.f("ix_article_timeline_article_id"), "article_timeline", ["article_id"])
    op.create_table(
        "author_invitations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("editor_id", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("used_by", BIG, nullable=True),
        sa.Column("article_id", BIG, nullable=True),
        _points("editor_id", "accounts", of="author_invitations"),
        _points("used_by", "accounts", of="author_invitations", keeps=True),
        _points("article_id", "articles", of="author_invitations", keeps=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_invitations")),
    )
    op.create_index(op.f("ix_author_invitations_editor_id"), "author_invitations", ["editor_id"])


def _drop_what_is_under_articles() -> None:
    """Take away their threads; while tables are changed nothing follows by itself."""
    threads = sa.table("threads", sa.column("id"), sa.column("kind"))
    posts = sa.table("posts", sa.column("id"), sa.column("thread_id"))
    hosted = sa.select(threads.c.id).where(threads.c.kind == "article")
    said = sa.select(posts.c.id).where(posts.c.thread_id.in_(hosted))
    for name in ("revisions", "mentions"):
        table = sa.table(name, sa.column("post_id"))
        op.execute(table.delete().where(table.c.post_id.in_(said)))
    for name in ("posts", "markers", "thread_acts", "thread_tags"):
        table = sa.table(name, sa.column("thread_id"))
        op.execute(table.delete().where(table.c.thread_id.in_(hosted)))
    op.execute(threads.delete().where(threads.c.kind == "article"))


def downgrade() -> None:
    """Take them away, with the threads under articles: no room would know them."""
    _drop_what_is_under_articles()
    for table in (
        "author_invitations",
        "article_timeline",
        "article_manuscripts",
        "article_authors",
        "articles",
    ):
        op.drop_table(table)
