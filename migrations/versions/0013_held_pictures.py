"""Several subjects hold one picture; texts know which renderer made their HTML."""

import re
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""
POST = "forum.post"
_IN_TEXT = re.compile(r"/medias/([A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])")
_AT_ONCE = 500

_files = sa.table(
    "files",
    *map(sa.column, ("id", "token", "account_id", "purpose", "subject_kind", "subject_id")),
)
_uses = sa.table("file_uses", *map(sa.column, ("id", "file_id", "subject_kind", "subject_id")))
_posts = sa.table("posts", *map(sa.column, ("id", "author_id", "body", "deleted_at")))


def upgrade() -> None:
    """Let each picture be held by what it belonged to, and by what shows it besides."""
    op.create_table(
        "file_uses",
        sa.Column("id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_file_uses_file_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_file_uses"),
        sa.UniqueConstraint(
            "file_id",
            "subject_kind",
            "subject_id",
            name="uq_file_uses_file_id_subject_kind_subject_id",
        ),
    )
    op.create_index("ix_file_uses_subject", "file_uses", ["subject_kind", "subject_id"])
    connection = op.get_bind()
    belongs = sa.select(_files.c.id, _files.c.subject_kind, _files.c.subject_id)
    connection.execute(
        sa.insert(_uses).from_select(
            ["file_id", "subject_kind", "subject_id"],
            belongs.where(_files.c.subject_kind.is_not(None)),
        )
    )
    for found in _shown_besides(connection):
        connection.execute(sa.insert(_uses), found)
    op.drop_index("ix_files_subject", "files")
    op.drop_column("files", "subject_kind")
    op.drop_column("files", "subject_id")
    op.add_column("groups", sa.Column("rules_version", BIG, nullable=False, server_default="1"))
    op.create_index("ix_posts_renderer_version", "posts", ["renderer_version", "id"])


def downgrade() -> None:
    """Leave each picture to one of its subjects."""
    op.drop_index("ix_posts_renderer_version", "posts")
    op.drop_column("groups", "rules_version")
    op.add_column("files", sa.Column("subject_kind", sa.String(40), nullable=True))
    op.add_column("files", sa.Column("subject_id", BIG, nullable=True))
    op.execute(
        sa.text(
            "UPDATE files SET"
            " subject_kind = (SELECT subject_kind FROM file_uses"
            "  WHERE file_id = files.id ORDER BY id LIMIT 1),"
            " subject_id = (SELECT subject_id FROM file_uses"
            "  WHERE file_id = files.id ORDER BY id LIMIT 1)"
        )
    )
    op.create_index("ix_files_subject", "files", ["subject_kind", "subject_id"])
    op.drop_table("file_uses")


def _shown_besides(connection: sa.Connection) -> Iterator[list[dict[str, object]]]:
    """Yield, in portions, the posts that show a picture of their author held by another one."""
    own = {
        (token, account_id): (file_id, subject_id if kind == POST else None)
        for file_id, token, account_id, kind, subject_id in connection.execute(
            sa.select(
                _files.c.id,
                _files.c.token,
                _files.c.account_id,
                _files.c.subject_kind,
                _files.c.subject_id,
            ).where(_files.c.purpose == "post", _files.c.subject_kind.is_not(None))
        )
    }
    last = 0
    while rows := connection.execute(
        sa.select(_posts.c.id, _posts.c.author_id, _posts.c.body)
        .where(_posts.c.id > last, _posts.c.deleted_at.is_(None))
        .where(_posts.c.body.contains("/medias/"))
        .order_by(_posts.c.id)
        .limit(_AT_ONCE)
    ).all():
        found = [
            {"file_id": own[key][0], "subject_kind": POST, "subject_id": post_id}
            for post_id, author_id, body in rows
            for key in dict.fromkeys((token, author_id) for token in _IN_TEXT.findall(body))
            if key in own and own[key][1] != post_id
        ]
        if found:
            yield found
        last = rows[-1][0]
