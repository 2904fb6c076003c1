"""Proving an address, and changing it."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts import queries, services
from app.accounts.events import EmailConfirmed, SessionsEnded
from app.accounts.models import Account, SignInSession
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused, NotFound, SignInNeeded, TooOften
from app.core.viewer import GUEST
from tests.accounts.people import HERE, OTHER, PASSWORD, make_member, newcomer
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session
from tests.factories.mail import letters, link_in


def _last_key() -> str:
    return link_in(letters()[-1]).rpartition("/")[2]


def _move_key(account: Account, email: str = "nouvelle@exemple.test") -> str:
    services.ask_move(seen_by(account), email, PASSWORD)
    return _last_key()


def test_the_link_of_the_first_letter_confirms_and_twice_is_no_error(heard):
    account_id = services.open_account(newcomer(), HERE).account_id
    assert queries.recipient(account_id) is None
    key = _last_key()
    services.confirm(key)
    services.confirm(key)
    recipient = queries.recipient(account_id)
    assert recipient is not None
    assert (recipient.email, recipient.address.name) == ("lea@exemple.test", "Léa Moreau")
    assert heard(EmailConfirmed) == [EmailConfirmed(account_id=account_id)]


@pytest.mark.parametrize("key", ["", "x", "é" * 43])
def test_an_invented_key_confirms_nothing(key: str):
    with pytest.raises(NotFound):
        services.confirm(key)


def test_a_confirmation_link_lasts_a_week():
    with time_machine.travel(clock.now(), tick=False) as now:
        services.open_account(newcomer(), HERE)
        key = _last_key()
        now.shift(timedelta(days=7))
        with pytest.raises(NotFound):
            services.confirm(key)


def test_the_letter_comes_again_until_the_address_is_confirmed():
    account = make_member(is_confirmed=False)
    services.ask_confirmation(seen_by(account))
    services.confirm(_last_key())
    services.ask_confirmation(seen_by(account))
    assert len(letters()) == 1
    with pytest.raises(SignInNeeded):
        services.ask_confirmation(GUEST)


@pytest.mark.usefixtures("with_limits")
def test_the_letter_comes_again_four_times_an_hour_at_most():
    account = make_member(is_confirmed=False)
    for _number in range(4):
        services.ask_confirmation(seen_by(account))
    with pytest.raises(TooOften):
        services.ask_confirmation(seen_by(account))


def test_a_new_address_takes_effect_when_it_is_proved(heard):
    account = make_member()
    make_session(account)
    key = _move_key(account)
    services.sign_in("lea@exemple.test", PASSWORD, HERE)
    services.move(key, viewer=GUEST)
    services.sign_in("nouvelle@exemple.test", PASSWORD, HERE)
    with pytest.raises(FormRefused):
        services.sign_in("lea@exemple.test", PASSWORD, HERE)
    assert [letter.letter for letter in letters()] == ["move-asked", "move", "moved"]
    old, new = "lea@exemple.test", "nouvelle@exemple.test"
    assert [letter.email for letter in letters()] == [old, new, old]
    assert len(heard(SessionsEnded)) == 1
    with pytest.raises(NotFound):
        services.move(key, viewer=GUEST)


def test_moving_signs_out_all_browsers_but_this_one():
    account = make_member()
    make_session(account)
    make_session(account)
    key = _move_key(account)
    mine = db.session.query(SignInSession).order_by(SignInSession.id).first()
    assert mine is not None
    viewer = seen_by(account)
    services.move(key, viewer=type(viewer)(account_id=account.id, session_id=mine.id))
    db.session.close()
    assert [row.id for row in db.session.query(SignInSession)] == [mine.id]


def test_links_to_the_old_address_die_with_the_move():
    account = make_member()
    services.ask_recovery("lea@exemple.test", HERE)
    recovery = _last_key()
    services.move(_move_key(account), viewer=GUEST)
    with pytest.raises(NotFound):
        services.recover(recovery, OTHER, HERE)


def test_only_the_last_address_asked_for_can_be_proved():
    account = make_member()
    first = _move_key(account, "une@exemple.test")
    second = _move_key(account, "deux@exemple.test")
    with pytest.raises(NotFound):
        services.move(first, viewer=GUEST)
    services.move(second, viewer=GUEST)


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("nouvelle@exemple.test", "ce n’est pas le bon", "password"),
        ("pas une adresse", PASSWORD, "email"),
        ("LEA@exemple.test", PASSWORD, "email"),
    ],
)
def test_a_move_that_cannot_be_is_refused(email: str, password: str, field: str):
    account = make_member()
    with pytest.raises(FormRefused) as refusal:
        services.ask_move(seen_by(account), email, password)
    assert refusal.value.field == field
    assert letters() == []


def test_the_answer_does_not_say_whether_another_account_has_the_address():
    account, owner = make_member(), make_account(handle="prise")
    services.ask_move(seen_by(account), "prise@exemple.test", PASSWORD)
    assert [(one.letter, one.email) for one in letters()] == [
        ("move-asked", account.email),
        ("known", owner.email),
    ]


def test_an_address_that_was_taken_meanwhile_is_refused():
    account = make_member()
    key = _move_key(account, "prise@exemple.test")
    make_account(handle="prise")
    with pytest.raises(FormRefused):
        services.move(key, viewer=GUEST)
    services.sign_in("lea@exemple.test", PASSWORD, HERE)
