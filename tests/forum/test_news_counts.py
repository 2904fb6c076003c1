"""In how many threads of each of one's groups something new stands."""

import pytest

from app.core.viewer import Right
from app.groups import queries as groups
from app.groups import services as group_services
from app.threads.queries.access import access_thread
from app.threads.queries.posts import posts_of_page
from app.threads.services import follows, removals
from tests.conftest import ClientFor, Queries
from tests.factories import make_account, seen_by
from tests.factories.forum import REASON, make_post, make_thread
from tests.factories.groups import make_group


def _counts(account) -> dict[str, int]:
    return {card.badge.name: card.news_count for card in groups.my_groups(seen_by(account))}


@pytest.fixture
def reader():
    return make_account()


@pytest.fixture
def group(reader):
    """Return a group in which the reader has opened two threads to their end."""
    return make_group(name="Cuivres", members=(reader,))


def _read(group, reader, *, posts_added: int) -> int:
    """Return a thread that somebody read, and which has grown since."""
    thread_id = make_thread(group=group)
    follows.mark_read(seen_by(reader), thread_id, 1)
    for _ in range(posts_added):
        make_post(thread_id=thread_id)
    return thread_id


def test_threads_that_grew_since_they_were_read_are_counted_once_each(reader, group):
    make_group(name="Bois", members=(reader,))
    _read(group, reader, posts_added=0)
    grown = _read(group, reader, posts_added=3)
    _read(group, reader, posts_added=1)
    make_thread(group=group)  # never opened
    assert _counts(reader) == {"Cuivres": 2, "Bois": 0}
    follows.mark_read(seen_by(reader), grown, 4)
    assert _counts(reader) == {"Cuivres": 1, "Bois": 0}


def test_what_is_muted_deleted_or_somebody_elses_is_not_counted(reader, group):
    muted, kept, gone = (_read(group, reader, posts_added=1) for _ in range(3))
    assert _counts(reader) == {"Cuivres": 3}
    follows.set_follow(seen_by(reader), muted, "mute")
    assert _counts(reader) == {"Cuivres": 2}
    staff = seen_by(make_account(rights=(Right.CONTENT_MODERATE,)))
    opening = posts_of_page(access_thread(staff, gone), page=1, order="aide").items[0]
    removals.delete_post(staff, opening.id, reason=REASON)
    assert _counts(reader) == {"Cuivres": 1}
    other = make_account()
    group_services.join(seen_by(other), group.id)
    assert _counts(other) == {"Cuivres": 0}
    follows.mark_read(seen_by(reader), kept, 2)
    assert _counts(reader) == {"Cuivres": 0}


@pytest.mark.parametrize("gone", [(4,), (3, 4), (4, 3), (2, 3, 4)])
def test_a_post_that_is_gone_is_new_to_nobody(reader, group, gone: tuple[int, ...]):
    author = make_account()
    thread_id = make_thread(group=group)
    numbered = {n: make_post(thread_id=thread_id, author=author) for n in (2, 3, 4)}
    last = min(gone) - 1
    late = make_account()
    follows.mark_read(seen_by(reader), thread_id, last)
    assert _counts(reader) == {"Cuivres": 1}
    for number in gone:
        removals.delete_post(seen_by(author), numbered[number])
    assert _counts(reader) == {"Cuivres": 0}
    group_services.join(seen_by(late), group.id)
    follows.mark_read(seen_by(late), thread_id, last)
    assert _counts(late) == {"Cuivres": 0}
    make_post(thread_id=thread_id)
    assert _counts(reader) == _counts(late) == {"Cuivres": 1}


def test_the_counts_stand_in_both_lists_of_groups(client_for: ClientFor, reader, group):
    _read(group, reader, posts_added=2)
    _read(group, reader, posts_added=1)
    client = client_for(reader)
    assert "2 fils avec du nouveau" in client.get("/groupes").text
    assert "2 nouveaux" in client.get("/").text
    for other in (client_for(make_account()), client_for(None)):
        assert "du nouveau" not in other.get("/groupes").text
        assert "nouveaux" not in other.get("/").text


@pytest.mark.parametrize("count", [1, 12])
def test_counting_costs_one_statement_however_many_groups_there_are(
    client_for: ClientFor, queries: Queries, reader, count: int
):
    for number in range(count):
        _read(make_group(name=f"Groupe {number}", members=(reader,)), reader, posts_added=1)
    client = client_for(reader)
    client.get("/")
    with queries(at_most=7):
        client.get("/")
    with queries(at_most=4):
        client.get("/groupes")
