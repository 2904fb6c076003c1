"""The comments under the articles of a blog, imported as a tree in the order of writing."""

from collections.abc import Iterator
from typing import NamedTuple

from app.core.transaction import atomic
from app.imports.dump.elements import Progress
from app.imports.dump.moments import moment_of
from app.imports.limits import BATCH
from app.imports.services.keys import keep_key
from app.imports.staging.articles import ArticleRow, article_row
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Outcome, Remark
from app.imports.texts.articles import comment_text
from app.imports.texts.attribution import note_on_author, one_line
from app.imports.texts.rendered import rendered_parts
from app.threads.services.content import Written
from app.threads.services.imports import ImportedPost, finish_import, import_post, put_in_order


class _Comment(NamedTuple):
    """A comment of which it is known where it stands."""

    id: int
    key: str
    parent: str
    """Key of the comment that it answers; empty if it stands by itself."""
    created: str
    """Not before that of its parent."""
    remarks: tuple[Remark, ...]


class _Ready(NamedTuple):
    """A comment that is ready to be imported."""

    comment: _Comment
    parts: tuple[Written, ...]
    author_id: int | None
    remarks: tuple[Remark, ...]


def import_comments(staging: StagingDatabase, source_id: int, progress: Progress) -> None:
    """Import what is said under the articles that are here."""
    for article in _articles(staging):
        waiting = in_tree_order(staging, article.id)
        for place in range(0, len(waiting), BATCH):
            batch = waiting[place : place + BATCH]
            _import(staging, source_id, article, [_ready(staging, article, one) for one in batch])
            progress(len(batch))


def in_tree_order(staging: StagingDatabase, article_id: int) -> list[_Comment]:
    """Return the comments to be imported, each after what it answers, else by date.

    Whoever answers what is not imported stands by themselves; of a ring, the first one does.
    """
    rows = staging.execute(
        "SELECT id, key, parent, created, outcome FROM comments WHERE article = ?"
        " AND (outcome IS NULL OR outcome = 'earlier') ORDER BY created, id",
        (article_id,),
    ).fetchall()
    here = {row["key"] for row in rows}
    dates = {row["key"]: row["created"] for row in rows if row["outcome"] == "earlier"}
    waiting = [row for row in rows if row["outcome"] is None]
    children: dict[str, list[int]] = {}
    for number, row in enumerate(waiting):
        children.setdefault(row["parent"] if row["parent"] in here else "", []).append(number)
    ordered: list[_Comment] = []
    placed: set[int] = set()
    for first in _roots(children, dates, len(waiting)):
        todo = [first]
        while todo:
            number = todo.pop()
            if number in placed:
                continue
            placed.add(number)
            row = waiting[number]
            parent = row["parent"] if row["parent"] in dates else ""
            created = max(row["created"], dates.get(parent, ""))
            dates[row["key"]] = created
            is_lost = not parent and row["parent"] not in {"", "0"}
            remarks = (Remark.PARENTLESS,) if is_lost else ()
            ordered.append(_Comment(row["id"], row["key"], parent, created, remarks))
            todo += reversed(children.get(row["key"], []))
    return sorted(ordered, key=lambda one: one.created)


def _roots(children: dict[str, list[int]], here: dict[str, str], count: int) -> Iterator[int]:
    """Yield where to begin: what stands by itself or under what is here, then what is in rings."""
    yield from children.get("", [])
    for key in tuple(here):
        yield from children.get(key, [])
    yield from range(count)


def _articles(staging: StagingDatabase) -> Iterator[ArticleRow]:
    """Yield the articles that are here and have comments to be imported."""
    place = 0
    while row := staging.execute(
        "SELECT * FROM articles a WHERE a.id > ? AND a.thread IS NOT NULL AND EXISTS ("
        "SELECT 1 FROM comments c WHERE c.article = a.id AND c.outcome IS NULL)"
        " ORDER BY a.id LIMIT 1",
        (place,),
    ).fetchone():
        place = row["id"]
        yield article_row(row)


def _ready(staging: StagingDatabase, article: ArticleRow, comment: _Comment) -> _Ready:
    """Return a comment with its text rendered; a name without an account stands under it."""
    row = staging.execute(
        "SELECT c.html, c.name, u.local FROM comments c LEFT JOIN users u"
        " ON u.number = c.number AND c.number NOT IN ('', '0') WHERE c.id = ?",
        (comment.id,),
    ).fetchone()
    text = comment_text(staging, article, row["html"])
    remarks = comment.remarks
    if row["local"] is None:
        remarks = (*remarks, Remark.UNKNOWN)
        if text.strip() and one_line(row["name"]):
            text = f"{text}\n\n{note_on_author(row['name'])}"
    return _Ready(comment, rendered_parts(text), row["local"], remarks)


def _import(
    staging: StagingDatabase, source_id: int, article: ArticleRow, batch: list[_Ready]
) -> None:
    """Import some comments of one article, with their keys."""
    known = {
        ready.comment.parent: staging.value(
            "SELECT local FROM comments WHERE key = ?", ready.comment.parent
        )
        for ready in batch
    }
    thread_id = article.thread_id or 0
    with atomic() as session:
        finish_import(thread_id)
        for ready in batch:
            parent_id = known.get(ready.comment.parent) or None
            local_id = _add(thread_id, ready, parent_id) if ready.parts else 0
            known[ready.comment.key] = local_id
            if local_id:
                key = ready.comment.key
                keep_key(session, source_id, "comment", key, local_id, remarks=ready.remarks)
        put_in_order(thread_id)
    for ready in batch:
        outcome = Outcome.BROUGHT if ready.parts else Outcome.EMPTY
        staging.execute(
            "UPDATE comments SET outcome = ?, local = ? WHERE id = ?",
            (outcome, known[ready.comment.key] or None, ready.comment.id),
        )
        for remark in ready.remarks if ready.parts else ():
            staging.remark("changed", remark)


def _add(thread_id: int, ready: _Ready, parent_id: int | None) -> int:
    """Add a comment, in as many parts as it takes; return the first."""
    first_id = 0
    for part in ready.parts:
        parent_id = import_post(
            ImportedPost(
                thread_id=thread_id,
                parent_id=parent_id,
                body=part.body,
                author_id=ready.author_id,
                created_at=moment_of(ready.comment.created),
            ),
            content=part,
        )
        first_id = first_id or parent_id
    return first_id
