"""Removals: a plain one is no ban any more that ends at once, but a row that says so."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
_KEPT = ("id", "group_id", "account_id", "reason", "created_at", "decided_by")
_BEFORE = sa.table("group_bans", *map(sa.column, (*_KEPT, "until")))
_AFTER = sa.table("group_removals", *map(sa.column, (*_KEPT, "until", "is_ban")))


def _create(table: str, *columns: sa.Column[object]) -> None:
    """Make the table as it is called before or after."""
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        *columns,
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["accounts.id"],
            name=op.f(f"fk_{table}_decided_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f(f"fk_{table}_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("group_id", "account_id", name=op.f(f"uq_{table}_group_id_account_id")),
    )
    op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"], unique=False)


def _drop(table: str) -> None:
    """Take a table away that another one holds now."""
    op.drop_index(op.f(f"ix_{table}_account_id"), table_name=table)
    op.drop_table(table)


def _count_on(table: sa.TableClause, before: sa.TableClause) -> None:
    """Let PostgreSQL give no number again that was given before."""
    if op.get_bind().dialect.name == "postgresql":
        counter = sa.table(f"{before.name}_id_seq", sa.column("last_value"))
        newest = sa.select(counter.c.last_value).scalar_subquery()
        op.execute(
            sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), newest))
        )


def upgrade() -> None:
    """Say of each removal whether it is a ban: whether it did not end where it began."""
    _create("group_removals", sa.Column("is_ban", sa.Boolean(), nullable=False))
    kept = [_BEFORE.c[name] for name in _KEPT]
    is_ban = sa.or_(_BEFORE.c.until.is_(None), _BEFORE.c.until > _BEFORE.c.created_at)
    lasts = sa.case((is_ban, _BEFORE.c.until))
    op.execute(
        _AFTER.insert().from_select([*_KEPT, "until", "is_ban"], sa.select(*kept, lasts, is_ban))
    )
    _count_on(_AFTER, _BEFORE)
    _drop("group_bans")


def downgrade() -> None:
    """Let a plain removal be a ban that ended at once."""
    _create("group_bans")
    kept = [_AFTER.c[name] for name in _KEPT]
    lasts = sa.case((_AFTER.c.is_ban, _AFTER.c.until), else_=_AFTER.c.created_at)
    op.execute(_BEFORE.insert().from_select([*_KEPT, "until"], sa.select(*kept, lasts)))
    _count_on(_BEFORE, _AFTER)
    _drop("group_removals")
