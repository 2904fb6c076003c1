"""Groups as subjects: what can be reported, told of, found."""

from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer
from app.groups.limits import FIRST_SLUG
from app.groups.models import Group
from app.groups.queries.badges import own_group_ids
from app.groups.terms import Visibility

KIND = "groups.group"


def ref_of(group_id: int) -> SubjectRef:
    """Return the pointer to a group."""
    return SubjectRef(KIND, group_id)


def find_visible_groups(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the groups that the viewer may know of."""
    is_seen = (Group.visibility != Visibility.HIDDEN) | Group.id.in_(own_group_ids(viewer))
    rows = db.session.execute(
        sa.select(Group.id, Group.slug, Group.name, Group.created_by).where(
            Group.id.in_(set(ids)), is_seen
        )
    )
    return {
        row.id: Subject(
            ref=ref_of(row.id),
            url=f"/groupes/{row.slug}",
            title=row.name,
            author_id=row.created_by,
            group_id=row.id,
        )
        for row in rows
    }


def first_group_id() -> int | None:
    """Return the group that every new member belongs to, if it has been opened."""
    return db.session.scalar(sa.select(Group.id).where(Group.slug == FIRST_SLUG))
