"""How one viewer stands in one group. One query each, or none beside one of another room."""

from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.core import clock
from app.core.db import execute, literal
from app.core.errors import NotFound
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import AskState
from app.groups.models import Group, GroupRemoval, JoinRequest, Membership
from app.groups.queries.badges import BADGE, Columns, badge_of, is_banned_at, reading_params
from app.groups.shapes import GroupAccess, GroupBadge, MembershipFacts

_BANNING = sa.select(GroupRemoval.group_id).where(
    GroupRemoval.account_id == sa.bindparam("viewer_id"), is_banned_at(sa.bindparam("now"))
)
_ASKED = sa.select(JoinRequest.group_id).where(
    JoinRequest.account_id == sa.bindparam("viewer_id"),
    JoinRequest.state == literal(AskState.WAITING),
)
_FACTS: "tuple[sa.SQLColumnExpression[Any], ...]" = (
    *BADGE,
    Group.joining,
    Membership.role,
    Group.id.in_(_BANNING).label("is_banned"),
    Group.id.in_(_ASKED).label("has_asked"),
)
_IS_MEMBER = sa.and_(
    Membership.group_id == Group.id, Membership.account_id == sa.bindparam("member_id")
)
MEMBERSHIP_FACTS = sa.select(*_FACTS).outerjoin(Membership, _IS_MEMBER)
_FACTS_BY_ID = MEMBERSHIP_FACTS.where(Group.id == sa.bindparam("group"))
_FACTS_BY_SLUG = MEMBERSHIP_FACTS.where(Group.slug == sa.bindparam("group"))
_NAMES = tuple(MEMBERSHIP_FACTS.selected_columns.keys())

_Question = sa.Select[*tuple[Any, ...]]


def group_access(viewer: Viewer, group_id: int) -> GroupAccess:
    """Return how the viewer stands in a group.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    return group_access_of(viewer, access_membership_facts(viewer, group_id))


def group_access_by_slug(viewer: Viewer, slug: str) -> GroupAccess:
    """Return how the viewer stands in the group at this address.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    return group_access_of(viewer, access_membership_facts(viewer, slug))


def with_membership_facts(
    question: _Question, group_id: InstrumentedAttribute[int | None]
) -> _Question:
    """Return a question with, in its last columns, what binds the viewer to the group of each row.

    Asked with `membership_params(viewer)`; `group_access_in` reads these columns.
    """
    facts: list[sa.ColumnElement[Any]] = [
        column.label(f"facts_{name}") for name, column in zip(_NAMES, _FACTS, strict=True)
    ]
    joined = question.outerjoin(Group, Group.id == group_id).outerjoin(Membership, _IS_MEMBER)
    return joined.add_columns(*facts)


def group_access_in(viewer: Viewer, row: sa.Row[*tuple[Any, ...]]) -> GroupAccess | None:
    """Return how the viewer stands in the group of a row that `with_membership_facts` found.

    `None`: it is of no group.

    Raises:
        NotFound: the group is hidden from the viewer.
    """
    facts = _facts_in(row)
    if facts.id is None:
        return None
    return group_access_of(viewer, membership_facts_from(viewer, facts))


def _facts_in(row: sa.Row[*tuple[Any, ...]]) -> SimpleNamespace:
    """Return the part of a row that is about the group."""
    return SimpleNamespace(**dict(zip(_NAMES, row[-len(_NAMES) :], strict=True)))


def group_badge_in(row: sa.Row[*tuple[Any, ...]]) -> GroupBadge | None:
    """Return the group of such a row, whoever may know it: that is the caller's duty."""
    facts = _facts_in(row)
    return None if facts.id is None else badge_of(facts)


def membership_params(viewer: Viewer) -> dict[str, object]:
    """Return what fills the gaps of a question made of facts."""
    return {
        "viewer_id": viewer.account_id,
        "now": clock.now(),
        **reading_params(viewer),
    }


def group_access_of(viewer: Viewer, facts: MembershipFacts) -> GroupAccess:
    """Return what the rules make of the facts."""
    return GroupAccess(
        group=facts.group,
        may_read=policy.may_read(facts),
        may_post=policy.may_post(viewer, facts),
        may_moderate=policy.may_moderate(viewer, facts),
        is_member=facts.role is not None,
        role=facts.role,
        join_option=policy.join_option(facts),
    )


def access_membership_facts(viewer: Viewer, group: int | str) -> MembershipFacts:
    """Return what binds the viewer to a group, named by its id or its slug.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    question = _FACTS_BY_SLUG if isinstance(group, str) else _FACTS_BY_ID
    return membership_facts_from(viewer, membership_row(viewer, question, group))


def membership_row(
    viewer: Viewer, question: sa.Select[*tuple[Any, ...]], group: int | str
) -> sa.Row[*tuple[Any, ...]]:
    """Return the row of a group from a question made of `MEMBERSHIP_FACTS`.

    Raises:
        NotFound: there is no such group.
    """
    row = execute(question, group=group, **membership_params(viewer)).one_or_none()
    if row is None:
        raise NotFound
    return row


def membership_facts_from(viewer: Viewer, row: Columns) -> MembershipFacts:
    """Return the facts that a row tells.

    Raises:
        NotFound: the group is hidden from the viewer.
    """
    facts = MembershipFacts(
        group=badge_of(row),
        joining=row.joining,
        role=row.role,
        is_banned=bool(row.is_banned),
        has_asked=bool(row.has_asked),
    )
    if not policy.may_see(viewer, facts):
        raise NotFound
    return facts
