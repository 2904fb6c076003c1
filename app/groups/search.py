"""Groups, found by their name and their purpose."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.core.audiences import PUBLIC
from app.core.db import db
from app.groups.enums import Visibility
from app.groups.models import Group
from app.groups.queries.audiences import audience_of
from app.groups.queries.subjects import GROUP, ref_of
from app.search.services import Source
from app.search.shapes import Entry

KIND = "group"
_PORTION = 500


def entries_of(ids: list[int]) -> list[Entry]:
    """Return what is indexed of some groups; a hidden one is for those who may read it."""
    return _entries(sa.select(Group).where(Group.id.in_(ids)))


def _all() -> Iterator[Entry]:
    """Return all groups, in portions."""
    last = 0
    while found := _entries(sa.select(Group).where(Group.id > last).limit(_PORTION)):
        yield from found
        last = found[-1].ref.id


def _entries(found: sa.Select[Group]) -> list[Entry]:
    """Return the entries of some groups, in their order."""
    return [
        Entry(
            ref=ref_of(group.id),
            title=group.name,
            text=group.purpose,
            kind=KIND,
            audience=audience_of(group.id) if group.visibility is Visibility.HIDDEN else PUBLIC,
            author_id=None,
            created_at=group.created_at,
        )
        for group in db.session.scalars(found.order_by(Group.id))
    ]


GROUPS = Source(kind=GROUP, entries=_all, entries_of=entries_of)
