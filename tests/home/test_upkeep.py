"""Commands that make anew what can be made anew: they find nothing wrong, and put right what is."""

import pytest
import sqlalchemy as sa

from app.core.transaction import atomic
from app.core.viewer import GUEST
from app.groups.models import Group
from app.notices.models import Inbox
from app.search import queries as search
from app.search.models import SearchEntry
from app.threads.models import Thread
from tests.factories import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


@pytest.fixture
def run(app):
    """Return what somebody types after `flask`."""
    return lambda *words: app.test_cli_runner().invoke(args=list(words)).output


@pytest.mark.parametrize(
    ("words", "column", "sentence"),
    [
        (("threads", "recount"), Thread.answer_count, "{} threads had a wrong count."),
        (("groups", "recount"), Group.member_count, "{} counts were wrong."),
        (("notices", "recount"), Inbox.unread_count, "Boxes whose count was wrong: {}"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_counts_are_right_and_made_right(run, words, column, sentence):
    make_post(thread_id=make_thread(group=make_group(owner=make_account())))
    assert run(*words).strip() == sentence.format(0)
    with atomic() as session:
        session.execute(sa.update(column.class_).values({column: 9}))
    assert run(*words).strip() == sentence.format(1)
    assert run(*words).strip() == sentence.format(0)


def _found(words):
    found = search.find(words, viewer=GUEST)
    return sorted(hit.ref.kind for hit in found.page.items)


def test_the_index_made_anew_finds_threads_answers_groups_and_people_again(run):
    group = make_group(name="Barnum et tentes")
    thread_id = make_thread(group=group, title="Où louer un barnum ?")
    make_post(thread_id=thread_id, body="Un barnum se loue à la mairie.")
    with atomic() as session:
        session.execute(sa.delete(SearchEntry))
    assert _found("barnum") == []
    run("search", "rebuild")
    assert _found("barnum") == ["forum.thread", "groups.group"]
