"""A text that is sent again, as after a tunnel, is posted once."""

import re
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from app.core.db import db
from app.threads.models import Post, Thread
from app.threads.queries.access import access_thread
from app.threads.services import posts, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group

ONCE = "0123456789abcdef0123456789abcdef"


def _ids(thread_id: int) -> list[int]:
    """Return the answers to a thread."""
    db.session.close()
    wanted = sa.select(Post.id).where(Post.thread_id == thread_id, Post.number > 1)
    return list(db.session.scalars(wanted))


def _send(client, thread_id, *, once=ONCE, headers=()):
    data = {"body": "La MAIF assure les bénévoles.", "once": once}
    return client.post(f"/questions/{thread_id}/reponses", data=data, headers=dict(headers))


def test_what_comes_again_is_answered_with_the_post_already_made(client_for):
    thread_id, client = make_thread(), client_for(make_account())
    first, again = _send(client, thread_id), _send(client, thread_id)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location
    (post_id,) = _ids(thread_id)
    fragment = _send(client, thread_id, headers={"X-Fragment": "1"})
    assert fragment.status_code == 200
    assert f'id="m{post_id}"' in fragment.get_data(as_text=True)
    assert _ids(thread_id) == [post_id]


def test_sent_from_many_tabs_at_the_same_moment_it_is_one_post(app):
    thread_id, author = make_thread(), seen_by(make_account())

    def send(_number: int) -> int:
        with app.app_context():
            return posts.post_reply(author, thread_id, body="La MAIF assure.", once=ONCE).post_id

    with ThreadPoolExecutor(4) as tabs:
        answered = set(tabs.map(send, range(4)))
    assert answered == set(_ids(thread_id))
    assert len(answered) == 1


def test_another_mark_person_or_thread_is_another_post(client_for):
    first, second = make_thread(), make_thread()
    one, other = client_for(make_account()), client_for(make_account())
    for client, thread_id, once in (
        (one, first, ONCE),
        (one, first, "autre"),
        (other, first, ONCE),
        (one, second, ONCE),
        (one, first, ""),
        (one, first, ""),
    ):
        assert _send(client, thread_id, once=once).status_code == 303
    assert (len(_ids(first)), len(_ids(second))) == (5, 1)


def test_a_post_that_was_made_is_answered_though_the_thread_is_closed_since(client_for):
    author = make_account()
    thread_id, client = make_thread(author=author), client_for(author)
    first = _send(client, thread_id)
    with db.session.begin():
        db.session.execute(sa.text("UPDATE threads SET closed_at = created_at"))
    assert access_thread(seen_by(author), thread_id).is_closed
    assert _send(client, thread_id).location == first.location
    assert _send(client, thread_id, once="autre").status_code == 403


def test_what_comes_again_after_it_was_deleted_is_answered_with_its_place(client_for):
    author, thread_id = make_account(), make_thread()
    client = client_for(author)
    first = _send(client, thread_id)
    (post_id,) = _ids(thread_id)
    removals.delete_post(seen_by(author), post_id)
    assert _send(client, thread_id).location == first.location
    fragment = _send(client, thread_id, headers={"X-Fragment": "1"})
    assert fragment.status_code == 200
    assert "is-deleted" in fragment.get_data(as_text=True)
    assert "MAIF" not in fragment.get_data(as_text=True)
    assert _ids(thread_id) == [post_id]


def test_a_mark_longer_than_any_of_ours_is_refused(client_for):
    thread_id = make_thread()
    assert _send(client_for(make_account()), thread_id, once="x" * 65).status_code == 422
    assert _ids(thread_id) == []


def _ask(client, group, *, once=ONCE, title="Qui assure la fête ?", body="Merci d’avance.") -> str:
    data = {"group": group.slug, "kind": "question", "title": title, "body": body, "once": once}
    answer = client.post("/questions/nouvelle", data=data)
    assert answer.status_code == 303
    return str(answer.location)


def test_a_question_sent_again_leads_to_the_thread_already_opened(client_for):
    group, client = make_group(), client_for(make_account())
    page = client.get("/questions/nouvelle").get_data(as_text=True)
    (once,) = re.findall(r'name="once"[^>]* value="([^"]{16,})"', page)
    assert _ask(client, group, once=once) == _ask(client, group, once=once)
    assert db.session.scalars(sa.select(Thread.title)).all() == ["Qui assure la fête ?"]


def test_another_question_from_the_same_form_is_another_thread(client_for):
    group, author = make_group(), make_account()
    client, other = client_for(author), client_for(make_account())
    opened = [
        _ask(client, group),
        _ask(client, group, title="Qui prête une sono ?"),
        _ask(client, group, body="Nous sommes trente."),
        _ask(other, group),
        _ask(client, group, once=""),
        _ask(client, group, once=""),
    ]
    assert len(set(opened)) == len(opened)


def test_a_question_that_was_deleted_may_be_asked_again(client_for):
    group, author = make_group(), make_account()
    client = client_for(author)
    first = _ask(client, group)
    opening = db.session.scalars(sa.select(Post.id)).one()
    db.session.close()
    removals.delete_post(seen_by(author), opening)
    assert _ask(client, group) != first
