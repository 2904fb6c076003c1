"""What must not be kept is forgotten; who is in use is noted, and never by reading."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app.accounts import services
from app.accounts.models import OneTimeLink, SignInSession
from app.accounts.sessions.last_seen import SEEN
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from tests.accounts.people import HERE, PASSWORD, make_member
from tests.conftest import statements
from tests.factories import make_account
from tests.factories.accounts import make_session


@pytest.fixture(autouse=True)
def _nobody_was_seen(app: Flask) -> None:
    """Forget whom this process has noted: the numbers of sessions begin anew in each test."""
    app.extensions[SEEN].clear()


def _count(table: type[OneTimeLink | SignInSession]) -> int:
    db.session.close()
    return db.session.query(table).count()


def _sign_in() -> None:
    services.sign_in("lea@exemple.test", PASSWORD, HERE)


def test_addresses_of_the_network_are_forgotten_after_ninety_days():
    make_member()
    with time_machine.travel(clock.now(), tick=False) as now:
        _sign_in()
        now.shift(timedelta(days=89))
        _sign_in()
        services.forget_old_addresses()
        db.session.close()
        assert [row.address for row in db.session.query(SignInSession)] == ["192.0.2.7"] * 2
        now.shift(timedelta(days=2))
        services.forget_old_addresses()
    db.session.close()
    kept = [row.address for row in db.session.query(SignInSession).order_by(SignInSession.id)]
    assert kept == ["", "192.0.2.7"]


def test_sessions_that_did_nothing_for_sixty_days_end():
    make_member()
    with time_machine.travel(clock.now(), tick=False) as now:
        _sign_in()
        now.shift(timedelta(days=59))
        _sign_in()
        services.purge_sessions()
        assert _count(SignInSession) == 2
        now.shift(timedelta(days=2))
        services.purge_sessions()
    assert _count(SignInSession) == 1


def test_expired_links_are_deleted():
    make_member()
    with time_machine.travel(clock.now(), tick=False) as now:
        services.ask_recovery("lea@exemple.test", HERE)
        services.purge_links()
        assert _count(OneTimeLink) == 1
        now.shift(timedelta(hours=2))
        services.purge_links()
    assert _count(OneTimeLink) == 0


def _writes_of_sessions(sent: list[str]) -> int:
    return sum(line.startswith("UPDATE sessions") for line in sent)


def test_use_is_noted_by_changes_once_an_hour_and_the_cookie_lives_on(client_for):
    person = make_account()
    client = client_for(person)
    with atomic() as session:
        row = session.query(SignInSession).one()
        row.seen_at -= timedelta(days=3)
    with statements() as sent:
        client.get("/parametres")
        first = client.post("/parametres", data={"display_name": "Camille"})
        client.post("/parametres", data={"display_name": "Camille"})
    assert _writes_of_sessions(sent) == 1
    assert "entraide=" in first.headers["Set-Cookie"]
    db.session.close()
    assert clock.now() - db.session.query(SignInSession).one().seen_at < timedelta(minutes=1)


def test_other_sessions_are_left_alone(client_for):
    person = make_account()
    client = client_for(person)
    make_session(person)
    with atomic() as session:
        for row in session.query(SignInSession):
            row.seen_at -= timedelta(days=3)
    client.post("/parametres", data={"display_name": "Camille"})
    db.session.close()
    ages = [clock.now() - row.seen_at for row in db.session.query(SignInSession)]
    assert sorted(age < timedelta(days=1) for age in ages) == [False, True]
