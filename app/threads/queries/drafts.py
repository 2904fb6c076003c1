"""What the viewer was writing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db, literal
from app.core.ids import is_id
from app.core.registry import provided_by_kind
from app.core.shapes import shaped
from app.core.viewer import Viewer
from app.threads.kinds import DraftPlace, kind_of, known_kinds
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

    Three queries.
    """
    drafts = _drafts(viewer, _SAYS_SOMETHING)
    places, known = [draft.place for draft in drafts], provided_by_kind(DraftPlace)
    parts = {place: place.partition(":") for place in places}
    pages = {
        place: (known[kind].url.format(number), "")
        for place, (kind, _colon, number) in parts.items()
        if kind in known
    }
    pages |= _threads_of(viewer, places)
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
        if kind in numbers and is_id(number):
            numbers[kind][int(number)] = place
    found: dict[str, tuple[str, str]] = {}
    is_seen = sa.and_(visible_threads(viewer), Thread.kind.in_(known_kinds()))
    threads = sa.select(Thread.id, Thread.kind, Thread.title).where(is_seen)
    for thread in db.session.execute(threads.where(Thread.id.in_(numbers["thread"]))):
        url = f"/{kind_of(thread.kind).base}/{thread.id}#repondre"
        found[numbers["thread"][thread.id]] = (url, thread.title)
    of_posts = {*numbers["post"], *numbers["edit"]}
    posts = threads.add_columns(Post.id.label("post_id")).join(Post, Post.thread_id == Thread.id)
    for post in db.session.execute(posts.where(Post.id.in_(of_posts))):
        for name, page in (("post", "repondre"), ("edit", "modifier")):
            if post.post_id in numbers[name]:
                url = f"/{kind_of(post.kind).base}/messages/{post.post_id}/{page}"
                found[numbers[name][post.post_id]] = (url, post.title)
    return found


def _drafts(viewer: Viewer, condition: sa.ColumnElement[bool]) -> tuple[DraftItem, ...]:
    """Return the viewer's drafts under a condition."""
    rows = db.session.scalars(
        sa.select(Draft)
        .where(Draft.account_id == viewer.known_id, condition)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    )
    return tuple(shaped(DraftItem, row) for row in rows)
