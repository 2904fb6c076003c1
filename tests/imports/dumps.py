"""Small dumps, written as Stack Exchange writes them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

BYTE_ORDER_MARK = "\ufeff"
Rows = Iterable[Mapping[str, object]]

_ROOTS = {
    "Posts.xml": "posts",
    "Users.xml": "users",
    "Comments.xml": "comments",
    "Votes.xml": "votes",
    "Tags.xml": "tags",
    "PostLinks.xml": "postlinks",
    "PostHistory.xml": "posthistory",
}


def write_dump(folder: Path, **files: Rows) -> Path:
    """Write a dump: `write_dump(folder, Posts=[question(1)], Users=[user(1)])`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        write_file(folder / f"{name}.xml", rows)
    return folder


def write_file(path: Path, rows: Rows) -> None:
    """Write one file, row by row."""
    root = _ROOTS.get(path.name, "rows")
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{BYTE_ORDER_MARK}<?xml version="1.0" encoding="utf-8"?>\n<{root}>\n')
        for row in rows:
            attributes = " ".join(f"{name}={_quoted(value)}" for name, value in row.items())
            file.write(f"  <row {attributes} />\n")
        file.write(f"</{root}>")


def question(number: int, **others: object) -> dict[str, object]:
    """Return the row of a question."""
    row = {
        "Id": number,
        "PostTypeId": 1,
        "CreationDate": f"2012-03-{number % 27 + 1:02}T10:00:00.123",
        "Body": f"<p>Le texte de la question {number}.</p>",
        "OwnerUserId": 1,
        "Title": f"Une question, la numéro {number}",
        "Tags": "<statuts><fête>",
        "ContentLicense": "CC BY-SA 3.0",
    }
    return row | others


def answer(number: int, parent: int, **others: object) -> dict[str, object]:
    """Return the row of an answer."""
    row = {
        "Id": number,
        "PostTypeId": 2,
        "ParentId": parent,
        "CreationDate": f"2012-04-{number % 27 + 1:02}T10:00:00.123",
        "Body": f"<p>Le texte de la réponse {number}.</p>",
        "OwnerUserId": 2,
        "ContentLicense": "CC BY-SA 4.0",
    }
    return row | others


def comment(number: int, post: int, **others: object) -> dict[str, object]:
    """Return the row of a comment."""
    row = {
        "Id": number,
        "PostId": post,
        "Score": 2,
        "Text": f"Le commentaire {number}.",
        "CreationDate": f"2012-05-{number % 27 + 1:02}T10:00:00.123",
        "UserId": 1,
    }
    return row | others


def user(number: int, name: str = "", **others: object) -> dict[str, object]:
    """Return the row of a person."""
    row = {
        "Id": number,
        "DisplayName": name or f"Personne numéro {number}",
        "CreationDate": "2011-01-01T00:00:00.000",
    }
    return row | others


def vote(post: int, kind: int = 2) -> dict[str, object]:
    """Return the row of a vote."""
    return {"PostId": post, "VoteTypeId": kind, "CreationDate": "2012-06-01T00:00:00.000"}


def link(number: int, post: int, related: int, kind: int = 3) -> dict[str, object]:
    """Return the row of a link."""
    return {"Id": number, "PostId": post, "RelatedPostId": related, "LinkTypeId": kind}


def version(number: int, post: int, text: str, **others: object) -> dict[str, object]:
    """Return the row of a version of a text."""
    row = {
        "Id": number,
        "PostHistoryTypeId": 2,
        "PostId": post,
        "CreationDate": f"2012-03-01T00:00:{number % 60:02}.000",
        "Text": text,
    }
    return row | others


def _quoted(value: object) -> str:
    """Return an attribute, its line breaks as Stack Exchange writes them."""
    return quoteattr(str(value), {"\n": "&#xA;", "\r": "&#xD;"})
