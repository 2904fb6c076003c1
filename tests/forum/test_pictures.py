"""Pictures in posts and drafts: who shows them to whom, and how long they wait."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from app.accounts.models import Account
from app.core import clock
from app.core.subjects import SubjectRef
from app.core.viewer import Right
from app.forum.queries.facts import POST
from app.media import queries as media
from app.media import services as pictures
from app.media.enums import Purpose
from app.threads.services import drafts, posts, removals
from app.threads.services.drafts import DraftText, save_draft
from app.threads.services.hidden_posts import hide_post, restore_post
from app.threads.shapes import Reason
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


def _sent(author: Account) -> str:
    """Send a picture; return its address."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    file.seek(0)
    return pictures.store_picture(seen_by(author), file, purpose=Purpose.POST).url


def _tied(post_id: int) -> list[str]:
    ref = SubjectRef(POST, post_id)
    return [picture.url for picture in media.files_of([ref])[ref]]


def test_a_post_shows_the_pictures_that_its_author_sent_and_no_others(client_for):
    author, other = make_account(), make_account()
    own, foreign = _sent(author), _sent(other)
    post = make_post(author=author, body=f"![a]({own}) ![b]({foreign})")
    assert _tied(post) == [own]
    reader = client_for(make_account())
    assert reader.get(own).status_code == 200
    assert reader.get(foreign).status_code == 404


def test_a_picture_in_two_posts_is_seen_by_whoever_may_see_one_of_them(client_for):
    author, member, reader = make_account(), make_account(), make_account()
    inside = make_group(visibility="members", members=(author, member))
    url = _sent(author)
    thread = make_thread(author=author, group=inside)
    private = make_post(thread_id=thread, author=author, body=f"![a]({url})")
    assert [client_for(who).get(url).status_code for who in (member, reader)] == [200, 404]
    public = make_post(author=author, body=f"Encore ![a]({url})")
    assert client_for(reader).get(url).status_code == 200
    assert client_for(None).get(url).status_code == 200
    removals.delete_post(seen_by(author), private)
    assert client_for(reader).get(url).status_code == 200
    removals.delete_post(seen_by(author), public)
    assert client_for(reader).get(url).status_code == 404


def test_a_picture_taken_out_and_put_back_is_still_there(client_for):
    author, reader = make_account(), make_account()
    url = _sent(author)
    post = make_post(author=author, body=f"![a]({url})")
    posts.edit_post(seen_by(author), post, body="Sans image")
    pictures.purge()
    posts.edit_post(seen_by(author), post, body=f"Avec ![a]({url})")
    assert client_for(reader).get(url).status_code == 200


def test_who_edits_a_post_adds_pictures_of_their_own_only():
    author, moderator = make_account(), make_account(rights=(Right.CONTENT_MODERATE,))
    theirs, own = _sent(author), _sent(moderator)
    post = make_post(author=author)
    posts.edit_post(seen_by(moderator), post, body=f"Voici ![a]({theirs}) ![b]({own})")
    assert _tied(post) == [own]


@pytest.mark.parametrize(("days", "is_kept"), [(100, True), (0, False)])
def test_the_pictures_of_a_draft_wait_as_long_as_it_lives(client_for, days, is_kept):
    author = make_account()
    with time_machine.travel(clock.now(), tick=False) as now:
        url = _sent(author)
        save_draft(seen_by(author), "new", DraftText(body=f"![a]({url})"), version=0)
        for _day in range(days):
            now.shift(timedelta(days=1))
            drafts.hold_pictures()
            pictures.purge()
        drafts.drop_draft(seen_by(author).known_id, "new")
        drafts.hold_pictures()
        now.shift(timedelta(days=29 if is_kept else 31))
        pictures.purge()
        assert (client_for(author).get(url).status_code == 200) is is_kept


def test_a_draft_holds_no_picture_of_somebody_else(client_for):
    author, other = make_account(), make_account()
    with time_machine.travel(clock.now(), tick=False) as now:
        url = _sent(author)
        save_draft(seen_by(other), "new", DraftText(body=f"![a]({url})"), version=0)
        drafts.hold_pictures()
        now.shift(timedelta(days=2))
        pictures.purge()
        assert client_for(author).get(url).status_code == 404


def test_the_picture_of_a_hidden_post_is_seen_by_who_decides_and_nobody_else(client_for):
    author, decider = make_account(), make_account(rights=(Right.CONTENT_MODERATE,))
    staff = seen_by(decider)
    url = _sent(author)
    post, reader = make_post(author=author, body=f"![a]({url})"), client_for(None)
    assert reader.get(url).status_code == 200
    hide_post(staff, post, Reason(rule="privacy", sentence="On reconnaît quelqu’un."))
    assert (reader.get(url).status_code, _tied(post)) == (404, [url])
    assert client_for(make_account()).get(url).status_code == 404
    assert client_for(decider).get(url).status_code == 200
    copied = make_post(author=decider, body=f"![a]({url})")
    assert _tied(copied) == [], "who decides about it cannot show it to others"
    restore_post(staff, post)
    assert reader.get(url).status_code == 200
