"""The like button and the page of those who like."""

from app.core.subjects import SubjectRef
from app.forum.queries.facts import POST
from app.likes import queries
from tests.factories.accounts import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


def test_a_plain_browser_is_sent_back_and_a_script_gets_the_button(client_for):
    ref = SubjectRef(POST, make_post())
    client = client_for(make_account())
    plain = client.post(f"/likes/{ref}")
    assert (plain.status_code, plain.location.startswith("/questions/")) == (303, True)
    button = client.post(f"/likes/{ref}/retirer", headers={"X-Fragment": "1"})
    assert button.status_code == 200
    assert f'data-live-count="{ref}"' in button.text
    assert 'aria-pressed="false"' in button.text
    assert f'action="/likes/{ref}"' in button.text
    pressed = client.post(f"/likes/{ref}", headers={"X-Fragment": "1"})
    assert 'aria-pressed="true"' in pressed.text
    assert f'action="/likes/{ref}/retirer"' in pressed.text


def test_a_guest_is_sent_to_sign_in(client_for):
    ref = SubjectRef(POST, make_post())
    answer = client_for(None).post(f"/likes/{ref}")
    assert (answer.status_code, answer.location.startswith("/connexion")) == (303, True)
    assert queries.like_count(ref) == 0


def test_an_author_is_told_why_not(client_for):
    author = make_account()
    ref = SubjectRef(POST, make_post(author=author))
    answer = client_for(author).post(f"/likes/{ref}")
    assert answer.status_code == 403
    assert "ses propres mots" in answer.text


def test_those_who_see_the_post_see_who_likes_it(client_for):
    ref = SubjectRef(POST, make_post())
    client_for(make_account(display_name="Zoé Martin")).post(f"/likes/{ref}")
    assert "Zoé Martin" in client_for(None).get(f"/likes/{ref}").text


def test_those_who_do_not_see_it_learn_nothing(client_for):
    thread_id = make_thread(group=make_group(visibility="hidden"))
    for address in (f"/likes/forum.thread:{thread_id}", "/likes/forum.post:999999999999999999"):
        for browser in (client_for(None), client_for(make_account())):
            assert browser.get(address).status_code == 404


def test_what_is_no_subject_is_not_found(client_for):
    client = client_for(make_account())
    for address in ("/likes/x", "/likes/forum.post:abc", "/likes/unknown.kind:1", "/likes/a.b:-1"):
        assert client.post(address).status_code in {404, 405}
