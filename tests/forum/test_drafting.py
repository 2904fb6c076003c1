"""Drafts, as our script keeps them and their writer finds them again."""

import json
import re

import pytest

from app.threads.limits import DRAFTS_MOST, PLACE_LENGTH
from app.threads.services import posts
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.web.page_forms import form_with


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
    typed = {"title": "Louer un barnum", "body": "Bonjour,", "tags": ""}
    assert found == {"version": second, "fields": {}} | typed
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


def test_a_draft_says_in_which_thread_it_is_to_whoever_may_see_the_thread(client_for):
    me = make_account()
    open_to_all, client = make_thread(title="Qui a une sono ?"), client_for(me)
    closed = make_group(name="Bureau", visibility="members")
    secret = make_thread(group=closed, title="Qui a les comptes ?")
    post_id = make_post(thread_id=make_thread(title="Où louer un barnum ?"))
    for place in (f"thread:{open_to_all}", f"thread:{secret}", f"post:{post_id}", "thread:x"):
        _save(client, place, body="Bonjour.")
    _save(client, "new", title="Une question", body="Bonjour.")
    heads = re.findall(r"<h2 dir=\"auto\">(.*?)</h2>", client.get("/brouillons").text, re.DOTALL)
    untitled = "Un texte sans titre"
    assert sorted(heads) == sorted(
        [
            "Une question",
            untitled,
            "Dans «\xa0Où louer un barnum\u202f?\xa0»",
            untitled,
            "Dans «\xa0Qui a une sono\u202f?\xa0»",
        ]
    )


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 70, "٣", "-1", "0"])
def test_a_draft_in_a_place_that_cannot_be_is_listed_like_any_other(writer, number):
    for kind in ("thread", "post", "edit"):
        _save(writer, f"{kind}:{number}", body="Bonjour.")
    page = writer.get("/brouillons")
    assert page.status_code == 200
    assert page.text.count("Un texte sans titre") == 3


def test_the_menu_of_every_page_leads_to_the_drafts_and_counts_them(writer):
    for count in range(3):
        page = writer.get("/groupes").text
        link = page.partition('href="/brouillons"')[2].partition("</li>")[0]
        assert "Mes brouillons" in link
        assert re.findall(r'count-badge">(\d+)', link) == [str(count)][: min(count, 1)]
        _save(writer, place="new" if count else f"thread:{make_thread()}", body="Bonjour")
    _save(writer, place="new", body="", version=writer.get("/brouillons/new").json["version"])
    assert 'count-badge">1' in writer.get("/groupes").text


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


def test_what_was_chosen_is_kept_with_the_words(client_for):
    me = make_account()
    one, other = make_group(members=(me,)), make_group(members=(me,))
    client = client_for(me)
    fields = json.dumps({"group": other.slug, "kind": "discussion"})
    sent = {"title": "Où louer ?", "body": "Un barnum.", "fields": fields}
    assert client.post("/brouillons/new", data=sent).status_code == 200
    assert client.get("/brouillons/new").json["fields"] == json.loads(fields)
    form = form_with(client.get("/questions/nouvelle").text, "title")
    assert (form.fields["group"], form.fields["kind"]) == (other.slug, "discussion")
    asked = client.get(f"/questions/nouvelle?groupe={one.slug}")
    assert form_with(asked.text, "title").fields["group"] == one.slug


@pytest.mark.parametrize("fields", ["", "[1]", "{", '"x"', "null", '{"a": {"b": 1}}'])
def test_what_no_script_of_ours_says_is_chosen_does_no_harm(client_for, fields):
    client = client_for(make_account())
    sent = {"body": "Un barnum.", "fields": fields}
    assert client.post("/brouillons/new", data=sent).status_code == 200
    assert client.get("/questions/nouvelle").status_code == 200


def test_the_form_of_a_question_wears_what_scripts_look_for(client_for):
    page = client_for(make_account()).get("/questions/nouvelle").text
    assert not re.search(r"data-draft-form(?![\s>=])", page)
    assert not re.search(r"data-[a-z-]*[a-z]data-", page)


def test_our_script_hears_why_a_form_was_refused_and_what_the_others_wrote(client_for):
    author = make_account()
    post_id = make_post(author=author, body="Lieu : Nantes.")
    client, address = client_for(author), f"/questions/messages/{post_id}/modifier"
    form = form_with(client.get(address).text, "body", at=address)
    posts.edit_post(seen_by(author), post_id, body="Lieu : Redon.")
    sent = form.fields | {"body": "Lieu : Rennes."}
    answer = client.post(address, data=sent, headers={"X-Fragment": "1"})
    assert answer.status_code == 409
    assert "Lieu : Redon." in answer.text
    assert "<html" not in answer.text
    (version,) = re.findall(r'name="version" value="([0-9a-f]+)"', answer.text)
    again = client.post(address, data=sent | {"version": version}, headers={"X-Fragment": "1"})
    assert again.headers["X-Location"].endswith(f"/messages/{post_id}")
