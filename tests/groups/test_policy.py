"""The truth table of docs/rooms/groups.md."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.viewer import Right, Viewer
from app.groups import policy
from app.groups.enums import Joining, JoinOption, Role, Visibility
from app.groups.shapes import GroupBadge, MembershipFacts

GUEST = Viewer()
PERSON = Viewer(account_id=1, is_confirmed=True)
STAFF = Viewer(account_id=2, is_confirmed=True, rights=frozenset({Right.GROUPS_MANAGE}))
SITE_MODERATOR = Viewer(account_id=3, rights=frozenset({Right.CONTENT_MODERATE}))
SUSPENDED = Viewer(account_id=4, suspended_until=clock.now() + timedelta(days=1))


def _tie(visibility="public", joining="open", role=None, *, is_archived=False, **facts: bool):
    badge = GroupBadge(
        id=1,
        slug="groupe",
        name="Groupe",
        url="/groupes/groupe",
        visibility=Visibility(visibility),
        is_archived=is_archived,
    )
    known = Role(role) if role else None
    return MembershipFacts(group=badge, joining=Joining(joining), role=known, **facts)


@pytest.mark.parametrize(
    ("viewer", "visibility", "role", "sees", "reads"),
    [
        (GUEST, "public", None, True, True),
        (GUEST, "members", None, True, False),
        (GUEST, "hidden", None, False, False),
        (PERSON, "members", None, True, False),
        (PERSON, "members", "member", True, True),
        (PERSON, "hidden", None, False, False),
        (PERSON, "hidden", "member", True, True),
        (SITE_MODERATOR, "members", None, True, False),
        (SITE_MODERATOR, "hidden", None, False, False),
        (STAFF, "hidden", None, True, False),
    ],
)
def test_who_sees_and_who_reads(viewer, visibility, role, sees, reads):
    facts = _tie(visibility, role=role)
    assert (policy.may_see(viewer, facts), policy.may_read(facts)) == (sees, reads)


@pytest.mark.parametrize(
    ("viewer", "facts", "posts"),
    [
        (GUEST, _tie(), False),
        (PERSON, _tie(), True),
        (PERSON, _tie(joining="request"), False),
        (PERSON, _tie("members"), False),
        (PERSON, _tie("members", role="member"), True),
        (PERSON, _tie(role="member", is_archived=True), False),
        (PERSON, _tie(is_banned=True), False),
        (SUSPENDED, _tie(role="owner"), False),
    ],
)
def test_who_posts(viewer, facts, posts):
    assert policy.may_post(viewer, facts) is posts


@pytest.mark.parametrize(
    ("viewer", "role", "moderates", "manages"),
    [
        (GUEST, None, False, False),
        (PERSON, None, False, False),
        (PERSON, "member", False, False),
        (PERSON, "moderator", True, False),
        (PERSON, "owner", True, True),
        (SUSPENDED, "owner", False, False),
        (STAFF, None, False, True),
        (SITE_MODERATOR, None, False, False),
    ],
)
def test_who_looks_after_a_group(viewer, role, moderates, manages):
    facts = _tie(role=role)
    found = (policy.may_moderate(viewer, facts), policy.may_manage(viewer, facts))
    assert found == (moderates, manages)


@pytest.mark.parametrize(
    ("viewer", "role", "removes"),
    [
        (PERSON, None, set()),
        (PERSON, "member", set()),
        (PERSON, "moderator", {"member"}),
        (PERSON, "owner", {"member", "moderator"}),
        (SUSPENDED, "owner", set()),
        (STAFF, None, {"member", "moderator", "owner"}),
    ],
)
def test_who_sends_whom_away(viewer, role, removes):
    facts = _tie(role=role)
    assert {whom for whom in Role if policy.may_remove(viewer, facts, whom)} == removes


@pytest.mark.parametrize(
    ("viewer", "role", "before", "is_self", "allowed"),
    [
        (PERSON, "moderator", "member", False, False),
        (PERSON, "owner", "member", False, True),
        (PERSON, "owner", "moderator", False, True),
        (PERSON, "owner", "owner", False, False),
        (PERSON, "owner", "owner", True, True),
        (STAFF, None, "owner", False, True),
    ],
)
def test_who_gives_roles(viewer, role, before, is_self, allowed):
    facts = _tie(role=role)
    found = policy.may_set_role(viewer, facts, before=Role(before), is_self=is_self)
    assert found is allowed


@pytest.mark.parametrize(
    ("facts", "join_option"),
    [
        (_tie(role="member", is_archived=True), JoinOption.INSIDE),
        (_tie(is_archived=True), JoinOption.ARCHIVED),
        (_tie(is_banned=True), JoinOption.BANNED),
        (_tie(), JoinOption.OPEN),
        (_tie("members"), JoinOption.OPEN),
        (_tie(joining="request"), JoinOption.ASK),
        (_tie(joining="request", has_asked=True), JoinOption.ASKED),
        (_tie(joining="invitation"), JoinOption.INVITED_ONLY),
    ],
)
def test_what_one_finds_at_the_door(facts, join_option):
    assert policy.join_option(facts) is join_option


@pytest.mark.parametrize(
    ("viewer", "allowed"), [(GUEST, False), (Viewer(account_id=1), True), (PERSON, True)]
)
def test_who_founds_a_group(viewer, allowed):
    assert policy.may_found(viewer) is allowed
