"""Who is told what goes on: on every road, by one definition."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.accounts.models import Account
from app.core import clock
from app.core.db import UtcMoment, execute, is_one_of


def is_told() -> sa.ColumnElement[bool]:
    """Return the condition that a person counts among those who are told.

    Closed accounts do not, nor do suspended people: they read what anybody reads, and nothing
    comes to them. For questions about accounts; `in_audience` is for those about other rows.
    """
    return _is_told_at(sa.literal(clock.now(), UtcMoment()))


def _is_told_at(now: sa.ColumnElement[datetime]) -> sa.ColumnElement[bool]:
    """Return the same condition at a moment, which may be the gap of a question built once."""
    is_free = Account.suspended_until.is_(None) | (Account.suspended_until <= now)
    return Account.closed_at.is_(None) & is_free


_TOLD = sa.select(Account.id).where(
    is_one_of(Account.id, "ids"), _is_told_at(sa.bindparam("now", type_=UtcMoment()))
)


def opened_at(account_id: int) -> sa.ScalarSelect[datetime]:
    """Return since when somebody has an account, as a sub-select."""
    return sa.select(Account.created_at).where(Account.id == account_id).scalar_subquery()


def in_audience(account_id: sa.SQLColumnExpression[int]) -> sa.ColumnElement[bool]:
    """Return the condition that the person whom a column names counts among those who are told."""
    return sa.select(sa.literal(1)).where(Account.id == account_id, is_told()).exists()


def audience_among(account_ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who count among those who are told. One query."""
    if not account_ids:
        return frozenset()
    return frozenset(execute(_TOLD, ids=list(account_ids), now=clock.now()).scalars())
