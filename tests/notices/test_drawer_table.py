"""The drawer asks the database what the precedence says in Python: for every case, the same."""

from itertools import product

import pytest
import sqlalchemy as sa

from app.accounts.models import Account, Block
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.friends.models import Friendship
from app.groups.models import Membership
from app.notices import queries, services
from app.notices.enums import Level, Nature, Rule, ThreadState
from app.notices.models import NoticeSettings
from app.notices.rules.precedence import decide
from app.notices.shapes import Facts
from app.threads.services.follows import set_follow
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group

KIND = "forum.posted"
YES_NO = (False, True)


@pytest.fixture
def reader() -> Account:
    """Return somebody who was told nothing so far."""
    account = make_account()
    services.choose_level(seen_by(account), Level.NOTHING)
    return account


@pytest.fixture
def said(reader: Account) -> tuple[Account, int]:
    """Return somebody who wrote in a group of theirs, and the thread."""
    author = make_account()
    group = make_group(members=(reader, author))
    thread_id = make_thread(group=group)
    make_post(thread_id=thread_id, author=author)
    return author, thread_id


def _let(reader: Account, author: Account, *, friend: bool, blocked: bool) -> None:
    """Let them be friends, or one block the other."""
    with atomic() as session:
        session.execute(sa.delete(Friendship))
        session.execute(sa.delete(Block))
        if blocked:
            session.add(Block(account_id=reader.id, blocked_id=author.id, created_at=clock.now()))
    if friend:
        make_friends(reader, author)


def _choose(reader: Account, own: Level, of_group: Level | None, *, off: bool) -> None:
    """Let the reader want to hear of this."""
    kept = {"level": own, "off_kinds": [KIND] if off else []}
    with atomic() as session:
        session.execute(sa.update(NoticeSettings).values(**kept))
        session.execute(
            sa.update(Membership)
            .where(Membership.account_id == reader.id)
            .values(notice_level=of_group)
        )


def _is_held(reader: Account, author: Account) -> bool:
    """Tell whether what the author wrote lies in the drawer."""
    db.session.close()
    lines = queries.drawer_page(seen_by(reader)).items
    return author.id in {line.actor.id for line in lines}


@pytest.mark.parametrize("state", [ThreadState.NORMAL, ThreadState.MUTE])
@pytest.mark.parametrize(("friend", "blocked"), [*product(YES_NO, YES_NO)])
def test_the_drawer_holds_what_the_sixth_rule_keeps_back(reader, said, friend, blocked, state):
    author, thread_id = said
    set_follow(seen_by(reader), thread_id, state)
    _let(reader, author, friend=friend, blocked=blocked)
    for off, own, of_group in product(YES_NO, Level, (None, *Level)):
        _choose(reader, own, of_group, off=off)
        facts = Facts(
            nature=Nature.ACTIVITY,
            may_see=True,
            is_blocked=blocked,
            is_switched_off=off,
            is_friend=friend,
            thread_state=state,
            level=of_group or own,
        )
        is_kept = decide(facts).rule is Rule.DRAWER
        assert _is_held(reader, author) == is_kept, facts
