"""Lists of groups."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.core.db import db, execute
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.viewer import Viewer
from app.groups.enums import Visibility
from app.groups.models import Group, Membership
from app.groups.providers import news_counts
from app.groups.queries.badges import BADGE, badge_of, own_group_ids
from app.groups.shapes import GroupCard, GroupLists

PAGE_SIZE = 30
_MOST_OWN = 200
_CARD = (*BADGE, Group.purpose, Group.picture, Group.joining, Group.member_count)
_MINE = (
    sa.select(*_CARD, Membership.role)
    .join(Membership, Membership.group_id == Group.id)
    .where(Membership.account_id == sa.bindparam("account_id"))
    .order_by(Group.archived_at.is_not(None), Group.name)
    .limit(sa.bindparam("size", type_=sa.Integer))
)


def group_lists(viewer: Viewer, *, cursor: str | None = None) -> GroupLists:
    """Return the viewer's groups, and a page of the others that are listed, largest first.

    One's own come with the first page only. Three queries.
    """
    mine = () if cursor else my_groups(viewer)
    others = sa.select(*_CARD, sa.null().label("role")).where(
        Group.visibility != Visibility.HIDDEN, Group.id.not_in(own_group_ids(viewer))
    )
    return GroupLists(mine=mine, others=_page(others, cursor))


def my_groups(viewer: Viewer, *, limit: int = _MOST_OWN) -> tuple[GroupCard, ...]:
    """Return the groups the viewer belongs to, by name, with what is new to them. Two queries."""
    if viewer.is_guest:
        return ()
    rows = execute(_MINE, account_id=viewer.account_id, size=limit).all()
    counts = news_counts(viewer) if rows else {}
    return tuple(replace(_card(row), news_count=counts.get(row.id, 0)) for row in rows)


def public_groups(*, limit: int) -> tuple[GroupCard, ...]:
    """Return the largest groups that anybody reads."""
    rows = db.session.execute(
        sa.select(*_CARD, sa.null().label("role"))
        .where(Group.visibility == Visibility.PUBLIC, Group.archived_at.is_(None))
        .order_by(Group.member_count.desc(), Group.id)
        .limit(limit)
    )
    return tuple(_card(row) for row in rows)


def _page(groups: sa.Select[*tuple[Any, ...]], cursor: str | None) -> Page[GroupCard]:
    """Return a page of groups, largest first."""
    if cursor:
        count, last = decode_cursor(cursor, int, int)
        is_smaller = Group.member_count < count
        groups = groups.where(is_smaller | ((Group.member_count == count) & (Group.id > last)))
    rows = db.session.execute(
        groups.order_by(Group.member_count.desc(), Group.id).limit(PAGE_SIZE + 1)
    )
    cards = [_card(row) for row in rows]
    return page_of(cards, PAGE_SIZE, lambda card: encode_cursor(card.member_count, card.badge.id))


def _card(row: sa.Row[*tuple[Any, ...]]) -> GroupCard:
    """Return the card of a row that has the columns of `_CARD` and a role."""
    return GroupCard(
        badge=badge_of(row),
        purpose=row.purpose,
        picture_url=picture_url(row.picture),
        joining=row.joining,
        member_count=row.member_count,
        role=row.role,
    )


def picture_url(token: str | None) -> str | None:
    """Return the address of a picture."""
    return f"/medias/{token}" if token else None
