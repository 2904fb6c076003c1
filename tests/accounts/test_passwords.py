"""Changing a password, and coming back when it is forgotten."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from app.accounts import queries, services
from app.accounts.enums import LinkPurpose
from app.accounts.events import EmailConfirmed, SessionsEnded
from app.accounts.models import Account, OneTimeLink, SignInSession
from app.accounts.secrets import constant_time
from app.accounts.shapes import SignInDevice
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused, NotFound, TooOften
from app.core.viewer import Viewer
from app.mail import services as mail
from app.mail.services import post_letter
from app.mail.shapes import Address
from tests.accounts.people import HERE, OTHER, PASSWORD, confirmation_key, make_member
from tests.factories.accounts import make_session
from tests.factories.mail import letters, link_in


def _viewer(account: Account, session_id: int | None = None) -> Viewer:
    return Viewer(
        account_id=account.id,
        session_id=session_id,
        handle=account.handle,
        display_name=account.display_name,
    )


def _recovery_key() -> str:
    services.ask_recovery("lea@exemple.test", HERE)
    return link_in(letters()[-1]).rpartition("/")[2]


def _session_count() -> int:
    db.session.close()
    return db.session.query(SignInSession).count()


def test_a_new_password_opens_and_the_old_one_does_not():
    account = make_member()
    services.change_password(_viewer(account), PASSWORD, OTHER)
    services.sign_in("lea@exemple.test", OTHER, HERE)
    with pytest.raises(FormRefused):
        services.sign_in("lea@exemple.test", PASSWORD, HERE)
    assert [letter.letter for letter in letters()] == ["password-changed"]


def test_a_new_password_signs_the_other_browsers_out(heard):
    account = make_member()
    make_session(account)
    make_session(account)
    mine = db.session.query(SignInSession).order_by(SignInSession.id).first()
    assert mine is not None
    services.change_password(_viewer(account, mine.id), PASSWORD, OTHER)
    assert _session_count() == 1
    assert len(heard(SessionsEnded)) == 1


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("ce n’est pas le bon", OTHER, "password"),
        (PASSWORD, "court", "new_password"),
        (PASSWORD, "x" * 201, "new_password"),
        (PASSWORD, "motdepasse2026", "new_password"),
        (PASSWORD, "Lea.Moreau.1990", "new_password"),
        (PASSWORD, "lea@exemple.test", "new_password"),
    ],
)
def test_a_wrong_or_weak_password_changes_nothing(current: str, new: str, field: str):
    account = make_member()
    with pytest.raises(FormRefused) as refusal:
        services.change_password(_viewer(account), current, new)
    assert refusal.value.field == field
    services.sign_in("lea@exemple.test", PASSWORD, HERE)


@pytest.mark.usefixtures("with_limits")
def test_the_present_password_is_guessed_ten_times_an_hour_at_most():
    account = make_member()
    for _number in range(10):
        with pytest.raises(FormRefused):
            services.change_password(_viewer(account), "ce n’est pas le bon", OTHER)
    with pytest.raises(TooOften):
        services.change_password(_viewer(account), PASSWORD, OTHER)


def test_the_same_keys_are_the_same_password_on_every_keyboard():
    account = make_member()
    services.change_password(_viewer(account), PASSWORD, "e\u0301te\u0301 sous la véranda")
    services.sign_in("lea@exemple.test", "été sous la véranda", HERE)


def test_a_recovery_link_sets_a_password_once(heard):
    account = make_member(is_confirmed=False)
    make_session(account)
    key = _recovery_key()
    started = services.recover(key, OTHER, HERE)
    assert started.account_id == account.id
    assert _session_count() == 1
    assert heard(EmailConfirmed) == [EmailConfirmed(account_id=account.id)]
    services.sign_in("lea@exemple.test", OTHER, HERE)
    with pytest.raises(NotFound):
        services.recover(key, PASSWORD, HERE)
    assert queries.link_target(key, LinkPurpose.RECOVER) is None


def test_a_weak_password_leaves_the_link_good():
    make_member()
    key = _recovery_key()
    with pytest.raises(FormRefused):
        services.recover(key, "Lea Moreau 1990", HERE)
    services.recover(key, OTHER, HERE)


def test_using_one_link_voids_the_others():
    make_member()
    first, second = _recovery_key(), _recovery_key()
    services.recover(second, OTHER, HERE)
    with pytest.raises(NotFound):
        services.recover(first, OTHER, HERE)


def test_a_recovery_link_lasts_two_hours():
    make_member()
    with time_machine.travel(clock.now(), tick=False) as now:
        key = _recovery_key()
        now.shift(timedelta(hours=2))
        with pytest.raises(NotFound):
            services.recover(key, OTHER, HERE)


def test_a_link_of_another_purpose_recovers_nothing():
    _account, key = confirmation_key()
    with pytest.raises(NotFound):
        services.recover(key, OTHER, HERE)


def test_keys_are_kept_as_hashes_only():
    make_member()
    key = _recovery_key()
    db.session.close()
    assert key not in db.session.query(OneTimeLink).one().key_hash


def test_an_unknown_address_is_no_refusal_and_gets_no_letter():
    services.ask_recovery("personne@exemple.test", HERE)
    services.ask_recovery("pas une adresse", HERE)
    assert letters() == []


@dataclass(slots=True)
class _Watch:
    """A clock on which only letters and waiting take time."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def test_the_answer_takes_as_long_for_known_and_unknown(monkeypatch: pytest.MonkeyPatch):
    watch = _Watch()

    def write(recipient: Address, letter: str, context: dict[str, Any]) -> None:
        watch.sleep(0.2)
        post_letter(recipient, letter, context)

    monkeypatch.setattr(constant_time, "EVEN_SECONDS", 0.5)
    monkeypatch.setattr(constant_time, "time", watch)
    monkeypatch.setattr(mail, "post_letter", write)
    make_member()
    services.ask_recovery("lea@exemple.test", HERE)
    assert watch.seconds == pytest.approx(0.5)
    services.ask_recovery("personne@exemple.test", HERE)
    assert watch.seconds == pytest.approx(1.0)
    assert len(letters()) == 1


@pytest.mark.usefixtures("with_limits")
def test_one_address_is_written_to_three_times_an_hour_and_nobody_can_tell():
    make_member()
    for number in range(6):
        services.ask_recovery("lea@exemple.test", SignInDevice(address=f"192.0.2.{number}"))
    assert len(letters()) == 3


@pytest.mark.usefixtures("with_limits")
def test_one_address_of_the_network_asks_fifteen_times_an_hour():
    for number in range(15):
        services.ask_recovery(f"p{number}@exemple.test", HERE)
    with pytest.raises(TooOften):
        services.ask_recovery("encore@exemple.test", HERE)
