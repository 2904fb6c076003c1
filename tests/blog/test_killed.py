"""A process is killed at the minute for which an article is scheduled, while another runs too."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

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
from tests.tree import ROOT

Publisher = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def publisher(app: Flask) -> Iterator[Publisher]:
    """Start processes that publish what is due; those that still run are killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def start(*, until: str, seconds: int = 0) -> subprocess.Popen[str]:
        folder = app.config["SETTINGS"].data_dir
        command = [sys.executable, "-m", "tests.blog.publisher", str(folder), str(seconds)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert until in (line.strip() for line in process.stdout)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


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


@pytest.mark.slow
def test_killed_before_it_is_kept_another_publishes_it(publisher: Publisher):
    article_id = _due()
    dying = publisher(until=DONE, seconds=120)
    other = publisher(until=READY)
    dying.kill()
    assert other.wait(60) == 0
    _check_published_once(article_id)


@pytest.mark.slow
def test_two_at_the_same_minute_publish_it_once(publisher: Publisher):
    article_id = _due()
    both = publisher(until=DONE, seconds=2), publisher(until=READY)
    assert [one.wait(60) for one in both] == [0, 0]
    _check_published_once(article_id)
