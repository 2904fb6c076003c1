"""Groups, requests, memberships and removals as subjects: what can be told of and reported."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from app.core.audiences import PUBLIC
from app.core.db import db
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import Visibility
from app.groups.limits import FIRST_SLUG
from app.groups.models import Group, GroupRemoval, JoinRequest, Membership
from app.groups.queries.audiences import audience_of
from app.groups.queries.badges import own_group_ids

GROUP = "groups.group"
REQUEST = "groups.request"
MEMBERSHIP = "groups.membership"
REMOVAL = "groups.removal"
_NAMED = (Group.id.label("group_id"), Group.slug, Group.name, Group.visibility)


def ref_of(group_id: int) -> SubjectRef:
    """Return the pointer to a group."""
    return SubjectRef(GROUP, group_id)


def find_visible_groups(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the groups that the viewer may know of."""
    is_seen = (Group.visibility != Visibility.HIDDEN) | Group.id.in_(own_group_ids(viewer))
    rows = db.session.execute(
        sa.select(Group.id, Group.created_by.label("author_id"), *_NAMED).where(
            Group.id.in_(set(ids)), is_seen
        )
    )
    return {row.id: _subject(GROUP, row) for row in rows}


def find_visible_requests(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the requests that the viewer made or decides on."""
    leads = sa.select(Membership.group_id).where(
        Membership.account_id == viewer.account_id, Membership.role.in_(policy.LEADERS)
    )
    is_mine = JoinRequest.account_id == viewer.account_id
    rows = db.session.execute(
        sa.select(JoinRequest.id, JoinRequest.account_id.label("author_id"), *_NAMED)
        .join(Group, Group.id == JoinRequest.group_id)
        .where(JoinRequest.id.in_(set(ids)), is_mine | JoinRequest.group_id.in_(leads))
    )
    return {
        row.id: _subject(REQUEST, row, "" if row.author_id == viewer.account_id else "/demandes")
        for row in rows
    }


def find_visible_memberships(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the memberships that are the viewer's own."""
    return _own(viewer, MEMBERSHIP, Membership, ids)


def find_visible_removals(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the removals that were the viewer's own: they may know why."""
    return _own(viewer, REMOVAL, GroupRemoval, ids)


def _own(
    viewer: Viewer, kind: str, table: type[Membership | GroupRemoval], ids: Collection[int]
) -> dict[int, Subject]:
    """Return those of some rows about members that are about the viewer."""
    rows = db.session.execute(
        sa.select(table.id, table.account_id.label("author_id"), *_NAMED)
        .join(Group, Group.id == table.group_id)
        .where(table.id.in_(set(ids)), table.account_id == viewer.account_id)
    )
    return {row.id: _subject(kind, row) for row in rows}


def first_group_id() -> int | None:
    """Return the group that every new member belongs to, if it has been opened."""
    return db.session.scalar(sa.select(Group.id).where(Group.slug == FIRST_SLUG))


def _subject(kind: str, row: sa.Row[*tuple[Any, ...]], page: str = "") -> Subject:
    """Return a subject shown on a page of its group. Only the group itself has readers."""
    is_group, is_hidden = kind == GROUP, row.visibility is Visibility.HIDDEN
    audience = audience_of(row.group_id) if is_hidden else PUBLIC
    return Subject(
        ref=SubjectRef(kind, row.id),
        url=f"/groupes/{row.slug}{page}",
        title=row.name,
        author_id=row.author_id,
        container=None if is_group else ref_of(row.group_id),
        audience=audience if is_group else None,
    )
