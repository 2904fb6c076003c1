"""Before a letter or a push, the rules are asked once more."""

import pytest
import sqlalchemy as sa

from app.accounts.models import Account, Block
from app.core import clock
from app.core.db import db
from app.core.i18n import in_language
from app.core.transaction import atomic
from app.groups.models import Group, Membership
from app.groups.services.settings import choose_level
from app.notices import queries, services
from app.notices.shapes import NoticeLine
from app.threads.services.follows import set_follow
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group, make_membership


def _again(reader: Account) -> list[str]:
    db.session.close()
    lines: tuple[NoticeLine, ...] = queries.still_deliverable(reader.id, [1, 2, 3])
    return [line.kind for line in lines]


def _answered() -> tuple[Account, Account, int]:
    reader, writer = make_account(), make_account(display_name="Léa")
    group = make_group(visibility="members", members=(reader, writer))
    thread_id = make_thread(group=group, author=reader)
    make_post(thread_id=thread_id, author=writer)
    db.session.close()  # a job has written since
    return reader, writer, thread_id


def test_what_still_holds_is_told_in_words():
    reader, *_rest = _answered()
    assert _again(reader) == ["forum.answered"]
    with in_language("fr"):
        (line,) = queries.still_deliverable(reader.id, [1])
    assert "Léa a répondu à votre question" in line.text
    assert "Règle 4" in line.why


def _read(reader: Account, _writer: Account, _thread_id: int) -> None:
    services.mark_read(seen_by(reader))


def _mute(reader: Account, _writer: Account, thread_id: int) -> None:
    set_follow(seen_by(reader), thread_id, "mute")


def _switch_off(reader: Account, _writer: Account, _thread_id: int) -> None:
    services.switch_kind(seen_by(reader), "forum.answered", is_on=False)


def _block(reader: Account, writer: Account, _thread_id: int) -> None:
    with atomic() as session:
        now = clock.now()
        session.add(Block(account_id=writer.id, blocked_id=reader.id, created_at=now))


def _leave(reader: Account, _writer: Account, _thread_id: int) -> None:
    with atomic() as session:
        session.execute(sa.delete(Membership).where(Membership.account_id == reader.id))


@pytest.mark.parametrize("act", [_read, _mute, _switch_off, _block, _leave])
def test_what_changed_since_is_not_told(act):
    reader, writer, thread_id = _answered()
    act(reader, writer, thread_id)
    assert _again(reader) == []


def test_a_friend_of_then_who_is_none_now_is_not_told_of():
    reader, friend = make_account(), make_account()
    group = make_group(members=(reader,))
    make_friends(reader, friend)
    make_thread(group=group, author=friend)
    assert _again(reader) == ["forum.opened"]
    services.choose_level(seen_by(reader), "threads")
    assert _again(reader) == []


def test_what_was_chosen_for_one_thread_or_group_is_not_chosen_for_others():
    reader = make_account()
    loud, quiet = make_group(members=(reader,)), make_group(members=(reader,))
    services.choose_level(seen_by(reader), "everything")
    heard, muted, unheard = (make_thread(group=group) for group in (loud, loud, quiet))
    assert len(_again(reader)) == 3
    set_follow(seen_by(reader), muted, "mute")
    choose_level(seen_by(reader), quiet.id, "threads")
    (line,) = queries.still_deliverable(reader.id, [1, 2, 3])
    assert f"/questions/{heard}-" in line.url
    set_follow(seen_by(reader), unheard, "follow")
    assert len(_again(reader)) == 2


def test_nobody_gets_the_notices_of_others():
    _reader, writer, _thread_id = _answered()
    assert _again(writer) == []


def test_a_bundle_is_one_line_that_names_them_all():
    reader, _writer, thread_id = _answered()
    karim = make_account(display_name="Karim")
    make_membership(group=db.session.scalars(sa.select(Group)).one(), account=karim)
    make_post(thread_id=thread_id, author=karim)
    db.session.close()
    with in_language("fr"):
        (line,) = queries.still_deliverable(reader.id, [1, 2])
    assert "Karim et Léa ont répondu" in line.text
