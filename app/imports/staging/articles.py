"""What readers of blogs write down, whatever they read it from."""

import json
import posixpath
import sqlite3
from typing import NamedTuple

from app.imports.dump.names import digest, lasting, person_key
from app.imports.staging.database import StagingDatabase


class ArticleThere(NamedTuple):
    """An article as it stood elsewhere."""

    name: str
    """What the report calls it."""
    title: str
    summary: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cover: str = ""
    """Where the picture at the top is: a path or an address."""
    cover_alt: str = ""
    place: str = ""
    """Path of its file, from which pictures are named; empty for a database."""
    number: str = ""
    """Of the article there, as attachments name it."""
    is_html: bool = False


class ArticleRow(NamedTuple):
    """An article on the staging database."""

    id: int
    kind: str
    key: str
    digest: str
    there: ArticleThere
    body: str
    published: str
    outcome: str | None
    local_id: int | None
    thread_id: int | None
    is_same: bool
    """As it was when an earlier run imported it."""


def add_article(
    staging: StagingDatabase,
    there: ArticleThere,
    *,
    kind: str,
    key: str,
    body: str = "",
    published: str = "",
    outcome: str | None = None,
) -> int | None:
    """Write an article down; return its id, or nothing when one of this key is there.

    Args:
        staging: onto which it is written.
        there: what is told of it.
        kind: which line of the report it belongs to.
        key: what it is called there for good.
        body: its text.
        published: as `written_moment` writes it; empty when the article is left out.
        outcome: why it is left out; none: it is to be imported.
    """
    row = staging.execute(
        "INSERT OR IGNORE INTO articles (kind, key, name, mark, digest, published, told, body,"
        " outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(kind, lasting(key), there.name, digest(there.title)[:16]),
            *(
                digest(there.title, body, there.number),
                published,
                json.dumps(there._asdict()),
                body,
                outcome,
            ),
        ),
    )
    if row.rowcount == 0:
        return None
    if outcome is not None:
        staging.remark(kind, outcome, which=there.name)
    return row.lastrowid


def add_person(staging: StagingDatabase, key: str, name: str, *, number: str | None = None) -> None:
    """Write somebody down, the first time that they are named."""
    staging.execute(
        "INSERT OR IGNORE INTO users (key, name, number) VALUES (?, ?, ?)",
        (person_key(key), name, number),
    )


def add_byline(staging: StagingDatabase, article_id: int, keys: list[str]) -> None:
    """Write down who wrote an article, in order."""
    staging.executemany(
        "INSERT INTO bylines VALUES (?, ?, ?)",
        [(article_id, place, person_key(key)) for place, key in enumerate(keys)],
    )


def add_file(staging: StagingDatabase, path: str, *, is_picture: bool) -> None:
    """Write down a file that lies beside."""
    folder, name = posixpath.split(path)
    staging.execute(
        "INSERT OR IGNORE INTO files (path, name, folder, is_picture) VALUES (?, ?, ?, ?)",
        (path, name.casefold(), folder, is_picture),
    )


def add_address(staging: StagingDatabase, address: str, article_id: int) -> None:
    """Write down where an article was read; the first one keeps an address."""
    if address:
        staging.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", (address, article_id))


def article_row(row: sqlite3.Row) -> ArticleRow:
    """Make an article of its row."""
    told = json.loads(row["told"])
    return ArticleRow(
        id=row["id"],
        kind=row["kind"],
        key=row["key"],
        digest=row["digest"],
        there=ArticleThere(
            **told | {"categories": tuple(told["categories"]), "tags": tuple(told["tags"])}
        ),
        body=row["body"],
        published=row["published"],
        outcome=row["outcome"],
        local_id=row["local"],
        thread_id=row["thread"],
        is_same=bool(row["is_same"]),
    )


def tick_off_article(staging: StagingDatabase, article: ArticleRow, outcome: str) -> None:
    """Note what became of an article."""
    staging.execute("UPDATE articles SET outcome = ? WHERE id = ?", (outcome, article.id))
