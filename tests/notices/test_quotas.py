"""What no setting silences is bounded all the same: nobody's telephone is filled by others."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts.models import Account
from app.core.db import db
from app.groups import services as groups
from app.groups.enums import Role
from app.notices.models import Notice
from app.threads.services import moderation
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """Stop the clock."""
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def _told(account: Account) -> int:
    db.session.close()
    mine = sa.select(sa.func.count()).where(Notice.account_id == account.id)
    return db.session.scalar(mine) or 0


def test_pinning_and_unpinning_all_day_is_told_three_times(noon: time_machine.Traveller):
    owner, author = make_account(), make_account()
    group = make_group(owner=owner)
    thread_id = make_thread(group=group, author=author)
    for _time in range(6):
        moderation.pin(seen_by(owner), thread_id)
        moderation.unpin(seen_by(owner), thread_id)
    assert _told(author) == 3
    make_post(thread_id=thread_id, author=owner)
    assert _told(author) == 4  # what is no decision is told as ever
    noon.shift(timedelta(days=1, seconds=1))
    moderation.pin(seen_by(owner), thread_id)
    assert _told(author) == 5


@pytest.mark.usefixtures("noon")
def test_giving_a_role_and_taking_it_is_told_three_times():
    owner, member = make_account(), make_account()
    group = make_group(owner=owner, members=(member,))
    for role in (Role.MODERATOR, Role.MEMBER) * 5:
        groups.change_role(seen_by(owner), group.id, member.id, role=role)
    assert _told(member) == 3


@pytest.mark.usefixtures("noon")
def test_a_moderator_who_tidies_up_is_told_of_for_each_thread_up_to_a_bound():
    owner, author = make_account(), make_account()
    group = make_group(owner=owner)
    threads = [make_thread(group=group, author=author) for _number in range(25)]
    for thread_id in threads:
        moderation.close(seen_by(owner), thread_id, reason="Doublon")
    assert _told(author) == 20
    other = make_account()
    groups.change_role(seen_by(owner), group.id, author.id, role=Role.OWNER)
    assert _told(author) == 21
    assert _told(other) == 0
