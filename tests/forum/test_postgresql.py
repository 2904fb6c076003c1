"""What the forum promises on PostgreSQL too, where writers do not wait for one another."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.db import db
from app.forum.services.threads import NewThread, open_thread
from app.groups import queries as groups
from app.threads.models import Post, Thread
from app.threads.services import follows, posts, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.postgres import app_on_postgres

pytestmark = pytest.mark.no_app


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


def test_a_text_sent_from_many_tabs_at_the_same_moment_is_one_post(pg_app: Flask):
    thread_id, author = make_thread(), seen_by(make_account())

    def send(_number: int) -> int:
        with pg_app.app_context():
            return posts.post_reply(
                author, thread_id, body="La MAIF assure.", once="a" * 32
            ).post_id

    with ThreadPoolExecutor(6) as tabs:
        answered = set(tabs.map(send, range(6)))
    db.session.close()
    wanted = sa.select(Post.id).where(Post.thread_id == thread_id, Post.number > 1)
    assert list(db.session.scalars(wanted)) == list(answered)


def test_a_question_sent_twice_at_the_same_moment_is_one_thread(pg_app: Flask):
    group, author = make_group(), make_account()
    asker = seen_by(author)
    new = NewThread(
        group_id=group.id, kind="question", title="Qui assure ?", body="Merci.", once="a" * 32
    )

    def send(_number: int) -> int:
        with pg_app.app_context():
            return open_thread(asker, new)

    with ThreadPoolExecutor(6) as tabs:
        answered = set(tabs.map(send, range(6)))
    db.session.close()
    assert set(db.session.scalars(sa.select(Thread.id))) == answered
    assert len(answered) == 1


@pytest.mark.usefixtures("pg_app")
def test_what_is_new_is_counted_and_what_is_gone_is_passed_over():
    reader, author = make_account(), make_account()
    group = make_group(members=(reader,))
    thread_id = make_thread(group=group)
    follows.mark_read(seen_by(reader), thread_id, 1)
    post_id = make_post(thread_id=thread_id, author=author)
    (card,) = groups.my_groups(seen_by(reader))
    assert card.news_count == 1
    removals.delete_post(seen_by(author), post_id)
    (card,) = groups.my_groups(seen_by(reader))
    assert card.news_count == 0
