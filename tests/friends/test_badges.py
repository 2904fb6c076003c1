"""The mark beside the names of one's friends, in what is otherwise the same for everybody."""

import pytest

from app.accounts import services as accounts
from app.accounts.enums import ProfileAudience
from app.accounts.models import Account
from app.accounts.shapes import ProfileEdit
from app.core.subjects import SubjectRef
from app.friends import services
from app.likes import services as likes
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group

MARK = "data-friend>"


def two_friends() -> tuple[Account, Account]:
    """Return two people who are friends."""
    one, other = make_account(), make_account()
    make_friends(one, other)
    return one, other


def test_the_words_of_a_friend_are_marked_for_the_friend_only(client_for: ClientFor):
    reader, author = two_friends()
    thread_id = make_thread(author=make_account())
    make_post(thread_id=thread_id, author=author)
    make_post(thread_id=thread_id, author=reader)
    address = client_for(None).get(f"/questions/{thread_id}").location
    seen = {
        name: client_for(who).get(address).text.count(MARK)
        for name, who in {
            "visitor": None,
            "reader": reader,
            "author": author,
            "other": make_account(),
        }.items()
    }
    assert seen == {"visitor": 0, "reader": 1, "author": 1, "other": 0}


@pytest.mark.parametrize("becomes_friends", [True, False])
def test_a_page_that_is_kept_is_right_at_the_next_load(client_for: ClientFor, becomes_friends):
    reader, author = make_account(), make_account()
    thread_id = make_thread(author=author)
    client = client_for(reader)
    address = client.get(f"/questions/{thread_id}").location
    if not becomes_friends:
        make_friends(reader, author)
    assert client.get(address).text.count(MARK) == int(not becomes_friends)
    if becomes_friends:
        services.ask(seen_by(author), reader.id)
        services.accept(seen_by(reader), author.id)
    else:
        services.leave(seen_by(author), reader.id)
    assert client.get(address).text.count(MARK) == int(becomes_friends)


def test_what_is_caught_up_with_and_replies_apart_are_marked(client_for: ClientFor):
    reader, author = two_friends()
    thread_id = make_thread(author=make_account())
    answer_id = make_post(thread_id=thread_id, author=author)
    client = client_for(reader)
    for address in ("nouveautes?apres=1", f"suite/{answer_id}"):
        assert client.get(f"/questions/{thread_id}/{address}").text.count(MARK) == 1


def test_what_is_for_friends_is_read_by_them_for_as_long_as_they_are(client_for: ClientFor):
    reader, author = two_friends()
    edit = ProfileEdit(
        display_name="Karim",
        told={"sentence": "Je fais des crêpes"},
        audiences={"sentence": ProfileAudience.FRIENDS},
    )
    accounts.edit_profile(seen_by(author), edit)
    page = f"/membres/{author.handle}"
    assert "Je fais des crêpes" in client_for(reader).get(page).text
    for other in (None, make_account()):
        assert "Je fais des crêpes" not in client_for(other).get(page).text
    services.leave(seen_by(reader), author.id)
    assert "Je fais des crêpes" not in client_for(reader).get(page).text


def test_friends_are_marked_among_members_and_among_those_who_like(client_for: ClientFor):
    reader, friend = two_friends()
    group = make_group(members=(reader, friend, make_account()))
    thread_id = make_thread(group=group, author=make_account())
    post = SubjectRef("forum.post", make_post(thread_id=thread_id, author=make_account()))
    for liker in (friend, make_account()):
        likes.like(seen_by(liker), post)
    for address in (f"/groupes/{group.slug}/membres", f"/likes/{post}"):
        assert client_for(reader).get(address).text.count(MARK) == 1
        assert client_for(None).get(address).text.count(MARK) == 0
