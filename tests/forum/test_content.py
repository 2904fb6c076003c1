"""Asking, answering, editing and deleting by forms; a plain browser and our script alike."""

from app.core import clock
from app.threads.queries.access import access_thread
from app.threads.queries.posts import posts_of_page
from app.threads.services import moderation
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

SCRIPT = {"X-Fragment": "1"}


def _posts(thread_id):
    head = access_thread(seen_by(make_account()), thread_id)
    return [item.id for item in posts_of_page(head, page=1, order="temps").items]


def test_a_question_is_asked_and_shown_and_its_draft_is_gone(client_for):
    group, client = make_group(), client_for(make_account())
    client.post("/brouillons/new", data={"title": "Louer un barnum"})
    typed = {"kind": "question", "title": "Où louer un barnum ?", "body": "Pour *deux* jours."}
    asked = client.post("/questions/nouvelle", data=typed | {"group": group.slug})
    assert asked.status_code == 303
    page = client.get(asked.location).text
    assert "Où louer un barnum ?" in page
    assert "<em>deux</em>" in page
    assert client.get("/brouillons/new").json == {"version": 0}


def test_an_answer_takes_the_draft_of_its_own_place_with_it(client_for):
    thread_id, client = make_thread(), client_for(make_account())
    post_id = make_post(thread_id=thread_id)
    for place in (f"thread:{thread_id}", f"post:{post_id}"):
        client.post(f"/brouillons/{place}", data={"body": "Bonjour,"})
    answer = {"body": "Bonjour, à la mairie.", "parent_id": ""}
    assert client.post(f"/questions/{thread_id}/reponses", data=answer).status_code == 303
    assert client.get(f"/brouillons/thread:{thread_id}").json == {"version": 0}
    assert client.get(f"/brouillons/post:{post_id}").json["body"] == "Bonjour,"
    reply = {"body": "Merci !", "parent_id": str(post_id)}
    assert client.post(f"/questions/{thread_id}/reponses", data=reply).status_code == 303
    assert client.get(f"/brouillons/post:{post_id}").json == {"version": 0}


def test_a_question_is_shown_beforehand_without_being_asked(client_for):
    group, client = make_group(), client_for(make_account())
    typed = {"group": group.slug, "body": "Pour *deux* jours.", "preview": "1", "title": "Barnum"}
    page = client.post("/questions/nouvelle", data=typed)
    assert page.status_code == 200
    assert "<em>deux</em>" in page.text
    assert 'value="Barnum"' in page.text
    assert "Barnum" not in client.get("/questions").text


def test_the_form_begins_with_the_group_and_the_words_one_comes_from(client_for):
    make_group()
    asked, secret = make_group(), make_group(visibility="members")
    client = client_for(make_account())
    page = client.get(f"/questions/nouvelle?groupe={asked.slug}&titre=Louer+un+barnum").text
    assert 'value="Louer un barnum"' in page
    assert f'<option selected value="{asked.slug}">' in page
    assert client.get(f"/questions/nouvelle?groupe={secret.slug}").status_code == 404


def test_a_question_for_a_group_that_is_not_there_is_refused_at_its_field(client_for):
    make_group()
    typed = {"kind": "question", "title": "Où louer un barnum ?", "body": "Bonjour.", "group": "x"}
    refused = client_for(make_account()).post("/questions/nouvelle", data=typed)
    assert refused.status_code == 422
    assert "Où louer un barnum ?" in refused.text


def test_a_member_of_no_group_is_shown_the_way_to_one(client_for):
    page = client_for(make_account()).get("/questions/nouvelle")
    assert page.status_code == 200
    assert 'href="/groupes"' in page.text


def test_an_answer_is_shown_beforehand_sent_and_replied_to(client_for):
    thread_id, client = make_thread(), client_for(make_account())
    address = f"/questions/{thread_id}/reponses"
    seen = client.post(address, data={"body": "*Deux*", "preview": "1"})
    assert "<em>Deux</em>" in seen.text
    sent = client.post(address, data={"body": "*Deux* jours"}, headers=SCRIPT)
    assert sent.text.count("<article") == 1
    answer = _posts(thread_id)[-1]
    reply = {"body": "Et trois ?", "parent_id": str(answer)}
    assert client.post(address, data=reply).location.endswith(f"/messages/{_posts(thread_id)[-1]}")
    assert _posts(thread_id)[-1] > answer
    for nobody in ("x", "999999"):
        gone = client.post(address, data={"body": "À qui ?", "parent_id": nobody})
        assert gone.status_code == 404


