"""Who is told what goes on: on every road, by one definition."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts.models import Account
from app.core import clock
from app.core.db import db


def is_told() -> sa.ColumnElement[bool]:
    """Return the condition that a person counts among those who are told.

    Closed accounts do not, nor do suspended people: they read what anybody reads, and nothing
    comes to them. For questions about accounts; `in_audience` is for those about other rows.
    """
    is_free = Account.suspended_until.is_(None) | (Account.suspended_until <= clock.now())
    return Account.closed_at.is_(None) & is_free


def in_audience(account_id: sa.SQLColumnExpression[int]) -> sa.ColumnElement[bool]:
    """Return the condition that the person whom a column names counts among those who are told."""
    return sa.select(sa.literal(1)).where(Account.id == account_id, is_told()).exists()


def audience_among(account_ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who count among those who are told. One query."""
    found = sa.select(Account.id).where(Account.id.in_(set(account_ids)), is_told())
    return frozenset(db.session.scalars(found)) if account_ids else frozenset()
