"""What is hidden is shown to nobody on any road, and is back on all of them when it is restored."""

from dataclasses import dataclass

import pytest
from flask import Flask

from app.accounts.models import Account
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound
from app.core.subjects import SubjectRef, find_visible
from app.core.viewer import GUEST, Right, Viewer
from app.forum.queries.facts import POST, THREAD
from app.forum.services import answers
from app.forum.services.due_checks import ask_for_checks
from app.groups.enums import Role
from app.likes import queries as likes
from app.likes.services import like
from app.notices import queries as notices
from app.search import queries as search
from app.threads.models import Thread
from app.threads.queries.access import access_thread
from app.threads.queries.posts import posts_of_page
from app.threads.services.hidden_posts import delete_hidden, hide_post, restore_post
from app.threads.services.moderation import move
from app.threads.services.removals import delete_post
from app.threads.shapes import Reason
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_due, make_post, make_thread
from tests.factories.groups import make_group, make_membership

WHY = Reason(rule="privacy", sentence="Une personne est nommée.")
WORDS = "Philibert a pris la caisse du barnum."


@dataclass(frozen=True)
class _Place:
    """A question of somebody, an answer that a moderator will hide, and who wrote it."""

    asker: Account
    author: Account
    staff: Viewer
    thread_id: int
    post_id: int

    @property
    def ref(self) -> SubjectRef:
        return SubjectRef(POST, self.post_id)

    def told(self) -> list[str]:
        """Return what the asker is told and has not read."""
        db.session.close()  # a job may have written since
        show = notices.Show.UNREAD
        return [line.text for line in notices.notice_page(seen_by(self.asker), show=show).items]

    def row(self) -> Thread:
        """Return the row of the thread as it is stored."""
        db.session.close()
        return db.session.get_one(Thread, self.thread_id)


@pytest.fixture
def place() -> _Place:
    """Return a thread with one answer."""
    asker, author = make_account(display_name="Odile"), make_account(display_name="Jo")
    staff = make_account(display_name="Ines", rights=(Right.CONTENT_MODERATE,))
    thread_id = make_thread(author=asker, title="Où louer un barnum ?")
    post_id = make_post(thread_id=thread_id, author=author, body=WORDS)
    return _Place(asker, author, seen_by(staff), thread_id, post_id)


def _found(typed: str) -> set[SubjectRef]:
    return {hit.ref for hit in search.find(typed, viewer=GUEST).page.items}


def _page(app: Flask, url: str) -> str:
    return app.test_client().get(url, follow_redirects=True).text


def _opening(thread_id: int) -> int:
    head = access_thread(GUEST, thread_id)
    return posts_of_page(head, page=1, order="temps").items[0].id


def test_a_hidden_post_is_on_no_road_and_back_on_all_when_it_is_restored(place: _Place):
    like(seen_by(place.asker), place.ref)
    assert (len(place.told()), _found("Philibert")) == (1, {place.ref})
    hide_post(place.staff, place.post_id, WHY)
    assert (place.told(), _found("Philibert")) == ([], set())
    assert find_visible(seen_by(place.asker), [place.ref]) == {}
    assert (place.row().answer_count, place.row().reply_count) == (0, 0)
    with pytest.raises(NotFound):
        like(seen_by(make_account()), place.ref)
    restore_post(place.staff, place.post_id)
    assert (len(place.told()), _found("Philibert")) == (1, {place.ref})
    assert place.ref in find_visible(seen_by(place.asker), [place.ref])
    assert (place.row().answer_count, place.row().reply_count) == (1, 1)
    assert likes.like_count(place.ref) == 1, "what hangs on it stayed"


def test_a_line_stays_in_its_place_and_says_nothing_of_it(place: _Place, app: Flask):
    hide_post(place.staff, place.post_id, WHY)
    for order in ("aide", "temps"):
        page = _page(app, f"/questions/{place.thread_id}?ordre={order}")
        assert "Un modérateur a masqué ce message." in page
        assert "Philibert" not in page
        assert "Voir et rétablir" not in page
    restore_post(place.staff, place.post_id)
    assert "Philibert" in _page(app, f"/questions/{place.thread_id}")


def test_a_hidden_opening_takes_its_thread_along_and_brings_it_back(place: _Place):
    opening, thread = _opening(place.thread_id), SubjectRef(THREAD, place.thread_id)
    later = make_post(thread_id=place.thread_id, author=make_account(), body="Merci du conseil")
    delete_post(seen_by(place.author), place.post_id)
    told = place.told()
    hide_post(place.staff, opening, WHY)
    with pytest.raises(NotFound):
        access_thread(seen_by(place.asker), place.thread_id)
    assert find_visible(GUEST, [thread, SubjectRef(POST, later)]) == {}
    assert thread not in _found("barnum")
    assert [text for text in place.told() if "masqué" not in text] == []
    restore_post(place.staff, opening)
    assert access_thread(GUEST, place.thread_id).answer_count == 1
    assert thread in _found("barnum")
    assert [text for text in place.told() if "fil" not in text and "Ines" not in text] == told


def test_the_author_is_told_by_whom_by_which_rule_and_why_and_of_the_end_too(place: _Place):
    hide_post(place.staff, place.post_id, WHY)
    restore_post(place.staff, place.post_id)
    db.session.close()
    back, hidden = notices.notice_page(seen_by(place.author)).items[:2]
    assert hidden.text.startswith("Ines a masqué ce que vous avez écrit")
    assert "Une personne est nommée." in hidden.text
    assert back.text.startswith("Ines a rétabli")


