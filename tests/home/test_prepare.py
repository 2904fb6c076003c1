"""The first start: an empty folder becomes a site, once."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.accounts import services as accounts
from app.accounts.shapes import SignInDevice
from app.blog.enums import ArticleState
from app.blog.models import Article
from app.blog.queries import access as desk
from app.blog.transitions import LISTED, SHOWN, WAITING
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused
from app.demo import content
from app.friends.models import FriendRequest, Friendship
from app.groups.models import Group, Membership
from app.likes.models import Like
from app.media.models import File
from app.threads.models import Thread
from config import Config

pytestmark = pytest.mark.no_app
_HERE = SignInDevice(label="Firefox", address="127.0.0.1")


def _site(folder: Path, *, password: str | None = None, is_demo: bool = False) -> Flask:
    """Return a site in this folder, about to start."""
    return create_app(
        Config(
            data_dir=folder,
            database_url=f"sqlite:///{folder / 'site.sqlite'}",
            secret_key="x" * 40,
            admin_password=password,
            is_demo=is_demo,
            are_jobs_immediate=True,
        )
    )


def _prepare(app: Flask) -> Result:
    """Do what happens before each start."""
    done = app.test_cli_runner().invoke(args=["prepare"])
    assert done.exit_code == 0, done.output
    return done


def _count(table: type) -> int:
    """Return how many rows a table has."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def _let_go(app: Flask) -> None:
    """Close the database."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Flask]:
    """Return a maker of sites in a folder that does not exist yet."""
    return lambda **options: _site(tmp_path / "data", **options)


def test_the_first_start_draws_a_password_and_says_it_once(site):
    app = site()
    said = _prepare(app).output
    found = re.search(r"Password, shown this once: (\S+)", said)
    assert "Administrator: admin@entraide.localhost" in said
    assert found is not None
    assert _prepare(app).output == ""
    with app.test_request_context():
        accounts.sign_in("admin@entraide.localhost", found[1], _HERE)
        assert _count(Group) == 1
        with pytest.raises(FormRefused):
            accounts.sign_in("admin@entraide.localhost", "another password", _HERE)
    _let_go(app)


def test_a_password_that_was_given_is_not_printed(site):
    app = site(password="given by the operator")
    assert "given by" not in _prepare(app).output
    with app.test_request_context():
        accounts.sign_in("admin@entraide.localhost", "given by the operator", _HERE)
    _let_go(app)


@pytest.mark.slow
def test_the_demonstration_comes_to_life_once_as_it_is_written(site):
    app = site(is_demo=True)
    _prepare(app)
    _prepare(app)
    threads, articles = content.threads(), content.articles()
    with app.app_context():
        published = [one for one in articles if one.published]
        assert _count(Thread) == len(threads) + len(published)
        assert _count(Group) == len(content.groups())
        assert _count(Membership) >= len(content.members())
        assert _count(Like) > 0
        assert _count(Friendship) > 2 * len(content.circles())
        assert _count(FriendRequest) == len(content.requests())
        solved = sa.select(sa.func.count()).where(Thread.featured_id.is_not(None))
        assert db.session.scalar(solved) == sum(one.solution is not None for one in threads)
        pinned = sa.select(sa.func.count()).where(Thread.pinned_at.is_not(None))
        assert db.session.scalar(pinned) == sum(one.pinned for one in threads)
        page = app.test_client().get("/")
        assert page.status_code == 200
        _see_the_blog(app.test_client())
    _let_go(app)


def _see_the_blog(guest: FlaskClient) -> None:
    """See that every state has an article, that the desk knows who waits, and who has a picture."""
    articles, now = content.articles(), clock.now()
    rows = db.session.scalars(sa.select(Article)).all()
    assert len(rows) == len(articles)
    assert {row.state for row in rows} == set(ArticleState)
    states = Counter(row.state for row in rows)
    assert sum(states[state] for state in LISTED) >= 12
    assert all(row.moved_at < now - timedelta(hours=1) for row in rows)
    due = [row.publish_at for row in rows if row.state is ArticleState.SCHEDULED]
    assert due[0] is not None
    assert timedelta(days=1) < due[0] - now < timedelta(days=5)
    waiting = [line.state for line in desk.queue()]
    assert sorted(waiting) == sorted(WAITING)
    assert all(bool(row.cover) == bool(row.cover_alt) for row in rows)
    assert _count(File) == sum(one.cover is not None for one in articles)
    assert db.session.scalars(sa.select(File.id).where(File.expires_at.is_not(None))).all() == []
    for row in rows:
        page = guest.get(f"/blog/{row.slug}")
        assert page.status_code == (HTTPStatus.OK if row.state in SHOWN else HTTPStatus.NOT_FOUND)
    shown = next(row.cover for row in rows if row.state is ArticleState.PUBLISHED)
    unseen = next(row.cover for row in rows if row.state is ArticleState.SUBMITTED)
    assert guest.get(f"/medias/{shown}").status_code == HTTPStatus.OK
    assert guest.get(f"/medias/{unseen}").status_code == HTTPStatus.NOT_FOUND
