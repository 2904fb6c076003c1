"""What moderators do to somebody's words is told to them: the rule, the reason, the passage."""

import pytest
import sqlalchemy as sa
import time_machine

from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused
from app.core.subjects import SubjectRef
from app.forum.services import answers
from app.groups.enums import Role
from app.notices import queries as notices
from app.notices.services import record
from app.threads.models import Post, ThreadAct
from app.threads.services import moderation, posts, removals
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import edit_question, make_post, make_thread
from tests.factories.groups import make_group, make_membership

WHY = {"rule": "advertising", "reason": "Ici on prête, on ne vend pas."}


def _opening(thread_id: int) -> int:
    """Return the post that opens a thread."""
    found = sa.select(Post.id).where(Post.thread_id == thread_id, Post.number == 1)
    return db.session.scalars(found).one()


def _told(client_for: ClientFor, author) -> str:
    """Return what somebody reads on their page of notices."""
    return client_for(author).get("/notifications").text


@pytest.mark.parametrize("is_opening", [True, False])
def test_a_deletion_needs_a_rule_and_a_reason_and_tells_both(
    client_for, moderator, group, is_opening
):
    author = make_account()
    thread_id = make_thread(group=group, author=author, title="Je vends tout, venez vite")
    post_id = make_post(thread_id=thread_id, author=author, body="Deux **barnums** à vendre.")
    post_id = _opening(thread_id) if is_opening else post_id
    client, address = client_for(moderator), f"/questions/messages/{post_id}/supprimer"
    assert "Ni publicité, ni démarchage" in client.get(address).text
    for missing in ({}, {"rule": "advertising"}, {"reason": "Non."}, {**WHY, "rule": "mine"}):
        assert client.post(address, data=missing).status_code == 422
    assert client.post(address, data=WHY).status_code == 303
    told = _told(client_for, author)
    assert "Modou a supprimé ce que vous avez écrit" in told
    assert "Ni publicité, ni démarchage" in told
    assert WHY["reason"] in told


def test_its_author_reads_the_passage_and_writes_it_again(client_for, moderator, group):
    author = make_account()
    thread_id = make_thread(group=group)
    post_id = make_post(thread_id=thread_id, author=author, body="Deux **barnums** à vendre.")
    client_for(moderator).post(f"/questions/messages/{post_id}/supprimer", data=WHY)
    client = client_for(author)
    address = f"/questions/actes/{db.session.scalars(sa.select(ThreadAct.id)).one()}"
    assert f'href="{address}"' in _told(client_for, author)
    page = client.get(address).text
    assert "<strong>barnums</strong> à vendre" in page
    assert WHY["reason"] in page
    assert f'action="/questions/{thread_id}/reponses"' in page
    again = client.post(f"/questions/{thread_id}/reponses", data={"body": "Deux barnums à prêter."})
    assert again.status_code == 303
    for other in (moderator, make_account()):
        assert client_for(other).get(address).status_code == 404


def test_a_deleted_question_can_be_asked_again_from_what_it_was(client_for, moderator, group):
    author = make_account()
    thread_id = make_thread(group=group, author=author, tags="matériel", body="Qui en veut ?")
    client_for(moderator).post(
        f"/questions/messages/{_opening(thread_id)}/supprimer", data=WHY | {"reason": "Trop cher."}
    )
    act_id = db.session.scalars(sa.select(ThreadAct.id)).one()
    page = client_for(author).get(f"/questions/actes/{act_id}").text
    assert 'action="/questions/nouvelle"' in page
    assert f'value="{group.slug}"' in page
    assert "Qui en veut" in page.partition("<textarea")[2]
    assert 'value="matériel"' in page


def test_nobody_gives_reasons_to_oneself(client_for, moderator, group):
    author = make_account()
    thread_id = make_thread(group=group, author=author)
    for person in (author, moderator):
        post_id = make_post(thread_id=thread_id, author=person)
        address = f"/questions/messages/{post_id}/supprimer"
        assert 'name="rule"' not in client_for(person).get(address).text
        assert client_for(person).post(address).status_code == 303
    assert db.session.scalars(sa.select(ThreadAct.id)).all() == []


def test_no_service_deletes_what_somebody_else_wrote_without_a_reason(moderator, group):
    post_id = make_post(thread_id=make_thread(group=group))
    with pytest.raises(FormRefused):
        removals.delete_post(seen_by(moderator), post_id)


def test_what_a_moderator_edits_chooses_or_clears_is_told(client_for, moderator, group):
    asker, helper = make_account(), make_account()
    thread_id = make_thread(group=group, author=asker, title="Où louer un barnum")
    answer, staff = make_post(thread_id=thread_id, author=helper), seen_by(moderator)
    posts.edit_post(staff, answer, body="Adouci.")
    new = {"title": "Où louer un grand barnum", "body": "Pour juin."}
    edit_question(staff, _opening(thread_id), **new)
    answers.accept_answer(staff, thread_id, answer)
    answers.clear_solution(staff, thread_id)
    assert "Modou a modifié ce que vous avez écrit" in _told(client_for, helper)
    told = _told(client_for, asker)
    for sentence in ("a modifié ce que", "a choisi la solution", "a retiré la solution"):
        assert f"Modou {sentence}" in told


def test_a_notice_of_before_was_about_the_thread_and_means_its_last_act_till_then(moderator, group):
    author, staff = make_account(), seen_by(moderator)
    thread_id = make_thread(group=group, author=author)
    with time_machine.travel(clock.now(), tick=False) as travel:
        moderation.pin(staff, thread_id)
        moderation.unpin(staff, thread_id)
        thread, concerns = SubjectRef("forum.thread", thread_id), {author.id: "forum.moderated"}
        record("forum.moderated", thread, actor_id=moderator.id, concerns=concerns)
        travel.shift(60)
        moderation.close(staff, thread_id, reason="Déjà demandé.")
    db.session.close()  # a job has written since
    told = [line.text for line in notices.notice_page(seen_by(author)).items]
    acts = ["a fermé", "a détaché", "a détaché", "a épinglé"]
    assert [act in text for act, text in zip(acts, told, strict=True)] == [True] * 4, told


def test_an_act_is_told_even_where_its_author_may_read_no_more(client_for, moderator, group):
    author, hidden = make_account(), make_group(visibility="hidden", name="Bureau")
    make_membership(group=hidden, account=moderator, role=Role.MODERATOR)
    thread_id = make_thread(group=group, author=author)
    client_for(moderator).post(f"/questions/{thread_id}/deplacer", data={"group": hidden.slug})
    told = _told(client_for, author)
    assert "Modou a déplacé votre fil" in told
    page = client_for(author).get(
        f"/questions/actes/{db.session.scalars(sa.select(ThreadAct.id)).one()}"
    )
    assert page.status_code == 200
    assert "Bureau" not in page.text
