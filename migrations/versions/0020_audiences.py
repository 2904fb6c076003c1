"""What can be found, and what is told, says who it is for: everybody, a group, or another audience."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ENTRIES, _ACTIVITY = (
    sa.table(name, sa.column("group_id", sa.BigInteger), sa.column("audience", sa.String))
    for name in ("search_entries", "activity")
)
_GROUP = "group:"
_NOBODY = "nobody"
"""What a row is for until it is said: nobody reads it."""
_WRITE_WORDS = """
  INSERT INTO search_words(rowid, title_words, text_words, marks)
  VALUES (new.id, new.title_words, new.text_words, new.marks);
  INSERT INTO search_titles(rowid, title_words, marks)
  SELECT new.id, new.title_words, new.marks WHERE new.title_words <> '';
"""
_ERASE_WORDS = """
  INSERT INTO search_words(search_words, rowid, title_words, text_words, marks)
  VALUES ('delete', old.id, old.title_words, old.text_words, old.marks);
  INSERT INTO search_titles(search_titles, rowid, title_words, marks)
  SELECT 'delete', old.id, old.title_words, old.marks WHERE old.title_words <> '';
"""
_TRIGGERS = (
    ("added", "INSERT", _WRITE_WORDS),
    ("gone", "DELETE", _ERASE_WORDS),
    ("changed", "UPDATE OF title_words, text_words, marks", _ERASE_WORDS + _WRITE_WORDS),
)


def _named(table: sa.TableClause) -> sa.ColumnElement[str]:
    """Return the audience that the group of a row is."""
    return sa.literal(_GROUP).concat(sa.cast(table.c.group_id, sa.String))


def _number_groups(table: sa.TableClause) -> None:
    """Write the group of each row whose audience is one."""
    number = sa.cast(sa.func.substr(table.c.audience, len(_GROUP) + 1), sa.BigInteger)
    is_group = table.c.audience.startswith(_GROUP)
    op.execute(table.update().where(is_group).values(group_id=number))


def _ordered(readers: str) -> tuple[str, ...]:
    """Return the columns of an entry, short ones first: SQLite reads a row up to what it needs."""
    subject = ("id", "subject_kind", "subject_id", "host_kind", "host_id", readers, "author_id")
    words = ("title", "text", "title_words", "text_words", "marks")
    return (*subject, "kind", "is_solved", "usefulness", "created_at", *words)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _keep_index() -> None:
    """Let the full-text index of SQLite follow the table again, which was made anew."""
    if _is_sqlite():
        for name, event, body in _TRIGGERS:
            op.execute(
                f"CREATE TRIGGER search_entries_{name} AFTER {event} ON search_entries BEGIN"
                f" {body} END"
            )


def upgrade() -> None:
    """Say who each row is for. Entries are indexed anew by the first worker that starts."""
    audience = sa.Column("audience", sa.String(40), nullable=False, server_default=_NOBODY)
    op.add_column("search_entries", audience)
    said = sa.case((_ENTRIES.c.group_id.is_(None), "public"), else_=_named(_ENTRIES))
    op.execute(_ENTRIES.update().values(audience=said))
    with op.batch_alter_table(
        "search_entries", partial_reordering=[_ordered("audience")]
    ) as entries:
        entries.drop_column("group_id")
        entries.alter_column("audience", existing_type=sa.String(40), server_default=None)
    _keep_index()
    op.add_column("activity", sa.Column("audience", sa.String(40), nullable=True))
    is_known = _ACTIVITY.c.group_id.is_not(None)
    op.execute(_ACTIVITY.update().where(is_known).values(audience=_named(_ACTIVITY)))
    op.drop_index("ix_activity_group", table_name="activity")
    with op.batch_alter_table("activity") as activity:
        activity.drop_column("group_id")
    op.create_index("ix_activity_audience", "activity", ["audience", "id"])


def downgrade() -> None:
    """Name the groups again; what is for other audiences than everybody is found no more."""
    readers = _ENTRIES.c.audience
    op.execute(_ENTRIES.delete().where(readers != "public", ~readers.startswith(_GROUP)))
    op.add_column("search_entries", sa.Column("group_id", BIG, nullable=True))
    _number_groups(_ENTRIES)
    with op.batch_alter_table(
        "search_entries", partial_reordering=[_ordered("group_id")]
    ) as entries:
        entries.drop_column("audience")
    _keep_index()
    op.execute("UPDATE search_state SET index_version = 0")
    op.add_column("activity", sa.Column("group_id", BIG, nullable=True))
    _number_groups(_ACTIVITY)
    op.drop_index("ix_activity_audience", table_name="activity")
    with op.batch_alter_table("activity") as activity:
        activity.drop_column("audience")
    op.create_index("ix_activity_group", "activity", ["group_id", "id"])
