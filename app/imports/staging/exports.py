"""Reads an export of WordPress onto the staging database; what cannot be read is counted."""

import html
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from app.core.ids import is_id
from app.imports.dump.elements import Progress
from app.imports.dump.moments import is_to_come
from app.imports.dump.wordpress import (
    CommentThere,
    ItemThere,
    PersonThere,
    SiteFact,
    TermThere,
    things,
)
from app.imports.staging.articles import (
    ArticleThere,
    add_address,
    add_article,
    add_byline,
    add_file,
    add_person,
)
from app.imports.staging.database import StagingDatabase
from app.imports.staging.folders import PICTURES, is_inside, walk

KINDS = ("post", "page")
FOLDERS = ("uploads", "wp-content/uploads", "media")
"""Where pictures lie, beside the file."""
MOST_CHARACTERS = 1_000_000
"""Of an article: fifty times what one text may hold here."""
NO_CATEGORIES = {"uncategorized", "non-classe", "non-classifiee"}

_STATES = {
    "draft": "draft",
    "auto-draft": "draft",
    "inherit": "draft",
    "pending": "pending",
    "private": "private",
    "future": "scheduled",
    "trash": "trashed",
}
_APPROVED = {"1": None, "approve": None, "approved": None}
_UNAPPROVED = {"spam": "spam", "trash": "trashed", "post-trashed": "trashed"}
_COMMENTS = {"", "comment"}
_PINGS = {"pingback", "trackback"}


class Reading:
    """An export while it is read: comments come before their item is known."""

    def __init__(self, staging: StagingDatabase) -> None:
        self._staging = staging
        self._waiting: list[int] = []
        self.facts: dict[str, str] = {}

    def take(self, thing: SiteFact | PersonThere | TermThere | CommentThere | ItemThere) -> None:
        """Write one thing down."""
        match thing:
            case SiteFact():
                self.facts.setdefault(thing.name, thing.value)
            case PersonThere():
                if thing.login:
                    add_person(self._staging, thing.login, thing.name, number=thing.number)
            case TermThere():
                note_term(self._staging, thing)
            case CommentThere():
                self._take_comment(thing)
            case ItemThere():
                self._take_item(thing)

    def _take_comment(self, thing: CommentThere) -> None:
        """Write down a comment; under which item is said later."""
        if not is_id(thing.key):
            self._staging.remark("comment", "unreadable")
            return
        row = self._staging.execute(
            "INSERT OR IGNORE INTO comments (key, article, parent, name, number, created, html,"
            " outcome) VALUES (?, 0, ?, ?, ?, ?, ?, ?)",
            (
                *(thing.key, thing.parent, thing.name, thing.number, thing.created, thing.html),
                _fate_of_comment(thing),
            ),
        )
        if row.rowcount == 0 or row.lastrowid is None:
            self._staging.remark("comment", "twice")
        else:
            self._waiting.append(row.lastrowid)

    def _take_item(self, item: ItemThere) -> None:
        """Write down an item, and that the comments before it are its own."""
        article_id = None
        if item.kind in KINDS:
            article_id = self._take_article(item)
        elif item.kind == "attachment":
            self._take_attachment(item)
        else:
            is_menu = item.kind == "nav_menu_item"
            kind = item.kind or "?"
            self._staging.remark(
                *(("menu", "menu") if is_menu else ("other", "type")), which="" if is_menu else kind
            )
        self._staging.executemany(
            "UPDATE comments SET article = ? WHERE id = ?",
            [(article_id or 0, comment_id) for comment_id in self._waiting],
        )
        self._waiting.clear()

    def _take_article(self, item: ItemThere) -> int | None:
        """Write down an article or a page."""
        title = html.unescape(item.title)
        there = ArticleThere(
            name=title or item.slug or item.key,
            title=title,
            summary=item.excerpt,
            categories=tuple(_names(item, "category")),
            tags=tuple(_names(item, "tag")),
            cover=item.told.get("_thumbnail_id", ""),
            number=item.key,
            is_html=True,
        )
        outcome = _fate_of_article(item)
        if not is_id(item.key):
            self._staging.remark(item.kind, "unreadable", which=there.name)
            return None
        body = item.html if outcome is None else ""
        article_id = add_article(
            self._staging,
            there,
            kind=item.kind,
            key=item.key,
            body=body,
            published=item.published,
            outcome=outcome,
        )
        if article_id is None:
            self._staging.remark(item.kind, "twice", which=there.name)
        elif outcome is None:
            self._note(article_id, item)
        return article_id

    def _note(self, article_id: int, item: ItemThere) -> None:
        """Write down what belongs to an article that may be imported."""
        for term in item.terms:
            note_term(self._staging, term)
        if item.author:
            add_person(self._staging, item.author, item.author)
            add_byline(self._staging, article_id, [item.author])
        for address in (item.link, f"?p={item.key}", f"?page_id={item.key}"):
            add_address(self._staging, plain_address(address), article_id)

    def _take_attachment(self, item: ItemThere) -> None:
        """Write down a file that was sent there."""
        alt = item.told.get("_wp_attachment_image_alt") or html.unescape(item.title)
        row = self._staging.execute(
            "INSERT OR IGNORE INTO attachments (key, parent, url, alt) VALUES (?, ?, ?, ?)",
            (item.key, item.parent, item.url or item.link, alt),
        )
        if row.rowcount == 0:
            self._staging.remark("attachment", "twice", which=item.title)


