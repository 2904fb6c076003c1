"""Who is told of requests and of friendships, and for how long."""

from datetime import timedelta

import time_machine

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.subjects import SubjectRef, find_visible
from app.friends import queries, services
from app.notices import queries as notices
from tests.factories import make_account, seen_by
from tests.factories.friends import make_friends, make_request

ASKS = "Léa souhaite devenir votre ami·e."
MADE = "Karim et vous êtes maintenant ami·e·s."


def told(person: Account) -> list[tuple[str, str]]:
    """Return what somebody is told, and where it leads."""
    return [(line.text, line.url) for line in notices.notice_page(seen_by(person)).items]


def two() -> tuple[Account, Account]:
    """Return two people."""
    return make_account(display_name="Léa"), make_account(display_name="Karim")


def test_who_is_asked_is_told_until_they_answer_and_then_the_asker_is():
    lea, karim = two()
    services.ask(seen_by(lea), karim.id)
    assert told(karim) == [(ASKS, "/amis")]
    services.accept(seen_by(karim), lea.id)
    assert told(karim) == []
    assert told(lea) == [(MADE, f"/membres/{karim.handle}")]


def test_what_is_declined_or_taken_back_is_told_no_more_and_to_nobody():
    for end in ("decline", "leave", "block"):
        lea, karim = two()
        services.ask(seen_by(lea), karim.id)
        if end == "decline":
            services.decline(seen_by(karim), lea.id)
        elif end == "leave":
            services.leave(seen_by(lea), karim.id)
        else:
            accounts.block(seen_by(karim), lea.handle)
        assert (told(karim), told(lea)) == ([], [])


def test_a_request_made_again_is_told_once_more_and_once_only():
    lea, karim = two()
    services.ask(seen_by(lea), karim.id)
    with time_machine.travel(clock.now() + timedelta(days=30), tick=False):
        services.ask(seen_by(lea), karim.id)
        assert told(karim) == [(ASKS, "/amis")]


def test_the_end_of_a_friendship_takes_its_notice_back_and_makes_none():
    lea, karim = two()
    services.ask(seen_by(lea), karim.id)
    services.accept(seen_by(karim), lea.id)
    services.leave(seen_by(karim), lea.id)
    assert (told(karim), told(lea)) == ([], [])


def test_what_comes_from_a_closed_account_is_told_no_more():
    lea, karim = two()
    services.ask(seen_by(lea), karim.id)
    accounts.close(seen_by(lea), lea.id)
    assert told(karim) == []


def test_requests_and_friendships_are_seen_by_those_whom_they_concern():
    lea, karim = two()
    waits = SubjectRef(queries.REQUEST, make_request(lea, karim).id)
    other = make_account()
    lasts = SubjectRef(queries.FRIENDSHIP, make_request(karim, other, state="accepted").id)
    make_friends(karim, other)
    ended = SubjectRef(queries.FRIENDSHIP, make_request(other, lea, state="accepted").id)
    refs = [waits, lasts, ended]
    seen = {name: set(find_visible(seen_by(one), refs)) for name, one in _people(lea, karim, other)}
    assert seen == {"lea": set(), "karim": {waits, lasts}, "other": {lasts}, "visitor": set()}


def _people(lea: Account, karim: Account, other: Account) -> tuple[tuple[str, Account | None], ...]:
    """Return people by name."""
    return ("lea", lea), ("karim", karim), ("other", other), ("visitor", None)
