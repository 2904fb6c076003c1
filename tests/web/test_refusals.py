"""Refusals and accidents: each with its sentence, and nothing that was typed lost."""

import logging

import pytest
import sqlalchemy as sa
from werkzeug.exceptions import abort
from werkzeug.wrappers import Response

from app.accounts.sessions import login
from app.core.db import db
from tests.factories import make_account
from tests.factories.forum import make_thread
from tests.factories.groups import make_group

SCRIPT = {"X-Fragment": "1"}


@pytest.fixture
def about(app, monkeypatch):
    """Return a way to let the page about the site do something else."""

    def act(happen):
        monkeypatch.setitem(app.view_functions, "home_house.about", happen)

    assert "home_house.about" in app.view_functions
    return act


def test_a_bug_is_confessed_under_a_number_that_stands_in_the_log(client_for, about, caplog):
    about(lambda: 1 / 0)
    for headers in ({}, SCRIPT):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            answer = client_for(make_account()).get("/a-propos", headers=headers)
        assert answer.status_code == 500
        assert "Traceback" not in answer.text
        (record,) = [one for one in caplog.records if one.message.startswith("Bug")]
        assert record.message.split()[1] in answer.text
        assert record.exc_info is not None


def test_while_the_database_fails_a_moment_is_asked_for_and_nothing_typed_is_lost(
    client_for, monkeypatch
):
    def fail(*_sent: object, **_gaps: object) -> None:
        raise sa.exc.OperationalError(statement, {}, OSError())

    statement = "SELECT 1"

    member, thread_id = make_account(), make_thread()
    client = client_for(member)
    monkeypatch.setattr(db.session, "execute", fail)
    monkeypatch.setattr(db.session, "scalar", fail)
    monkeypatch.setattr(login, "execute", fail)
    for headers, words in ((SCRIPT, "notice-box"), ({}, "Le barnum est libre.")):
        answer = client.post(
            f"/questions/{thread_id}/reponses",
            data={"body": "Le barnum est libre."},
            headers=headers,
        )
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "ne peut pas répondre" in answer.text
        assert words in answer.text


@pytest.mark.parametrize("code", [302, 410])
def test_an_answer_that_a_library_made_is_passed_on_as_it_is(client_for, about, code):
    about(lambda: abort(Response("as it is", code, headers={"Location": "/regles"})))
    answer = client_for(None).get("/a-propos")
    assert (answer.status_code, answer.text) == (code, "as it is")
    assert answer.location == "/regles"


def test_an_address_that_only_takes_forms_says_what_it_takes(client_for):
    answer = client_for(make_account()).get(f"/questions/{make_thread()}/suivi")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "ne répond pas à ce genre de demande" in answer.text


@pytest.mark.usefixtures("with_limits")
def test_who_goes_too_fast_is_told_for_how_long(client_for):
    client = client_for(make_account())
    for _ in range(60):
        assert client.post("/questions/apercu", data={"body": "a"}).status_code == 200
    refused = client.post("/questions/apercu", data={"body": "a"}, headers=SCRIPT)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    "address", ["/questions?onglet=hasard", "/groupes/{slug}?onglet=hasard", "/static/x/rien.js"]
)
def test_what_is_not_there_is_not_found(client_for, address):
    there = address.format(slug=make_group().slug)
    assert client_for(None).get(there).status_code == 404
