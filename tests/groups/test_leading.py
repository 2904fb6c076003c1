"""Opening, leading and changing a group."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound
from app.core.subjects import access_subject
from app.core.viewer import Right
from app.groups import queries, services
from app.groups.enums import Role, Visibility
from app.groups.models import Group, JoinRequest
from app.groups.queries.subjects import ref_of
from app.groups.services import Removal
from app.groups.shapes import GroupTerms
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group, make_membership

TERMS = GroupTerms(name="Fêtes de l’été", purpose="Préparer les fêtes.")


def _role(group, account):
    return queries.group_access(seen_by(account), group.id).role


def _ask(group, message=""):
    person = make_account()
    services.join(seen_by(person), group.id, message=message)
    request_id = db.session.scalar(
        sa.select(JoinRequest.id).where(JoinRequest.account_id == person.id)
    )
    return person, request_id


def test_a_group_gets_an_address_of_its_own_and_an_owner():
    owner = make_account()
    slugs = [services.found_group(seen_by(owner), TERMS) for _twice in range(2)]
    assert slugs == ["fetes-de-l-ete", "fetes-de-l-ete-2"]
    found = queries.group_access_by_slug(seen_by(owner), slugs[0])
    assert (found.role, found.may_moderate) == ("owner", True)
    assert services.recount_members() == 0


def test_a_group_cannot_take_the_address_of_a_page():
    terms = GroupTerms(name="Nouveau", purpose="Rien.")
    assert services.found_group(seen_by(make_account()), terms) == "nouveau-2"


def test_a_name_cannot_be_an_address():
    with pytest.raises(FormRefused) as refused:
        services.found_group(
            seen_by(make_account()), GroupTerms(name="gagnez.example", purpose="Rien.")
        )
    assert refused.value.field == "name"


def test_a_request_is_decided_once():
    owner, moderator = make_account(), make_account()
    group = make_group(joining="request", owner=owner)
    make_membership(group=group, account=moderator, role="moderator")
    person, request_id = _ask(group)
    services.accept_request(seen_by(moderator), group.id, request_id)
    services.refuse_request(seen_by(owner), group.id, request_id, sentence="Non")
    assert _role(group, person) == "member"
    assert queries.waiting_requests(group.id).items == ()


def test_a_refusal_carries_a_sentence_and_lets_one_ask_again():
    owner = make_account()
    group = make_group(joining="request", owner=owner)
    person, request_id = _ask(group, "Je suis trésorière")
    assert queries.waiting_requests(group.id).items[0].message == "Je suis trésorière"
    services.refuse_request(seen_by(owner), group.id, request_id, sentence="Trop tôt.")
    assert queries.group_head(seen_by(person), group.slug).refusal == "Trop tôt."
    services.join(seen_by(person), group.id)
    assert len(queries.waiting_requests(group.id).items) == 1


def test_only_moderators_decide_and_a_stranger_learns_nothing():
    group = make_group(joining="request", owner=make_account())
    member = make_account()
    make_membership(group=group, account=member)
    _person, request_id = _ask(group)
    with pytest.raises(Forbidden):
        services.accept_request(seen_by(member), group.id, request_id)
    with pytest.raises(NotFound):
        services.accept_request(seen_by(make_account()), group.id, request_id)


def test_a_request_of_another_group_is_not_found():
    owner = make_account()
    group = make_group(joining="request", owner=make_account())
    _person, request_id = _ask(group)
    with pytest.raises(NotFound):
        services.accept_request(seen_by(owner), make_group(owner=owner).id, request_id)


def test_a_group_is_handed_over():
    owner, heir = make_account(), make_account()
    group = make_group(owner=owner, members=(heir,))
    services.hand_over(seen_by(owner), group.id, heir.id)
    assert (_role(group, owner), _role(group, heir)) == ("moderator", "owner")
    with pytest.raises(Forbidden):
        services.hand_over(seen_by(owner), group.id, owner.id)


def test_the_only_owner_keeps_the_role():
    owner = make_account()
    group = make_group(owner=owner)
    with pytest.raises(Forbidden):
        services.change_role(seen_by(owner), group.id, owner.id, role=Role.MEMBER)
    staff = make_account(rights=(Right.GROUPS_MANAGE,))
    with pytest.raises(Forbidden):
        services.change_role(seen_by(staff), group.id, owner.id, role=Role.MEMBER)


def _removed(actor: Account, group: Group, *, is_banned: bool = False) -> Account:
    person = make_account()
    make_membership(group=group, account=person)
    services.remove_member(
        seen_by(actor), group.id, person.id, Removal(reason="Publicité", is_banned=is_banned)
    )
    return person


def test_who_is_removed_may_come_back_unless_banned():
    owner = make_account()
    group = make_group(owner=owner)
    removed, banned = _removed(owner, group), _removed(owner, group, is_banned=True)
    services.join(seen_by(removed), group.id)
    with pytest.raises(Forbidden):
        services.join(seen_by(banned), group.id)
    assert [ban.reason for ban in queries.running_bans(group.id)] == ["Publicité"]
    services.lift_ban(seen_by(owner), group.id, banned.id)
    services.join(seen_by(banned), group.id)
    assert services.recount_members() == 0


def test_a_plain_removal_is_no_ban_whatever_the_clock_says(monkeypatch):
    owner = make_account()
    group = make_group(owner=owner)
    removed, banned = _removed(owner, group), _removed(owner, group, is_banned=True)
    before = clock.now() - timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: before)
    assert [ban.face.id for ban in queries.running_bans(group.id)] == [banned.id]
    services.join(seen_by(removed), group.id)


def test_removals_that_make_no_sense_are_refused():
    owner, member = make_account(), make_account()
    group = make_group(owner=owner, members=(member,))
    with pytest.raises(FormRefused):
        services.remove_member(seen_by(owner), group.id, owner.id, Removal(reason="Moi"))
    past = Removal(reason="Hier", is_banned=True, until=clock.now() - timedelta(days=1))
    with pytest.raises(FormRefused):
        services.remove_member(seen_by(owner), group.id, member.id, past)


def test_a_group_is_changed_archived_and_opened_again():
    owner = make_account()
    group = make_group(owner=owner)
    terms = GroupTerms(
        name="Autre", purpose="Autre.", rules="**Doux**", visibility=Visibility.MEMBERS
    )
    services.change_group(seen_by(owner), group.id, terms)
    services.archive(seen_by(owner), group.id)
    head = queries.group_head(seen_by(owner), group.slug)
    assert (head.access.group.name, head.access.group.visibility) == ("Autre", "members")
    assert "<strong>Doux</strong>" in head.rules
    assert not head.access.may_post
    services.archive(seen_by(owner), group.id, is_archived=False)
    assert queries.group_access(seen_by(owner), group.id).may_post


def test_a_level_is_one_of_the_levels():
    member = make_account()
    group = make_group(members=(member,))
    services.choose_level(seen_by(member), group.id, "nothing")
    assert queries.levels_among([group.id], [member.id]) == {group.id: {member.id: "nothing"}}
    with pytest.raises(FormRefused):
        services.choose_level(seen_by(member), group.id, "loudly")
    with pytest.raises(NotFound):
        services.choose_level(seen_by(make_account()), group.id, None)


def test_roles_are_for_members_and_the_same_role_is_no_news(client_for):
    owner, member = make_account(), make_account()
    group = make_group(owner=owner, members=(member,))
    services.change_role(seen_by(owner), group.id, member.id, role=Role.MEMBER)
    assert "vous a nommé" not in client_for(member).get("/notifications").text
    with pytest.raises(NotFound):
        services.change_role(seen_by(owner), group.id, make_account().id, role=Role.MODERATOR)
    with pytest.raises(FormRefused):
        services.hand_over(seen_by(owner), group.id, owner.id)
    services.change_role(seen_by(owner), group.id, member.id, role=Role.OWNER)
    assert (_role(group, owner), _role(group, member)) == ("owner", "owner")


def test_a_moderator_who_is_one_no_more_is_told_so(client_for):
    owner, member = make_account(display_name="Awa"), make_account()
    group = make_group(name="Fêtes", owner=owner)
    make_membership(group=group, account=member, role=Role.MODERATOR)
    services.change_role(seen_by(owner), group.id, member.id, role=Role.MEMBER)
    assert "simple membre du groupe" in client_for(member).get("/notifications").text


def test_who_is_added_while_waiting_waits_no_more():
    owner = make_account()
    group = make_group(joining="request", owner=owner)
    person, _request_id = _ask(group)
    services.add_member(group.id, person.id)
    services.add_member(group.id, person.id)
    assert _role(group, person) == "member"
    assert queries.waiting_requests(group.id).items == ()
    assert services.recount_members() == 0


def test_a_group_is_known_as_a_subject_unless_it_is_hidden():
    owner = make_account()
    listed, hidden = make_group(), make_group(visibility="hidden", owner=owner)
    stranger = seen_by(make_account())
    assert access_subject(stranger, ref_of(listed.id)).title == listed.name
    assert access_subject(seen_by(owner), ref_of(hidden.id)).url == f"/groupes/{hidden.slug}"
    with pytest.raises(NotFound):
        access_subject(stranger, ref_of(hidden.id))


def test_the_suspended_are_offered_no_group_to_write_in_and_guests_those_open_to_all():
    group = make_group()
    make_group(visibility="members")
    suspended = make_account(suspended_until=clock.now() + timedelta(days=1))
    assert queries.groups_open_to(seen_by(suspended)) == ()
    assert [badge.id for badge in queries.groups_open_to(seen_by(None))] == [group.id]
    for account in (None, suspended):
        assert queries.groups_led(seen_by(account), is_staff=True) == ()
