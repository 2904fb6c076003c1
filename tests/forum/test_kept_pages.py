"""Pages kept for members: nothing of one is seen by another, and nothing is lost by keeping."""

from datetime import timedelta

import pytest

from app.accounts.models import Account
from app.core import clock
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.core.viewer import Right
from app.forum.services import answers
from app.groups.enums import Role
from app.likes import services as likes
from app.notices.models import Inbox
from app.threads.queries.access import access_thread
from app.threads.services import follows
from app.threads.views import thread_page
from app.web.page_templates import whole_page
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group, make_membership
from tests.marks import without_marks


def _look(account, *, theme=None, picture=None, unread=0, is_confirmed=True):
    """Give somebody a look of their own: colours, a photo, a number on the bell."""
    with atomic() as session:
        row = session.get_one(Account, account.id)
        row.theme, row.picture = theme, picture
        row.email_confirmed_at = clock.now() if is_confirmed else None
        session.merge(Inbox(account_id=account.id, unread_count=unread, last_seq=unread + 900))
    return account


@pytest.fixture
def people():
    """Return a thread's address, and people who see it each in another way, by what they are."""
    asker, moderator = make_account(display_name="Anne Asker"), make_account(display_name="Momo")
    group = make_group()
    make_membership(group=group, account=moderator, role=Role.MODERATOR)
    thread_id = make_thread(group=group, author=asker)
    reader = _look(make_account(display_name="Rose Première"), theme="dark", unread=7)
    helper = _look(make_account(display_name="Hugo Second"), picture="photo-de-hugo", unread=123)
    posts = [make_post(thread_id=thread_id, author=person) for person in (helper, reader, None)]
    likes.like(seen_by(reader), SubjectRef("forum.post", posts[0]))
    answers.mark_helpful(seen_by(helper), posts[2])
    follows.set_follow(seen_by(helper), thread_id, "mute")
    follows.mark_read(seen_by(reader), thread_id, 2)
    soon = clock.now() + timedelta(days=3)
    url = access_thread(seen_by(asker), thread_id).url
    return url, {
        "reader": reader,
        "helper": helper,
        "asker": asker,
        "moderator": moderator,
        "site moderator": make_account(rights=(Right.CONTENT_MODERATE,), display_name="Sam"),
        "suspended": make_account(suspended_until=soon, display_name="Susi"),
        "unconfirmed": _look(make_account(display_name="Uma"), theme="light", is_confirmed=False),
    }


@pytest.mark.parametrize("query", ["", "?ordre=temps"])
@pytest.mark.parametrize("turn", [1, -1])
def test_a_kept_thread_is_what_rendering_it_for_each_gives(
    client_for, people, monkeypatch, query, turn
):
    url, all_people = people
    clients = {name: client_for(person) for name, person in all_people.items()}
    names = list(clients)[::turn]

    def pages(readers):
        return {name: without_marks(clients[name].get(url + query).text) for name in readers}

    kept, again = pages(names), pages(reversed(names))
    monkeypatch.setattr(thread_page, "kept_page", whole_page)
    whole = pages(names)
    assert kept == whole
    assert again == whole
    assert len(set(whole.values())) == len(whole)


def test_nothing_of_the_one_who_came_first_is_seen_by_the_next(client_for, people):
    url, all_people = people
    first, second = all_people["reader"], all_people["site moderator"]
    client_for(first).get(url)
    seen = client_for(second).get(url).text
    for own in (
        f'data-viewer="{first.id}"',
        f"@{first.handle}",
        'data-theme="dark"',
        'data-notice-seq="907"',
        ">7<",
        'aria-pressed="true"><svg class="icon icon-heart-filled"',
    ):
        assert own not in seen


def test_a_kept_thread_shows_at_once_what_a_member_does(client_for, people):
    url, all_people = people
    helper = all_people["helper"]
    client = client_for(helper)
    assert 'value="mute" aria-pressed="true"' in " ".join(client.get(url).text.split())
    thread_id = int(url.split("/")[2].split("-")[0])
    follows.set_follow(seen_by(helper), thread_id, "follow")
    assert 'value="follow" aria-pressed="true"' in " ".join(client.get(url).text.split())
    _look(helper, theme="dark", unread=0)
    page = client.get(url).text
    assert 'data-theme="dark"' in page
    assert "data-badge hidden" in page
