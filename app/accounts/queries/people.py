"""People as subjects, and as what can be found."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa

from app.accounts import policy
from app.accounts.enums import ProfileAudience
from app.accounts.models import Account
from app.accounts.names.departments import department_label
from app.accounts.queries.audience import is_told
from app.accounts.queries.blocks import blocked_ids
from app.accounts.queries.faces import face_from
from app.accounts.shapes import Face, Neighbours
from app.core.db import db, literal
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer

PERSON = "accounts.person"
_FOUND = (
    sa.select(Account.id, Account.handle, Account.display_name, Account.picture)
    .where(
        Account.closed_at.is_(None),
        Account.claimed_email.is_(None),
        Account.email_confirmed_at.is_not(None) | Account.email.is_(None),
    )
    .order_by(Account.id)
)
"""Open accounts of people who are known to be there: confirmed, or brought in by an import."""


def find_visible_people(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the people who have an account and no silence with the viewer."""
    found = _FOUND.where(Account.id.in_(set(ids)))
    if not viewer.is_guest:
        found = found.where(Account.id.not_in(blocked_ids(viewer)))
    return {
        row.id: Subject(
            ref=SubjectRef(PERSON, row.id),
            url=f"/membres/{row.handle}",
            title=row.display_name,
            author_id=row.id,
        )
        for row in db.session.execute(found)
    }


def people_to_find(ids: Collection[int]) -> list[Face]:
    """Return those of the people who may be found by their name."""
    return _faces(_FOUND.where(Account.id.in_(set(ids))))


def people_after(account_id: int, *, most: int) -> list[Face]:
    """Return the next people who may be found by their name, in the order of accounts."""
    return _faces(_FOUND.where(Account.id > account_id).limit(most))


def account_ids() -> sa.Select[int]:
    """Return, as a sub-select, everybody: what the tally of a room hangs its numbers on."""
    return sa.select(Account.id.label("account_id"))


def neighbours(viewer: Viewer, *, most: int) -> Neighbours:
    """Return people of the viewer's department who let the viewer know it, the latest first.

    Nobody for somebody who has not said theirs. Two queries, and at most so many rows.
    """
    mine = db.session.scalar(sa.select(Account.department).where(Account.id == viewer.known_id))
    if not mine:
        return Neighbours(department="", account_ids=())
    rows = db.session.execute(
        sa.select(Account.id, Account.audiences)
        .where(Account.department == mine, Account.department != literal(""))
        .order_by(Account.id.desc())
        .limit(most)
    )
    told = (
        row.id
        for row in rows
        if row.id != viewer.account_id
        and policy.may_see_field(
            policy.audience_of(row.audiences, "department"), is_member=True, is_friend=False
        )
    )
    return Neighbours(department=department_label(mine), account_ids=tuple(told))


def people_who_help() -> Iterator[tuple[int, str]]:
    """Yield those who say what they can help with, and what: all who may be told of anything.

    One query; a job asks it, not a page.
    """
    found = sa.select(Account.id, Account.can_help).where(
        Account.can_help != literal(""), is_told(), Account.claimed_email.is_(None)
    )
    for row in db.session.execute(found.order_by(Account.id)):
        yield row.id, row.can_help


def neighbours_asked() -> sa.Select[int]:
    """Return, as a sub-select with the gap `viewer_id`, who lives in the viewer's department.

    Only those who let members know theirs; nobody for somebody who has not said their own.
    """
    own = sa.orm.aliased(Account)
    mine = sa.select(own.department).where(own.id == sa.bindparam("viewer_id")).scalar_subquery()
    audience = Account.audiences["department"].as_string()
    is_told = sa.or_(audience.is_(None), audience != literal(ProfileAudience.FRIENDS.value))
    return sa.select(Account.id).where(
        Account.department == mine, Account.department != literal(""), is_told
    )


def _faces(found: sa.Select[int, str, str, str | None]) -> list[Face]:
    """Return the faces of some people."""
    return [
        face_from(
            account_id=row.id,
            handle=row.handle,
            display_name=row.display_name,
            picture=row.picture,
        )
        for row in db.session.execute(found)
    ]
