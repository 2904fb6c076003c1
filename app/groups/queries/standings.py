"""How one viewer stands in one group. One query each, or none beside one of another room."""

from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.core import clock
from app.core.db import ask, inline
from app.core.errors import NotFound
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.models import Ban, Group, JoinRequest, Membership
from app.groups.queries.badges import BADGE, Columns, badge_of, reading_gaps
from app.groups.shapes import Standing, Tie
from app.groups.terms import AskState

_BANNING = sa.select(Ban.group_id).where(
    Ban.account_id == sa.bindparam("viewer_id"),
    Ban.until.is_(None) | (Ban.until > sa.bindparam("now")),
)
_ASKED = sa.select(JoinRequest.group_id).where(
    JoinRequest.account_id == sa.bindparam("viewer_id"),
    JoinRequest.state == inline(AskState.WAITING),
)
TIE = sa.select(
    *BADGE,
    Group.joining,
    Membership.role,
    Group.id.in_(_BANNING).label("is_banned"),
    Group.id.in_(_ASKED).label("has_asked"),
).outerjoin(
    Membership,
    (Membership.group_id == Group.id) & (Membership.account_id == sa.bindparam("member_id")),
)
_TIE_BY_ID = TIE.where(Group.id == sa.bindparam("group"))
_TIE_BY_SLUG = TIE.where(Group.slug == sa.bindparam("group"))
_TIES = TIE.subquery("tie")
_NAMES = tuple(_TIES.c.keys())

_Question = sa.Select[*tuple[Any, ...]]


def standing(viewer: Viewer, group_id: int) -> Standing:
    """Return how the viewer stands in a group.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    return standing_of(viewer, access_tie(viewer, group_id))


def standing_by_slug(viewer: Viewer, slug: str) -> Standing:
    """Return how the viewer stands in the group at this address.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    return standing_of(viewer, access_tie(viewer, slug))


def with_ties(question: _Question, group_id: InstrumentedAttribute[int]) -> _Question:
    """Return a question with, in its last columns, what binds the viewer to the group of each row.

    Asked with `tie_gaps(viewer)`; `standing_in` makes a standing of a row.
    """
    ties = (column.label(f"tie_{column.key}") for column in _TIES.c)
    return question.add_columns(*ties).join(_TIES, _TIES.c.id == group_id)


def standing_in(viewer: Viewer, row: sa.Row[*tuple[Any, ...]]) -> Standing:
    """Return how the viewer stands in the group of a row that `with_ties` found.

    Raises:
        NotFound: the group is hidden from the viewer.
    """
    facts = SimpleNamespace(**dict(zip(_NAMES, row[-len(_NAMES) :], strict=True)))
    return standing_of(viewer, tie_from(viewer, facts))


def tie_gaps(viewer: Viewer) -> dict[str, object]:
    """Return what fills the gaps of a question made of ties."""
    return {
        "viewer_id": viewer.account_id,
        "now": clock.now(),
        **reading_gaps(viewer),
    }


def standing_of(viewer: Viewer, tie: Tie) -> Standing:
    """Return what the rules make of the facts."""
    return Standing(
        group=tie.group,
        may_read=policy.may_read(tie),
        may_post=policy.may_post(viewer, tie),
        may_moderate=policy.may_moderate(viewer, tie),
        is_member=tie.role is not None,
        role=tie.role,
    )


def access_tie(viewer: Viewer, group: int | str) -> Tie:
    """Return what binds the viewer to a group, named by its id or its slug.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    question = _TIE_BY_SLUG if isinstance(group, str) else _TIE_BY_ID
    return tie_from(viewer, tie_row(viewer, question, group))


def tie_row(
    viewer: Viewer, question: sa.Select[*tuple[Any, ...]], group: int | str
) -> sa.Row[*tuple[Any, ...]]:
    """Return the row of a group from a question made of `TIE`.

    Raises:
        NotFound: there is no such group.
    """
    row = ask(question, group=group, **tie_gaps(viewer)).one_or_none()
    if row is None:
        raise NotFound
    return row


def tie_from(viewer: Viewer, row: Columns) -> Tie:
    """Return the tie that a row tells.

    Raises:
        NotFound: the group is hidden from the viewer.
    """
    tie = Tie(
        group=badge_of(row),
        joining=row.joining,
        role=row.role,
        is_banned=bool(row.is_banned),
        has_asked=bool(row.has_asked),
    )
    if not policy.may_see(viewer, tie):
        raise NotFound
    return tie
