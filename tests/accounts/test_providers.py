"""Friends, as whoever keeps friendships tells of them."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import queries, services
from app.accounts.enums import ProfileAudience
from app.accounts.models import Account
from app.accounts.providers import FriendProvider
from app.accounts.shapes import ProfileEdit
from app.core.db import db
from app.core.viewer import Viewer
from tests.factories import make_account, seen_by
from tests.registry import providing


@pytest.fixture
def without_friends(app: Flask) -> Iterator[None]:
    """Let nobody keep friendships."""
    with providing(app, instead_of=(FriendProvider,)):
        yield


def _friends(*pair: Account) -> FriendProvider:
    """Return somebody who says that two people are friends, and nobody else."""
    ids = [person.id for person in pair]

    def find(account_id: sa.ColumnElement[int] | int) -> sa.Select[int]:
        one = sa.literal(account_id) if isinstance(account_id, int) else account_id
        return sa.select(Account.id).where(Account.id.in_(ids), Account.id != one, one.in_(ids))

    return FriendProvider(find=find)


@pytest.mark.usefixtures("without_friends")
def test_where_nobody_keeps_friendships_nobody_has_friends():
    person, other = make_account(), make_account()
    assert queries.friends_among(person.id, [other.id]) == frozenset()
    assert db.session.scalars(queries.friend_ids(person.id)).all() == []


def test_friends_are_those_who_are_told_of(app: Flask):
    person, friend, other = (make_account() for _ in range(3))
    with providing(app, _friends(person, friend), instead_of=(FriendProvider,)):
        assert queries.friends_among(person.id, [friend.id, other.id]) == {friend.id}
        assert queries.friends_among(other.id, [friend.id, person.id]) == frozenset()
        assert queries.friends_among(person.id, []) == frozenset()
        assert db.session.scalars(queries.friend_ids(friend.id)).all() == [person.id]


def test_what_is_for_friends_is_seen_by_friends_only(app: Flask, queries):
    person, friend, other = (make_account() for _ in range(3))
    edit = ProfileEdit(
        display_name="Camille",
        told={"sentence": "Trésorière le soir"},
        audiences={"sentence": ProfileAudience.FRIENDS},
    )
    services.edit_profile(seen_by(person), edit)
    told = {"friend": friend, "other": other, "guest": None, "oneself": person}
    viewers = {name: seen_by(account) for name, account in told.items()}
    with providing(app, _friends(person, friend)), queries(at_most=8):
        shown = {name: _sentence_of(person, viewer) for name, viewer in viewers.items()}
    known = "Trésorière le soir"
    assert shown == {"friend": known, "other": "", "guest": "", "oneself": known}


def _sentence_of(person: Account, viewer: Viewer) -> str:
    """Return the sentence that a viewer reads on somebody's page."""
    facts = queries.profile(viewer, person.handle).facts
    return "".join(item for fact in facts for item in fact.items)
