"""Signing in and out: who comes in, who is kept waiting, which browsers stay."""

import time
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher

from app.accounts import queries, services
from app.accounts.events import SessionsEnded
from app.accounts.models import Account, SignInSession
from app.accounts.secrets import passwords
from app.accounts.shapes import SignInDevice
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused, NotFound, SignInNeeded, TooOften
from app.core.transaction import atomic
from app.core.viewer import GUEST, Viewer
from tests.accounts.people import HERE, PASSWORD, make_member
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session


def _viewer(account: Account, session_id: int) -> Viewer:
    return Viewer(account_id=account.id, session_id=session_id, handle=account.handle)


def _session_ids(account: Account) -> list[int]:
    db.session.close()
    known = db.session.query(SignInSession).filter_by(account_id=account.id)
    return [row.id for row in known.order_by(SignInSession.id)]


@pytest.mark.parametrize("typed", ["lea@exemple.test", " LEA@EXEMPLE.test "])
def test_the_right_password_opens_a_session(typed: str):
    account = make_member()
    started = services.sign_in(typed, PASSWORD, HERE)
    assert started.account_id == account.id
    assert len(_session_ids(account)) == 1


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("lea@exemple.test", "trois mots bizarres"),
        ("lea@exemple.test", ""),
        ("personne@exemple.test", PASSWORD),
        ("pas une adresse", PASSWORD),
        ("lea@exemple.test\x00", PASSWORD.upper()),
    ],
)
def test_everything_else_is_refused_with_one_sentence(email: str, password: str):
    make_member()
    with pytest.raises(FormRefused) as refusal:
        services.sign_in(email, password, HERE)
    assert refusal.value.sentence == "Cette adresse et ce mot de passe ne vont pas ensemble."


def test_a_closed_account_stays_closed():
    account = make_member()
    services.close(seen_by(account), account.id)
    with pytest.raises(FormRefused):
        services.sign_in("lea@exemple.test", PASSWORD, HERE)


@pytest.mark.usefixtures("real_cost")
def test_an_unknown_address_takes_as_long_as_a_wrong_password():
    make_member()

    def seconds(email: str) -> float:
        begun = time.thread_time()
        with pytest.raises(FormRefused):
            services.sign_in(email, "quelque chose d’autre", HERE)
        return time.thread_time() - begun

    seconds("personne@exemple.test")
    known = min(seconds("lea@exemple.test") for _ in range(3))
    unknown = min(seconds("personne@exemple.test") for _ in range(3))
    assert 0.5 < unknown / known < 2


def test_a_hash_of_other_parameters_is_renewed():
    account = make_member()
    weak = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with atomic() as session:
        session.get_one(Account, account.id).password_hash = weak
    services.sign_in("lea@exemple.test", PASSWORD, HERE)
    db.session.close()
    renewed = db.session.get_one(Account, account.id).password_hash
    assert renewed != weak
    assert not passwords.is_outdated(renewed or "")
    services.sign_in("lea@exemple.test", PASSWORD, HERE)


@pytest.mark.usefixtures("with_limits")
def test_one_account_is_guessed_ten_times_at_most():
    make_member()
    for number in range(10):
        with pytest.raises(FormRefused):
            services.sign_in("LEA@exemple.test", f"essai numéro {number}", HERE)
    with pytest.raises(TooOften) as refusal:
        services.sign_in("lea@exemple.test", PASSWORD, HERE)
    assert 0 < refusal.value.retry_after_seconds <= 15 * 60


@pytest.mark.usefixtures("with_limits")
def test_one_household_guesses_sixty_times_at_most_whichever_address_it_takes():
    for number in range(60):
        device = SignInDevice(address=f"2001:db8:1:2::{number:x}")
        with pytest.raises(FormRefused):
            services.sign_in(f"p{number}@exemple.test", "un essai", device)
    with pytest.raises(TooOften):
        services.sign_in(
            "encore@exemple.test", "un essai", SignInDevice(address="2001:db8:1:2:3::")
        )
    with pytest.raises(FormRefused):
        services.sign_in("encore@exemple.test", "un essai", SignInDevice(address="2001:db8:1:3::"))


@pytest.mark.usefixtures("with_limits")
def test_coming_in_begins_the_count_anew():
    make_member()
    for _round in range(3):
        for number in range(9):
            with pytest.raises(FormRefused):
                services.sign_in("lea@exemple.test", f"essai numéro {number}", HERE)
        services.sign_in("lea@exemple.test", PASSWORD, HERE)


@pytest.mark.usefixtures("with_limits")
def test_one_address_of_the_network_tries_sixty_accounts_at_most():
    for number in range(60):
        with pytest.raises(FormRefused):
            services.sign_in(f"p{number}@exemple.test", "", HERE)
    with pytest.raises(TooOften):
        services.sign_in("encore@exemple.test", "", HERE)


def test_signing_out_ends_this_browser_only(heard):
    account = make_account()
    make_session(account)
    make_session(account)
    first, second = _session_ids(account)
    services.sign_out(_viewer(account, first))
    services.sign_out(_viewer(account, first))
    services.sign_out(GUEST)
    assert _session_ids(account) == [second]
    assert heard(SessionsEnded) == [SessionsEnded(account_id=account.id, session_ids=(first,))]


def test_browsers_are_listed_and_ended_by_their_person_only():
    account, stranger = make_account(), make_account()
    for who in (account, account, stranger):
        make_session(who)
    first, second = _session_ids(account)
    viewer = _viewer(account, second)
    assert [(s.id, s.is_this_one) for s in queries.open_sessions(viewer)] == [
        (second, True),
        (first, False),
    ]
    with pytest.raises(NotFound):
        services.end_session(viewer, _session_ids(stranger)[0])
    services.end_session(viewer, first)
    with pytest.raises(NotFound):
        services.end_session(viewer, first)
    assert _session_ids(account) == [second]
    assert len(_session_ids(stranger)) == 1


def test_all_the_others_are_ended_at_once():
    account, stranger = make_account(), make_account()
    for who in (account, account, account, stranger):
        make_session(who)
    kept = _session_ids(account)[1]
    services.end_other_sessions(_viewer(account, kept))
    assert _session_ids(account) == [kept]
    assert len(_session_ids(stranger)) == 1
    with pytest.raises(SignInNeeded):
        services.end_other_sessions(GUEST)


def test_use_is_noted_once_an_hour():
    account = make_account()
    seen = []
    with time_machine.travel(clock.now(), tick=False) as now:
        make_session(account)
        (session_id,) = _session_ids(account)
        for minutes in (30, 40, 30):
            now.shift(timedelta(minutes=minutes))
            services.bump_seen(session_id)
            db.session.close()
            seen.append(clock.now() - db.session.get_one(SignInSession, session_id).seen_at)
    assert seen == [timedelta(minutes=30), timedelta(0), timedelta(minutes=30)]
