"""What nobody finds out: that they were declined, that they are blocked, who has which friends."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.errors import Forbidden
from app.friends import queries, services
from app.friends.enums import RelationshipState
from app.notices import queries as notices
from tests.conftest import ClientFor, statements
from tests.factories import make_account, seen_by
from tests.factories.friends import make_friends
from tests.outsiders import QUERIES, addresses, make_world
from tests.sockets import SocketFor

FATES = ("waits", "declined", "declined twice", "blocked later", "blocked before", "unblocked")
SCRIPT = {"X-Fragment": "1"}
_OWN = re.compile(
    r"(membre)\d+|(hue-)\d+"
    r"|(friends\.relationship:|friend-word-|data-viewer=.|name=.account. value=.)\d+"
)

_THE_SAME = {"home_health.readyz", "home_metrics.metrics", "assets.static_file"}
"""What tells of the program, and grows with every page that is asked for."""


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    """Let the clock stand, for pages tell days."""
    with time_machine.travel(clock.now(), tick=False):
        yield


def _befall(fate: str, asker: Account, asked: Account) -> None:
    """Have the one who was asked do something about it."""
    viewer = seen_by(asked)
    if fate.startswith("declined"):
        services.decline(viewer, asker.id)
    if fate == "declined twice":
        services.decline(viewer, asker.id)
    if fate in {"blocked later", "unblocked"}:
        accounts.block(viewer, asker.handle)
    if fate == "unblocked":
        accounts.unblock(viewer, asker.handle)


def _experience(client_for: ClientFor, fate: str) -> tuple[list[tuple[int, str]], int]:
    """Return all that an asker gets to see, and how many statements reading it took."""
    asker, asked = make_account(display_name="Léa"), make_account(display_name="Karim")
    if fate == "blocked before":
        accounts.block(seen_by(asked), asker.handle)
    client = client_for(asker)
    page, act = f"/membres/{asked.handle}", f"/amis/{asked.handle}"
    seen = [client.post(f"{act}/demander", data={"message": "Bonjour"}, headers=SCRIPT)]
    _befall(fate, asker, asked)
    with statements() as sent:
        seen += [client.get(address) for address in (page, "/amis", f"{act}/demander", "/")]
    seen += [client.post(f"{act}/demander"), client.get(page)]
    seen.append(client.post(f"{act}/accepter", headers=SCRIPT))
    seen += [client.get("/notifications"), client.get("/amis")]
    seen += [client.post(f"{act}/retirer", headers=SCRIPT), client.get(page)]
    seen += [client.get("/amis"), client.post(f"{act}/demander")]
    return [(answer.status_code, _OWN.sub("…", answer.text)) for answer in seen], len(sent)


def test_an_asker_gets_the_same_whatever_became_of_the_request(client_for: ClientFor):
    expected = _experience(client_for, "waits")
    assert "Votre demande est envoyée." in expected[0][0][1]
    for fate in FATES[1:]:
        shown, cost = _experience(client_for, fate)
        for number, (here, there) in enumerate(zip(shown, expected[0], strict=True)):
            assert here == there, (fate, number)
        assert cost == expected[1], fate


@pytest.mark.parametrize("fate", FATES[1:])
def test_who_was_asked_hears_no_more_of_it(client_for: ClientFor, fate: str):
    asker, asked = make_account(display_name="Léa"), make_account()
    if fate == "blocked before":
        accounts.block(seen_by(asked), asker.handle)
    services.ask(seen_by(asker), asked.id)
    _befall(fate, asker, asked)
    assert queries.relationship(seen_by(asked), asker.id).state is RelationshipState.NONE
    assert notices.notice_page(seen_by(asked)).items == ()
    assert "Léa" not in client_for(asked).get("/amis").text


@pytest.mark.parametrize("fate", FATES)
def test_an_asker_hears_nothing_of_what_became_of_the_request(socket_for: SocketFor, fate: str):
    asker, asked = make_account(), make_account()
    if fate == "blocked before":
        accounts.block(seen_by(asked), asker.handle)
    services.ask(seen_by(asker), asked.id)
    socket = socket_for(asker)
    _befall(fate, asker, asked)
    assert socket.heard() == []


def test_a_block_ends_what_there_was_for_both():
    lea, karim, yann = (make_account() for _ in range(3))
    make_friends(lea, karim)
    services.ask(seen_by(lea), yann.id)
    for other in (karim, yann):
        accounts.block(seen_by(lea), other.handle)
        assert queries.relationship(seen_by(lea), other.id).state is RelationshipState.NONE
        assert queries.relationship(seen_by(other), lea.id).state is RelationshipState.NONE
        for act in (services.ask, services.accept):
            with pytest.raises(Forbidden):
                act(seen_by(lea), other.id)


def test_after_a_block_is_lifted_asking_the_one_who_had_asked_makes_friends():
    lea, karim = make_account(), make_account()
    accounts.block(seen_by(karim), lea.handle)
    services.ask(seen_by(lea), karim.id)
    accounts.unblock(seen_by(karim), lea.handle)
    assert services.ask(seen_by(karim), lea.id) is RelationshipState.FRIENDS


@pytest.mark.parametrize("who", ["visitor", "friend of one of them", "administrator"])
def test_the_friendship_of_others_changes_nothing_anywhere(app: Flask, client_for, who: str):
    world = make_world("members")
    owner, other = world.owner, make_account()
    onlooker = None if who == "visitor" else world.outsiders["moderator of the site"]
    if who.startswith("friend"):
        onlooker = make_account()
        make_friends(onlooker, owner)
    client = client_for(onlooker)
    pages = sorted(
        path + query
        for method, rule, path in addresses(app, world)
        if method == "GET" and rule.endpoint not in _THE_SAME
        for query in (QUERIES if not rule.arguments else ("",))
    )
    before = {page: _plain(client.get(page).text) for page in pages}
    make_friends(owner, other)
    services.ask(seen_by(other), make_account().id)
    after = {page: _plain(client.get(page).text) for page in pages}
    assert [page for page in pages if before[page] != after[page]] == []


def _plain(page: str) -> str:
    """Return a page without what is drawn anew for each reading."""
    return re.sub(r'(value|data-once)="[\w-]{16,}"', "", page)
