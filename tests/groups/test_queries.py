"""What groups answer: who reads, who posts, and at what cost."""

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.core.errors import NotFound
from app.groups import queries as groups
from app.notices.enums import Level
from app.notices.services import preferences
from tests.conftest import Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.friends import make_friends
from tests.factories.groups import make_group, make_membership


def _readable(account):
    return set(db.session.scalars(groups.readable_group_ids(seen_by(account))))


def test_guests_read_public_groups_and_members_their_own_too():
    owner, stranger = make_account(), make_account()
    public, members, hidden = (
        make_group(visibility=word, owner=owner).id for word in ("public", "members", "hidden")
    )
    assert _readable(None) == {public}
    assert _readable(stranger) == {public}
    assert _readable(owner) == {public, members, hidden}


def test_a_hidden_group_is_not_there_for_a_stranger():
    group = make_group(visibility="hidden", owner=make_account())
    with pytest.raises(NotFound):
        groups.group_access(seen_by(make_account()), group.id)
    with pytest.raises(NotFound):
        groups.group_access_by_slug(seen_by(None), group.slug)


def test_a_standing_costs_one_query(queries: Queries):
    owner = make_account()
    viewer, group = seen_by(owner), make_group(visibility="members", owner=owner)
    with queries(at_most=1):
        found = groups.group_access_by_slug(viewer, group.slug)
    assert (found.may_read, found.may_post, found.may_moderate, found.role) == (
        True,
        True,
        True,
        "owner",
    )


def test_open_groups_put_ones_own_first():
    member = make_account()
    make_group(name="Aide")
    make_group(name="Fermé", joining="request")
    own = make_group(name="Zèle", visibility="hidden", joining="invitation")
    make_membership(group=own, account=member)
    names = [badge.name for badge in groups.groups_open_to(seen_by(member))]
    assert names == ["Zèle", "Aide"]


def test_the_attentive_want_everything_or_are_friends_who_want_their_friends():
    actor, all_here, all_anywhere, quiet_here = (make_account() for _ in range(4))
    friend, quiet_friend, friend_here, stranger, away = (make_account() for _ in range(5))
    group = make_group(owner=actor, members=(all_anywhere, friend, stranger))
    for account, level in (
        (all_here, Level.EVERYTHING),
        (quiet_here, Level.NOTHING),
        (quiet_friend, Level.THREADS),
        (friend_here, Level.FRIENDS),
    ):
        make_membership(group=group, account=account, notice_level=level)
    for account in (all_anywhere, quiet_here, friend_here, away):
        preferences.choose_level(seen_by(account), Level.EVERYTHING)
    for one in (friend, quiet_friend, friend_here, away):
        make_friends(one, actor)
    attentive = groups.subscriber_ids(group.id, actor.id)
    assert attentive == {all_here.id, all_anywhere.id, friend.id, friend_here.id}
    assert groups.subscriber_ids(group.id, None) == {all_here.id, all_anywhere.id}


def test_the_levels_are_those_chosen_for_the_group():
    owner, tired = make_account(), make_account()
    group = make_group(owner=owner)
    make_membership(group=group, account=tired, notice_level="threads")
    asked = [owner.id, tired.id, make_account().id]
    assert groups.levels_among([group.id], asked) == {group.id: {tired.id: Level.THREADS}}
    (choice,) = groups.own_choices(seen_by(tired))
    assert (choice.name, choice.level) == (group.name, Level.THREADS)


def test_members_are_a_sub_select():
    owner, member = make_account(), make_account()
    group = make_group(owner=owner, members=(member,))
    assert set(db.session.scalars(sa.select(groups.member_ids(group.id).subquery()))) == {
        owner.id,
        member.id,
    }
