"""How an article is received: told to its authors, and nothing kept of who reads."""

import pytest

from app.accounts.models import Account
from app.blog.models import Article, ReadingDay
from app.blog.queries.access import desk_article
from app.blog.shapes import Figures
from app.core.db import db
from app.likes import services as likes
from app.threads.kinds import kind_of
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article


def _reads(client_for: ClientFor, article: Article, who: Account | None) -> None:
    answer = client_for(who).post(f"/blog/{article.thread_id}/lecture")
    assert answer.status_code == 204
    assert who is not None or "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("with_limits")
def test_a_reader_counts_once_a_day_and_an_author_never(client_for: ClientFor):
    author, reader = make_account(), make_account()
    article = make_article(author=author)
    for who in (reader, reader, None, None, author):
        _reads(client_for, article, who)
    assert [row.count for row in db.session.query(ReadingDay)] == [2]
    assert {column.name for column in ReadingDay.__table__.columns} == {
        "article_id",
        "day",
        "count",
    }


def test_its_authors_see_how_it_is_received_and_nobody_else(client_for: ClientFor):
    author, reader = make_account(), make_account()
    article = make_article(author=author)
    assert article.thread_id
    _reads(client_for, article, reader)
    likes.like(seen_by(reader), kind_of("article").ref(article.thread_id))
    client_for(reader).post(f"/blog/{article.slug}/commentaires", data={"body": "Bravo à vous."})
    shown = desk_article(seen_by(author), article.id).figures
    assert shown == Figures(readings=1, likes=1, comments=1)
    assert "Lectures" in client_for(author).get(f"/redaction/articles/{article.id}").text


def test_what_nobody_reads_is_not_counted(client_for: ClientFor):
    assert client_for(None).post("/blog/999/lecture").status_code == 404
