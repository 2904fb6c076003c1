"""Coming in, asking to, and going out."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.events import AccountClosed, AccountOpened
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound, Suspended
from app.core.transaction import atomic, emit
from app.groups import queries, services
from app.groups.models import Group, JoinRequest, Membership
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_ban, make_group, make_membership


def _roles(group):
    rows = db.session.execute(
        sa.select(Membership.account_id, Membership.role).where(Membership.group_id == group.id)
    )
    return dict(rows.all())


def _count(group):
    return db.session.scalar(sa.select(Group.member_count).where(Group.id == group.id))


def _states(group):
    return list(
        db.session.scalars(
            sa.select(JoinRequest.state)
            .where(JoinRequest.group_id == group.id)
            .order_by(JoinRequest.id)
        )
    )


def test_joining_an_open_group_twice_is_joining_once():
    person, group = make_account(), make_group()
    services.join(seen_by(person), group.id)
    services.join(seen_by(person), group.id)
    assert (_roles(group), _count(group)) == ({person.id: "member"}, 1)


def test_rules_are_accepted_by_those_who_join():
    person, group = make_account(), make_group(rules="Soyez gentils.")
    with pytest.raises(FormRefused) as refused:
        services.join(seen_by(person), group.id)
    assert refused.value.field == "accept_rules"
    services.join(seen_by(person), group.id, has_accepted_rules=True)
    assert db.session.scalar(sa.select(Membership.rules_accepted_at)) is not None


def test_asking_waits_for_a_decision_and_can_be_taken_back():
    person, group = make_account(), make_group(joining="request")
    for _twice in range(2):
        services.join(seen_by(person), group.id, message="Bonjour")
    assert (_states(group), _roles(group)) == (["waiting"], {})
    services.withdraw_request(seen_by(person), group.id)
    services.join(seen_by(person), group.id)
    assert _states(group) == ["withdrawn", "waiting"]


@pytest.mark.parametrize("facts", [{"joining": "invitation"}, {"archived_at": clock.now()}])
def test_a_closed_door_says_why(facts):
    with pytest.raises(Forbidden, match=r"\w+"):
        services.join(seen_by(make_account()), make_group(**facts).id)


def test_a_ban_closes_the_door_until_it_ends():
    person, group = make_account(), make_group()
    make_ban(group=group, account=person, until=clock.now() + timedelta(days=1))
    with pytest.raises(Forbidden):
        services.join(seen_by(person), group.id)
    other = make_account()
    make_ban(group=group, account=other, until=clock.now() - timedelta(seconds=1))
    services.join(seen_by(other), group.id)
    assert set(_roles(group)) == {other.id}


def test_a_hidden_group_and_a_suspended_person():
    with pytest.raises(NotFound):
        services.join(seen_by(make_account()), make_group(visibility="hidden").id)
    suspended = make_account(suspended_until=clock.now() + timedelta(days=1))
    with pytest.raises(Suspended):
        services.join(seen_by(suspended), make_group().id)


@pytest.mark.parametrize(
    ("facts", "joins"),
    [({}, True), ({"joining": "request"}, False), ({"visibility": "members"}, False)],
)
def test_writing_joins_open_public_groups_only(facts, joins):
    person, group = make_account(), make_group(**facts)
    services.join_if_open(seen_by(person), group.id)
    assert (person.id in _roles(group)) is joins


def test_the_only_owner_cannot_leave_and_two_can_one_after_the_other():
    owner, member = make_account(), make_account()
    group = make_group(owner=owner, members=(member,))
    with pytest.raises(Forbidden):
        services.leave(seen_by(owner), group.id)
    services.leave(seen_by(member), group.id)
    make_membership(group=group, account=member, role="owner")
    services.leave(seen_by(owner), group.id)
    assert (_roles(group), _count(group)) == ({member.id: "owner"}, 1)


def test_a_new_account_belongs_to_the_first_group():
    with atomic():
        emit(AccountOpened(account_id=make_account().id))
    slug = services.found_first_group(make_account().id)
    assert services.found_first_group(make_account().id) == slug
    person = make_account()
    with atomic():
        emit(AccountOpened(account_id=person.id))
    badges = [card.badge.slug for card in queries.my_groups(seen_by(person))]
    assert badges == [slug] == ["entraide-et-conseils-aux-associations"]


def test_a_closed_account_leaves_its_groups_to_the_next():
    owner, first, second = make_account(), make_account(), make_account()
    group = make_group(owner=owner, members=(first,))
    make_membership(group=group, account=second, role="moderator")
    with atomic():
        emit(AccountClosed(account_id=owner.id))
    assert _roles(group) == {first.id: "member", second.id: "owner"}
    assert services.recount_members() == 0


def test_a_closed_account_leaves_the_groups_it_was_a_plain_member_of_and_those_it_was_alone_in():
    owner, member = make_account(), make_account()
    group, own = make_group(owner=owner, members=(member,)), make_group(owner=member)
    with atomic():
        emit(AccountClosed(account_id=member.id))
    assert _roles(group) == {owner.id: "owner"}
    assert _roles(own) == {}
    assert services.recount_members() == 0


def test_who_is_no_member_and_asked_for_nothing_leaves_and_takes_back_nothing():
    stranger, group = make_account(), make_group(owner=make_account())
    before = _roles(group)
    services.leave(seen_by(stranger), group.id)
    services.withdraw_request(seen_by(stranger), group.id)
    assert (_roles(group), _states(group)) == (before, [])
