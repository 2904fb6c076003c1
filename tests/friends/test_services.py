"""Asking, accepting, declining, taking back, ending."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound, SignInNeeded, Suspended, TooOften
from app.core.viewer import GUEST
from app.friends import queries, services
from app.friends.enums import RelationshipState, RequestState
from app.friends.models import FriendRequest, Friendship
from tests.factories import make_account, seen_by
from tests.factories.friends import make_friends, make_request


@pytest.fixture
def lea() -> Account:
    """Return somebody who asks."""
    return make_account(display_name="Léa")


@pytest.fixture
def karim() -> Account:
    """Return somebody who is asked."""
    return make_account(display_name="Karim")


def rows() -> set[tuple[int, int]]:
    """Return all friendships."""
    return {
        (row.account_id, row.friend_id)
        for row in db.session.execute(sa.select(Friendship.account_id, Friendship.friend_id))
    }


def state(viewer: Account, other: Account) -> RelationshipState:
    """Return what somebody is to somebody."""
    return queries.relationship(seen_by(viewer), other.id).state


def request_of(asker: Account) -> FriendRequest:
    """Return the request that somebody made."""
    db.session.expire_all()
    return db.session.scalars(
        sa.select(FriendRequest).where(FriendRequest.asker_id == asker.id)
    ).one()


def test_a_request_that_is_accepted_makes_two_friends(lea, karim):
    assert (
        services.ask(seen_by(lea), karim.id, message="  On était  à la fête. ")
        is RelationshipState.ASKED
    )
    assert (state(lea, karim), state(karim, lea)) == (
        RelationshipState.ASKED,
        RelationshipState.ASKED_BY,
    )
    assert queries.relationship(seen_by(karim), lea.id).message == "On était à la fête."
    services.accept(seen_by(karim), lea.id)
    services.accept(seen_by(karim), lea.id)
    assert (state(lea, karim), state(karim, lea)) == (
        RelationshipState.FRIENDS,
        RelationshipState.FRIENDS,
    )
    assert rows() == {(lea.id, karim.id), (karim.id, lea.id)}
    assert request_of(lea).message == ""


def test_who_asks_somebody_who_asked_is_a_friend_at_once(lea, karim):
    services.ask(seen_by(lea), karim.id)
    assert services.ask(seen_by(karim), lea.id) is RelationshipState.FRIENDS
    assert len(rows()) == 2


def test_who_declined_and_then_asks_is_a_friend_at_once(lea, karim):
    services.ask(seen_by(lea), karim.id)
    services.decline(seen_by(karim), lea.id)
    assert state(karim, lea) is RelationshipState.NONE
    assert services.ask(seen_by(karim), lea.id) is RelationshipState.FRIENDS


def test_friendships_that_are_brought_in_are_whole_and_release_nothing(lea, karim):
    services.import_friends([(lea.id, karim.id)], at=clock.now())
    assert rows() == {(lea.id, karim.id), (karim.id, lea.id)}
    released = db.session.scalars(sa.select(Friendship.released_at))
    assert None not in released.all()


def test_asking_a_friend_changes_nothing(lea, karim):
    make_friends(lea, karim)
    assert services.ask(seen_by(lea), karim.id) is RelationshipState.FRIENDS
    assert len(rows()) == 2


def test_a_second_click_changes_nothing(lea, karim):
    services.ask(seen_by(lea), karim.id, message="Bonjour")
    before = request_of(lea).asked_at
    with time_machine.travel(clock.now() + timedelta(days=29), tick=False):
        assert (
            services.ask(seen_by(lea), karim.id, message="Autre chose") is RelationshipState.ASKED
        )
    assert (request_of(lea).asked_at, request_of(lea).message) == (before, "Bonjour")


@pytest.mark.parametrize("fate", ["waiting", "declined", "withdrawn", "accepted"])
def test_one_may_ask_again_after_thirty_days_whatever_became_of_it(lea, karim, fate):
    make_request(lea, karim, state=fate, asked_at=clock.now() - timedelta(days=30))
    assert services.ask(seen_by(lea), karim.id, message="Encore moi") is RelationshipState.ASKED
    assert request_of(lea).state is RequestState.WAITING
    assert state(karim, lea) is RelationshipState.ASKED_BY


@pytest.mark.parametrize("fate", ["withdrawn", "accepted"])
def test_before_thirty_days_what_was_taken_back_is_not_asked_again(lea, karim, fate):
    make_request(lea, karim, state=fate, asked_at=clock.now() - timedelta(days=29))
    with pytest.raises(FormRefused):
        services.ask(seen_by(lea), karim.id)
    assert state(karim, lea) is RelationshipState.NONE


def test_taking_back_leaves_nothing_to_accept(lea, karim):
    services.ask(seen_by(lea), karim.id)
    assert services.leave(seen_by(lea), karim.id) is RelationshipState.ASKED
    assert services.leave(seen_by(lea), karim.id) is RelationshipState.NONE
    assert (state(lea, karim), state(karim, lea)) == (
        RelationshipState.NONE,
        RelationshipState.NONE,
    )
    with pytest.raises(NotFound):
        services.accept(seen_by(karim), lea.id)
    assert rows() == set()


def test_either_ends_a_friendship_and_ending_twice_is_once(lea, karim):
    make_friends(lea, karim)
    assert services.leave(seen_by(karim), lea.id) is RelationshipState.FRIENDS
    assert services.leave(seen_by(lea), karim.id) is RelationshipState.NONE
    assert rows() == set()


def test_declining_without_a_request_changes_nothing(lea, karim):
    services.decline(seen_by(karim), lea.id)
    make_friends(lea, karim)
    services.decline(seen_by(karim), lea.id)
    assert len(rows()) == 2


@pytest.mark.parametrize("act", [services.ask, services.accept])
def test_nobody_is_a_friend_of_themselves(lea, act):
    with pytest.raises(Forbidden):
        act(seen_by(lea), lea.id)


@pytest.mark.parametrize("act", [services.ask, services.accept, services.decline, services.leave])
def test_visitors_sign_in_first_and_nobody_is_not_found(lea, act):
    with pytest.raises(SignInNeeded):
        act(GUEST, lea.id)
    with pytest.raises(NotFound):
        act(seen_by(lea), 10**15)


def test_the_suspended_only_decline_and_take_back(lea):
    suspended = make_account(suspended_until=clock.now() + timedelta(days=1))
    make_request(lea, suspended)
    for act in (services.ask, services.accept):
        with pytest.raises(Suspended):
            act(seen_by(suspended), lea.id)
    services.decline(seen_by(suspended), lea.id)
    make_friends(lea, suspended)
    assert services.leave(seen_by(suspended), lea.id) is RelationshipState.FRIENDS


@pytest.mark.parametrize("message", ["x" * 301, "retour\u202e"])
def test_a_sentence_that_is_too_long_or_unseen_is_refused(lea, karim, message):
    with pytest.raises(FormRefused) as refusal:
        services.ask(seen_by(lea), karim.id, message=message)
    assert refusal.value.field == "message"
    assert state(lea, karim) is RelationshipState.NONE


@pytest.mark.usefixtures("with_limits")
def test_twenty_people_are_asked_in_a_day(lea):
    for _number in range(20):
        services.ask(seen_by(lea), make_account().id)
    with pytest.raises(TooOften):
        services.ask(seen_by(lea), make_account().id)


def test_a_closed_account_leaves_neither_friends_nor_requests(lea, karim):
    other = make_account()
    make_friends(lea, karim)
    services.ask(seen_by(lea), other.id)
    make_request(make_account(), lea)
    accounts.close(seen_by(lea), lea.id)
    assert rows() == set()
    assert db.session.scalars(sa.select(FriendRequest.id)).all() == []
    with pytest.raises(NotFound):
        services.ask(seen_by(karim), lea.id)


@pytest.mark.parametrize(
    ("fate", "days", "stays"),
    [
        ("waiting", 364, True),
        ("waiting", 366, False),
        ("declined", 364, True),
        ("declined", 366, False),
        ("withdrawn", 29, True),
        ("withdrawn", 31, False),
        ("accepted", 366, True),
    ],
)
def test_requests_are_let_go_of_in_time(lea, karim, fate, days, stays):
    make_request(lea, karim, state=fate, asked_at=clock.now() - timedelta(days=days))
    services.purge()
    assert bool(db.session.scalars(sa.select(FriendRequest.id)).all()) is stays


def test_an_accepted_request_goes_with_the_notice_that_told_of_it(lea, karim):
    make_request(lea, karim, state="accepted")
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        services.purge()
    assert db.session.scalars(sa.select(FriendRequest.id)).all() == []
