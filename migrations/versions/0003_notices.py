"""Whom an activity concerns, piles of notices, the drawer, likes by steps."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

_CHOSEN = sa.text("notice_level IS NOT NULL")


def upgrade() -> None:
    """Add them; what was told before is one pile for each notice."""
    _concerns()
    op.create_index("ix_activity_group", "activity", ["group_id", "id"])
    op.create_index("ix_activity_actor", "activity", ["actor_id", "id"])
    op.create_index(
        "ix_memberships_level",
        "memberships",
        ["group_id", "notice_level"],
        sqlite_where=_CHOSEN,
        postgresql_where=_CHOSEN,
    )
    op.create_index("ix_notice_settings_level", "notice_settings", ["level"])
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("kind", sa.String(40), nullable=True))
        notices.add_column(sa.Column("pile", BIG, nullable=True))
        notices.add_column(sa.Column("people", BIG, nullable=False, server_default="1"))
        notices.add_column(sa.Column("before_id", BIG, nullable=True))
    op.execute(
        "UPDATE notices SET pile = seq,"
        " kind = (SELECT activity.kind FROM activity WHERE activity.id = notices.activity_id)"
    )
    with op.batch_alter_table("notices") as notices:
        notices.alter_column("kind", existing_type=sa.String(40), nullable=False)
        notices.alter_column("pile", existing_type=BIG, nullable=False)
        notices.alter_column("people", existing_type=BIG, server_default=None)
        notices.create_index("ix_notices_pile", ["account_id", "pile", "seq"])
    with op.batch_alter_table("notice_boxes") as boxes:
        boxes.add_column(sa.Column("drawer_seen_id", BIG, nullable=False, server_default="0"))
    with op.batch_alter_table("notice_boxes") as boxes:
        boxes.alter_column("drawer_seen_id", existing_type=BIG, server_default=None)
    op.execute(
        "UPDATE notice_boxes SET drawer_seen_id = (SELECT coalesce(max(id), 0) FROM activity)"
    )
    op.execute(
        "INSERT INTO activity_concerns (activity_id, account_id, kind)"
        " SELECT activity_id, account_id, kind FROM notices"
    )
    with op.batch_alter_table("notice_settings") as settings:
        settings.add_column(
            sa.Column("thinned_kinds", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("notice_settings") as settings:
        settings.alter_column("thinned_kinds", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("notice_settings") as settings:
        settings.drop_column("thinned_kinds")
    with op.batch_alter_table("notice_boxes") as boxes:
        boxes.drop_column("drawer_seen_id")
    with op.batch_alter_table("notices") as notices:
        notices.drop_index("ix_notices_pile")
        for name in ("kind", "pile", "people", "before_id"):
            notices.drop_column(name)
    op.drop_index("ix_notice_settings_level", "notice_settings")
    op.drop_index("ix_memberships_level", "memberships")
    op.drop_index("ix_activity_actor", "activity")
    op.drop_index("ix_activity_group", "activity")
    op.drop_table("activity_concerns")


def _concerns() -> None:
    """Add the table of whom an activity is about."""
    op.create_table(
        "activity_concerns",
        sa.Column("activity_id", BIG, autoincrement=False, nullable=False),
        sa.Column("account_id", BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name="fk_activity_concerns_activity_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name="fk_activity_concerns_account_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "account_id", name="pk_activity_concerns"),
    )
    op.create_index("ix_activity_concerns_account_id", "activity_concerns", ["account_id"])
