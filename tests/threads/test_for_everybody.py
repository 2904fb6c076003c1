"""A thread of no group: everybody reads it, members talk, and each hears of it as they chose."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.models import Account
from app.core import clock
from app.core.audiences import PUBLIC
from app.core.errors import Forbidden, FormRefused, SignInNeeded
from app.core.subjects import find_visible
from app.core.viewer import GUEST, Right
from app.notices import queries as notices
from app.notices import services as notice_services
from app.notices.enums import Level
from app.search import queries as search
from app.threads.integration import integrated
from app.threads.kinds import ThreadKind
from app.threads.queries.access import access_thread
from app.threads.queries.places import watchers_among
from app.threads.services import moderation, posts, removals
from app.threads.services.openings import NewThread, open_thread
from tests.factories.accounts import make_account, seen_by
from tests.factories.friends import make_friends
from tests.factories.groups import make_group
from tests.registry import providing

SONG = ThreadKind(
    kind="song",
    room="songs",
    base="questions",  # addresses are read when the site starts
    has_opening=False,
    texts=lambda ids: dict.fromkeys(ids, "Nous portons les chaises"),
)


@pytest.fixture(autouse=True)
def _songs(app: Flask) -> Iterator[None]:
    """Let people talk under songs."""
    with providing(app, *integrated(SONG)):
        yield


@pytest.fixture
def author() -> Account:
    """Return who sings."""
    return make_account(display_name="Maud")


def _sung(author: Account, title: str = "La ronde des bénévoles") -> int:
    """Publish a song for everybody."""
    return open_thread(
        seen_by(author), NewThread(group_id=None, kind="song", title=title, body=None)
    )


def _told(reader: Account) -> list[str]:
    """Return what somebody is told, in the language of the tests."""
    return [line.text for line in notices.notice_page(seen_by(reader)).items]


def _kept(reader: Account) -> list[str]:
    """Return what waits in somebody's drawer."""
    return [line.text for line in notices.drawer_page(seen_by(reader)).items]


def test_everybody_reads_it_and_whoever_has_an_account_may_write(author):
    thread_id = _sung(author)
    for reader in (GUEST, seen_by(make_account()), seen_by(author)):
        head = access_thread(reader, thread_id)
        assert (head.access.group, head.access.is_public) == (None, True)
        assert head.may_reply is not reader.is_guest
        [subject] = find_visible(reader, [SONG.ref(thread_id)]).values()
        assert subject.audience == PUBLIC
    with pytest.raises(SignInNeeded):
        posts.post_reply(GUEST, thread_id, body="Bravo")
    silenced = make_account(suspended_until=clock.now() + timedelta(days=1))
    head = access_thread(seen_by(silenced), thread_id)
    assert (head.may_reply, "suspendu" in head.access.why_silent) == (False, True)


def test_its_page_says_no_group(app: Flask, author):
    thread_id = _sung(author)
    posts.post_reply(seen_by(make_account()), thread_id, body="Le deuxième couplet est beau.")
    for page in (f"/questions/{thread_id}", f"/questions/{thread_id}/imprimer"):
        shown = app.test_client().get(page, follow_redirects=True)
        assert shown.status_code == 200, page
        assert "Le deuxième couplet" in shown.text
        assert "/groupes/" not in shown.text.partition("<main")[2].partition("</main>")[0]


def test_each_hears_of_it_as_they_chose(author):
    friend, stranger, keen, quiet = (make_account() for _ in range(4))
    make_friends(friend, author)
    for reader, level in ((keen, Level.EVERYTHING), (quiet, Level.NOTHING)):
        notice_services.choose_level(seen_by(reader), level)
    _sung(author)
    assert [len(_told(one)) for one in (friend, stranger, keen, quiet)] == [1, 0, 1, 0]
    assert [len(_kept(one)) for one in (friend, stranger, keen, quiet)] == [0, 1, 0, 0]
    newcomer = make_account(is_new=True)
    assert _kept(newcomer) == [], "it happened before they came"


def test_who_wants_friends_only_in_a_group_hears_of_everybody_as_by_default(author):
    reader = make_account()
    notice_services.choose_level(seen_by(reader), Level.NOTHING)
    make_group(members=(reader, author))
    _sung(author)
    assert (_told(reader), _kept(reader)) == ([], [])


def test_it_is_found_by_visitors_and_its_comments_too(author):
    thread_id = _sung(author)
    post_id = posts.post_reply(seen_by(make_account()), thread_id, body="Un beau couplet.").post_id
    found = {hit.ref for hit in search.find("chaises", viewer=GUEST).page.items}
    assert found == {SONG.ref(thread_id)}
    found = {hit.ref for hit in search.find("couplet", viewer=GUEST).page.items}
    assert found == {SONG.post_ref(post_id)}


def test_everybody_may_watch_it_until_it_is_gone(author):
    thread_id, other = _sung(author), make_account()
    assert set(watchers_among({other.id, author.id}, thread_id)) == {other.id, author.id}
    removals.delete_thread(seen_by(author), thread_id)
    assert set(watchers_among({other.id}, thread_id)) == set()


def test_site_moderators_look_after_it_and_it_stays_in_no_group(author):
    thread_id, group = _sung(author), make_group()
    staff = seen_by(make_account(rights=(Right.CONTENT_MODERATE,)))
    with pytest.raises(Forbidden):
        moderation.close(seen_by(author), thread_id, reason="Assez chanté")
    with pytest.raises(FormRefused, match="aucun groupe"):
        moderation.move(staff, thread_id, group.id)
    moderation.pin(staff, thread_id)
    moderation.close(staff, thread_id, reason="Assez chanté")
    assert access_thread(GUEST, thread_id).is_closed


def test_a_kind_that_is_of_a_group_is_as_before(author):
    group = make_group(visibility="members", members=(author,))
    new = NewThread(group_id=group.id, kind="song", title="La gigue", body=None)
    thread_id = open_thread(seen_by(author), new)
    [subject] = find_visible(seen_by(author), [SONG.ref(thread_id)]).values()
    assert str(subject.audience) == f"group:{group.id}"
    assert find_visible(GUEST, [SONG.ref(thread_id)]) == {}