def read_export(staging: StagingDatabase, path: Path, progress: Progress) -> dict[str, str]:
    """Read an export and what lies beside it; return what the site says of itself.

    Raises:
        UnfitDump: it is damaged, does harm, or is no export of WordPress.
    """
    reading = Reading(staging)
    for thing in things(path, progress):
        reading.take(thing)
    for name in files_beside(path):
        add_file(staging, name, is_picture=True)
    return reading.facts


def files_beside(export: Path) -> Iterator[str]:
    """Yield the pictures that lie beside an export, by their path from its folder."""
    root = export.parent
    places = [
        *((path.name, path) for path in sorted(root.iterdir())),
        *(
            (f"{folder}/{name}", path)
            for folder in FOLDERS
            if is_real_folder(root, folder)
            for name, path in walk(root / folder)
        ),
    ]
    for name, path in places:
        if path.suffix.lower() in PICTURES and name.isprintable() and is_inside(root, path):
            yield name


def is_real_folder(root: Path, name: str) -> bool:
    """Tell whether a folder is really there: no link leads out of the one around it."""
    folder = root / name
    return folder.is_dir() and folder.resolve().is_relative_to(root.resolve())


def note_term(staging: StagingDatabase, term: TermThere) -> None:
    """Write down a category or a tag; what carries it is asked later."""
    if term.kind not in {"category", "tag"}:
        staging.remark("changed", "taxonomies", which=term.kind)
        return
    is_default = term.kind == "category" and term.slug in NO_CATEGORIES
    staging.execute(
        "INSERT OR IGNORE INTO terms VALUES (?, ?, ?)",
        (term.kind, html.unescape(term.name), "default" if is_default else "unused"),
    )


def plain_address(link: str) -> str:
    """Return the address of an article as links are compared: without its host."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.query and not parts.path.strip("/"):
        return f"?{parts.query}"
    return parts.path.strip("/").casefold()


def _names(item: ItemThere, kind: str) -> Iterator[str]:
    """Yield the categories or tags of an item; the one of what has none is none."""
    for term in item.terms:
        if term.kind == kind and not (kind == "category" and term.slug in NO_CATEGORIES):
            yield html.unescape(term.name)


def _fate_of_article(item: ItemThere) -> str | None:
    """Return why an article is left out; nothing if it is for everybody to read."""
    if item.status != "publish":
        return _STATES.get(item.status, "state")
    if item.password:
        return "protected"
    if not item.published:
        return "undated"
    if is_to_come(item.published):
        return "scheduled"
    if len(item.html) > MOST_CHARACTERS:
        return "heavy"
    return None if item.html.strip() else "empty"


def _fate_of_comment(thing: CommentThere) -> str | None:
    """Return why a comment is left out; nothing if everybody may read it."""
    if thing.kind in _PINGS:
        return "pingback"
    if thing.kind not in _COMMENTS:
        return "tool"
    if thing.approved not in _APPROVED:
        return _UNAPPROVED.get(thing.approved, "unapproved")
    return None if thing.created else "undated"
