"""At the same moment, on PostgreSQL: never half a friendship, never anything but an answer."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core.db import db
from app.core.errors import DomainError
from app.core.viewer import Viewer
from app.friends import queries, services
from app.friends.enums import RelationshipState, RequestState
from app.friends.models import FriendRequest, Friendship
from app.notices import queries as notices
from tests.factories import make_account, seen_by
from tests.factories.friends import make_friends
from tests.factories.groups import make_group
from tests.postgres import app_on_postgres

pytestmark = pytest.mark.no_app
Act = Callable[[], object]


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


def at_once(app: Flask, acts: Sequence[Act]) -> None:
    """Do all of it at the same moment; a refusal is an answer, anything else is not."""

    def do(act: Act) -> None:
        with app.app_context():
            try:
                act()
            except DomainError:
                pass
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as people:
        list(people.map(do, acts))
    db.session.close()


def pairs() -> set[tuple[int, int]]:
    """Return the friendships, each of which has its other half."""
    found = {
        (row.account_id, row.friend_id)
        for row in db.session.execute(sa.select(Friendship.account_id, Friendship.friend_id))
    }
    assert found == {(friend, person) for person, friend in found}
    return found


def waiting() -> set[tuple[int, int]]:
    """Return who waits for whom."""
    asked = FriendRequest.asker_id, FriendRequest.asked_id
    wanted = sa.select(*asked).where(FriendRequest.state == RequestState.WAITING)
    return {(asker, other) for asker, other in db.session.execute(wanted)}


def two() -> tuple[Account, Account, Viewer, Viewer]:
    """Return two people, and how they look."""
    lea, karim = make_account(), make_account()
    return lea, karim, seen_by(lea), seen_by(karim)


def test_two_who_ask_each_other_at_once_are_friends(pg_app: Flask):
    for _time in range(5):
        lea, karim, hers, his = two()
        ask_him, ask_her = partial(services.ask, hers, karim.id), partial(services.ask, his, lea.id)
        at_once(pg_app, [ask_him, ask_her] * 3)
        assert (lea.id, karim.id) in pairs()
    assert waiting() == set()


def test_twenty_who_ask_the_same_person_all_wait_and_are_all_accepted(pg_app: Flask):
    person, askers = make_account(), [make_account() for _ in range(20)]
    viewer = seen_by(person)
    at_once(pg_app, [partial(services.ask, seen_by(one), person.id) for one in askers])
    assert waiting() == {(one.id, person.id) for one in askers}
    at_once(pg_app, [partial(services.accept, viewer, one.id) for one in askers] * 2)
    assert len(pairs()) == 40


def test_what_is_accepted_while_it_is_taken_back_is_whole_or_nothing(pg_app: Flask):
    for _time in range(5):
        lea, karim, hers, his = two()
        services.ask(hers, karim.id)
        accept, leave = (
            partial(services.accept, his, lea.id),
            partial(services.leave, hers, karim.id),
        )
        at_once(pg_app, [accept, leave, accept, leave])
        pairs()
        assert queries.relationship(his, lea.id).state in {
            RelationshipState.FRIENDS,
            RelationshipState.NONE,
        }


def test_a_friendship_ended_by_both_at_once_is_gone(pg_app: Flask):
    lea, karim, hers, his = two()
    make_friends(lea, karim)
    acts = [partial(services.leave, hers, karim.id), partial(services.leave, his, lea.id)]
    at_once(pg_app, acts * 3)
    assert pairs() == set()


@pytest.mark.parametrize("how", ["block", "close"])
def test_nothing_outlives_a_block_or_a_closed_account(pg_app: Flask, how: str):
    lea, karim, hers, his = two()
    services.ask(hers, karim.id)
    ends: dict[str, Act] = {
        "block": partial(accounts.block, his, lea.handle),
        "close": partial(accounts.close, his, karim.id),
    }
    acts: list[Act] = [
        partial(services.accept, his, lea.id),
        ends[how],
        partial(services.ask, hers, karim.id),
        partial(services.ask, his, lea.id),
    ]
    at_once(pg_app, acts * 2)
    assert pairs() == set()
    assert waiting() == set()


@pytest.mark.usefixtures("pg_app")
def test_what_is_asked_of_the_database_is_understood_there_too():
    lea, karim, hers, his = two()
    yann, awa = make_account(), make_account()
    make_group(members=(lea, awa))
    make_friends(lea, karim)
    services.ask(seen_by(yann), lea.id, message="Bonjour")
    page = queries.friends_page(hers)
    assert [item.face.id for item in page.friends.items] == [karim.id]
    assert [(item.face.id, item.message) for item in page.received] == [(yann.id, "Bonjour")]
    assert [item.face.id for item in page.suggested] == [awa.id]
    services.accept(hers, yann.id)
    assert len(notices.notice_page(seen_by(yann)).items) == 1
    services.purge()
    services.sweep()
    accounts.close(his, karim.id)
    assert pairs() == {(lea.id, yann.id), (yann.id, lea.id)}


def test_five_people_who_do_everything_at_once_stay_in_pairs(pg_app: Flask):
    people = [seen_by(make_account()) for _ in range(5)]
    acts: list[Act] = []
    for one, other in combinations(people, 2):
        for act in (services.ask, services.accept, services.leave, services.decline):
            acts += [partial(act, one, other.known_id), partial(act, other, one.known_id)]
    for start in range(0, len(acts), 20):
        at_once(pg_app, acts[start : start + 20])
        pairs()
