"""Reads a folder of Markdown onto the staging database; nothing is decided here but what it is."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from app.core.slugs import slug_of
from app.imports.dump.elements import Progress
from app.imports.dump.fields import Told, hiding, told_in
from app.imports.dump.front_matter import Fields, Unreadable, divided
from app.imports.dump.moments import is_to_come, typed_moment, written_moment
from app.imports.enums import Flaw
from app.imports.staging.articles import (
    ArticleThere,
    add_address,
    add_article,
    add_byline,
    add_file,
    add_person,
)
from app.imports.staging.database import StagingDatabase

KIND = "article"
MOST_BYTES = 256 * 1024
"""Of a file of Markdown: a dozen times what one text may hold here."""
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff"}

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_LISTS = {"_index"}
"""Pages above a list of articles; one that has a date and a text is an article as well."""
_DRAFTS = {"_drafts", "drafts", "brouillons"}
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ](?=.)")
"""As Jekyll begins the names of files."""
_HEADING = re.compile(r"\s*#{1,3}[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"\s*([^\n]{1,300})\n(?:=+|-+)[ \t]*(?:\n|\Z)")


def walk(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files under a folder in order, by their path in it; what is hidden stays so."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(folder, name)
                yield path.relative_to(root).as_posix(), path


def size_of(root: Path) -> int:
    """Return how many files there are."""
    return sum(1 for _file in walk(root))


def is_inside(root: Path, path: Path) -> bool:
    """Tell whether a path is a file that is really in a folder: no link leads out of it."""
    return path.is_file() and path.resolve().is_relative_to(root.resolve())


def read_folder(staging: StagingDatabase, root: Path, progress: Progress) -> None:
    """Read all files of a folder. Those that cannot be read are left out, each with its reason."""
    for name, path in walk(root):
        suffix = path.suffix.lower()
        is_named = name.isprintable()  # not so when its bytes are no letters
        if suffix in _MARKDOWN and is_named:
            _read(staging, root, name, path)
        elif suffix in _MARKDOWN:
            _leave(staging, ascii(name), "misnamed")
        elif not is_named:
            staging.remark("file", "misnamed", which=ascii(name))
        elif not is_inside(root, path):
            staging.remark("file", "outside", which=name)
        else:
            add_file(staging, name, is_picture=suffix in PICTURES)
        progress(1)


def _read(staging: StagingDatabase, root: Path, name: str, path: Path) -> None:
    """Read one file of Markdown."""
    try:
        fields, body = divided(_content(root, path))
    except Unreadable as reason:
        _leave(staging, name, str(reason))
        return
    told = told_in(fields)
    dated = _DATED.match(path.name)
    published = _published(told, dated[1] if dated else "")
    outcome = _outcome(name, fields, body, published)
    title, body = _titled(told.title, body, PurePosixPath(name))
    there = ArticleThere(
        name=name,
        title=title,
        summary=told.summary,
        categories=told.categories,
        tags=told.tags,
        cover=told.cover,
        cover_alt=told.cover_alt,
        place=name,
    )
    if outcome is not None:
        add_article(staging, there, kind=KIND, key=name, outcome=outcome)
        return
    moment = published or _changed_at(path)
    article_id = add_article(staging, there, kind=KIND, key=name, body=body, published=moment)
    if article_id is not None:
        _note(staging, article_id, name, told, is_dated=published is not None)


def _note(
    staging: StagingDatabase, article_id: int, name: str, told: Told, *, is_dated: bool
) -> None:
    """Write down what belongs to an article that may be imported."""
    for person in told.people:
        add_person(staging, person, person)
    add_byline(staging, article_id, list(told.people))
    for address in (*told.addresses, *_addresses(name), slug_of(told.title, limit=200)):
        add_address(staging, _plain(address), article_id)
    for field in told.unknown:
        staging.remark("changed", "fields", which=field)
    if not is_dated:
        staging.remark("changed", "undated", which=name)


def _content(root: Path, path: Path) -> str:
    """Return the text of a file.

    Raises:
        Unreadable: a link leads out of the folder, it is too large, or not in UTF-8.
    """
    if not is_inside(root, path):
        raise Unreadable(Flaw.OUTSIDE)
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(Flaw.HEAVY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Flaw.ENCODING) from error


def _outcome(name: str, fields: Fields, body: str, published: str | None) -> str | None:
    """Return why a file is left out; nothing if it is an article for everybody to read."""
    path = PurePosixPath(name)
    if path.stem.split(".")[0] in _LISTS and not (published and body.strip()):
        return "index"
    if hidden := hiding(fields):
        return hidden
    if any(folder.lower() in _DRAFTS for folder in path.parts[:-1]):
        return "draft"
    if published is not None and is_to_come(published):
        return "scheduled"
    return None if body.strip() else "empty"


def _published(told: Told, in_name: str) -> str | None:
    """Return when an article was published, by its fields or its name; nothing if nobody says."""
    moments = (typed_moment(date) for date in (*told.dates, in_name))
    return next(filter(None, moments), None)


def _changed_at(path: Path) -> str:
    """Return when a file was changed last."""
    moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return written_moment(moment.isoformat()) or "1990-01-01T00:00:00.000000+00:00"


def _titled(title: str, body: str, path: PurePosixPath) -> tuple[str, str]:
    """Return the title of an article, and its text without it: a first heading may be one."""
    if title:
        return title, body
    if found := _HEADING.match(body) or _UNDERLINED.match(body):
        return found[1], body[found.end() :]
    name = path.parent.name if path.stem == "index" else path.stem
    words = " ".join(re.split(r"[-_\s]+", _DATED.sub("", name, count=1))).strip()
    return words[:1].upper() + words[1:], body


def _leave(staging: StagingDatabase, name: str, outcome: str) -> None:
    """Write down a file that is left out."""
    there = ArticleThere(name=name, title=name)
    add_article(staging, there, kind=KIND, key=name, outcome=outcome)


def _addresses(name: str) -> Iterator[str]:
    """Yield what an article in a file is called in links: its path, with or without its end."""
    path = PurePosixPath(name)
    stem = path.with_suffix("")
    page = stem.parent if stem.name == "index" else stem
    for whole in (path, stem, page):
        yield str(whole)
    yield page.name
    yield _DATED.sub("", page.name, count=1)


def _plain(address: str) -> str:
    """Return an address as links are compared."""
    return address.strip("/").casefold()
