"""What happens when somebody else is quicker by a moment."""

from collections.abc import Callable

import pytest

from app.accounts import services
from app.accounts.models import Account
from app.accounts.services import passwords, registration, sessions
from app.core.db import db
from app.core.errors import FormRefused, NotFound
from app.core.transaction import atomic
from tests.accounts.people import HERE, OTHER, PASSWORD, confirmation_key, make_member, newcomer
from tests.factories import make_account, seen_by
from tests.factories.mail import letters, link_in

Meanwhile = Callable[[object, str, Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Return a way to let something happen just before a function of a module does its work."""

    def arrange(module: object, name: str, happen: Callable[[], object]) -> None:
        act, waiting = getattr(module, name), [happen]

        def be_slower(*args: object, **kwargs: object) -> object:
            if waiting:
                waiting.pop()()
            return act(*args, **kwargs)

        monkeypatch.setattr(module, name, be_slower)

    return arrange


def _recovery_key() -> str:
    services.ask_recovery("lea@exemple.test", HERE)
    return link_in(letters()[-1]).rpartition("/")[2]


def _move_away(account: Account) -> None:
    with atomic() as session:
        session.get_one(Account, account.id).email = "ailleurs@exemple.test"


def test_a_link_to_an_address_that_the_account_left_opens_nothing(meanwhile):
    account = make_member()
    key = _recovery_key()
    meanwhile(passwords, "hash_password", lambda: _move_away(account))
    with pytest.raises(NotFound):
        services.recover(key, OTHER, HERE)


def test_a_link_to_an_address_that_the_account_left_confirms_nothing():
    account, key = confirmation_key()
    _move_away(account)
    with pytest.raises(NotFound):
        services.confirm(key)
    assert db.session.get_one(Account, account.id).email_confirmed_at is None


def test_a_link_used_in_another_window_is_told_as_expired(client_for, meanwhile):
    make_member()
    key = _recovery_key()
    address = f"/mot-de-passe/{key}"
    there = client_for(None)
    meanwhile(passwords, "hash_password", lambda: there.post(address, data={"password": OTHER}))
    answer = client_for(None).post(address, data={"password": "encore trois mots rares"})
    assert answer.status_code == 404
    services.sign_in("lea@exemple.test", OTHER, HERE)


def test_a_password_changed_while_one_signs_in_opens_nothing(meanwhile):
    viewer = seen_by(make_member())
    meanwhile(sessions, "is_outdated", lambda: services.change_password(viewer, PASSWORD, OTHER))
    with pytest.raises(FormRefused, match="changé"):
        services.sign_in("lea@exemple.test", PASSWORD, HERE)
    services.sign_in("lea@exemple.test", OTHER, HERE)


def test_two_people_who_want_the_same_handle_at_once_get_one_account_and_one_sentence(meanwhile):
    def take() -> None:
        make_account(handle="lea")

    meanwhile(registration, "hash_password", take)
    with pytest.raises(FormRefused) as refusal:
        services.open_account(newcomer(), HERE)
    assert refusal.value.field == "handle"
    assert db.session.query(Account).filter_by(handle="lea").count() == 1
