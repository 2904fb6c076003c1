"""Whom one may know: from one's groups and department, and never through anybody's friends."""

import re

import pytest

from app.accounts import services as accounts
from app.accounts.enums import ProfileAudience
from app.accounts.models import Account
from app.accounts.shapes import ProfileEdit
from app.core.db import db
from app.core.transaction import atomic
from app.friends.limits import CONSIDERED, SUGGESTED
from app.friends.queries import suggested
from app.groups.models import Membership
from tests.conftest import ClientFor, Queries, statements
from tests.factories import make_account, seen_by
from tests.factories.friends import make_friends, make_request
from tests.factories.groups import make_group


def who(person: Account) -> dict[int, str]:
    """Return whom somebody may know, and why."""
    return {item.face.id: item.reason for item in suggested(seen_by(person))}


def live_in(
    person: Account, department: str, audience: ProfileAudience = ProfileAudience.MEMBERS
) -> None:
    """Say where somebody lives, to some."""
    edit = ProfileEdit(
        display_name="Camille", told={"department": department}, audiences={"department": audience}
    )
    accounts.edit_profile(seen_by(person), edit)


def test_people_of_ones_groups_are_proposed_those_with_most_in_common_first():
    me, close, far, stranger = (make_account() for _ in range(4))
    make_group(name="Fêtes", members=(me, close, far))
    make_group(name="Budget", members=(me, close))
    make_group(members=(stranger,))
    assert list(who(me).items()) == [
        (close.id, "dans le groupe «\xa0Budget\xa0»"),
        (far.id, "dans le groupe «\xa0Fêtes\xa0»"),
    ]


@pytest.mark.parametrize(
    ("audience", "is_proposed"),
    [
        (ProfileAudience.EVERYONE, True),
        (ProfileAudience.MEMBERS, True),
        (ProfileAudience.FRIENDS, False),
    ],
)
def test_neighbours_are_proposed_when_they_let_members_know(audience, is_proposed):
    me, neighbour, other = (make_account() for _ in range(3))
    live_in(me, "34", ProfileAudience.FRIENDS)
    live_in(neighbour, "34", audience)
    live_in(other, "2A")
    expected = {neighbour.id: "dans le même département\xa0: Hérault (34)"} if is_proposed else {}
    assert who(me) == expected


def test_nobody_with_whom_there_was_anything_is_proposed():
    me = make_account()
    others = [make_account() for _ in range(12)]
    make_group(members=(me, *others))
    make_friends(me, others[0])
    fates = ("waiting", "declined", "withdrawn", "accepted")
    for fate, mine, theirs in zip(fates, others[1:5], others[5:9], strict=True):
        make_request(me, mine, state=fate)
        make_request(theirs, me, state=fate)
    accounts.block(seen_by(me), others[9].handle)
    accounts.block(seen_by(others[10]), me.handle)
    assert set(who(me)) == {others[11].id}


def test_friends_of_friends_are_nobody_to_me():
    me, friend = make_account(), make_account()
    make_friends(me, friend)
    for _number in range(3):
        make_friends(friend, make_account())
    assert who(me) == {}


def test_those_who_are_gone_or_not_there_yet_are_not_proposed():
    me, gone, unconfirmed = (make_account() for _ in range(3))
    make_group(members=(me, gone, unconfirmed))
    accounts.close(seen_by(gone), gone.id)
    with atomic() as session:
        session.get_one(Account, unconfirmed.id).email_confirmed_at = None
    assert who(me) == {}


def test_in_a_large_group_a_hundred_are_looked_at(queries: Queries):
    me = make_account()
    group = make_group(members=(me,))
    members = [make_account() for _ in range(CONSIDERED + 5)]
    with atomic() as session:
        session.add_all(
            Membership(group_id=group.id, account_id=one.id, joined_at=one.created_at)
            for one in members
        )
    viewer = seen_by(me)
    with queries(at_most=6):
        found = {item.face.id for item in suggested(viewer)}
    assert found == {one.id for one in members[-SUGGESTED:]}


def test_no_question_reads_a_whole_table():
    me, neighbour = make_account(), make_account()
    make_group(members=(me, neighbour))
    for person in (me, neighbour):
        live_in(person, "34")
    with statements() as sent:
        who(me)
    plans = [line for statement in sent for line in _plan(statement)]
    assert plans
    assert [line for line in plans if re.match(r"SCAN (?!latest|anon|\(subquery)", line)] == []


def test_what_waits_is_counted_for_the_one_who_looks_only(client_for: ClientFor):
    client = client_for(make_account())
    with statements() as sent:
        client.get("/")
    (asked,) = [statement for statement in sent if "friend_request_count" in statement]
    plan = "; ".join(_plan(asked))
    assert "USING COVERING INDEX ix_friend_requests_asked_id_state" in plan
    assert "SCAN" not in plan
    assert "MATERIALIZE" not in plan


def _plan(statement: str) -> list[str]:
    """Return how SQLite would answer."""
    asked = re.sub(r"\?", "1", statement)
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")
    return [row[3] for row in rows]
