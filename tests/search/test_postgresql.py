"""The same questions, asked of PostgreSQL: both databases answer alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock
from app.search import queries as search
from app.search import services
from app.search.shapes import Entry, Narrowing
from tests.factories.search import make_entry
from tests.postgres import app_on_postgres
from tests.search.typed import HOSTILE, SAME

pytestmark = [pytest.mark.no_app, pytest.mark.usefixtures("pg_app")]
NO_GROUP = sa.select(sa.literal(0))


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


def _found(typed, narrowing=None, *, is_typing=False):
    page = search.find(typed, group_ids=NO_GROUP, narrowing=narrowing, is_typing=is_typing)
    return [hit.ref for hit in page.items]


def test_postgresql_finds_the_same():
    ref = make_entry(title="Assurer une fête du village", text="Quelle compagnie ?")
    make_entry(text="Autre chose")
    for typed in SAME:
        assert _found(typed) == [ref], typed
    for typed in HOSTILE:
        assert _found(typed) == _found(typed, is_typing=True) == [], typed
    for typed in ("ass", "assur", "assura", "assurance", "fête vill"):
        assert _found(typed, is_typing=True) == [ref], typed
    near = "comment assurer la fête annuelle de notre caserne"
    assert _found(near) == [ref]
    assert search.similar("Assurer nos fêtes", group_ids=NO_GROUP) == [ref]


def test_postgresql_ranks_filters_pages_and_forgets():
    plain = make_entry(text="La salle des fêtes est louée.")
    useful = make_entry(text="La salle des fêtes est louée.", usefulness=40, kind="answer")
    titled = make_entry(title="Louer la salle des fêtes", is_solved=True)
    private = make_entry(text="La salle des fêtes", group_id=7)
    assert _found("salle fêtes") == [titled, useful, plain]
    assert _found("salle", Narrowing(kinds=("answer", "article"))) == [useful]
    assert _found("salle", Narrowing(is_solved=True)) == [titled]
    opened = search.find(
        "salle", group_ids=sa.select(sa.literal(7)), narrowing=Narrowing(group_id=7)
    )
    assert [hit.ref for hit in opened.items] == [private]
    for _number in range(30):
        make_entry(text="Une salle")
    first = search.find("salle", group_ids=NO_GROUP)
    second = search.find("salle", group_ids=NO_GROUP, cursor=first.next_cursor)
    assert (len(first.items), len(second.items), second.next_cursor) == (20, 13, None)
    services.index(
        Entry(
            ref=titled,
            title="Barnum",
            kind="question",
            group_id=None,
            author_id=None,
            created_at=clock.now(),
        )
    )
    assert (_found("louer"), _found("barnum")) == ([useful, plain], [titled])
    services.forget(titled)
    assert _found("barnum") == []
