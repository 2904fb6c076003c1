"""Who is told of what is decided, and that nothing more comes after a removal."""

import sqlalchemy as sa

from app.core.db import db
from app.core.errors import NotFound
from app.core.subjects import SubjectRef, access_subject
from app.groups import services
from app.groups.enums import Role
from app.groups.models import GroupRemoval, JoinRequest
from app.groups.services import Removal
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group, make_membership


def _news(client_for: ClientFor, account):
    page = client_for(account).get("/notifications").text
    return page.split('<main class="main"')[1].split("</main>")[0]


def _asked(group, name="Camille"):
    person = make_account(display_name=name)
    services.join(seen_by(person), group.id)
    return person, db.session.scalar(sa.select(JoinRequest.id))


def test_those_who_decide_hear_of_a_request_until_it_is_decided(client_for: ClientFor):
    owner, moderator, member = make_account(), make_account(), make_account()
    group = make_group(name="Fêtes", joining="request", owner=owner, members=(member,))
    make_membership(group=group, account=moderator, role="moderator")
    person, request_id = _asked(group, "Oumar")
    for leader in (owner, moderator):
        assert "Oumar demande à entrer dans le groupe «\xa0Fêtes\xa0»" in _news(client_for, leader)
    assert "Oumar" not in _news(client_for, member)
    services.accept_request(seen_by(owner), group.id, request_id)
    assert "Oumar" not in _news(client_for, moderator)
    assert "Vous êtes membre du groupe «\xa0Fêtes\xa0»" in _news(client_for, person)


def test_a_refusal_is_told_with_its_sentence(client_for: ClientFor):
    owner = make_account()
    group = make_group(joining="request", owner=owner)
    person, request_id = _asked(group)
    services.refuse_request(seen_by(owner), group.id, request_id, sentence="Revenez en mai.")
    assert "Revenez en mai." in _news(client_for, person)


def test_who_is_removed_is_told_why_even_by_a_hidden_group(client_for: ClientFor):
    owner, person = make_account(), make_account()
    group = make_group(name="Secrets", visibility="hidden", owner=owner, members=(person,))
    services.remove_member(seen_by(owner), group.id, person.id, Removal(reason="Publicité"))
    news = _news(client_for, person)
    assert "Vous avez été retiré·e du groupe «\xa0Secrets\xa0»" in news
    assert "Publicité" in news


def test_a_role_is_told_to_the_member(client_for: ClientFor):
    owner, member = make_account(display_name="Awa"), make_account()
    group = make_group(name="Fêtes", owner=owner, members=(member,))
    services.change_role(seen_by(owner), group.id, member.id, role=Role.MODERATOR)
    assert "Awa vous a confié la modération du groupe" in _news(client_for, member)


def test_requests_and_removals_are_seen_by_those_concerned_only():
    owner, stranger = make_account(), make_account()
    group = make_group(joining="request", owner=owner)
    person, request_id = _asked(group)
    ref = SubjectRef("groups.request", request_id)
    assert access_subject(seen_by(person), ref).url == f"/groupes/{group.slug}"
    assert access_subject(seen_by(owner), ref).url == f"/groupes/{group.slug}/demandes"
    make_membership(group=group, account=person)
    services.remove_member(seen_by(owner), group.id, person.id, Removal(reason="Publicité"))
    removal = SubjectRef("groups.removal", db.session.scalar(sa.select(GroupRemoval.id)) or 0)
    assert access_subject(seen_by(person), removal).title == group.name
    for viewer, unseen in ((stranger, ref), (stranger, removal), (None, ref), (owner, removal)):
        try:
            access_subject(seen_by(viewer), unseen)
        except NotFound:
            continue
        raise AssertionError(unseen)
