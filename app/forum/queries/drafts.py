"""What the viewer was writing."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.core.db import db
from app.core.viewer import Viewer
from app.forum.models import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """A text that was begun."""

    place: str
    title: str
    body: str
    tags: str
    version: int
    updated_at: datetime
    url: str
    """Where it can be gone on with."""


def draft_at(viewer: Viewer, place: str) -> DraftItem | None:
    """Return what the viewer was writing in this place."""
    found = _drafts(viewer, Draft.place == place)
    return found[0] if found else None


def drafts_of(viewer: Viewer) -> tuple[DraftItem, ...]:
    """Return all that the viewer was writing, the last touched first."""
    return _drafts(viewer, sa.true())


def _drafts(viewer: Viewer, condition: sa.ColumnElement[bool]) -> tuple[DraftItem, ...]:
    """Return the viewer's drafts under a condition."""
    rows = db.session.scalars(
        sa.select(Draft)
        .where(Draft.account_id == viewer.known_id, condition)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    )
    return tuple(
        DraftItem(
            place=row.place,
            title=row.title,
            body=row.body,
            tags=row.tags,
            version=row.version,
            updated_at=row.updated_at,
            url=_url_of(row.place),
        )
        for row in rows
    )


def _url_of(place: str) -> str:
    """Return the page on which this draft was begun."""
    kind, _colon, number = place.partition(":")
    if kind == "thread":
        return f"/questions/{number}#repondre"
    if kind == "post":
        return f"/questions/messages/{number}/repondre"
    if kind == "edit":
        return f"/questions/messages/{number}/modifier"
    return "/questions/nouvelle"
