"""Every change of credentials revokes every link that was asked for before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts import services
from app.accounts.models import Account, OneTimeLink, SignInSession
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused
from app.core.transaction import atomic
from app.core.viewer import Right
from tests.accounts.people import HERE, OTHER, PASSWORD, make_member
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session
from tests.factories.mail import letters, link_in

Change = Callable[[Account], object]
NEW = "nouvelle@exemple.test"


def _sent(letter: str) -> str:
    return next(link_in(one) for one in reversed(letters()) if one.letter == letter)


def _ask_confirmation(account: Account) -> str:
    services.ask_confirmation(seen_by(account))
    return _sent("confirm")


def _ask_recovery(_account: Account) -> str:
    services.ask_recovery("lea@exemple.test", HERE)
    return _sent("recover")


def _ask_move(account: Account) -> str:
    services.ask_move(seen_by(account), NEW, PASSWORD)
    return _sent("move")


def _ask_move_to_stop(account: Account) -> str:
    services.ask_move(seen_by(account), NEW, PASSWORD)
    return _sent("move-asked")


def _be_known(_account: Account) -> str:
    thief = make_member(handle="autre")
    services.ask_move(seen_by(thief), "lea@exemple.test", PASSWORD)
    return _sent("known")


PENDING = (_ask_confirmation, _ask_recovery, _ask_move, _ask_move_to_stop, _be_known)


def _key(path: str) -> str:
    return path.rpartition("/")[2]


def _recover(_account: Account) -> None:
    services.ask_recovery("lea@exemple.test", HERE)
    services.recover(_key(_sent("recover")), OTHER, HERE)


def _move(account: Account) -> None:
    services.ask_move(seen_by(account), "ailleurs@exemple.test", PASSWORD)
    services.move(_key(_sent("move")), viewer=seen_by(account))


def _stop_move(account: Account) -> None:
    services.ask_move(seen_by(account), "ailleurs@exemple.test", PASSWORD)
    services.stop_move(_key(_sent("move-asked")))


def _sign_out_a_stranger(account: Account) -> None:
    make_session(account)
    session_id = db.session.scalar(sa.select(sa.func.max(SignInSession.id)))
    services.end_session(seen_by(account), session_id or 0)


def _suspend(account: Account) -> None:
    moderator = seen_by(make_account(rights=(Right.CONTENT_MODERATE,)))
    services.suspend(moderator, account.id, clock.now() + timedelta(days=1), "Trop vite")


CHANGES: dict[str, Change] = {
    "password": lambda account: services.change_password(seen_by(account), PASSWORD, OTHER),
    "recovery": _recover,
    "address": _move,
    "stopped move": _stop_move,
    "signed out everywhere": lambda account: services.end_other_sessions(seen_by(account)),
    "signed out elsewhere": _sign_out_a_stranger,
    "suspension": _suspend,
    "closing": lambda account: services.close(seen_by(account), account.id),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("ask", PENDING, ids=lambda ask: ask.__name__)
def test_no_link_outlives_the_credentials_it_was_asked_under(client_for, ask, change: str):
    account = make_member(is_confirmed=ask is not _ask_confirmation)
    path = ask(account)
    assert client_for(None).get(path).status_code == 200
    CHANGES[change](account)
    assert client_for(None).get(path).status_code == 404
    assert client_for(None).post(path, data={"password": OTHER}).status_code == 404


@pytest.mark.parametrize("ask", PENDING, ids=lambda ask: ask.__name__)
def test_a_link_that_was_not_deleted_opens_nothing_either(client_for, ask):
    account = make_member(is_confirmed=ask is not _ask_confirmation)
    path = ask(account)
    with atomic() as session:
        session.execute(sa.update(Account).values(credentials_version=1))
    assert client_for(None).get(path).status_code == 404
    assert client_for(None).post(path, data={"password": OTHER}).status_code == 404
    assert db.session.query(OneTimeLink).count() > 0


def test_the_owner_stops_a_move_that_a_thief_asked_for(client_for):
    account = make_member()
    thief = client_for(account)
    asked = {"email": "voleur@exemple.test", "password": PASSWORD}
    assert thief.post("/parametres/adresse", data=asked).status_code == 303
    warned = _sent("move-asked")
    owner = client_for(None)
    page = owner.get(warned)
    assert "Annuler et choisir un nouveau mot de passe" in page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    chosen = owner.post(warned).headers["Location"]
    assert thief.get("/parametres").status_code == 303
    assert client_for(None).post(_sent("move")).status_code == 404
    assert owner.post(chosen, data={"password": OTHER}).status_code == 303
    with pytest.raises(FormRefused):
        services.sign_in("lea@exemple.test", PASSWORD, HERE)
    services.sign_in("lea@exemple.test", OTHER, HERE)