def test_an_answer_that_is_refused_tells_our_script_why(client_for):
    client = client_for(make_account())
    refused = client.post(
        f"/questions/{make_thread()}/reponses", data={"body": " "}, headers=SCRIPT
    )
    assert refused.status_code == 422
    assert "Écrivez d’abord quelque chose." in refused.text
    assert "<html" not in refused.text


def test_the_asker_edits_title_tags_and_text_and_the_old_ones_are_kept(client_for):
    author = make_account()
    thread_id = make_thread(author=author, title="Où louer une tante ?")
    opening, client = _posts(thread_id)[0], client_for(author)
    address = f"/questions/messages/{opening}/modifier"
    assert "Où louer une tante ?" in client.get(address).text
    typed = {"title": "Où louer une tente ?", "body": "Pour *deux* jours.", "tags": "tente"}
    seen = client.post(address, data=typed | {"preview": "1"})
    assert "<em>deux</em>" in seen.text
    saved = client.post(address, data=typed)
    assert saved.status_code == 303
    page = client.get(saved.location, follow_redirects=True).text
    assert "Où louer une tente ?" in page
    assert "tante" not in page


def test_an_answer_is_edited_by_its_author_and_a_refused_edit_keeps_what_was_typed(client_for):
    author, thread_id = make_account(), make_thread()
    answer = make_post(thread_id=thread_id, author=author, body="Deux jours")
    address = f"/questions/messages/{answer}/modifier"
    client = client_for(author)
    client.post(f"/brouillons/edit:{answer}", data={"body": "Trois"})
    refused = client.post(address, data={"body": "é" * 20_001})
    assert refused.status_code == 422
    assert "é" * 20_001 in refused.text
    assert client.post(address, data={"body": "Trois jours"}).status_code == 303
    assert client.get(f"/brouillons/edit:{answer}").json == {"version": 0}
    page = client.get(f"/questions/{thread_id}", follow_redirects=True).text
    assert "Trois jours" in page
    assert client_for(make_account()).get(address).status_code == 403


def test_a_closed_thread_is_edited_by_its_moderators_only(client_for):
    owner, author = make_account(), make_account()
    thread_id = make_thread(group=make_group(owner=owner), author=author)
    answer = make_post(thread_id=thread_id, author=author)
    moderation.close(seen_by(owner), thread_id, reason="Le ton monte.")
    address = f"/questions/messages/{answer}/modifier"
    assert client_for(author).get(address).status_code == 403
    assert client_for(owner).post(address, data={"body": "Adouci."}).status_code == 303


def test_an_answer_is_deleted_after_asking_and_the_opening_with_its_thread(client_for):
    author, group = make_account(), make_group()
    thread_id = make_thread(group=group, author=author)
    answer, client = make_post(thread_id=thread_id, author=author), client_for(author)
    opening = _posts(thread_id)[0]
    stranger = client_for(make_account())
    for post_id, back in ((answer, f"/questions/{thread_id}-"), (opening, group.slug)):
        address = f"/questions/messages/{post_id}/supprimer"
        assert stranger.post(address).status_code == 403
        asked = client.get(address)
        assert asked.status_code == 200
        assert f"/questions/{thread_id}-" in asked.text
        assert back in client.post(address).location
        assert client.get(address).status_code == 404
    assert client.get(f"/questions/{thread_id}").status_code == 404


def test_the_editor_shows_a_text_as_it_will_look_if_it_is_not_too_long(client_for):
    reader = make_account(handle="karim")
    client = client_for(reader)
    shown = client.post("/questions/apercu", data={"body": "*Bonjour* @karim <script>"})
    assert "<em>Bonjour</em>" in shown.text
    assert 'href="/membres/karim"' in shown.text
    assert "<script>" not in shown.text
    assert client.post("/questions/apercu", data={"body": "a" * 20_001}).status_code == 422


def test_threads_that_resemble_a_title_are_shown_those_one_may_read(client_for):
    make_thread(title="Louer un barnum pour deux jours")
    make_thread(title="Louer un barnum en secret", group=make_group(visibility="members"))
    found = client_for(None).get("/questions/semblables?titre=Louer+un+barnum").text
    assert "pour deux jours" in found
    assert "en secret" not in found


def test_nothing_is_written_in_an_archived_group(client_for):
    make_group()
    group = make_group(archived_at=clock.now())
    typed = {"kind": "question", "title": "Où louer un barnum ?", "body": "Bonjour."}
    client = client_for(make_account())
    asked = client.post("/questions/nouvelle", data=typed | {"group": group.slug})
    assert asked.status_code == 403
    assert "Où louer un barnum ?" in asked.text
