"""A block takes back what the two were told of each other, from lines with others in them too."""

from contextlib import suppress

import pytest

from app.accounts import services as accounts
from app.accounts.events import AccountClosed, PersonBlocked
from app.core.db import db
from app.core.events import Phase
from app.core.i18n import in_language
from app.core.transaction import LISTENERS, atomic
from app.groups.services.memberships import drop_member, find_member
from app.notices import queries, services
from app.notices.rules import recipients
from app.notices.services import delivery
from app.notices.shapes import NoticeLine
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group
from tests.factories.notices import box_of, rows_of


def _lines(reader) -> list[NoticeLine]:
    db.session.close()
    with in_language("fr"):
        return list(queries.notice_page(seen_by(reader)).items)


def test_whoever_is_blocked_is_named_no_more():
    reader = make_account()
    bad, good = make_account(display_name="Bloqué"), make_account(display_name="Gentille")
    thread_id = make_thread(author=reader)
    for author in (bad, good):
        make_post(thread_id=thread_id, author=author)
    assert "Gentille et Bloqué" in _lines(reader)[0].text
    accounts.block(seen_by(reader), bad.handle)
    (line,) = _lines(reader)
    assert line.text.startswith("Gentille a répondu")
    assert box_of(reader.id) == (2, 1)
    accounts.block(seen_by(good), reader.handle)
    assert (_lines(reader), box_of(reader.id)) == ([], (2, 0))


def test_what_can_be_seen_no_more_says_not_even_who_it_was():
    reader, writer = make_account(), make_account(display_name="Zoé Secrète")
    group = make_group(visibility="hidden", members=(reader, writer))
    make_friends(reader, writer)
    make_thread(group=group, author=writer)
    assert _lines(reader)[0].actor.display_name == "Zoé Secrète"
    with atomic():
        membership = find_member(group.id, reader.id)
        assert membership is not None
        drop_member(membership)
    (line,) = _lines(reader)
    assert (line.offers, line.actor.id) == ((), 0)
    assert "Secrète" not in f"{line.text}{line.why}{line.actor.display_name}"


def test_whoever_leaves_while_it_is_told_is_not_told(monkeypatch):
    reader, friend = make_account(), make_account()
    group = make_group(visibility="members", members=(reader,))
    make_friends(reader, friend)
    found = recipients.recipients

    def found_and_left(activity):
        told = found(activity)
        with atomic():
            membership = find_member(group.id, reader.id)
            if membership is not None:
                drop_member(membership)
        return told

    monkeypatch.setattr(delivery, "recipients", found_and_left)
    make_thread(group=group, author=friend)
    assert rows_of(reader.id) == []


def test_what_is_being_told_is_looked_at_again_by_a_new_friendship(monkeypatch):
    reader, writer = make_account(), make_account()
    group = make_group(members=(reader,))
    monkeypatch.setattr(delivery, "recipients", lambda _activity: _interrupt())
    with suppress(InterruptedError):
        make_thread(group=group, author=writer)
    db.session.close()
    make_friends(reader, writer)
    assert not services.release(reader.id, writer.id)
    monkeypatch.undo()
    services.follow()
    db.session.close()
    assert services.release(reader.id, writer.id)
    assert len(rows_of(reader.id)) == 1


def _interrupt():
    raise InterruptedError


@pytest.mark.parametrize("kind", [AccountClosed, PersonBlocked])
def test_boxes_are_locked_after_all_activities_that_go_with_somebody(app, kind):
    heard = app.extensions[LISTENERS][Phase.DURING, kind]
    rooms = [hear.__module__ for hear in heard]
    assert rooms.index("app.friends.listeners") < rooms.index("app.notices.listeners")
