"""Friends, as whoever keeps friendships tells of them."""

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import friends, queries, services
from app.accounts.models import Account
from app.accounts.shapes import PROFILE_FIELDS, Audience, ProfileEdit
from app.core.db import db
from app.core.viewer import Viewer
from tests.factories import make_account, seen_by


@pytest.fixture
def without_friends(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody keep friendships."""
    monkeypatch.delitem(app.extensions, friends.FRIENDS, raising=False)


def _befriend(app: Flask, monkeypatch: pytest.MonkeyPatch, *pair: Account) -> None:
    """Say that two people are friends, and nobody else."""
    ids = [person.id for person in pair]

    def find(account_id: sa.ColumnElement[int] | int) -> sa.Select[int]:
        one = sa.literal(account_id) if isinstance(account_id, int) else account_id
        return sa.select(Account.id).where(Account.id.in_(ids), Account.id != one, one.in_(ids))

    monkeypatch.setitem(app.extensions, friends.FRIENDS, None)
    services.knows_friends(find)(app)


@pytest.mark.usefixtures("without_friends")
def test_where_nobody_keeps_friendships_nobody_has_friends():
    person, other = make_account(), make_account()
    assert queries.friends_among(person.id, [other.id]) == frozenset()
    assert db.session.scalars(queries.friend_ids(person.id)).all() == []


def test_friends_are_those_who_are_told_of(app: Flask, monkeypatch: pytest.MonkeyPatch):
    person, friend, other = (make_account() for _ in range(3))
    _befriend(app, monkeypatch, person, friend)
    assert queries.friends_among(person.id, [friend.id, other.id]) == {friend.id}
    assert queries.friends_among(other.id, [friend.id, person.id]) == frozenset()
    assert queries.friends_among(person.id, []) == frozenset()
    assert db.session.scalars(queries.friend_ids(friend.id)).all() == [person.id]


def test_what_is_for_friends_is_seen_by_friends_only(
    app: Flask, monkeypatch: pytest.MonkeyPatch, queries
):
    person, friend, other = (make_account() for _ in range(3))
    _befriend(app, monkeypatch, person, friend)
    edit = ProfileEdit(
        display_name="Camille",
        sentence="Trésorière le soir",
        audiences=dict.fromkeys(PROFILE_FIELDS, Audience.FRIENDS),
    )
    services.edit_profile(seen_by(person), edit)
    told = {"friend": friend, "other": other, "guest": None, "oneself": person}
    viewers = {name: seen_by(account) for name, account in told.items()}
    with queries(at_most=8):
        shown = {name: _sentence_of(person, viewer) for name, viewer in viewers.items()}
    known = "Trésorière le soir"
    assert shown == {"friend": known, "other": "", "guest": "", "oneself": known}


def _sentence_of(person: Account, viewer: Viewer) -> str:
    """Return the sentence that a viewer reads on somebody's page."""
    return queries.profile(viewer, person.handle).sentence
