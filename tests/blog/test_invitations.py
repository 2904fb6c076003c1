"""Links with which one person writes one article."""

from datetime import timedelta

import time_machine

from app.blog.models import Article
from app.core import clock
from app.core.db import db
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.blog import make_editor


def _link(client_for: ClientFor) -> str:
    editor = client_for(make_editor())
    assert editor.post("/redaction/invitations").status_code == 303
    page = editor.get("/redaction/invitations").text
    return "/blog/invitation/" + page.rpartition("/blog/invitation/")[2].partition("<")[0]


def test_a_link_opens_one_article_for_one_person(client_for: ClientFor):
    link, guest, other = _link(client_for), make_account(), make_account()
    assert client_for(guest).get(link).status_code == 200
    assert db.session.query(Article).count() == 0  # opening it begins nothing
    first = client_for(guest).post(link)
    assert first.location.startswith("/redaction/articles/")
    assert client_for(guest).post(link).location == first.location
    assert client_for(other).get(link).status_code == 404
    assert client_for(other).post(link).status_code == 404
    assert db.session.query(Article).count() == 1


def test_a_link_of_last_month_opens_nothing(client_for: ClientFor):
    link = _link(client_for)
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert client_for(make_account()).post(link).status_code == 404


def test_a_link_that_was_made_up_opens_nothing(client_for: ClientFor):
    link = _link(client_for)
    other_end = "0" if link[-1] != "0" else "1"
    for made_up in (link[:-1] + other_end, "/blog/invitation/1-x", "/blog/invitation/x"):
        assert client_for(make_account()).get(made_up).status_code == 404


def test_only_editors_invite(client_for: ClientFor):
    member = client_for(make_account())
    assert member.get("/redaction/invitations").status_code == 403
    assert member.post("/redaction/invitations").status_code == 403
