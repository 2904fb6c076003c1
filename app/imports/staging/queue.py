"""What of the staging database is still to be imported, in pieces, and how it is ticked off."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from app.imports.limits import BATCH, BATCH_CHARACTERS
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Outcome

_ITEMS = """
SELECT p.kind, p.id, p.parent, p.owner, p.owner_name, p.created,
  CASE p.kind WHEN 'question' THEN '' ELSE p.created END AS place, p.kind = 'answer' AS rank,
  s.markdown AS source, b.html, coalesce(v.number, 0) AS helpful_count
FROM posts p LEFT JOIN bodies b ON b.post = p.id LEFT JOIN sources s ON s.post = p.id
  LEFT JOIN votes v ON v.post = p.id AND v.kind = '2'
WHERE p.outcome IS NULL AND ((p.id = :question AND p.kind = 'question')
  OR (p.parent = :question AND p.kind = 'answer'))
UNION ALL
SELECT 'comment', c.id, c.post, c.owner, c.owner_name, c.created,
  CASE p.kind WHEN 'question' THEN c.created ELSE max(c.created, p.created) END, 2,
  c.text, '', 0
FROM posts p JOIN comments c ON c.post = p.id
WHERE c.outcome IS NULL AND ((p.id = :question AND p.kind = 'question')
  OR (p.parent = :question AND p.kind = 'answer'))
ORDER BY place, rank, id
"""
_LICENCES = """
SELECT licence FROM posts WHERE id = :question OR (parent = :question AND kind = 'answer')
UNION
SELECT c.licence FROM posts p JOIN comments c ON c.post = p.id
WHERE p.id = :question OR (p.parent = :question AND p.kind = 'answer')
ORDER BY licence LIMIT 5
"""


class Person(NamedTuple):
    """Somebody who wrote there."""

    id: int
    """A number that nobody else has in this run."""
    key: str
    """What they are called there, for good."""
    profile: str
    """Where they are read about there, under the address of the site; empty if nowhere."""
    name: str
    created: str


class Item(NamedTuple):
    """A question, an answer or a comment of the dump."""

    kind: str
    id: int
    parent: int | None
    """The question answered, or the post commented on."""
    owner: int | None
    name: str
    """Of its author, as far as the dump tells."""
    author_id: int | None
    """The author's account here."""
    created: str
    source: str | None
    """Markdown, as it was typed, if the dump tells."""
    html: str
    helpful_count: int


class Question(NamedTuple):
    """What a question has beside its text."""

    id: int
    title: str
    tags: tuple[str, ...]
    closed: str | None
    licences: tuple[str, ...]


def pending_people(staging: StagingDatabase) -> list[Person]:
    """Return the next people to be imported; none when all are here."""
    rows = staging.execute(
        "SELECT id, key, profile, name, created FROM users WHERE outcome IS NULL"
        " ORDER BY id LIMIT ?",
        (BATCH,),
    )
    return [Person(**row) for row in rows]


def pending_questions(staging: StagingDatabase) -> Iterator[int]:
    """Yield the questions of which something is to be imported, the oldest first."""
    place = 0
    while found := staging.execute(
        "SELECT place, question FROM todo WHERE place > ? ORDER BY place LIMIT 1", (place,)
    ).fetchone():
        place, question_id = found
        yield question_id


def pending_items(staging: StagingDatabase, question_id: int) -> list[Item]:
    """Return what comes next in a thread, as much as is imported at a time."""
    items: list[Item] = []
    characters = 0
    for row in staging.execute(_ITEMS, {"question": question_id}):
        items.append(_item(staging, row))
        characters += max(len(row["source"] or ""), len(row["html"] or ""))
        if len(items) >= BATCH or characters >= BATCH_CHARACTERS:
            break
    return items


def question_of(staging: StagingDatabase, question_id: int) -> Question:
    """Return what a question has beside its text."""
    row = staging.execute(
        "SELECT id, title, tags, closed FROM posts WHERE id = ?", (question_id,)
    ).fetchone()
    licences = [found[0] for found in staging.execute(_LICENCES, {"question": question_id})]
    return Question(
        id=row["id"],
        title=row["title"],
        tags=tuple(row["tags"].split()),
        closed=row["closed"],
        licences=tuple(filter(None, licences)),
    )


def pending_solutions(staging: StagingDatabase) -> list[tuple[int, int | None, str]]:
    """Return the next questions with a solution, the post it is here, and when it was chosen."""
    rows = staging.execute(
        "SELECT q.id, a.local, max(a.created, coalesce(v.last, '')) AS chosen FROM posts q"
        " JOIN posts a ON a.id = q.accepted LEFT JOIN votes v ON v.post = a.id AND v.kind = '1'"
        " WHERE q.accepted IS NOT NULL AND q.accepted_outcome IS NULL ORDER BY q.id LIMIT ?",
        (BATCH,),
    )
    return [(row["id"], row["local"], row["chosen"]) for row in rows]


def pending_duplicates(staging: StagingDatabase) -> list[tuple[int, int, int | None, int | None]]:
    """Return the next links, the questions closed by them, and both threads as they are here."""
    rows = staging.execute(
        "SELECT l.id, l.post, q.thread, o.thread AS other FROM links l"
        " JOIN posts q ON q.id = l.post JOIN posts o ON o.id = l.related"
        " WHERE l.outcome IS NULL ORDER BY l.id LIMIT ?",
        (BATCH,),
    )
    return [(row["id"], row["post"], row["thread"], row["other"]) for row in rows]


def tick_off(
    staging: StagingDatabase,
    table: str,
    foreign_id: int,
    outcome: Outcome,
    local_id: int | None = None,
) -> None:
    """Note what became of a row."""
    statement = {
        "users": "UPDATE users SET outcome = ?, local = ? WHERE id = ?",
        "posts": "UPDATE posts SET outcome = ?, local = ? WHERE id = ?",
        "comments": "UPDATE comments SET outcome = ?, local = ? WHERE id = ?",
    }[table]
    staging.execute(statement, (outcome, local_id, foreign_id))


def _item(staging: StagingDatabase, row: sqlite3.Row) -> Item:
    """Make an item of its row."""
    author = staging.execute(
        "SELECT name, local FROM users WHERE id = ?", (row["owner"],)
    ).fetchone()
    return Item(
        kind=row["kind"],
        id=row["id"],
        parent=row["parent"],
        owner=row["owner"],
        name=row["owner_name"] or (author["name"] if author else ""),
        author_id=author["local"] if author else None,
        created=row["created"],
        source=row["source"],
        html=row["html"] or "",
        helpful_count=row["helpful_count"],
    )
