"""Decides what of the staging database is imported and what is left out, and in which order."""

from app.imports.staging.database import StagingDatabase

_DECISIONS = """
-- An answer needs its question, a comment what it comments on.
UPDATE posts SET outcome = 'orphan' WHERE kind = 'answer' AND outcome IS NULL AND NOT EXISTS (
  SELECT 1 FROM posts q WHERE q.id = posts.parent AND q.kind = 'question');
UPDATE comments SET outcome = 'left' WHERE outcome IS NULL AND NOT EXISTS (
  SELECT 1 FROM posts p WHERE p.id = comments.post
  AND p.kind IN ('question', 'answer') AND coalesce(p.outcome, '') <> 'orphan');

-- People who wrote nothing that is imported would be members that nobody ever meets.
UPDATE users SET outcome = 'silent' WHERE outcome IS NULL
  AND id NOT IN (SELECT owner FROM posts
                 WHERE owner IS NOT NULL AND coalesce(outcome, 'earlier') = 'earlier')
  AND id NOT IN (SELECT owner FROM comments
                 WHERE owner IS NOT NULL AND coalesce(outcome, 'earlier') = 'earlier');

-- A solution is an answer to that very question.
UPDATE posts SET accepted_outcome = 'missing'
  WHERE kind = 'question' AND accepted IS NOT NULL AND accepted_outcome IS NULL AND NOT EXISTS (
    SELECT 1 FROM posts a
    WHERE a.id = posts.accepted AND a.kind = 'answer' AND a.parent = posts.id);

-- Of the links between questions, only "closed as a duplicate of" means something here.
UPDATE links SET outcome = 'plain' WHERE outcome IS NULL AND kind <> '3';
UPDATE links SET outcome = 'absent' WHERE outcome IS NULL AND (
  post = related
  OR NOT EXISTS (SELECT 1 FROM posts q WHERE q.id = links.post AND q.kind = 'question')
  OR NOT EXISTS (SELECT 1 FROM posts q WHERE q.id = links.related AND q.kind = 'question'));
UPDATE links SET outcome = 'open' WHERE outcome IS NULL AND NOT EXISTS (
  SELECT 1 FROM posts q WHERE q.id = links.post AND q.closed IS NOT NULL);
UPDATE links SET outcome = 'second' WHERE outcome IS NULL AND EXISTS (
  SELECT 1 FROM links l WHERE l.post = links.post AND l.id < links.id
  AND coalesce(l.outcome, 'earlier') = 'earlier')
"""
_ORDER = """
CREATE TABLE todo (place INTEGER PRIMARY KEY, question INTEGER NOT NULL);
INSERT INTO todo (question)
  SELECT q.id FROM posts q WHERE q.kind = 'question' AND (
    q.outcome IS NULL
    OR EXISTS (SELECT 1 FROM posts a WHERE a.parent = q.id AND a.outcome IS NULL)
    OR EXISTS (SELECT 1 FROM comments c WHERE c.post = q.id AND c.outcome IS NULL)
    OR EXISTS (SELECT 1 FROM posts a JOIN comments c ON c.post = a.id
               WHERE a.parent = q.id AND c.outcome IS NULL)
  ) ORDER BY q.created, q.id
"""


def sort_out(staging: StagingDatabase) -> None:
    """Give an outcome to all that is left out, and line up the questions that are to be imported.

    What earlier runs imported must have been marked.
    """
    for statement in f"{_DECISIONS};{_ORDER}".split(";"):
        staging.execute(statement)


def marks_of(staging: StagingDatabase, most: int) -> list[list[str]]:
    """Return the numbers and dates of the first questions: they never change."""
    rows = staging.execute(
        "SELECT id, created FROM posts WHERE kind = 'question' ORDER BY id LIMIT ?", (most,)
    )
    return [[str(row["id"]), row["created"]] for row in rows]
