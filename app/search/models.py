"""The table of what can be found, and the full-text index beside it in each database."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column

from app.core.audiences import Audience, AudienceText
from app.core.db import AccountIdOrNone, Base, Id, Moment
from app.core.subjects import KIND_LENGTH
from app.search.limits import LONGEST_WORD, WORD_LENGTH

_BYTEWISE = sa.String(LONGEST_WORD).with_variant(
    sa.String(LONGEST_WORD, collation="C"), "postgresql"
)
"""Compared by its bytes, so that an index knows all words that begin alike."""


class SearchEntry(Base):
    """One subject that can be found: its words as they are read, and as they are compared."""

    __tablename__ = "search_entries"
    __table_args__ = (sa.UniqueConstraint("subject_kind", "subject_id"),)

    # Short columns first: SQLite reads a row up to the column it needs.
    id: Mapped[Id]
    subject_kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    subject_id: Mapped[int]
    host_kind: Mapped[str | None] = mapped_column(sa.String(KIND_LENGTH))
    host_id: Mapped[int | None]
    """What it is read under, as an answer under its thread; `None`: it stands by itself."""
    audience: Mapped[Audience] = mapped_column(AudienceText())
    """Who may read it."""
    author_id: Mapped[AccountIdOrNone] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(sa.String(WORD_LENGTH))
    """What it is for a reader: "question", "answer", "article" …"""
    is_solved: Mapped[bool] = mapped_column(default=False)
    usefulness: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    title: Mapped[str] = mapped_column(sa.Text, default="")
    text: Mapped[str] = mapped_column(sa.Text, default="")
    title_words: Mapped[str] = mapped_column(sa.Text, default="")
    """Stems of the title, in order."""
    text_words: Mapped[str] = mapped_column(sa.Text, default="")
    """Stems of the text, in order."""
    marks: Mapped[str] = mapped_column(sa.Text, default="")
    """What it can be filtered by, as words that nobody can type: see `marks`."""


class VocabularyWord(Base):
    """A word that stands in entries: who could mean it, and how much it tells."""

    __tablename__ = "search_vocabulary"

    word: Mapped[str] = mapped_column(_BYTEWISE, primary_key=True)
    """Folded: without accents, in lower case."""
    mirrored: Mapped[str] = mapped_column(_BYTEWISE, index=True)
    """From its end to its beginning: a slip spares the one or the other."""
    stem: Mapped[str] = mapped_column(sa.String(LONGEST_WORD), index=True)
    entry_count: Mapped[int]
    """Entries in which it is the first word of its stem: the sum for a stem is right."""


class SearchState(Base):
    """How far the index has come: one row."""

    __tablename__ = "search_state"

    id: Mapped[Id]
    learned_id: Mapped[int] = mapped_column(default=0)
    """The last entry whose words were counted."""
    entry_count: Mapped[int] = mapped_column(default=0)
    """Entries whose words were counted."""
    index_version: Mapped[int] = mapped_column(default=0)
    """The way of making words in which all entries are known to be: see `rebuilding`."""


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
_TOKENIZE = """tokenize="unicode61 remove_diacritics 2 tokenchars '='", prefix='3 4'"""

SQLITE_INDEX = (
    f"""
    CREATE VIRTUAL TABLE search_words USING fts5(
      title_words, text_words, marks, content='search_entries', content_rowid='id', {_TOKENIZE}
    )
    """,
    f"""
    CREATE VIRTUAL TABLE search_titles USING fts5(
      title_words, marks, content='search_entries', content_rowid='id', {_TOKENIZE}
    )
    """,
    f"""
    CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
    {_WRITE_WORDS}
    END
    """,
    f"""
    CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries BEGIN
    {_ERASE_WORDS}
    END
    """,
    f"""
    CREATE TRIGGER search_entries_changed
    AFTER UPDATE OF title_words, text_words, marks ON search_entries BEGIN
    {_ERASE_WORDS}
    {_WRITE_WORDS}
    END
    """,
)
"""Titles have an index of their own: it is small, so that what resembles a title is found fast.

Source: SQLite FTS5, external content tables. The indexes hold no copy of the texts.
"""

STRETCHES = {"=b": 8_192, "=c": 65_536, "=d": 524_288}
"""Ids of one stretch, for stretches of three sizes, each with the mark that numbers them."""
_PLACE = " || ".join(f"' {mark}' || (id / {size})" for mark, size in STRETCHES.items())
_MARKS = f"array_to_tsvector(string_to_array(trim(marks || {_PLACE}), ' '))"

POSTGRESQL_INDEX = (
    f"""
    ALTER TABLE search_entries
    ADD COLUMN words tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('simple', title_words), 'A')
      || setweight(to_tsvector('simple', text_words), 'C')
      || {_MARKS}
    ) STORED,
    ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (
      CASE WHEN title_words <> '' THEN to_tsvector('simple', title_words) || {_MARKS} END
    ) STORED
    """,
    "CREATE INDEX ix_search_entries_words ON search_entries USING gin (words)",
    "CREATE INDEX ix_search_entries_title_vector ON search_entries USING gin (title_vector)",
)

_INDEXES = {"sqlite": SQLITE_INDEX, "postgresql": POSTGRESQL_INDEX}


def _add_index(_table: sa.Table, connection: Connection, **_options: object) -> None:
    """Make the full-text index of this database beside the new table."""
    for statement in _INDEXES[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _drop_index(_table: sa.Table, connection: Connection, **_options: object) -> None:
    """Drop the indexes of SQLite, which are tables of their own; the others go with theirs."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_words")
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_titles")


sa.event.listen(SearchEntry.__table__, "after_create", _add_index)
sa.event.listen(SearchEntry.__table__, "before_drop", _drop_index)
