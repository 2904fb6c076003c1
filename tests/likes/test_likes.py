"""Likes: one each, not of one's own words, told once, shown to everybody who looks."""

import threading

import pytest
import sqlalchemy as sa

from app.accounts.models import Account, Block
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, NotFound, SignInNeeded, Suspended
from app.core.events import SubjectRemoved
from app.core.subjects import SubjectRef, access_subject
from app.core.transaction import atomic, emit
from app.forum.queries.facts import POST, topic_of
from app.likes import policy, services
from app.likes.models import Like
from app.likes.queries import like_count, like_summaries, like_summary
from app.notices.models import Activity, Notice
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group
from tests.factories.notices import box_of


def _post(author: Account | None = None, *, thread_id: int | None = None) -> SubjectRef:
    return SubjectRef(POST, make_post(author=author, thread_id=thread_id))


def _told() -> list[tuple[int, int | None]]:
    db.session.close()
    rows = db.session.execute(
        sa.select(Notice.account_id, Activity.actor_id)
        .join(Activity, Activity.id == Notice.activity_id)
        .where(Activity.kind == "likes.liked")
    )
    return [(row.account_id, row.actor_id) for row in rows]


def test_liking_counts_once_and_tells_the_author_once():
    author, reader = make_account(), make_account()
    make_friends(author, reader)
    ref = _post(author)
    for _each in range(2):
        services.like(seen_by(reader), ref)
    summary = like_summary(seen_by(reader), ref)
    assert (summary.count, summary.is_mine) == (1, True)
    services.unlike(seen_by(reader), ref)
    services.like(seen_by(reader), ref)
    assert _told() == [(author.id, reader.id)]


@pytest.mark.parametrize("ref", ["accounts.person:1", "friends.friendship:1", "groups.group:1"])
def test_only_what_people_wrote_can_be_liked(client_for, ref):
    make_friends(make_account(), make_account())
    make_group()
    client = client_for(make_account())
    for address in (f"/likes/{ref}", f"/likes/{ref}/retirer"):
        assert client.post(address).status_code == 404
    assert client.get(f"/likes/{ref}").status_code == 404


def test_a_like_taken_back_is_announced_no_more():
    author, reader = make_account(), make_account()
    make_friends(author, reader)
    ref = _post(author)
    services.like(seen_by(reader), ref)
    assert box_of(author.id) == (1, 1)
    services.unlike(seen_by(reader), ref)
    assert box_of(author.id) == (1, 0)
    services.like(seen_by(reader), ref)
    assert box_of(author.id) == (1, 1)


def test_a_like_taken_back_is_gone():
    reader, ref = make_account(), _post()
    services.like(seen_by(reader), ref)
    services.like(seen_by(make_account()), ref)
    for _each in range(2):
        services.unlike(seen_by(reader), ref)
    summary = like_summary(seen_by(reader), ref)
    assert (summary.count, summary.is_mine) == (1, False)


def test_nobody_likes_their_own_words():
    author = make_account()
    ref = _post(author)
    with pytest.raises(Forbidden):
        services.like(seen_by(author), ref)
    assert like_count(ref) == 0


def test_guests_and_suspended_members_like_nothing():
    ref = _post()
    with pytest.raises(SignInNeeded):
        services.like(seen_by(None), ref)
    with pytest.raises(Suspended):
        services.like(seen_by(make_account(suspended_until=clock.now().replace(year=9999))), ref)


def test_what_cannot_be_seen_can_neither_be_liked_nor_unliked():
    thread_id = make_thread(group=make_group(visibility="hidden"))
    stranger = seen_by(make_account())
    for ref in (SubjectRef("forum.thread", thread_id), SubjectRef(POST, 10**9)):
        for act in (services.like, services.unlike):
            with pytest.raises(NotFound):
                act(stranger, ref)


def test_an_author_who_blocked_somebody_is_not_told_of_their_likes():
    author, blocked = make_account(), make_account()
    ref = _post(author)
    with atomic() as session:
        session.add(Block(account_id=author.id, blocked_id=blocked.id, created_at=clock.now()))
    services.like(seen_by(blocked), ref)
    assert _told() == []


def test_clicking_in_many_tabs_at_once_counts_once(app):
    reader, ref = seen_by(make_account()), _post()
    begin = threading.Barrier(4)

    def click() -> None:
        with app.app_context():
            begin.wait()
            services.like(reader, ref)

    tabs = [threading.Thread(target=click) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    db.session.close()
    assert like_count(ref) == 1


def test_the_likes_of_what_is_gone_are_gone():
    ref = _post()
    services.like(seen_by(make_account()), ref)
    with atomic():
        emit(SubjectRemoved(ref=ref))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Like)) == 0


def test_many_summaries_cost_one_query(queries):
    refs = [_post() for _ in range(3)]
    viewer = seen_by(make_account())
    with queries(at_most=1):
        summaries = like_summaries(viewer, refs)
    assert {ref: one.count for ref, one in summaries.items()} == dict.fromkeys(refs, 0)
    assert like_summaries(viewer, []) == {}


@pytest.mark.parametrize(("who", "may"), [("guest", False), ("author", False), ("member", True)])
def test_who_may_like(who, may):
    author = make_account()
    ref = _post(author)
    viewer = {"guest": None, "author": author, "member": make_account()}[who]
    subject = access_subject(seen_by(make_account()), ref)
    assert policy.may_like(seen_by(viewer), subject) is may


def test_everybody_who_looks_sees_the_new_count(socket_for):
    thread_id = make_thread()
    ref = _post(thread_id=thread_id)
    watching = socket_for(make_account(), watching=topic_of(thread_id))
    watching.heard()
    reader = seen_by(make_account())
    services.like(reader, ref)
    services.unlike(reader, ref)
    counts = [payload for name, payload in watching.heard() if name == "likes.count"]
    assert counts == [{"ref": str(ref), "count": 1}, {"ref": str(ref), "count": 0}]
