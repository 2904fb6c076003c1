"""One tag for all its spellings; what moderators say; questions and solutions that ask for help."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KEY_LENGTH, LEAST_PLURAL = 80, 4
_tags = sa.table("tags", sa.column("id"), sa.column("name"), sa.column("key"))
_carried = sa.table("thread_tags", sa.column("thread_id"), sa.column("tag_id"))
_threads = sa.table("threads", sa.column("id"), sa.column("tags", sa.JSON), sa.column("version"))
_WORD = re.compile(r"[^\W_]+(?:[+#]+(?![^\W_]))?")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_AT_ONCE = 500


def upgrade() -> None:
    """Add them, and let spellings of one tag be one."""
    with op.batch_alter_table("threads") as threads:
        threads.add_column(sa.Column("offered_at", MOMENT, nullable=True))
        threads.add_column(sa.Column("check_asked_at", MOMENT, nullable=True))
        threads.add_column(sa.Column("outdated_at", MOMENT, nullable=True))
    with op.batch_alter_table("thread_acts") as acts:
        acts.add_column(sa.Column("rule", sa.String(20), nullable=False, server_default=""))
    with op.batch_alter_table("tags") as tags:
        tags.add_column(sa.Column("key", sa.String(KEY_LENGTH), nullable=False, server_default=""))
    _merge(op.get_bind())
    with op.batch_alter_table("tags") as tags:
        tags.alter_column("key", server_default=None)
        tags.create_unique_constraint("uq_tags_key", ["key"])


def downgrade() -> None:
    """Take them away; tags that became one stay one."""
    with op.batch_alter_table("tags") as tags:
        tags.drop_constraint("uq_tags_key", type_="unique")
        tags.drop_column("key")
    with op.batch_alter_table("thread_acts") as acts:
        acts.drop_column("rule")
    with op.batch_alter_table("threads") as threads:
        for name in ("outdated_at", "check_asked_at", "offered_at"):
            threads.drop_column(name)


def _merge(connection: sa.Connection) -> None:
    """Give every tag its key; of those with the same, keep the one most used."""
    counted = sa.select(_carried.c.tag_id, sa.func.count().label("count_")).group_by(
        _carried.c.tag_id
    )
    used = {row.tag_id: row.count_ for row in connection.execute(counted)}
    spellings = defaultdict(list)
    for row in connection.execute(sa.select(_tags.c.id, _tags.c.name)).all():
        spellings[_key_of(row.name)[:KEY_LENGTH] or f"-{row.id}"].append(row)
    renamed = {}
    for key, rows in spellings.items():
        kept, *others = sorted(
            rows, key=lambda row: (-used.get(row.id, 0), row.name.isascii(), row.id)
        )
        for other in others:
            _move(connection, other.id, kept.id)
            renamed[other.name] = kept.name
        connection.execute(sa.update(_tags).where(_tags.c.id == kept.id).values(key=key))
    if renamed:
        _rename(connection, renamed)


def _move(connection: sa.Connection, tag_id: int, kept_id: int) -> None:
    """Let threads carry another tag instead of one that goes."""
    have = sa.select(_carried.c.thread_id).where(_carried.c.tag_id == kept_id)
    lack = sa.select(_carried.c.thread_id, sa.literal(kept_id)).where(
        _carried.c.tag_id == tag_id, _carried.c.thread_id.not_in(have)
    )
    connection.execute(sa.insert(_carried).from_select(["thread_id", "tag_id"], lack))
    connection.execute(sa.delete(_carried).where(_carried.c.tag_id == tag_id))
    connection.execute(sa.delete(_tags).where(_tags.c.id == tag_id))


def _rename(connection: sa.Connection, renamed: Mapping[str, str]) -> None:
    """Write the names that stay into the threads that show the others."""
    for row in _all_threads(connection):
        names = list(dict.fromkeys(renamed.get(name, name) for name in row.tags or ()))
        if names != row.tags:
            connection.execute(
                sa.update(_threads)
                .where(_threads.c.id == row.id)
                .values(tags=names, version=_threads.c.version + 1)
            )


def _all_threads(connection: sa.Connection) -> Iterator[Any]:
    """Yield the threads, a portion at a time."""
    last = 0
    while rows := connection.execute(
        sa.select(_threads.c.id, _threads.c.tags)
        .where(_threads.c.id > last)
        .order_by(_threads.c.id)
        .limit(_AT_ONCE)
    ).all():
        yield from rows
        last = rows[-1].id


def _key_of(name: str) -> str:
    """Return what all spellings of a tag have in common, as `app.forum.tags` did then."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LIGATURES))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    key = ""
    for word in _WORD.findall(letters):
        is_plural = len(word) >= LEAST_PLURAL and word.endswith(("s", "eaux", "eux"))
        single = word[:-1] if is_plural else word
        key += f"-{single}" if key[-1:].isdigit() and single[:1].isdigit() else single
    return key
