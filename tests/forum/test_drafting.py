"""Drafts, as our script keeps them and their writer finds them again."""

import pytest

from app.forum.limits import DRAFTS_MOST, PLACE_LENGTH
from tests.factories import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


@pytest.fixture
def writer(client_for):
    """Return the browser of somebody who writes."""
    return client_for(make_account())


def _save(client, place="new", **typed: str | int):
    return client.post(f"/brouillons/{place}", data=typed)


def test_a_draft_is_kept_at_each_pause_and_found_again_by_its_writer_only(writer, client_for):
    assert writer.get("/brouillons/new").json == {"version": 0}
    first = _save(writer, title="Louer un barnum").json["version"]
    second = _save(writer, title="Louer un barnum", body="Bonjour,", version=first).json["version"]
    assert second > first > 0
    found = writer.get("/brouillons/new").json
    assert found == {"version": second, "title": "Louer un barnum", "body": "Bonjour,", "tags": ""}
    assert client_for(make_account()).get("/brouillons/new").json == {"version": 0}


def test_two_windows_never_overwrite_each_other(writer):
    known = _save(writer, body="Une fenêtre").json["version"]
    assert _save(writer, body="L’autre fenêtre").status_code == 409
    assert _save(writer, body="L’autre fenêtre", version=known + 1).status_code == 409
    assert writer.get("/brouillons/new").json["body"] == "Une fenêtre"


def test_a_draft_that_is_emptied_or_thrown_away_is_gone(writer):
    assert _save(writer, body=" ").json == {"version": 0}
    known = _save(writer, body="Bonjour").json["version"]
    assert _save(writer, body="", version=known).json == {"version": 0}
    _save(writer, body="Bonjour encore")
    assert writer.post("/brouillons/new/jeter").location == "/brouillons"
    assert writer.get("/brouillons/new").json == {"version": 0}


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("x" * (PLACE_LENGTH + 1), {"body": "a"}),
        ("new", {"body": "a" * 40_001}),
        ("new", {"title": "a" * 301}),
        ("new", {"tags": "a" * 301}),
    ],
)
def test_what_no_form_of_ours_sends_is_not_kept(writer, place, typed):
    assert _save(writer, place, **typed).status_code == 422
    assert writer.get(f"/brouillons/{place}").json == {"version": 0}


def test_all_drafts_are_listed_each_with_the_page_to_go_on(writer):
    thread_id = make_thread()
    post_id = make_post(thread_id=thread_id)
    places = {
        "new": "/questions/nouvelle",
        f"thread:{thread_id}": f"/questions/{thread_id}#repondre",
        f"post:{post_id}": f"/questions/messages/{post_id}/repondre",
        f"edit:{post_id}": f"/questions/messages/{post_id}/modifier",
    }
    for place in places:
        _save(writer, place, body=f"Texte de {place}")
    page = writer.get("/brouillons").text
    for place, address in places.items():
        assert f"Texte de {place}" in page
        assert f'href="{address}"' in page


def test_the_oldest_draft_gives_way_when_there_are_too_many(writer):
    for number in range(DRAFTS_MOST + 1):
        _save(writer, f"thread:{number}", body="Texte")
    assert writer.get("/brouillons/thread:0").json == {"version": 0}
    assert writer.get("/brouillons/thread:1").json["version"] > 0


def test_the_form_of_a_question_is_filled_from_its_draft(writer):
    make_group()
    _save(writer, title="Louer un barnum", body="Pour deux jours.", tags="barnum")
    page = writer.get("/questions/nouvelle").text
    for typed in ("Louer un barnum", "Pour deux jours.", 'value="barnum"'):
        assert typed in page
