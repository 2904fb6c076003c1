"""Signing up with an address that has an account answers as with one that has none."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.accounts import queries, services
from app.accounts.models import Account
from app.accounts.secrets import passwords
from app.core.db import db
from app.core.errors import FormRefused, TooOften
from app.core.offload import offloaded
from tests.accounts.people import HERE, OTHER, PASSWORD, make_member, newcomer
from tests.factories import seen_by
from tests.factories.mail import letters, link_in

TAKEN, FREE = "lea@exemple.test", "libre@exemple.test"


def _sign_up(client: FlaskClient, email: str) -> Account:
    typed = {
        "display_name": "Zoé Dupré",
        "email": email,
        "password": OTHER,
        "accept_rules": "y",
    }
    response = client.post("/inscription", data=typed)
    assert (response.status_code, response.headers["Location"]) == (303, "/bienvenue")
    return db.session.query(Account).order_by(Account.id.desc()).limit(1).one()


def _pages(client: FlaskClient, email: str, account: Account) -> list[str]:
    """What the newcomer is shown, without what is theirs."""
    paths = ("/bienvenue", "/parametres", "/parametres/adresse", f"/membres/{account.handle}")
    own = (
        email,
        account.handle,
        f'"{account.id}"',
        f"hue-{queries.hue_of(account.id)}",
    )
    shown = []
    for path in paths:
        page = client.get(path).get_data(as_text=True)
        for word in own:
            page = page.replace(word, "…")
        shown.append(page)
    return shown


def test_sign_up_shows_the_same_for_an_address_that_has_an_account(client_for):
    make_member()
    free, taken = client_for(None), client_for(None)
    first, second = _sign_up(free, FREE), _sign_up(taken, TAKEN)
    assert _pages(free, FREE, first) == _pages(taken, TAKEN, second)
    for client, email in ((free, FREE), (taken, TAKEN)):
        again = {"email": email, "password": OTHER}
        assert client.post("/parametres/adresse", data=again).status_code == 422
        assert client.post("/confirmation").status_code == 303
        assert client.post("/deconnexion").status_code == 303
        assert client.post("/connexion", data=again).status_code == 303


def test_the_owner_is_written_to_and_keeps_the_address(client_for):
    owner = make_member()
    claimant = _sign_up(client_for(None), TAKEN)
    assert [(one.letter, one.email) for one in letters()] == [("known", TAKEN)]
    assert claimant.email is None
    assert services.sign_in(TAKEN, PASSWORD, HERE).account_id == owner.id
    assert queries.recipient(claimant.id) is None
    services.recover(link_in(letters()[0]).rpartition("/")[2], "quatre autres mots ici", HERE)
    assert services.sign_in(TAKEN, "quatre autres mots ici", HERE).account_id == owner.id


def test_an_owner_who_forgot_and_types_the_right_password_comes_in():
    owner = make_member()
    started = services.open_account(newcomer(handle="lea-encore"), HERE)
    assert started.account_id == owner.id
    assert letters() == []


@pytest.mark.parametrize("email", [TAKEN, FREE])
def test_as_many_passwords_are_tried_whatever_the_address(email: str, monkeypatch):
    make_member()
    tried: list[str] = []

    def count(act: Callable[..., object], *typed: str) -> object:
        tried.append(act.__name__)
        return offloaded(act, *typed)

    monkeypatch.setattr(passwords, "offloaded", count)
    services.open_account(newcomer(handle="autre", email=email, password=OTHER), HERE)
    assert tried == ["_is_right", "hash"]
    tried.clear()
    with pytest.raises(FormRefused):
        services.sign_in(email, "aucun de ces deux mots", HERE)
    assert tried == ["_is_right", "_is_right"]


@pytest.mark.usefixtures("with_limits")
def test_nobodys_mailbox_is_filled_and_no_password_guessed_by_signing_up():
    make_member()
    for number in range(10):
        typed = newcomer(handle=f"autre-{number}", password=OTHER)
        services.open_account(typed, HERE)
    assert len(letters()) == 3
    with pytest.raises(TooOften):
        services.open_account(newcomer(handle="encore", password=OTHER), HERE)


def test_whoever_claims_an_address_may_take_another():
    make_member()
    claimant = services.open_account(newcomer(handle="autre", password=OTHER), HERE).account_id
    person = db.session.get_one(Account, claimant)
    services.ask_move(seen_by(person), FREE, OTHER)
    services.move(link_in(letters()[-1]).rpartition("/")[2], viewer=seen_by(person))
    assert queries.recipient(claimant) is not None
    assert services.sign_in(FREE, OTHER, HERE).account_id == claimant
