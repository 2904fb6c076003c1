"""Links with which one person writes one article."""

from datetime import timedelta

import time_machine

from app.accounts.models import Account
from app.blog.models import Article, AuthorInvitation
from app.core import clock
from app.core.db import db
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.blog import make_editor


def _link(client_for: ClientFor) -> str:
    editor = make_editor(display_name="Claire Relit")
    assert client_for(editor).post("/redaction/invitations").status_code == 303
    return _newest_link(client_for, editor)


def _newest_link(client_for: ClientFor, editor: Account) -> str:
    page = client_for(editor).get("/redaction/invitations").text
    return "/blog/invitation/" + page.rpartition("/blog/invitation/")[2].partition("<")[0]


def test_a_link_opens_one_article_for_one_person(client_for: ClientFor):
    link, guest, other = _link(client_for), make_account(), make_account()
    assert client_for(guest).get(link).status_code == 200
    assert db.session.query(Article).count() == 0  # opening it begins nothing
    first = client_for(guest).post(link)
    assert first.location.startswith("/redaction/articles/")
    assert client_for(guest).post(link).location == first.location
    for answer in (client_for(other).get(link), client_for(other).post(link)):
        assert answer.status_code == 410
        assert "Cette invitation a déjà servi" in answer.text
        assert "Claire Relit" in answer.text
    assert db.session.query(Article).count() == 1


def test_a_link_of_last_month_opens_nothing(client_for: ClientFor):
    link = _link(client_for)
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        answer = client_for(make_account()).post(link)
    assert answer.status_code == 410
    assert "n’est plus valable" in answer.text
    assert "Claire Relit" in answer.text


def test_a_link_that_was_made_up_opens_nothing(client_for: ClientFor):
    link = _link(client_for)
    other_end = "0" if link[-1] != "0" else "1"
    for made_up in (link[:-1] + other_end, "/blog/invitation/1-x", "/blog/invitation/x"):
        assert client_for(make_account()).get(made_up).status_code == 404


def test_only_editors_invite(client_for: ClientFor):
    member = client_for(make_account())
    assert member.get("/redaction/invitations").status_code == 403
    assert member.post("/redaction/invitations").status_code == 403


def test_an_editor_takes_back_what_nobody_has_used(client_for: ClientFor):
    editor, other = make_editor(), make_editor()
    client_for(editor).post("/redaction/invitations")
    made = db.session.query(AuthorInvitation).one().id
    path, link = f"/redaction/invitations/{made}/retirer", _newest_link(client_for, editor)
    assert f'action="{path}"' in client_for(editor).get("/redaction/invitations").text
    assert client_for(other).post(path).status_code == 404
    assert client_for(make_account()).post(path).status_code == 403
    assert client_for(editor).post(path).status_code == 303
    assert client_for(editor).post(path).status_code == 404
    answer = client_for(make_account()).get(link)
    assert answer.status_code == 410
    assert "Cette invitation a été retirée" in answer.text


def test_what_somebody_has_used_stays(client_for: ClientFor):
    editor, guest = make_editor(), make_account(display_name="Jeanne Invitée")
    client_for(editor).post("/redaction/invitations")
    made = db.session.query(AuthorInvitation).one().id
    client_for(guest).post(_newest_link(client_for, editor))
    answer = client_for(editor).post(f"/redaction/invitations/{made}/retirer")
    assert answer.status_code == 409
    assert "a servi entre-temps" in answer.text
    page = client_for(editor).get("/redaction/invitations").text
    assert "Jeanne Invitée" in page
    assert "/retirer" not in page


def test_what_is_over_is_shown_without_its_link(client_for: ClientFor):
    editor = make_editor()
    client_for(editor).post("/redaction/invitations")
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        page = client_for(editor).get("/redaction/invitations").text
    assert "plus valable depuis" in page
    assert "/blog/invitation/" not in page
