"""Reads the files of a dump into the staging database, row by row; nothing is decided here.

Source: "Database schema documentation for the public data dump and SEDE", Meta Stack Exchange,
question 2677, which names the files, their attributes and the numbers of the types.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from app.core.ids import is_id
from app.imports.dump.elements import Progress
from app.imports.dump.moments import written_moment
from app.imports.dump.rows import rows
from app.imports.dump.tags import tidy_tag
from app.imports.staging.database import StagingDatabase

Row = Mapping[str, str]

_KINDS = {"1": "question", "2": "answer", "4": "wiki", "5": "wiki"}
"""PostTypeId; all others are tools of that site."""
_TEXTS = {"2", "5", "8"}
"""PostHistoryTypeId of what holds a text: first, edited, rolled back."""
_TAGS = re.compile(r"[^<>|\s]+")
"""Written `<one><two>`, in dumps since 2024 `|one|two|`."""
_WORD_LENGTH = 40


class _Unreadable(Exception):
    """A row lacks what it cannot be without."""


def files_of(folder: Path) -> dict[str, Path]:
    """Return the files of a dump that are read, by name: the first dumps wrote `posts.xml`."""
    names = {name.lower(): name for name in READERS}
    found = sorted(path for path in folder.glob("*") if path.is_file())
    return {names[path.name.lower()]: path for path in found if path.name.lower() in names}


def read_file(staging: StagingDatabase, name: str, path: Path, progress: Progress) -> None:
    """Read one file of a dump. Rows that cannot be read are counted, and left out.

    Args:
        staging: onto which it is read.
        name: as which it is read; see `files_of`.
        path: where it is.
        progress: told how far it is.

    Raises:
        UnfitDump: the file is damaged.
    """
    read = READERS[name]
    for row in rows(path, progress):
        try:
            is_new = read(staging, row)
        except _Unreadable:
            staging.remark("unreadable", name)
        else:
            if not is_new:
                staging.remark("repeated", name)


def _read_user(staging: StagingDatabase, row: Row) -> bool:
    """Read somebody."""
    return _insert(
        staging,
        "INSERT OR IGNORE INTO users (id, name, created) VALUES (?, ?, ?)",
        (_number(row, "Id"), row.get("DisplayName", ""), _moment(row, "CreationDate")),
    )


def _read_post(staging: StagingDatabase, row: Row) -> bool:
    """Read a question, an answer, or something else that has a text."""
    post_id = _number(row, "Id")
    kind = _KINDS.get(row.get("PostTypeId", ""), "other")
    is_new = _insert(
        staging,
        "INSERT OR IGNORE INTO posts (id, kind, parent, title, tags, owner, owner_name, created,"
        " closed, licence, accepted, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            post_id,
            kind,
            _number_or_none(row, "ParentId"),
            row.get("Title", ""),
            " ".join(_TAGS.findall(row.get("Tags", ""))),
            _number_or_none(row, "OwnerUserId"),
            row.get("OwnerDisplayName", ""),
            _moment(row, "CreationDate"),
            written_moment(row.get("ClosedDate", "")),
            row.get("ContentLicense", "")[:_WORD_LENGTH],
            _number_or_none(row, "AcceptedAnswerId"),
            None if kind in {"question", "answer"} else kind,
        ),
    )
    if is_new and kind in {"question", "answer"}:
        staging.execute("INSERT INTO bodies VALUES (?, ?)", (post_id, row.get("Body", "")))
    if is_new and kind == "question":
        _note_tags(staging, row.get("Tags", ""))
    return is_new


def _note_tags(staging: StagingDatabase, written: str) -> None:
    """Remember which tags questions carry, and how they are spelt here."""
    for tag in _TAGS.findall(written):
        staging.execute("INSERT OR IGNORE INTO carried VALUES (?, ?)", (tag, tidy_tag(tag)))


def _read_comment(staging: StagingDatabase, row: Row) -> bool:
    """Read a comment."""
    score = row.get("Score", "0")
    return _insert(
        staging,
        "INSERT OR IGNORE INTO comments (id, post, owner, owner_name, created, licence, score,"
        " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _number(row, "Id"),
            _number(row, "PostId"),
            _number_or_none(row, "UserId"),
            row.get("UserDisplayName", ""),
            _moment(row, "CreationDate"),
            row.get("ContentLicense", "")[:_WORD_LENGTH],
            int(score) if is_id(score) else 0,
            row.get("Text", ""),
        ),
    )


def _read_vote(staging: StagingDatabase, row: Row) -> bool:
    """Count a vote."""
    return _insert(
        staging,
        "INSERT INTO votes VALUES (?, ?, 1, ?) ON CONFLICT DO UPDATE"
        " SET number = number + 1, last = max(last, excluded.last)",
        (
            _number(row, "PostId"),
            _kind(row, "VoteTypeId"),
            written_moment(row.get("CreationDate", "")) or "",
        ),
    )


def _read_tag(staging: StagingDatabase, row: Row) -> bool:
    """Read the name of a tag."""
    name = row.get("TagName", "")
    if not name:
        raise _Unreadable
    return _insert(staging, "INSERT OR IGNORE INTO tags VALUES (?)", (name,))


def _read_link(staging: StagingDatabase, row: Row) -> bool:
    """Read a link between two posts."""
    return _insert(
        staging,
        "INSERT OR IGNORE INTO links (id, kind, post, related) VALUES (?, ?, ?, ?)",
        (
            _number(row, "Id"),
            _kind(row, "LinkTypeId"),
            _number(row, "PostId"),
            _number(row, "RelatedPostId"),
        ),
    )


def _read_history(staging: StagingDatabase, row: Row) -> bool:
    """Count an event in the life of a post; of its texts keep the last, as it was typed."""
    kind = _kind(row, "PostHistoryTypeId")
    if kind in _TEXTS:
        _insert(
            staging,
            "INSERT INTO sources VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " created = excluded.created, row = excluded.row, markdown = excluded.markdown"
            " WHERE (excluded.created, excluded.row) > (created, row)",
            (
                _number(row, "PostId"),
                _moment(row, "CreationDate"),
                _number(row, "Id"),
                row.get("Text", ""),
            ),
        )
    return _insert(
        staging,
        "INSERT INTO history VALUES (?, 1) ON CONFLICT DO UPDATE SET number = number + 1",
        (kind,),
    )


READERS: dict[str, Callable[[StagingDatabase, Row], bool]] = {
    "Users.xml": _read_user,
    "Posts.xml": _read_post,
    "Comments.xml": _read_comment,
    "Votes.xml": _read_vote,
    "Tags.xml": _read_tag,
    "PostLinks.xml": _read_link,
    "PostHistory.xml": _read_history,
}
"""The files that are read, and how. Each reader tells whether its row is new."""


def _insert(staging: StagingDatabase, statement: str, values: tuple[object, ...]) -> bool:
    """Write a row down; tell whether it was new.

    Raises:
        _Unreadable: it holds what is no text, such as half a character.
    """
    try:
        return staging.execute(statement, values).rowcount > 0
    except UnicodeEncodeError as error:
        raise _Unreadable from error


def _number(row: Row, name: str) -> int:
    """Return the number of something."""
    number = _number_or_none(row, name)
    if number is None:
        raise _Unreadable
    return number


def _number_or_none(row: Row, name: str) -> int | None:
    """Return the number of something, if it is named."""
    text = row.get(name, "")
    return int(text) if is_id(text.removeprefix("-")) else None


def _moment(row: Row, name: str) -> str:
    """Return a date."""
    moment = written_moment(row.get(name, ""))
    if moment is None:
        raise _Unreadable
    return moment


def _kind(row: Row, name: str) -> str:
    """Return the number of a type, which is only compared."""
    text = row.get(name, "")
    if not is_id(text):
        raise _Unreadable
    return str(int(text))
