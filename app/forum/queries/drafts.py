"""What the viewer was writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db, literal
from app.core.viewer import Viewer
from app.forum.models import Draft, Post, Thread
from app.forum.queries.access import visible_threads


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """A text that was begun."""

    place: str
    title: str
    body: str
    tags: str
    fields: Mapping[str, str]
    version: int
    updated_at: datetime
    url: str
    """Where it can be gone on with."""


_ID_DIGITS = 18
"""Numbers so long are ids that any database can look for; a place may say anything."""
_SAYS_SOMETHING = sa.or_(Draft.title != literal(""), Draft.body != literal(""))


def draft_tally() -> sa.Select[*tuple[Any, ...]]:
    """Return how many drafts each person has, counted for one of them at a time."""
    everybody = accounts.account_ids().subquery()
    count = (
        sa.select(sa.func.count())
        .select_from(Draft)
        .where(Draft.account_id == everybody.c.account_id, _SAYS_SOMETHING)
        .scalar_subquery()
    )
    return sa.select(everybody.c.account_id, count.label("draft_count"))


def draft_at(viewer: Viewer, place: str) -> DraftItem | None:
    """Return what the viewer was writing in this place."""
    found = _drafts(viewer, Draft.place == place)
    return found[0] if found else None


def drafts_of(viewer: Viewer) -> tuple[DraftItem, ...]:
    """Return all that the viewer was writing, the last touched first; what was emptied is not."""
    return _drafts(viewer, _SAYS_SOMETHING)


def threads_answered(viewer: Viewer, drafts: Sequence[DraftItem]) -> dict[str, str]:
    """Return, by place, the title of the thread in which a draft is, if the viewer may see it."""
    numbers: dict[str, dict[int, str]] = {"thread": {}, "post": {}, "edit": {}}
    for draft in drafts:
        kind, _colon, number = draft.place.partition(":")
        if kind in numbers and number.isdecimal() and len(number) <= _ID_DIGITS:
            numbers[kind][int(number)] = draft.place
    of_threads, of_posts = numbers["thread"], [numbers["post"], numbers["edit"]]
    rows = db.session.execute(
        sa.select(Thread.id, Post.id, Thread.title)
        .join(Post, Post.thread_id == Thread.id)
        .where(
            visible_threads(viewer),
            sa.or_(
                sa.and_(Thread.id.in_(of_threads), Post.number == 1),
                Post.id.in_({number for places in of_posts for number in places}),
            ),
        )
    )
    return {
        place: title
        for thread_id, post_id, title in rows
        for place in (of_threads.get(thread_id), *(places.get(post_id) for places in of_posts))
        if place is not None
    }


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
            fields=row.fields,
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
