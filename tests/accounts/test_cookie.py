"""What a browser is given and what is taken back: the cookie, kept pages, the origin of a form."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.core import clock
from app.core.db import Base, db
from config import Config
from tests.accounts.people import PASSWORD, make_member
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.accounts import make_session

DAY = timedelta(days=1)
SIGN_IN = {"email": "lea@exemple.test", "password": PASSWORD}


@pytest.fixture
def secure(app: Flask, tmp_path) -> FlaskClient:
    """Return a browser of a site that is reached over https."""
    config = Config(
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'secure.sqlite'}",
        secret_key="for tests only, and long enough for it",
        site_url="https://entraide.test",
        is_secure=True,
        has_limits=False,
        are_jobs_immediate=True,
    )
    site = create_app(config)
    with site.app_context():
        Base.metadata.create_all(db.engine)
        make_member()
        db.session.remove()
    assert app is not site
    return site.test_client()


def test_over_https_the_cookie_is_of_this_host_alone(secure: FlaskClient):
    answer = secure.post("/connexion", data=SIGN_IN, base_url="https://entraide.test")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-entraide=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://entraide.test", 303),
        ("http://entraide.test", 403),
        ("https://entraide.test.mechant.example", 403),
        ("null", 403),
    ],
)
def test_over_https_only_pages_over_https_may_ask(secure: FlaskClient, origin: str, status: int):
    headers = {"Origin": origin}
    # The proxy speaks plainly to us: what it was asked over is not what we are.
    answer = secure.post(
        "/connexion", data=SIGN_IN, headers=headers, base_url="http://entraide.test"
    )
    assert answer.status_code == status


def test_signing_out_clears_what_the_browser_keeps(client_for):
    answer = client_for(make_member()).post("/deconnexion")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_browser_that_was_signed_out_elsewhere_gives_all_back(client_for, app: Flask):
    account = make_member()
    client, other = client_for(account), client_for(account)
    assert client.get("/parametres").headers["X-Account"] == str(account.id)
    other.post("/parametres/sessions/fermer-les-autres")
    answer = client.get("/questions")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "X-Account" not in answer.headers
    assert client.get_cookie("entraide") is None
    assert "Clear-Site-Data" not in client.get("/questions").headers
    assert make_session(account)
    assert app.config["SESSION_COOKIE_NAME"] == "entraide"


@pytest.mark.parametrize(
    ("later", "is_known"),
    [(timedelta(hours=-1), True), (-DAY, True), (59 * DAY, True), (61 * DAY, False)],
)
def test_a_clock_that_was_put_back_signs_nobody_out(client_for: ClientFor, later, is_known):
    with time_machine.travel(clock.now(), tick=False) as now:
        client = client_for(make_account())
        now.shift(later)
        assert (client.get("/notifications").status_code == 200) == is_known
