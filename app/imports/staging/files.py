"""Pictures that lie beside a blog, found by what texts call them.

Only files that were seen when the folder was read are ever found, so that no path leads out of it.
"""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from app.imports.staging.articles import ArticleThere
from app.imports.staging.database import StagingDatabase

GALLERY_MOST = 30
"""Pictures shown of one folder."""

_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{3,4}$)|-scaled(?=\.\w{3,4}$)")
"""What WordPress adds to the name of a smaller copy."""


def is_remote(where: str) -> bool:
    """Tell whether a picture is named by an address on the web."""
    return where.lower().startswith(("http://", "https://", "//"))


def find_picture(staging: StagingDatabase, there: ArticleThere, where: str) -> str | None:
    """Return the path of a picture that a text names; nothing if it does not lie beside."""
    path = _path_in(where)
    if not path or (is_remote(where) and not there.is_html):
        return None
    for candidate in (_SIZE.sub("", path), path):
        found = _beside(staging, there, candidate) or _ending(staging, there, candidate)
        if found:
            return found
    return None


def pictures_in(staging: StagingDatabase, place: str, folder: str) -> list[str]:
    """Return the pictures of a folder beside an article, by name."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(place), folder))
    rows = staging.execute(
        "SELECT path FROM files WHERE folder = ? AND is_picture ORDER BY path LIMIT ?",
        (whole, GALLERY_MOST),
    )
    return [row["path"] for row in rows]


def note_shown(staging: StagingDatabase, path: str) -> None:
    """Note that an article that is here shows a picture."""
    staging.execute("UPDATE files SET is_shown = 1 WHERE path = ?", (path,))


def _path_in(where: str) -> str:
    """Return the path in a name or an address of a picture."""
    try:
        path = unquote(urlsplit(where).path) if is_remote(where) else unquote(where)
    except ValueError:
        return ""
    return path.partition("?")[0].partition("#")[0].strip()


def _beside(staging: StagingDatabase, there: ArticleThere, path: str) -> str | None:
    """Return a picture found by its path from the article, or from the top of the folder."""
    folder = posixpath.dirname(there.place)
    stem = posixpath.splitext(there.place)[0]
    names = [path.lstrip("/")]
    if not path.startswith("/"):
        names = [posixpath.join(folder, path), posixpath.join(stem, path), path]
    for name in names:
        row = staging.execute(
            "SELECT path FROM files WHERE path = ? AND is_picture", (posixpath.normpath(name),)
        ).fetchone()
        if row:
            return str(row["path"])
    return None


def _ending(staging: StagingDatabase, there: ArticleThere, path: str) -> str | None:
    """Return the one picture whose path ends like that: as sites keep them in other folders.

    In a blog of files a bare name means what lies beside and nothing else; WordPress has one
    folder for all, and the path after `uploads/`, or the name, says which.
    """
    tail = path.rpartition("/uploads/")[2] if there.is_html else path
    parts = [part for part in tail.split("/") if part not in {"", ".", ".."}]
    if not parts or (len(parts) == 1 and not there.is_html):
        return None
    rows = staging.execute(
        "SELECT path FROM files WHERE name = ? AND is_picture LIMIT 50", (parts[-1].casefold(),)
    )
    paths = [str(row["path"]) for row in rows]
    ending = "/" + "/".join(parts).casefold()
    found = [one for one in paths if f"/{one}".casefold().endswith(ending)]
    if len(found) == 1 or not there.is_html:
        return found[0] if len(found) == 1 else None
    return paths[0] if len(paths) == 1 else None
