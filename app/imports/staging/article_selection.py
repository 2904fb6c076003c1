"""Decides what of a blog is imported and what is left out."""

from app.imports.staging.articles import add_byline, add_person
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Remark

_KNOWN_TEXT = (
    "UPDATE articles SET outcome = 'earlier', thread = :local"
    " WHERE digest = :key AND outcome IS NULL"
)
_KNOWN = "UPDATE {} SET outcome = 'earlier', local = :local WHERE key = :key AND outcome IS NULL"
ADOPTIONS = {
    "user": (_KNOWN.format("users"),),
    "article": (_KNOWN.format("articles"),),
    "thread": ("UPDATE articles SET thread = :local WHERE key = :key AND outcome = 'earlier'",),
    "text": ("UPDATE articles SET is_same = 1 WHERE digest = :key", _KNOWN_TEXT),
    "comment": (_KNOWN.format("comments"),),
    "refused": ("INSERT OR IGNORE INTO refused VALUES (:key)",),
}
"""How what earlier runs imported is noted. A file that was moved is known by its text."""

_DECISIONS = """
-- The same text in two files is one article.
UPDATE articles SET outcome = 'repeated' WHERE outcome IS NULL AND EXISTS (
  SELECT 1 FROM articles a WHERE a.digest = articles.digest AND a.id < articles.id
  AND coalesce(a.outcome, 'earlier') = 'earlier');
INSERT INTO remarks SELECT kind, outcome, name, count(*) FROM articles
  WHERE outcome = 'repeated' GROUP BY 1, 2, 3;

-- A comment needs its article.
UPDATE comments SET outcome = 'nowhere' WHERE outcome IS NULL AND NOT EXISTS (
  SELECT 1 FROM articles a WHERE a.id = comments.article
  AND coalesce(a.outcome, 'earlier') = 'earlier');

-- Members are there since they first wrote. Those who wrote nothing that is imported are none.
UPDATE users SET created = (SELECT min(a.published) FROM bylines b
  JOIN articles a ON a.id = b.article
  WHERE b.person = users.key AND coalesce(a.outcome, 'earlier') = 'earlier');
UPDATE users SET created = (SELECT min(c.created) FROM comments c WHERE c.number = users.number
  AND coalesce(c.outcome, 'earlier') = 'earlier')
  WHERE created IS NULL AND number NOT IN ('', '0');
UPDATE users SET outcome = 'silent' WHERE created IS NULL AND outcome IS NULL
"""


def sort_out_articles(staging: StagingDatabase) -> None:
    """Give an outcome to all that is left out; what earlier runs imported must have been marked."""
    for statement in _DECISIONS.split(";"):
        staging.execute(statement)


def sign_unsigned(staging: StagingDatabase, name: str) -> None:
    """Let articles of which nobody is named as author be written by what is called so."""
    rows = staging.execute(
        "SELECT id, name FROM articles WHERE outcome IS NULL"
        " AND id NOT IN (SELECT article FROM bylines)"
    ).fetchall()
    for row in rows:
        add_person(staging, name, name)
        add_byline(staging, row["id"], [name])
        staging.remark("changed", Remark.COLLECTIVE, which=row["name"])


def marks_of_articles(staging: StagingDatabase, most: int) -> list[list[str]]:
    """Return digests of the titles of the first articles, with their dates."""
    rows = staging.execute(
        "SELECT mark, published FROM articles WHERE published <> '' ORDER BY published, id LIMIT ?",
        (most,),
    )
    return [[row["mark"], row["published"]] for row in rows]
