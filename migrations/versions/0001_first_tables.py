"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

PLACE = "' =b' || (id / 8192) || ' =c' || (id / 65536) || ' =d' || (id / 524288)"
MARKS = f"array_to_tsvector(string_to_array(trim(marks || {PLACE}), ' '))"
SEARCH = {
    "sqlite": (
        """CREATE VIRTUAL TABLE search_words USING fts5(
          title_words, text_words, marks, content='search_entries', content_rowid='id', tokenize="unicode61 remove_diacritics 2 tokenchars '='", prefix='3 4'
        )""",
        """CREATE VIRTUAL TABLE search_titles USING fts5(
          title_words, marks, content='search_entries', content_rowid='id', tokenize="unicode61 remove_diacritics 2 tokenchars '='", prefix='3 4'
        )""",
        """CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN

        INSERT INTO search_words(rowid, title_words, text_words, marks)
        VALUES (new.id, new.title_words, new.text_words, new.marks);
        INSERT INTO search_titles(rowid, title_words, marks)
        SELECT new.id, new.title_words, new.marks WHERE new.title_words <> '';

          END""",
        """CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries BEGIN

        INSERT INTO search_words(search_words, rowid, title_words, text_words, marks)
        VALUES ('delete', old.id, old.title_words, old.text_words, old.marks);
        INSERT INTO search_titles(search_titles, rowid, title_words, marks)
        SELECT 'delete', old.id, old.title_words, old.marks WHERE old.title_words <> '';

          END""",
        """CREATE TRIGGER search_entries_changed
          AFTER UPDATE OF title_words, text_words, marks ON search_entries BEGIN

        INSERT INTO search_words(search_words, rowid, title_words, text_words, marks)
        VALUES ('delete', old.id, old.title_words, old.text_words, old.marks);
        INSERT INTO search_titles(search_titles, rowid, title_words, marks)
        SELECT 'delete', old.id, old.title_words, old.marks WHERE old.title_words <> '';


        INSERT INTO search_words(rowid, title_words, text_words, marks)
        VALUES (new.id, new.title_words, new.text_words, new.marks);
        INSERT INTO search_titles(rowid, title_words, marks)
        SELECT new.id, new.title_words, new.marks WHERE new.title_words <> '';

          END""",
    ),
    "postgresql": (
        f"""ALTER TABLE search_entries
        ADD COLUMN words tsvector GENERATED ALWAYS AS (
          setweight(to_tsvector('simple', title_words), 'A')
          || setweight(to_tsvector('simple', text_words), 'C')
          || {MARKS}
        ) STORED,
        ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (
          CASE WHEN title_words <> '' THEN
            to_tsvector('simple', title_words)
            || {MARKS}
          END
        ) STORED""",
        """CREATE INDEX ix_search_entries_words ON search_entries USING gin (words)""",
        """CREATE INDEX ix_search_entries_title_vector ON search_entries USING gin (title_vector)""",
    ),
}
"""The full-text index, in the words of each database."""


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("handle", sa.String(length=30), nullable=False),
        sa.Column("display_name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rules_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letters_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=True),
        sa.Column("theme", sa.String(length=5), nullable=True),
        sa.Column("picture", sa.String(length=60), nullable=True),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=3), nullable=False),
        sa.Column("associations", sa.String(length=400), nullable=False),
        sa.Column("can_help", sa.String(length=400), nullable=False),
        sa.Column("seeks_help", sa.String(length=400), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
        sa.UniqueConstraint("handle", name=op.f("uq_accounts_handle")),
    )
    op.create_table(
        "letters",
        sa.Column("id", BIG, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("letter", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("unsubscribe_url", sa.String(length=500), nullable=True),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letters_message_id")),
    )
    op.create_index("ix_letters_due", "letters", ["state", "next_try_at"], unique=False)
    op.create_table(
        "tags",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
    )
    op.create_table(
        "activity",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("container_kind", sa.String(length=40), nullable=True),
        sa.Column("container_id", BIG, nullable=True),
        sa.Column("group_id", BIG, nullable=True),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("once_key", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fanned_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["accounts.id"], name=op.f("fk_activity_actor_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("once_key", name=op.f("uq_activity_once_key")),
    )
    op.create_index(
        "ix_activity_container", "activity", ["container_kind", "container_id"], unique=False
    )
    op.create_index(op.f("ix_activity_created_at"), "activity", ["created_at"], unique=False)
    op.create_index("ix_activity_subject", "activity", ["subject_kind", "subject_id"], unique=False)
    op.create_index(
        "ix_activity_waiting",
        "activity",
        ["changed_at"],
        unique=False,
        postgresql_where=sa.text("fanned_out_at IS NULL"),
        sqlite_where=sa.text("fanned_out_at IS NULL"),
    )
    op.create_table(
        "blocks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("blocked_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_blocks_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["blocked_id"], ["accounts.id"], name=op.f("fk_blocks_blocked_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint(
            "account_id", "blocked_id", name=op.f("uq_blocks_account_id_blocked_id")
        ),
    )
    op.create_index(op.f("ix_blocks_blocked_id"), "blocks", ["blocked_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_drafts_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("account_id", "place", name=op.f("uq_drafts_account_id_place")),
    )
    op.create_table(
        "files",
        sa.Column("id", BIG, nullable=False),
        sa.Column("token", sa.String(length=60), nullable=False),
        sa.Column("account_id", BIG, nullable=True),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("mimetype", sa.String(length=40), nullable=False),
        sa.Column("width", BIG, nullable=False),
        sa.Column("height", BIG, nullable=False),
        sa.Column("size_bytes", BIG, nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_files_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("token", name=op.f("uq_files_token")),
    )
    op.create_index(op.f("ix_files_account_id"), "files", ["account_id"], unique=False)
    op.create_index(op.f("ix_files_expires_at"), "files", ["expires_at"], unique=False)
    op.create_index("ix_files_subject", "files", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "groups",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("rules_html", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("joining", sa.String(length=12), nullable=False),
        sa.Column("picture", sa.String(length=60), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("member_count", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["accounts.id"], name=op.f("fk_groups_created_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("slug", name=op.f("uq_groups_slug")),
    )
    op.create_table(
        "likes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_likes_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likes")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_id",
            "account_id",
            name=op.f("uq_likes_subject_kind_subject_id_account_id"),
        ),
    )
    op.create_index(
        "ix_likes_mine", "likes", ["account_id", "subject_kind", "subject_id"], unique=False
    )
    op.create_table(
        "notice_boxes",
        sa.Column("account_id", BIG, autoincrement=False, nullable=False),
        sa.Column("last_seq", BIG, nullable=False),
        sa.Column("unread_count", BIG, nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_notice_boxes_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notice_boxes")),
    )
    op.create_table(
        "notice_settings",
        sa.Column("account_id", BIG, autoincrement=False, nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("off_kinds", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_notice_settings_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notice_settings")),
    )
    op.create_table(
        "one_time_links",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_one_time_links_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_links")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_one_time_links_key_hash")),
    )
    op.create_index(
        op.f("ix_one_time_links_account_id"), "one_time_links", ["account_id"], unique=False
    )
    op.create_table(
        "search_entries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=True),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("is_solved", sa.Boolean(), nullable=False),
        sa.Column("usefulness", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title_words", sa.Text(), nullable=False),
        sa.Column("text_words", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["accounts.id"],
            name=op.f("fk_search_entries_author_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", name=op.f("uq_search_entries_subject_kind_subject_id")
        ),
    )
    op.create_index(
        op.f("ix_search_entries_author_id"), "search_entries", ["author_id"], unique=False
    )
    op.create_table(
        "sessions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sessions_key_hash")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)
    op.create_table(
        "suspensions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("decided_by_id", BIG, nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_suspensions_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["accounts.id"],
            name=op.f("fk_suspensions_decided_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"],
            ["accounts.id"],
            name=op.f("fk_suspensions_lifted_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspensions")),
    )
    op.create_index(op.f("ix_suspensions_account_id"), "suspensions", ["account_id"], unique=False)
    op.create_table(
        "group_bans",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_group_bans_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["accounts.id"],
            name=op.f("fk_group_bans_decided_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_group_bans_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_bans")),
        sa.UniqueConstraint(
            "group_id", "account_id", name=op.f("uq_group_bans_group_id_account_id")
        ),
    )
    op.create_index(op.f("ix_group_bans_account_id"), "group_bans", ["account_id"], unique=False)
    op.create_table(
        "import_sources",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_import_sources_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_sources")),
        sa.UniqueConstraint("name", name=op.f("uq_import_sources_name")),
    )
    op.create_index(
        op.f("ix_import_sources_group_id"), "import_sources", ["group_id"], unique=False
    )
    op.create_table(
        "join_requests",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", BIG, nullable=True),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_join_requests_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["accounts.id"],
            name=op.f("fk_join_requests_decided_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_join_requests_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
    )
    op.create_index(
        op.f("ix_join_requests_account_id"), "join_requests", ["account_id"], unique=False
    )
    op.create_index(
        "uq_join_requests_waiting",
        "join_requests",
        ["group_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("notice_level", sa.String(length=12), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rules_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_memberships_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_memberships_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "group_id", "account_id", name=op.f("uq_memberships_group_id_account_id")
        ),
    )
    op.create_index(
        op.f("ix_memberships_account_id_memberships_group_id"),
        "memberships",
        ["account_id", "group_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_memberships_group_id_memberships_role_memberships_id"),
        "memberships",
        ["group_id", "role", "id"],
        unique=False,
    )
    op.create_table(
        "notices",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("activity_id", BIG, nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_notices_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_notices_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "account_id", "activity_id", name=op.f("uq_notices_account_id_activity_id")
        ),
        sa.UniqueConstraint("account_id", "seq", name=op.f("uq_notices_account_id_seq")),
    )
    op.create_index(op.f("ix_notices_activity_id"), "notices", ["activity_id"], unique=False)
    op.create_index(
        "ix_notices_unread",
        "notices",
        ["account_id", "seq"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL AND withdrawn_at IS NULL"),
        sqlite_where=sa.text("read_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "threads",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_author_id", BIG, nullable=True),
        sa.Column("post_count", BIG, nullable=False),
        sa.Column("answer_count", BIG, nullable=False),
        sa.Column("helpful_count", BIG, nullable=False),
        sa.Column("solution_id", BIG, nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_on", sa.DateTime(timezone=True), nullable=True),
        sa.Column("duplicate_of", BIG, nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.CheckConstraint("kind IN ('question', 'discussion')", name=op.f("ck_threads_kind")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_threads_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_threads_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["last_author_id"],
            ["accounts.id"],
            name=op.f("fk_threads_last_author_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index("ix_threads_author", "threads", ["author_id", "id"], unique=False)
    op.create_index(
        "ix_threads_group_latest", "threads", ["group_id", "active_at", "id"], unique=False
    )
    op.create_index("ix_threads_helpful", "threads", ["helpful_count", "id"], unique=False)
    op.create_index("ix_threads_latest", "threads", ["active_at", "id"], unique=False)
    op.create_index("ix_threads_solved", "threads", ["solved_at", "id"], unique=False)
    op.create_index(
        "ix_threads_unanswered",
        "threads",
        ["created_at", "id"],
        unique=False,
        sqlite_where=sa.text("kind = 'question' AND answer_count = 0"),
        postgresql_where=sa.text("kind = 'question' AND answer_count = 0"),
    )
    op.create_table(
        "import_keys",
        sa.Column("id", BIG, nullable=False),
        sa.Column("source_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("foreign_key", sa.String(length=64), nullable=False),
        sa.Column("local_id", BIG, nullable=False),
        sa.Column("remarks", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["import_sources.id"],
            name=op.f("fk_import_keys_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_keys")),
        sa.UniqueConstraint(
            "source_id",
            "kind",
            "foreign_key",
            name=op.f("uq_import_keys_source_id_kind_foreign_key"),
        ),
    )
    op.create_table(
        "markers",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("has_written", sa.Boolean(), nullable=False),
        sa.Column("read_number", BIG, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_markers_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_markers_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "thread_id", name=op.f("pk_markers")),
    )
    op.create_index(op.f("ix_markers_thread_id"), "markers", ["thread_id"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("root_id", BIG, nullable=True),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helpful_count", BIG, nullable=False),
        sa.Column("helpful_elsewhere", BIG, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_posts_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["posts.id"], name=op.f("fk_posts_parent_id")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_posts_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_posts_thread_id_number")),
    )
    op.create_index(
        "ix_posts_answers",
        "posts",
        ["thread_id", "helpful_count", "id"],
        unique=False,
        sqlite_where=sa.text("root_id IS NULL AND number > 1"),
        postgresql_where=sa.text("root_id IS NULL AND number > 1"),
    )
    op.create_index("ix_posts_author", "posts", ["author_id", "id"], unique=False)
    op.create_index(
        "ix_posts_once",
        "posts",
        ["thread_id", "author_id", "once"],
        unique=True,
        sqlite_where=sa.text("once IS NOT NULL"),
        postgresql_where=sa.text("once IS NOT NULL"),
    )
    op.create_index("ix_posts_root", "posts", ["root_id", "id"], unique=False)
    op.create_table(
        "thread_acts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=True),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["accounts.id"], name=op.f("fk_thread_acts_actor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_thread_acts_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_acts")),
    )
    op.create_index(op.f("ix_thread_acts_thread_id"), "thread_acts", ["thread_id"], unique=False)
    op.create_table(
        "thread_tags",
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("tag_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name=op.f("fk_thread_tags_tag_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_thread_tags_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("thread_id", "tag_id", name=op.f("pk_thread_tags")),
    )
    op.create_index(op.f("ix_thread_tags_tag_id"), "thread_tags", ["tag_id"], unique=False)
    op.create_table(
        "helpfuls",
        sa.Column("id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_helpfuls_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_helpfuls_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_helpfuls_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpfuls")),
        sa.UniqueConstraint("post_id", "account_id", name=op.f("uq_helpfuls_post_id_account_id")),
    )
    op.create_index("ix_helpfuls_mine", "helpfuls", ["account_id", "thread_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_mentions_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_mentions_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "account_id", name=op.f("pk_mentions")),
    )
    op.create_table(
        "revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("editor_id", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["accounts.id"], name=op.f("fk_revisions_editor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_revisions_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_revisions_post_id_number")),
    )
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in ("search_words", "search_titles"):
        op.execute(f"DROP TABLE IF EXISTS {table}")
    op.drop_table("revisions")
    op.drop_table("mentions")
    op.drop_index("ix_helpfuls_mine", table_name="helpfuls")
    op.drop_table("helpfuls")
    op.drop_index(op.f("ix_thread_tags_tag_id"), table_name="thread_tags")
    op.drop_table("thread_tags")
    op.drop_index(op.f("ix_thread_acts_thread_id"), table_name="thread_acts")
    op.drop_table("thread_acts")
    op.drop_index("ix_posts_root", table_name="posts")
    op.drop_index(
        "ix_posts_once",
        table_name="posts",
        sqlite_where=sa.text("once IS NOT NULL"),
        postgresql_where=sa.text("once IS NOT NULL"),
    )
    op.drop_index("ix_posts_author", table_name="posts")
    op.drop_index(
        "ix_posts_answers",
        table_name="posts",
        sqlite_where=sa.text("root_id IS NULL AND number > 1"),
        postgresql_where=sa.text("root_id IS NULL AND number > 1"),
    )
    op.drop_table("posts")
    op.drop_index(op.f("ix_markers_thread_id"), table_name="markers")
    op.drop_table("markers")
    op.drop_table("import_keys")
    op.drop_index(
        "ix_threads_unanswered",
        table_name="threads",
        sqlite_where=sa.text("kind = 'question' AND answer_count = 0"),
        postgresql_where=sa.text("kind = 'question' AND answer_count = 0"),
    )
    op.drop_index("ix_threads_solved", table_name="threads")
    op.drop_index("ix_threads_latest", table_name="threads")
    op.drop_index("ix_threads_helpful", table_name="threads")
    op.drop_index("ix_threads_group_latest", table_name="threads")
    op.drop_index("ix_threads_author", table_name="threads")
    op.drop_table("threads")
    op.drop_index(
        "ix_notices_unread",
        table_name="notices",
        postgresql_where=sa.text("read_at IS NULL AND withdrawn_at IS NULL"),
        sqlite_where=sa.text("read_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_notices_activity_id"), table_name="notices")
    op.drop_table("notices")
    op.drop_index(
        op.f("ix_memberships_group_id_memberships_role_memberships_id"), table_name="memberships"
    )
    op.drop_index(op.f("ix_memberships_account_id_memberships_group_id"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_index(
        "uq_join_requests_waiting",
        table_name="join_requests",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_join_requests_account_id"), table_name="join_requests")
    op.drop_table("join_requests")
    op.drop_index(op.f("ix_import_sources_group_id"), table_name="import_sources")
    op.drop_table("import_sources")
    op.drop_index(op.f("ix_group_bans_account_id"), table_name="group_bans")
    op.drop_table("group_bans")
    op.drop_index(op.f("ix_suspensions_account_id"), table_name="suspensions")
    op.drop_table("suspensions")
    op.drop_index(op.f("ix_sessions_account_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_search_entries_author_id"), table_name="search_entries")
    op.drop_table("search_entries")
    op.drop_index(op.f("ix_one_time_links_account_id"), table_name="one_time_links")
    op.drop_table("one_time_links")
    op.drop_table("notice_settings")
    op.drop_table("notice_boxes")
    op.drop_index("ix_likes_mine", table_name="likes")
    op.drop_table("likes")
    op.drop_table("groups")
    op.drop_index("ix_files_subject", table_name="files")
    op.drop_index(op.f("ix_files_expires_at"), table_name="files")
    op.drop_index(op.f("ix_files_account_id"), table_name="files")
    op.drop_table("files")
    op.drop_table("drafts")
    op.drop_index(op.f("ix_blocks_blocked_id"), table_name="blocks")
    op.drop_table("blocks")
    op.drop_index(
        "ix_activity_waiting",
        table_name="activity",
        postgresql_where=sa.text("fanned_out_at IS NULL"),
        sqlite_where=sa.text("fanned_out_at IS NULL"),
    )
    op.drop_index("ix_activity_subject", table_name="activity")
    op.drop_index(op.f("ix_activity_created_at"), table_name="activity")
    op.drop_index("ix_activity_container", table_name="activity")
    op.drop_table("activity")
    op.drop_table("tags")
    op.drop_index("ix_letters_due", table_name="letters")
    op.drop_table("letters")
    op.drop_table("accounts")
