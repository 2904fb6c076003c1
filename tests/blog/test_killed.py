"""A process is killed at the minute for which an article is scheduled, while another runs too."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article, TimelineEntry
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.notices.models import Activity
from app.threads.models import Thread
from tests.blog.publisher import DONE, READY
from tests.factories.blog import make_article
from tests.postgres import app_on_postgres
from tests.tree import ROOT

Publisher = Callable[..., "subprocess.Popen[str]"]


@contextmanager
def publishers(app: Flask) -> Iterator[Publisher]:
    """Start processes that publish what is due; those that still run are killed at the end."""
    started: list[subprocess.Popen[str]] = []
    settings = app.config["SETTINGS"]

    def start(*, until: str, seconds: int = 0) -> subprocess.Popen[str]:
        about = (str(settings.data_dir), settings.database_url, str(seconds))
        command = [sys.executable, "-m", "tests.blog.publisher", *about]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert until in (line.strip() for line in process.stdout)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def publisher(app: Flask) -> Iterator[Publisher]:
    """Return what starts processes on SQLite."""
    with publishers(app) as start:
        yield start


@pytest.fixture
def pg_publisher(postgres_url: str, tmp_path: Path) -> Iterator[Publisher]:
    """Return what starts processes on PostgreSQL, where both may write at once."""
    with app_on_postgres(postgres_url, tmp_path) as app, publishers(app) as start:
        yield start


def _due() -> int:
    """Make an article that is due now."""
    article_id = make_article(state=ArticleState.SCHEDULED).id
    with atomic() as session:
        session.get_one(Article, article_id).publish_at = clock.now() - timedelta(seconds=1)
    db.session.close()
    return article_id


def _check_published_once(article_id: int) -> None:
    db.session.close()
    article = db.session.get_one(Article, article_id)
    assert article.state is ArticleState.PUBLISHED
    lines = db.session.query(TimelineEntry).filter_by(move=DeskMove.PUBLISH)
    assert [line.article_id for line in lines] == [article_id]
    assert [row.id for row in db.session.query(Thread)] == [article.thread_id]
    assert db.session.query(Activity).filter_by(kind="blog.opened").count() == 1


def _another_publishes_it(publisher: Publisher) -> None:
    article_id = _due()
    dying = publisher(until=DONE, seconds=120)
    other = publisher(until=READY)
    dying.kill()
    assert other.wait(60) == 0
    _check_published_once(article_id)


def _both_publish_it_once(publisher: Publisher) -> None:
    article_id = _due()
    both = publisher(until=DONE, seconds=2), publisher(until=READY)
    assert [one.wait(60) for one in both] == [0, 0]
    _check_published_once(article_id)


@pytest.mark.slow
def test_killed_before_it_is_kept_another_publishes_it(publisher: Publisher):
    _another_publishes_it(publisher)


@pytest.mark.slow
def test_two_at_the_same_minute_publish_it_once(publisher: Publisher):
    _both_publish_it_once(publisher)


@pytest.mark.slow
@pytest.mark.no_app
def test_killed_before_it_is_kept_another_publishes_it_on_postgresql(pg_publisher: Publisher):
    _another_publishes_it(pg_publisher)


@pytest.mark.slow
@pytest.mark.no_app
def test_two_at_the_same_minute_publish_it_once_on_postgresql(pg_publisher: Publisher):
    _both_publish_it_once(pg_publisher)
