"""What the viewer was writing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db, literal
from app.core.registry import provided_by_kind
from app.core.viewer import Viewer
from app.threads.kinds import DraftPlace, kind_of
from app.threads.models import Draft, Post, Thread
from app.threads.queries.access import visible_threads


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft in the list of its writer."""

    draft: DraftItem
    url: str | None
    """Where it can be gone on with; `None` where its thread cannot be seen any more."""
    thread_title: str
    """Of the thread in which it is; empty for a new one."""


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


def drafts_of(viewer: Viewer) -> tuple[KeptDraft, ...]:
    """Return all that the viewer was writing, the last touched first; what was emptied is not.

    Two queries.
    """
    drafts = _drafts(viewer, _SAYS_SOMETHING)
    pages = {place: (one.url, "") for place, one in provided_by_kind(DraftPlace).items()}
    pages |= _threads_of(viewer, [draft.place for draft in drafts])
    return tuple(
        KeptDraft(draft=draft, url=url, thread_title=title)
        for draft in drafts
        for url, title in [pages.get(draft.place, (None, ""))]
    )


def _threads_of(viewer: Viewer, places: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return, by place, where one goes on writing in which thread, if the viewer may see it."""
    numbers: dict[str, dict[int, str]] = {"thread": {}, "post": {}, "edit": {}}
    for place in places:
        kind, _colon, number = place.partition(":")
        if kind in numbers and number.isdecimal() and len(number) <= _ID_DIGITS:
            numbers[kind][int(number)] = place
    rows = db.session.execute(
        sa.select(Thread.id, Post.id, Thread.kind, Thread.title)
        .outerjoin(Post, Post.thread_id == Thread.id)
        .where(
            visible_threads(viewer),
            sa.or_(
                sa.and_(Thread.id.in_(numbers["thread"]), Post.number == 1),
                Post.id.in_({*numbers["post"], *numbers["edit"]}),
            ),
        )
    )
    found: dict[str, tuple[str, str]] = {}
    for thread_id, post_id, kind, title in rows:
        base = kind_of(kind).base
        pages = {
            numbers["thread"].get(thread_id): f"/{base}/{thread_id}#repondre",
            numbers["post"].get(post_id): f"/{base}/messages/{post_id}/repondre",
            numbers["edit"].get(post_id): f"/{base}/messages/{post_id}/modifier",
        }
        found |= {place: (url, title) for place, url in pages.items() if place is not None}
    return found


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
        )
        for row in rows
    )
