"""Who is told of what in the forum: each once, and by the reason nearest to them."""

import pytest

from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.forum.notifications import NOTICE_KINDS, WORDS
from app.forum.queries.facts import POST
from app.groups.queries import audience_of
from app.notices import queries as notices
from app.notices import services as notice_services
from app.notices.kinds.catalogue import kinds
from app.notices.models import Inbox
from app.notices.services.activities import record
from app.notices.shapes import ActivityItem
from app.threads.notifications import notice_kinds
from app.threads.queries.access import access_thread
from app.threads.queries.posts import posts_of_page
from app.threads.services import follows, posts, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import edit_question, make_post, make_thread
from tests.factories.groups import make_group, make_membership


def _told(account):
    """Return the kinds of what somebody was told, in order."""
    db.session.close()  # a job may have written since this session looked first
    lines, _state, _last = notices.notices_after(account.id, 0, 50)
    return [line.kind for line in lines]


def _unread(account):
    """Return the number on somebody's bell."""
    db.session.close()
    return db.session.get_one(Inbox, account.id).unread_count


def test_who_is_named_hears_of_it_in_a_question_an_answer_and_a_reply():
    named = make_account(handle="karim")
    thread_id = make_thread(body="Je pense à @karim.")
    answer = make_post(thread_id=thread_id, body="Demandez à @karim.")
    make_post(thread_id=thread_id, parent_id=answer, body="Ou à @KARIM, oui.")
    assert _told(named) == ["forum.mentioned"] * 3


def test_the_asker_and_the_person_replied_to_hear_of_a_post_once_though_it_names_them():
    asker, helper = make_account(handle="lea"), make_account(handle="oumar")
    thread_id = make_thread(author=asker)
    answer = make_post(thread_id=thread_id, author=helper, body="Bonjour @lea, je peux aider.")
    assert _told(asker) == ["forum.answered"]
    make_post(thread_id=thread_id, parent_id=answer, body="Merci @oumar !")
    assert _told(helper) == ["forum.replied"]


def test_those_who_want_everything_of_a_group_hear_of_a_new_thread_once():
    group, eager, named = make_group(), make_account(), make_account(handle="karim")
    for account in (eager, named):
        make_membership(group=group, account=account, notice_level="everything")
    calm = make_account()
    make_membership(group=group, account=calm)
    make_thread(group=group, body="Je pense à @karim.")
    assert _told(eager) == ["forum.opened"]
    assert _told(named) == ["forum.mentioned"]
    assert _told(calm) == []


def test_who_follows_hears_of_each_post_and_who_mutes_of_none():
    thread_id, fan, tired = make_thread(), make_account(), make_account()
    follows.set_follow(seen_by(fan), thread_id, "follow")
    make_post(thread_id=thread_id, author=tired)
    follows.set_follow(seen_by(tired), thread_id, "mute")
    make_post(thread_id=thread_id)
    assert _told(fan) == ["forum.posted"] * 2
    assert _told(tired) == []


def test_nobody_is_named_into_a_group_they_may_not_read():
    outsider, member = make_account(handle="dehors"), make_account()
    group = make_group(visibility="members", members=(member,))
    make_thread(group=group, author=make_account(), body="@dehors n’en saura rien.")
    assert _told(outsider) == []


@pytest.mark.parametrize(
    "kind", [one.kind for one in (*notice_kinds("forum", WORDS), *NOTICE_KINDS)]
)
def test_of_a_thread_that_is_gone_nobody_is_told(kind):
    author, follower = make_account(), make_account(handle="karim")
    thread_id = make_thread(author=author, body="Je pense à @karim.")
    head = access_thread(seen_by(author), thread_id)
    (opening,) = posts_of_page(head, page=1, order="temps").items
    follows.set_follow(seen_by(follower), thread_id, "follow")
    removals.delete_post(seen_by(author), opening.id)
    activity = ActivityItem(
        id=1,
        kind=kind,
        subject=SubjectRef(POST, opening.id),
        container=head.ref,
        audience=audience_of(head.group_id),
        actor_id=make_account().id,
        created_at=clock.now(),
    )
    assert list(kinds()[kind].candidates(activity)) == []


def test_what_no_room_has_announced_is_not_told():
    with pytest.raises(LookupError), atomic():
        record("forum.dreamt", SubjectRef(POST, 1), actor_id=None)


def test_an_edit_that_names_somebody_tells_them_once():
    author, named = make_account(), make_account(handle="karim")
    post_id = make_post(author=author, body="Demandez au comité.")
    for words in ("Demandez à @karim.", "Demandez donc à @karim.", "Au comité.", "À @karim !"):
        posts.edit_post(seen_by(author), post_id, body=words)
    assert _told(named) == ["forum.mentioned"]


def test_a_name_taken_out_takes_its_unread_notice_along_and_put_in_again_brings_it_back():
    author, named = make_account(), make_account(handle="karim")
    post_id = make_post(author=author, body="Demandez à @karim.")
    unread = [_unread(named)]
    for words in ("Demandez au comité.", "Demandez à @karim, finalement."):
        posts.edit_post(seen_by(author), post_id, body=words)
        db.session.close()
        unread.append(_unread(named))
    assert unread == [1, 0, 1]


def test_a_name_taken_out_and_put_in_again_does_not_call_who_has_read_it():
    author, named = make_account(), make_account(handle="karim")
    post_id = make_post(author=author, body="Demandez à @karim.")
    assert _unread(named) == 1
    notice_services.mark_read(seen_by(named))
    for words in ("Demandez au comité.", "Demandez à @karim, finalement."):
        posts.edit_post(seen_by(author), post_id, body=words)
    assert _told(named) == ["forum.mentioned"]
    assert _unread(named) == 0


def test_an_edit_of_a_question_names_people_too():
    author, named = make_account(), make_account(handle="karim")
    thread_id = make_thread(author=author, body="Qui sait ?")
    (opening,) = posts_of_page(
        access_thread(seen_by(author), thread_id), page=1, order="temps"
    ).items
    new = {"title": "Qui sait cela ?", "body": "Toi, @karim ?"}
    edit_question(seen_by(author), opening.id, **new)
    assert _told(named) == ["forum.mentioned"]


def test_somebody_who_is_quoted_is_not_called_again():
    named = make_account(handle="karim")
    thread_id = make_thread(body="Je pense à @karim.")
    make_post(thread_id=thread_id, body="> Je pense à @karim.\n\nMoi aussi.")
    make_post(thread_id=thread_id, body="> Je pense à lui.\n\nOui, @karim le sait.")
    assert _told(named) == ["forum.mentioned"] * 2


def test_an_edit_names_nobody_into_a_group_they_may_not_read():
    outsider, author = make_account(handle="dehors"), make_account()
    thread_id = make_thread(group=make_group(visibility="members", members=(author,)))
    post_id = make_post(thread_id=thread_id, author=author, body="Bonjour.")
    posts.edit_post(seen_by(author), post_id, body="Bonjour, @dehors.")
    assert _told(outsider) == []
