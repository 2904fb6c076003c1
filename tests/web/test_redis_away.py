"""Redis gone or frozen: people sign in, write and like as ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.core.db import Base, db
from app.core.jobs import enqueue, enqueue_in
from app.likes.models import Like
from app.threads.models import Post
from config import Config
from tests.accounts.people import PASSWORD, make_member
from tests.core.test_redis import frozen
from tests.factories.forum import make_thread
from tests.machine import free_port

pytestmark = pytest.mark.no_app


@pytest.fixture(params=["gone", "frozen"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Return a site whose Redis does not answer."""
    is_gone = request.param == "gone"
    url = f"redis://127.0.0.1:{free_port()}/0" if is_gone else request.getfixturevalue("redis_url")
    config = Config(
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'site.sqlite'}",
        secret_key="for tests only, and long enough for it",
        redis_url=url,
    )
    app = create_app(config)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        if is_gone:
            yield app
        else:
            with frozen(url):
                yield app
        db.session.remove()
        db.engine.dispose()


def test_people_sign_in_write_and_like_while_redis_does_not_answer(app):
    member = make_member()
    thread_id = make_thread()
    browser = app.test_client()
    entry = {"email": member.email, "password": PASSWORD}
    assert browser.post("/connexion", data=entry).status_code == 303
    reply = browser.post(f"/questions/{thread_id}/reponses", data={"body": "Oui."})
    assert reply.status_code == 303
    post_id = db.session.scalar(sa.select(sa.func.max(Post.id)))
    opening_id = db.session.scalar(sa.select(sa.func.min(Post.id)))
    assert post_id != opening_id
    liked = browser.post(f"/likes/forum.post:{opening_id}")
    assert liked.status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Like)) == 1
    enqueue("notices.sweep")
    enqueue_in(1, "notices.sweep")  # outside a transaction, where nothing else would catch it
    assert browser.get("/recherche?q=oui").status_code == 200
    assert browser.get("/readyz").status_code == 503
