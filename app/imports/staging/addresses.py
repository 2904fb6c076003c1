"""Articles found by the addresses that links to them have."""

import posixpath
from urllib.parse import unquote, urlsplit

from app.imports.staging.articles import ArticleRow, ArticleThere
from app.imports.staging.database import StagingDatabase

_PAGES = {".md", ".markdown", ".html", ".htm"}
"""Ends of names that mean an article; others are files beside it."""
NAME_LEAST = 8
"""Characters of a name that means one article wherever it stands."""


def find_article(staging: StagingDatabase, there: ArticleThere, link: str, site: str) -> int | None:
    """Return the article that a link leads to; nothing if it leads elsewhere."""
    try:
        parts = urlsplit(link)
        host = urlsplit(site).hostname
    except ValueError:
        return None
    if parts.hostname and parts.hostname != host:
        return None
    path = unquote(parts.path)
    stem, ending = posixpath.splitext(path.rstrip("/"))
    names = [path, stem] if ending.lower() in _PAGES else [path]
    if not path.startswith("/"):
        folder = posixpath.dirname(there.place)
        names = [posixpath.normpath(posixpath.join(folder, name)) for name in names] + names
    elif len(last := path.rstrip("/").rpartition("/")[2]) >= NAME_LEAST and "." not in last:
        names.append(last)  # sites put years and categories before it
    if parts.query and not path.strip("/"):
        names = [f"?{parts.query}"]
    for name in names:
        row = staging.execute(
            "SELECT article FROM addresses WHERE address = ?", (name.strip("/").casefold(),)
        ).fetchone()
        if row:
            return int(row["article"])
    return None


def thread_of(staging: StagingDatabase, article_id: int) -> int:
    """Return the thread under an article; 0 if the article is not here yet."""
    return staging.value("SELECT thread FROM articles WHERE id = ?", article_id)


def is_later(staging: StagingDatabase, article_id: int, *, than: ArticleRow) -> bool:
    """Tell whether an article was not here yet when another one, or itself, was imported."""
    return bool(
        staging.value(
            "SELECT count(*) FROM articles WHERE id = ? AND (published, id) >= (?, ?)",
            *(article_id, than.published, than.id),
        )
    )