def test_a_solution_that_is_hidden_solves_nothing_and_may_be_chosen_again(place: _Place):
    answers.accept_answer(seen_by(place.asker), place.thread_id, place.post_id)
    hide_post(place.staff, place.post_id, WHY)
    assert place.row().featured_id is None
    restore_post(place.staff, place.post_id)
    answers.accept_answer(seen_by(place.asker), place.thread_id, place.post_id)
    assert place.row().featured_id == place.post_id


def test_only_moderators_hide_and_restore_where_they_may_read(place: _Place):
    for somebody in (place.asker, place.author, make_account()):
        with pytest.raises(Forbidden):
            hide_post(seen_by(somebody), place.post_id, WHY)
    for reason in (Reason(), Reason(rule="privacy"), Reason(sentence="Pourquoi")):
        with pytest.raises(FormRefused):
            hide_post(place.staff, place.post_id, reason)
    with pytest.raises(NotFound):
        restore_post(place.staff, place.post_id)
    hide_post(place.staff, place.post_id, WHY)
    with pytest.raises(NotFound):
        hide_post(place.staff, place.post_id, WHY)
    with pytest.raises(Forbidden):
        restore_post(seen_by(place.author), place.post_id)
    member = make_account()
    closed = make_group(visibility="members", members=(member,))
    secret = make_post(thread_id=make_thread(group=closed, author=member), author=member)
    with pytest.raises(NotFound):
        hide_post(place.staff, secret, WHY)


def test_what_is_deleted_stays_deleted(place: _Place):
    delete_post(seen_by(place.author), place.post_id)
    with pytest.raises(NotFound):
        restore_post(place.staff, place.post_id)


def test_every_author_is_told_however_many_posts_are_hidden(place: _Place):
    authors = [make_account() for _number in range(6)]
    for one in authors:
        hide_post(place.staff, make_post(thread_id=place.thread_id, author=one), WHY)
    db.session.close()
    for one in authors:
        texts = [line.text for line in notices.notice_page(seen_by(one)).items]
        assert any("masqué" in text for text in texts)


def test_whose_hidden_words_are_moved_to_the_public_is_told_that_they_will_be_read():
    mod, author = make_account(), make_account()
    private = make_group(visibility="members", members=(author,))
    public = make_group()
    for group in (private, public):
        make_membership(group=group, account=mod, role=Role.MODERATOR)
    thread_id = make_thread(group=private, author=mod)
    post_id = make_post(thread_id=thread_id, author=author, body="Un secret entre nous")
    hide_post(seen_by(mod), post_id, WHY)
    move(seen_by(mod), thread_id, public.id)
    db.session.close()
    texts = [line.text for line in notices.notice_page(seen_by(author)).items]
    assert any("groupe public" in text for text in texts)


def test_what_is_hidden_is_deleted_without_being_shown_again(place: _Place):
    hide_post(place.staff, place.post_id, WHY)
    delete_hidden(place.staff, place.post_id)
    with pytest.raises(NotFound):
        restore_post(place.staff, place.post_id)
    db.session.close()
    last = notices.notice_page(seen_by(place.author)).items[0].text
    assert "Ines a supprimé" in last
    assert WHY.sentence in last


def test_a_moderator_finds_a_hidden_thread_at_its_address_and_others_do_not(
    place: _Place, client_for
):
    opening, url = _opening(place.thread_id), f"/questions/{place.thread_id}"
    hide_post(place.staff, opening, WHY)
    staff = db.session.get_one(Account, place.staff.known_id)
    found = client_for(staff).get(url)
    assert found.headers["location"] == f"/questions/messages/{opening}/retablir"
    for somebody in (place.asker, place.author, None):
        assert client_for(somebody).get(url).status_code == 404
    done = client_for(staff).post(found.headers["location"], data={"delete": "1"})
    assert done.status_code == 303
    assert client_for(staff).get(url).status_code == 404


def test_nobody_decides_about_their_own_words(place: _Place):
    member, group = make_account(), make_group()
    make_membership(group=group, account=member, role=Role.MODERATOR)
    post_id = make_post(thread_id=make_thread(group=group), author=member)
    with pytest.raises(Forbidden):
        hide_post(seen_by(member), post_id, WHY)
    hide_post(place.staff, post_id, WHY)
    for decide in (restore_post, delete_hidden):
        with pytest.raises(Forbidden):
            decide(seen_by(member), post_id)


def test_a_check_is_not_asked_again_of_what_is_the_solution_no_more(place: _Place):
    asker, answerer = make_account(), make_account()
    _thread_id, post_id = make_due(asker=asker, answerer=answerer)
    ask_for_checks()
    hide_post(place.staff, post_id, WHY)
    restore_post(place.staff, post_id)
    db.session.close()
    texts = [line.text for line in notices.notice_page(seen_by(answerer)).items]
    assert [text for text in texts if "vérifier" in text] == []


def test_what_was_said_in_a_hidden_thread_is_found_no_more_until_it_is_back(place: _Place):
    opening = _opening(place.thread_id)
    hide_post(place.staff, opening, WHY)
    assert _found("Philibert") == set()
    restore_post(place.staff, opening)
    assert _found("Philibert") == {place.ref}


def test_a_hidden_reply_leaves_its_line_also_under_a_deleted_answer(place: _Place, app: Flask):
    replier = make_account()
    reply = make_post(thread_id=place.thread_id, author=replier, parent_id=place.post_id)
    hide_post(place.staff, reply, WHY)
    delete_post(seen_by(place.author), place.post_id)
    assert "Un modérateur a masqué" in _page(app, f"/questions/{place.thread_id}?ordre=aide")
