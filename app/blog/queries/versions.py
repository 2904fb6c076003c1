"""What an author made of an article from one submission to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.blog.models import Manuscript
from app.blog.queries.access import access_article_row
from app.core.db import db
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.viewer import Viewer
from app.text import DiffSpan

VERSIONS_PER_PAGE = 5
"""Each costs up to 0.1 s: see `app.text.difference`."""


class Changed(NamedTuple):
    """What became of one part of the text."""

    title: tuple[DiffSpan, ...]
    """Nothing when it stayed; the same for the summary and the text."""
    summary: tuple[DiffSpan, ...]
    body: tuple[DiffSpan, ...]


class Version(NamedTuple):
    """One submission."""

    number: int
    writer: Face
    submitted_at: datetime
    word_count: int
    changed: Changed | None
    """What is other than in the one before; `None` for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The submissions of an article, the newest first."""

    article_id: int
    title: str
    """Of the newest."""
    page: Page[Version]


def article_versions(viewer: Viewer, article_id: int, *, cursor: str | None = None) -> Versions:
    """Return a page of the submissions of an article, each with what changed. Four queries.

    Raises:
        NotFound: there is no such article for this viewer.
    """
    access_article_row(viewer, article_id)
    wanted = sa.select(Manuscript).where(Manuscript.article_id == article_id)
    if cursor:
        (last,) = decode_cursor(cursor, int)
        wanted = wanted.where(Manuscript.number < last)
    newest = wanted.order_by(Manuscript.number.desc()).limit(VERSIONS_PER_PAGE + 1)
    rows = db.session.scalars(newest).all()
    page = page_of(_versions(rows), VERSIONS_PER_PAGE, lambda one: encode_cursor(one.number))
    return Versions(article_id=article_id, title=rows[0].title if rows else "", page=page)


def _versions(rows: Sequence[Manuscript]) -> list[Version]:
    """Return submissions with what changed since the one behind each. One query."""
    known = accounts.faces({row.created_by for row in rows})
    return [
        Version(
            number=row.number,
            writer=known[row.created_by],
            submitted_at=row.created_at,
            word_count=row.word_count,
            changed=None if before is None else _changed(before, row),
        )
        for row, before in pairwise([*rows, None])
        if row is not None
    ]


def _changed(before: Manuscript, after: Manuscript) -> Changed:
    """Return what became of each part of a text."""
    return Changed(
        title=_spans(before.title, after.title),
        summary=_spans(before.summary, after.summary),
        body=_spans(before.body, after.body),
    )


def _spans(before: str, after: str) -> tuple[DiffSpan, ...]:
    """Return what became of a part; nothing when it stayed."""
    return () if before == after else text.difference(before, after)
