"""What comes in over the wire and was never typed into one of our pages."""

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.ids import ID_DIGITS
from app.factory import create_app
from app.web.request_limits import FORM_BYTES
from config import Config
from tests.factories import make_account
from tests.factories.forum import make_post, make_thread

BEYOND = "9" * (ID_DIGITS + 2)


def _cookie_of(client) -> str:
    """Return the value of the cookie that signs this browser in."""
    return str(client.get_cookie("entraide").value)


def test_a_cookie_in_odd_letters_keeps_no_member_page_for_visitors(app, client_for):
    member = make_account()
    cookie = f"entraide ={_cookie_of(client_for(member))}"
    odd = app.test_client(use_cookies=False)
    assert member.handle in odd.get("/questions", headers={"Cookie": cookie}).text
    assert member.handle not in client_for(None).get("/questions").text


@pytest.mark.parametrize("accepted", ["*", "GZIP", "identity;q=0"])
def test_who_takes_no_gzip_is_sent_none_whatever_others_took(client_for, accepted):
    visitor = client_for(None)
    visitor.get("/a-propos", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in visitor.get("/a-propos").headers


def test_pages_are_kept_under_the_host_that_the_proxy_tells(app, tmp_path):
    config = Config(
        data_dir=tmp_path,
        database_url=app.config["SQLALCHEMY_DATABASE_URI"],
        secret_key="for tests only, and long enough for it",
        trusted_proxies=1,
    )
    visitor = create_app(config).test_client()
    told = {"X-Forwarded-Host": "voleur.exemple"}
    assert "voleur" in visitor.get("/sitemap.xml", headers=told).text
    assert "voleur" not in visitor.get("/sitemap.xml").text


@pytest.mark.parametrize("header", ["Referer", "Origin"])
def test_an_address_that_is_none_is_no_bug(client_for, header):
    client = client_for(make_account())
    answer = client.post("/notifications/lues", headers={header: "http://["})
    assert answer.status_code in {303, 403}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_numbers_that_no_column_holds_lead_nowhere(app: Flask, client_for, method):
    client = client_for(make_account())
    for rule in app.url_map.iter_rules():
        if "<int:" in rule.rule and method in (rule.methods or ()):
            given = dict.fromkeys(rule.arguments, "x")
            path = rule.rule.replace("<threads:base>", "questions").replace("<int:", "<")
            for name in given:
                path = path.replace(f"<{name}>", BEYOND)
            answer = client.open(path, method=method, data={"state": "follow"})
            assert answer.status_code == 404, path


@pytest.mark.parametrize("typed", [BEYOND, "-1", "deux"])
def test_a_solution_that_is_no_number_changes_nothing(client_for, typed):
    author = make_account()
    thread_id = make_thread(author=author)
    make_post(thread_id=thread_id)
    answer = client_for(author).post(f"/questions/{thread_id}/solution", data={"post_id": typed})
    assert answer.status_code == 404


def test_a_form_that_nobody_types_is_refused_unread(client_for):
    answer = client_for(None).post(
        "/connexion",
        data=b"a=1&" * (FORM_BYTES // 4 + 1),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413


def test_what_no_column_holds_is_no_bug(app, client_for, monkeypatch):
    refusal = sa.exc.DataError("SELECT 1", {}, ValueError("NUL"))

    def ask_zero():
        raise refusal

    monkeypatch.setitem(app.view_functions, "home_house.about", ask_zero)
    assert client_for(None).get("/a-propos").status_code == 400
