"""The community that is measured is one that the site could have come by."""

from itertools import islice

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.threads.models import Post, Thread
from bench import article_rows, asks, rows
from bench.bulk import write
from bench.report import Table, figure
from bench.seed import Seed, fill

SEED = Seed(4_000)


@pytest.mark.no_app
def test_each_post_has_a_thread_and_a_number_there():
    places = [rows.place_of(post_id) for post_id in range(1, SEED.post_count + 1)]
    assert len(set(places)) == SEED.post_count
    assert all(rows.post_of(*place) == post_id for post_id, place in enumerate(places, 1))


def test_pages_of_the_community_show_what_was_written(client_for, monkeypatch):
    for name in ("ACCOUNTS", "WRITERS"):
        monkeypatch.setattr(rows, name, 120)
    fill(SEED)
    is_forum = Thread.kind != "article"
    counted = sa.select(sa.func.count()).select_from(Post).join(Thread, Post.thread_id == Thread.id)
    assert db.session.scalar(counted.where(is_forum)) == SEED.post_count
    said = sa.select(sa.func.sum(Thread.post_count)).where(is_forum)
    assert db.session.scalar(said) == SEED.post_count
    visitor = client_for(None)
    for thread_id in SEED.open_threads(5):
        page = visitor.get(rows.url_of(thread_id)).get_data(as_text=True)
        assert page.count('<article class="post') == rows.POSTS_PER_THREAD
    article = visitor.get(article_rows.url_of(3)).get_data(as_text=True)
    assert article.count('<article class="post') == rows.POSTS_PER_THREAD + 1
    assert "Partie 5" in article
    assert visitor.get("/questions").get_data(as_text=True).count('<li class="thread-row') == 25
    assert "sujet-" in visitor.get("/recherche?q=assurance").get_data(as_text=True)


def test_a_portion_of_nothing_writes_nothing():
    with db.engine.begin() as connection:
        assert write(connection, Thread, []) == 0


@pytest.mark.no_app
@pytest.mark.parametrize("places", [1, 40, 400])
def test_no_member_meets_a_page_twice_before_all_have_met_it(places):
    met = list(islice(asks.pairs(places), places * rows.WRITERS))
    assert len(set(met)) == places * rows.WRITERS
    assert {place for place, _account_id in met[:places]} == set(range(places))


@pytest.mark.no_app
def test_no_search_is_asked_twice_not_even_by_another():
    of_page = asks.asks_of(SEED)
    both = (of_page[f"search never asked, {who}"] for who in ("visitor", "signed in"))
    asked = [ask.path for some in both for ask in islice(some, 3_000)]
    assert len(set(asked)) == 6_000
    assert len({ask.path for ask in islice(of_page["search asked before, signed in"], 500)}) == 1


@pytest.mark.no_app
def test_a_table_reads_as_markdown():
    table = Table(title="Pages", says="Fast.", columns=("page", "a second"), rows=[("home", "900")])
    lines = ("## Pages", "", "Fast.", "", "| page | a second |", "| --- | --- |", "| home | 900 |")
    assert str(table).splitlines() == list(lines)
    assert [figure(number) for number in (12_345.6, 99.5, 0.1234)] == ["12 346", "99.5", "0.123"]
