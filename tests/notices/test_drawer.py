"""What "my friends only" keeps back: readable, never told, let out to new friends."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts.models import Account, Block
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.groups.models import Membership
from app.notices import queries, services
from app.notices.models import Notice
from app.threads.services.follows import mark_read, set_follow
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group
from tests.factories.notices import rows_of


@pytest.fixture
def reader() -> Account:
    return make_account()


def _texts(reader: Account) -> list[str]:
    db.session.close()
    return [line.text for line in queries.drawer_page(seen_by(reader)).items]


def _count(reader: Account) -> int:
    db.session.close()
    return queries.drawer_count(seen_by(reader))


def test_a_stranger_is_kept_back_and_a_friend_is_told(reader):
    friend, stranger = make_account(), make_account(display_name="Zoé")
    group = make_group(members=(reader,))
    make_friends(reader, friend)
    make_thread(author=friend, group=group)
    make_thread(author=stranger, group=group, title="Un local ?")
    assert [row.rule for row in rows_of(reader.id)] == ["friend"]
    assert _texts(reader) == ["Zoé a ouvert le fil «\xa0Un local\u202f?\xa0»."]
    assert _count(reader) == 1


def test_posts_of_one_thread_are_one_line(reader):
    one, other = make_account(display_name="Zoé"), make_account(display_name="Omar")
    group = make_group(members=(reader,))
    thread_id = make_thread(group=group, author=one, title="Un local ?")
    for author in (one, other, one):
        make_post(thread_id=thread_id, author=author)
    assert "Zoé et Omar ont écrit dans «\xa0Un local\u202f?\xa0»." in _texts(reader)
    lines = queries.drawer_page(seen_by(reader)).items
    assert sorted(line.count for line in lines) == [1, 3]


@pytest.mark.parametrize("level", ["everything", "threads", "nothing"])
def test_at_any_other_level_nothing_is_kept(reader, level):
    group = make_group(members=(reader,))
    services.choose_level(seen_by(reader), level)
    make_thread(group=group)
    assert (_texts(reader), _count(reader)) == ([], 0)


def test_the_level_of_the_group_goes_first(reader):
    loud, quiet = make_group(members=(reader,)), make_group(members=(reader,))
    services.choose_level(seen_by(reader), "nothing")
    with atomic() as session:
        session.execute(
            sa.update(Membership)
            .where(Membership.account_id == reader.id, Membership.group_id == loud.id)
            .values(notice_level="friends")
        )
    for group in (loud, quiet):
        make_thread(group=group, title=f"Dans le groupe {group.id}")
    (text,) = _texts(reader)
    assert f"Dans le groupe {loud.id}" in text


def test_what_is_muted_blocked_switched_off_or_elsewhere_is_not_in_it(reader):
    blocked, writer = make_account(), make_account()
    group = make_group(members=(reader,))
    now = clock.now()
    with atomic() as session:
        session.add(Block(account_id=blocked.id, blocked_id=reader.id, created_at=now))
    muted = make_thread(group=group, author=writer)
    set_follow(seen_by(reader), muted, "mute")
    make_post(thread_id=muted, author=writer)
    make_thread(group=group, author=blocked)
    make_thread(group=make_group(), author=writer)
    assert _texts(reader) == []
    other = make_thread(group=group, author=writer)
    assert len(_texts(reader)) == 1
    services.switch_kind(seen_by(reader), "forum.opened", is_on=False)
    assert _texts(reader) == []
    make_post(thread_id=other, author=writer)
    assert len(_texts(reader)) == 1


def test_whoever_joins_later_does_not_find_what_was_before(reader):
    group = make_group()
    with time_machine.travel(clock.now() - timedelta(days=1), tick=False):
        make_thread(group=group)
    with atomic() as session:
        session.add(Membership(group_id=group.id, account_id=reader.id, joined_at=clock.now()))
    assert _texts(reader) == []


def test_what_was_delivered_is_not_kept_as_well(reader):
    asker = make_account()
    thread_id = make_thread(author=reader)
    make_post(thread_id=thread_id, author=asker)
    assert [row.kind for row in rows_of(reader.id)] == ["forum.answered"]
    assert _texts(reader) == []


def test_the_drawer_costs_no_row_and_is_in_no_badge(reader):
    group = make_group(members=(reader,))
    make_thread(group=group)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Notice)) == 0
    lines, inbox, last = queries.notices_after(reader.id, 0, 200)
    assert (lines, inbox.unread, last) == ((), 0, 0)


def test_looking_into_it_begins_the_count_anew(reader, client_for):
    group = make_group(members=(reader,))
    make_thread(group=group)
    client = client_for(reader)
    assert "Autres personnes" in client.get("/notifications").text
    assert client.post("/notifications/autres/vues").status_code == 303
    assert _count(reader) == 0
    assert len(_texts(reader)) == 1
    make_thread(group=group)
    assert _count(reader) == 1


def test_what_comes_between_the_page_and_the_look_stays_new(reader, client_for):
    group = make_group(members=(reader,))
    make_thread(group=group)
    client = client_for(reader)
    page = client.get("/notifications?voir=autres").text
    upto = re.search(r'name="upto"\s+value="(\d+)"', page)
    make_thread(group=group)
    assert upto is not None
    client.post("/notifications/autres/vues", data={"upto": upto[1]})
    assert _count(reader) == 1
    client.post("/notifications/autres/vues", data={"upto": str(10**17)})
    assert _count(reader) == 0
    make_thread(group=group)
    assert _count(reader) == 1
    client.post("/notifications/autres/vues", data={"upto": upto[1]})
    assert _count(reader) == 1


def test_a_new_friend_lets_out_nothing_that_was_read(reader):
    friend = make_account()
    group = make_group(members=(reader,))
    thread_id = make_thread(group=group, author=friend)
    make_post(thread_id=thread_id, author=friend)
    mark_read(seen_by(reader), thread_id, 2)
    make_post(thread_id=thread_id, author=friend)
    unread_id = make_thread(group=group, author=friend)
    make_friends(reader, friend)
    services.release(reader.id, friend.id)
    told = [line.url for line in queries.notice_page(seen_by(reader)).items]
    assert len(told) == 2
    assert any(f"/questions/{unread_id}-" in url for url in told)
    assert any(url.endswith("/messages/3") or "message-3" in url for url in told), told


def test_a_new_friend_lets_out_a_fortnight(reader):
    friend, other = make_account(), make_account()
    group = make_group(members=(reader,))
    now = clock.now()
    with atomic() as session:
        joined = sa.update(Membership).values(joined_at=now - timedelta(days=60))
        session.execute(joined)
    for days in (20, 13, 1):
        with time_machine.travel(now - timedelta(days=days), tick=False):
            make_thread(group=group, author=friend, title=f"Il y a {days} jours")
            make_thread(group=group, author=other)
    make_friends(reader, friend)
    for _twice in range(2):
        services.release(reader.id, friend.id)
    told = [line.text for line in queries.notice_page(seen_by(reader)).items]
    assert len(told) == 2
    assert "Il y a 1 jours" in told[0]
    assert "Il y a 13 jours" in told[1]
    assert {row.rule for row in rows_of(reader.id)} == {"friend"}
    assert len(_texts(reader)) == 3


def test_pages_follow_each_other(reader):
    group = make_group(members=(reader,))
    writer = make_account()
    for number in range(35):
        make_thread(group=group, author=writer, title=f"Question {number}")
    db.session.close()  # a job has written since
    first = queries.drawer_page(seen_by(reader))
    second = queries.drawer_page(seen_by(reader), cursor=first.next_cursor)
    assert (len(first.items), len(second.items), second.next_cursor) == (30, 5, None)
    assert "Question 34" in first.items[0].text
    assert "Question 0" in second.items[-1].text


def test_the_page_costs_the_same_with_few_and_with_many(client_for, reader, queries):
    group = make_group(members=(reader,))
    client = client_for(reader)
    for count in (2, 25):
        for number in range(count):
            make_thread(group=group, title=f"Question {number}")
        with queries(at_most=13):
            client.get("/notifications?voir=autres")


def test_those_who_hear_nothing_cost_nothing(queries):
    author, friend = make_account(), make_account()
    make_friends(author, friend)
    costs = []
    for others in (1, 2, 40):  # the first makes tags
        group = make_group(members=(author, friend, *(make_account() for _ in range(others))))
        with queries(at_most=60) as sent:
            make_thread(group=group, author=author)
        costs.append(len(sent))
    assert costs[1] == costs[2]
    assert len(rows_of(friend.id)) == 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Notice)) == 3
